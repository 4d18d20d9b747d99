//! What the preview server answers with.

use std::io::Write;
use std::sync::Arc;

use dateline::edge::preview::content::{PageInfo, Resource, Visibility};

use super::{Browser, body, bytes, html, html_about, read_to_end, report, said};

/// An answer's page without the reload script, to compare with what the site has.
#[track_caller]
fn without_script(page: &str) -> String {
    let start = page.find("<script src=\"/.dateline/preview.js\"").expect("the script is in it");
    let length = page[start..].find("</script>").expect("the script's tag ends") + 9;
    format!("{}{}", &page[..start], &page[start + length..])
}

#[track_caller]
fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let start = format!("{name}: ");
    let mut lines = answer.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("{name}: {answer}"))
}

#[test]
fn a_page_is_the_sites_own_bytes_and_one_script() {
    let browser = Browser::start();
    let page =
        "<!doctype html>\r\n<title>Mosul الموصل</title><BODY data-x='</p>'>\n<p>1 < 2</BODY>\n";
    browser.site.put("/cities/الموصل/", html(page));
    let answer = browser.get("/cities/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84/?from=chat");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\n"), "{answer}");
    assert_eq!(header(&answer, "Content-Type"), "text/html; charset=utf-8");
    assert_eq!(header(&answer, "Cache-Control"), "no-store");
    assert_eq!(header(&answer, "Content-Length"), body(&answer).len().to_string());
    assert_eq!(without_script(body(&answer)), page);
}

#[test]
fn a_strict_policy_in_a_page_lets_the_script_in_and_stays_strict() {
    let browser = Browser::start();
    let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><body>";
    browser.site.put("/strict/", html(page));
    let (one, other) = (browser.get("/strict/"), browser.get("/strict/"));
    let nonce = body(&one).split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next());
    let nonce = nonce.expect("the script's tag has a nonce");
    let policy = format!("default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'");
    assert!(one.contains(&format!("content=\"{policy}\"")), "{one}");
    assert!(!other.contains(nonce), "two answers have the same nonce");
}

#[test]
fn a_photo_comes_as_it_is_and_only_once() {
    let browser = Browser::start();
    let photo: Arc<[u8]> = vec![b'~'; 100_000].into();
    let found = Resource::Found {
        bytes: photo,
        media_type: "image/jpeg",
        key: 0xabc,
        info: PageInfo::default(),
    };
    browser.site.put("/photo.jpg", found);
    let answer = browser.get("/photo.jpg");
    assert_eq!(body(&answer), "~".repeat(100_000));
    let tag = header(&answer, "ETag");
    assert_eq!(header(&answer, "Cache-Control"), "no-cache");
    for known in [tag.to_owned(), format!("\"other\", W/{tag}")] {
        let asked = browser.question("/photo.jpg", &format!("If-None-Match: {known}\r\n"));
        let again = browser.send(asked.as_bytes());
        assert!(again.starts_with("HTTP/1.1 304 "), "{known}: {again}");
        assert_eq!(body(&again), "");
    }
    let asked = browser.question("/photo.jpg", "If-None-Match: \"older\"\r\n");
    assert!(browser.send(asked.as_bytes()).starts_with("HTTP/1.1 200 "));
}

#[test]
fn head_says_how_long_a_large_page_is_and_does_not_send_it() {
    let browser = Browser::start();
    browser.site.put("/long/", html(&"long ".repeat(50_000)));
    let length = body(&browser.get("/long/")).len();
    let head = browser.send(browser.question("/long/", "").replacen("GET", "HEAD", 1).as_bytes());
    assert_eq!(header(&head, "Content-Length"), length.to_string());
    assert_eq!(body(&head), "");
    let refused = browser.send(b"HEAD / HTTP/1.1\r\n\r\n");
    assert!(refused.starts_with("HTTP/1.1 400 "), "{refused}");
    assert_eq!(body(&refused), "");
}

#[test]
fn an_address_that_moved_leads_to_where_it_went_and_never_to_another_host() {
    let browser = Browser::start();
    browser.site.put("/cities/mosul", Resource::Moved("/cities/الموصل/".to_owned()));
    browser.site.put("/out/", Resource::Moved("//evil.example/\r\nX: y".to_owned()));
    let answer = browser.get("/cities/mosul");
    assert!(answer.starts_with("HTTP/1.1 302 "), "{answer}");
    assert_eq!(header(&answer, "Location"), "/cities/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84/");
    assert_eq!(header(&browser.get("/out/"), "Location"), "/evil.example/%0D%0AX:%20y");
}

#[test]
fn a_missing_page_shows_the_sites_own_page_for_that() {
    let browser = Browser::start();
    let answer = browser.get("/nothing/");
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    assert_eq!(without_script(body(&answer)), "<p>no such page");
    browser.site.put("/bare/", Resource::Missing(bytes("")));
    assert!(browser.get("/bare/").contains("<h1>Not found</h1>"));
}

#[test]
fn a_page_that_does_not_print_shows_its_report_escaped() {
    let browser = Browser::start();
    let fault = report("`<script>alert(1)</script>` & \"more\"");
    browser.site.put("/broken/", Resource::Faulty(fault.into()));
    let answer = browser.get("/broken/");
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(answer.contains("<h1>The site cannot be shown yet</h1>"), "{answer}");
    for text in [
        "<span class=place>content/a.md:3:7</span>",
        "error: `&lt;script&gt;alert(1)&lt;/script&gt;` &amp; \"more\"</div>",
        "<pre>\n --&gt; content/a.md:3:7</pre>",
        "<p>The page appears here as soon as the errors are fixed.</p>",
    ] {
        assert_eq!(answer.matches(text).count(), 1, "{text} in {answer}");
    }
    // The script has it too, to lay it over what a tab has shown so far.
    let told = said(&answer, "data-report").expect("the script's tag has the report");
    assert!(
        told.contains("{&quot;is_error&quot;:true,&quot;message&quot;:&quot;`&lt;script&gt;"),
        "{told}"
    );
}

#[test]
fn a_page_says_to_the_script_what_it_is_made_of_and_who_sees_it() {
    let browser = Browser::start();
    let source = Some("content/\"a\"&<b>.md".to_owned());
    let until = "Wednesday 31 May 2017, 06:00".to_owned();
    let info = PageInfo { source, visibility: Visibility::Embargoed { until } };
    browser.site.put("/a/", html_about("<p>a", info));
    let answer = browser.get("/a/");
    let info = |answer: &str| said(answer, "data-info").map(|info| info.replace("&quot;", "\""));
    let expected = r#"{"source":"content/\"a\"&amp;&lt;b&gt;.md","visibility":{"kind":"embargoed","until":"Wednesday 31 May 2017, 06:00"}}"#;
    assert_eq!(info(&answer).as_deref(), Some(expected));
    let expected = r#"{"source":null,"visibility":{"kind":"published"}}"#;
    assert_eq!(info(&browser.get("/")).as_deref(), Some(expected));
}

#[test]
fn a_page_that_panics_takes_nobody_down_with_it() {
    let browser = Browser::start();
    for _ in 0..3 {
        assert!(browser.get("/panics/").starts_with("HTTP/1.1 500 "));
        browser.check_alive();
    }
}

#[test]
fn six_connections_at_once_are_all_answered() {
    let browser = Browser::start();
    for _ in 0..50 {
        let mut streams: Vec<_> = (0..6).map(|_| browser.connect()).collect();
        for stream in &mut streams {
            let question = browser.question("/", "Connection: keep-alive\r\n");
            stream.write_all(question.as_bytes()).expect("the preview listens");
        }
        for stream in &mut streams {
            assert!(read_to_end(stream).starts_with("HTTP/1.1 200 OK\r\n"));
        }
    }
}

#[test]
fn a_head_that_comes_byte_by_byte_is_answered() {
    let browser = Browser::start();
    let mut stream = browser.connect();
    for byte in browser.question("/", "").bytes() {
        stream.write_all(&[byte]).expect("the preview listens");
    }
    assert!(read_to_end(&mut stream).starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn a_reader_who_takes_nothing_keeps_nobody_waiting() {
    let browser = Browser::start();
    let huge: Arc<[u8]> = vec![b'x'; 20_000_000].into();
    browser.site.put(
        "/huge/",
        Resource::Found { bytes: huge, media_type: "text/csv", key: 2, info: PageInfo::default() },
    );
    let question = browser.question("/huge/", "");
    let stuck: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = browser.connect();
            stream.write_all(question.as_bytes()).expect("the preview listens");
            stream
        })
        .collect();
    browser.check_alive();
    drop(stuck);
}

#[test]
fn a_stopped_preview_frees_its_port_and_hangs_up() {
    let browser = Browser::start();
    let host = browser.host();
    let mut idle = browser.connect();
    let mut events = browser.connect();
    let question = browser.question("/.dateline/events/none/", "");
    events.write_all(question.as_bytes()).expect("the preview listens");
    browser.server.stop();
    assert_eq!(read_to_end(&mut idle), "");
    read_to_end(&mut events);
    std::net::TcpListener::bind(host).expect("the port is free again");
}
