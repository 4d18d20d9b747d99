//! Project files that are opened from a page, and who may not open them.

use std::io::Write;
use std::net::{IpAddr, TcpStream, UdpSocket};

use dateline::edge::editor::FileLocation;

use super::{Browser, body, html, read_to_end, said};

const FILE: &str = "content/dispatches/الموصل.md";
const ADDRESS: &str =
    "/.dateline/open/3/7/content/dispatches/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84.md";

impl Browser {
    fn token(&self) -> String {
        said(&self.get("/"), "data-token").expect("a page that came over loopback has the token")
    }

    fn ask_to_open(&self, address: &str, more: &str) -> String {
        self.send(self.question(address, more).as_bytes())
    }
}

#[track_caller]
fn check_status(answer: &str, status: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
}

#[test]
fn a_page_on_this_machine_opens_a_file_at_its_line() {
    let (browser, openings) = Browser::start_with_editor("127.0.0.1");
    browser.site.put_source(FILE, "/site/a.md");
    let token = format!("Dateline-Token: {}\r\n", browser.token());
    let location = FileLocation { file: "/site/a.md".into(), line: 3, column: 7 };
    for more in ["", "Sec-Fetch-Site: same-origin\r\n"] {
        check_status(&browser.ask_to_open(ADDRESS, &format!("{token}{more}")), "200");
        assert_eq!(openings.try_recv().as_ref(), Ok(&location));
    }
}

#[test]
fn nobody_opens_a_file_without_the_token_that_this_run_gave_to_its_pages() {
    let (browser, openings) = Browser::start_with_editor("127.0.0.1");
    let (other, _) = Browser::start_with_editor("127.0.0.1");
    browser.site.put_source(FILE, "/site/a.md");
    let (own, foreign) = (browser.token(), other.token());
    let refused = [
        String::new(),
        "Dateline-Token: \r\n".to_owned(),
        format!("Dateline-Token: {foreign}\r\n"),
        format!("Dateline-Token: {}\r\n", &own[1..]),
        format!("Dateline-Token: {own}\r\nSec-Fetch-Site: none\r\n"),
        format!(
            "Dateline-Token: {own}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
        ),
        "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n".to_owned(),
    ];
    for more in refused {
        check_status(&browser.ask_to_open(ADDRESS, &more), "403");
    }
    let twice = format!("Dateline-Token: {own}\r\nDateline-Token: {own}\r\n");
    check_status(&browser.ask_to_open(ADDRESS, &twice), "400");
    assert!(openings.try_recv().is_err(), "something was opened");
}

#[test]
fn only_files_of_the_project_are_opened() {
    let (browser, openings) = Browser::start_with_editor("127.0.0.1");
    browser.site.put_source(FILE, "/site/a.md");
    let token = format!("Dateline-Token: {}\r\n", browser.token());
    for address in [
        "/.dateline/open/",
        "/.dateline/open/3/7/",
        "/.dateline/open/3/7/content/dispatches/gone.md",
        "/.dateline/open/3/7/etc/passwd",
        "/.dateline/open/x/7/content/dispatches/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84.md",
        "/.dateline/open/-3/7/content/dispatches/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84.md",
    ] {
        check_status(&browser.ask_to_open(address, &token), "404");
    }
    assert!(openings.try_recv().is_err(), "something was opened");
}

#[test]
fn asking_for_the_head_alone_opens_nothing() {
    let (browser, openings) = Browser::start_with_editor("127.0.0.1");
    browser.site.put_source(FILE, "/site/a.md");
    let question = browser.question(ADDRESS, &format!("Dateline-Token: {}\r\n", browser.token()));
    check_status(&browser.send(question.replacen("GET", "HEAD", 1).as_bytes()), "200");
    assert!(openings.try_recv().is_err(), "something was opened");
}

#[test]
fn a_program_that_does_not_start_is_reported_in_a_sentence() {
    let (browser, _) = Browser::start_with_editor("127.0.0.1");
    browser.site.put_source(FILE, "/site/a.md");
    let token = format!("Dateline-Token: {}\r\n", browser.token());
    let answer = browser.ask_to_open(&ADDRESS.replace("/3/7/", "/13/7/"), &token);
    check_status(&answer, "502");
    assert_eq!(body(&answer), "the editor `gone` cannot be started");
}

#[test]
fn a_preview_without_an_editor_gives_no_token_and_opens_nothing() {
    let browser = Browser::start();
    browser.site.put_source(FILE, "/site/a.md");
    assert_eq!(said(&browser.get("/"), "data-token"), None);
    check_status(&browser.ask_to_open(ADDRESS, "Dateline-Token: \r\n"), "403");
}

#[test]
fn a_page_that_is_read_over_the_network_has_no_token_and_opens_nothing() {
    let Some(own) = own_address() else {
        return skip("this machine has no address but its loopback");
    };
    let (browser, openings) = Browser::start_with_editor("0.0.0.0");
    browser.site.put_source(FILE, "/site/a.md");
    browser.site.put("/page/", html("<p>page"));
    let token = browser.token();
    let port = browser.host().rsplit_once(':').expect("a host and a port").1.to_owned();
    let ask = |address: &str, more: &str| {
        let mut stream =
            TcpStream::connect(format!("{own}:{port}")).expect("it listens everywhere");
        let question = format!("GET {address} HTTP/1.1\r\nHost: {own}:{port}\r\n{more}\r\n");
        stream.write_all(question.as_bytes()).expect("the preview listens");
        read_to_end(&mut stream)
    };
    let page = ask("/page/", "");
    check_status(&page, "200");
    assert_eq!(said(&page, "data-token"), None);
    check_status(&ask(ADDRESS, &format!("Dateline-Token: {token}\r\n")), "403");
    assert!(openings.try_recv().is_err(), "something was opened");
}

/// Reports that a test did not run. `eprintln` would be hidden, because the test passes.
fn skip(why: &str) {
    let said = std::io::stderr().write_all(format!("SKIPPED: {why}\n").as_bytes());
    said.expect("the standard error is open");
}

/// The address of this machine in its network. Nothing is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_loopback() && !own.is_unspecified()).then_some(own)
}
