//! The events that open tabs get.

use std::io::Write;
use std::net::TcpStream;

use dateline::edge::preview::content::{PageInfo, Resource, Visibility};

use super::{Browser, body, bytes, html, html_about, read_to_end, read_until, report, said};

impl Browser {
    /// The version of the page at `path` now.
    fn version_of(&self, path: &str) -> String {
        said(&self.get(path), "data-version").expect("the script's tag has a version")
    }

    /// The version of the front page now.
    fn version(&self) -> String {
        self.version_of("/")
    }

    /// A stream of events as a page with this version opens it, after its first event.
    fn follow(&self, version: &str, path: &str) -> TcpStream {
        let mut stream = self.ask_for_events(version, path, "");
        read_until(&mut stream, "event: fixed\ndata: \n\n");
        stream
    }

    fn ask_for_events(&self, version: &str, path: &str, more: &str) -> TcpStream {
        let mut stream = self.connect();
        let question = self.question(&format!("/.dateline/events/{version}{path}"), more);
        stream.write_all(question.as_bytes()).expect("the preview listens");
        stream
    }

    /// All events that a tab with this version gets at once. An event to go to `/end/` marks their end.
    fn hears_at_once(&self, version: &str, path: &str, more: &str) -> String {
        let mut stream = self.ask_for_events(version, path, more);
        let mut heard = read_until(&mut stream, "event: fixed\ndata: \n\n");
        self.server.go_to("/end/");
        heard += &read_until(&mut stream, "event: go\ndata: /end/\n\n");
        heard
    }
}

#[test]
fn a_tab_hears_that_its_page_has_changed_and_nothing_of_other_pages() {
    let browser = Browser::start();
    browser.site.put("/cities/الموصل/", html("<p>one"));
    let address = "/cities/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84/";
    let mut tab = browser.follow(&browser.version_of(address), address);
    browser.site.put("/", html("<p>another front page"));
    browser.server.refresh();
    browser.site.put("/cities/الموصل/", html("<p>two"));
    browser.server.refresh();
    let heard = read_until(&mut tab, "event: page\ndata: \n\n");
    let version = browser.version_of(address);
    assert_eq!(heard, format!("id: {version}\nevent: page\ndata: \n\n"));
}

#[test]
fn a_page_that_is_deleted_fails_or_comes_back_is_a_change() {
    let browser = Browser::start();
    let mut tab = browser.follow(&browser.version(), "/");
    let site = &browser.site;
    let states = [
        Resource::Missing(bytes("<p>gone")),
        Resource::Faulty(report("month 13 does not exist").into()),
        Resource::Moved("/elsewhere/".to_owned()),
        html("<p>back"),
        html_about("<p>back", PageInfo { source: None, visibility: Visibility::Draft }),
    ];
    for state in states {
        site.put("/", state);
        browser.server.refresh();
        read_until(&mut tab, "event: page\ndata: \n\n");
    }
}

#[test]
fn a_tab_that_shows_what_there_is_hears_nothing_however_often_it_comes_back() {
    let browser = Browser::start();
    let version = browser.version();
    for more in ["", &format!("Last-Event-ID: {version}\r\n")] {
        let heard = browser.hears_at_once(&version, "/", more);
        assert!(!heard.contains("event: page") && !heard.contains("event: files"), "{heard}");
    }
}

#[test]
fn a_tab_that_was_away_hears_that_it_is_out_of_date() {
    let browser = Browser::start();
    let before = browser.version();
    browser.site.put("/", html("<p>changed meanwhile"));
    browser.server.refresh();
    assert!(browser.hears_at_once(&before, "/", "").contains("event: page\n"));
    // A browser that reconnects still asks with the page's version, and sends that of the last event.
    let now = browser.version();
    let heard = browser.hears_at_once(&before, "/", &format!("Last-Event-ID: {now}\r\n"));
    assert!(!heard.contains("event: page"), "{heard}");
}

#[test]
fn a_tab_of_an_earlier_run_that_shows_the_same_stays_as_it_is() {
    let version = Browser::start().version();
    let heard = Browser::start().hears_at_once(&version, "/", "");
    assert!(!heard.contains("event: page") && !heard.contains("event: files"), "{heard}");
}

#[test]
fn a_tab_with_an_unknown_version_loads_everything_again() {
    let browser = Browser::start();
    for unknown in ["none", "0", "-", "x-99999999999999999999"] {
        let heard = browser.hears_at_once(unknown, "/", "");
        assert!(heard.contains("event: page\n"), "{unknown}: {heard}");
        assert!(heard.contains("event: files\ndata: *\n"), "{unknown}: {heard}");
    }
}

#[test]
fn a_tab_hears_which_files_have_changed() {
    let browser = Browser::start();
    browser.site.set_files(&[("/wire.css", 1), ("/a b.jpg", 1), ("/gone.js", 1)]);
    let version = browser.version();
    let mut tab = browser.follow(&version, "/");
    browser.site.set_files(&[("/wire.css", 2), ("/a b.jpg", 1), ("/new.svg", 1)]);
    browser.server.refresh();
    let heard = read_until(&mut tab, "data: /wire.css\n\n");
    let files = "event: files\ndata: /gone.js\ndata: /new.svg\ndata: /wire.css\n\n";
    assert_eq!(heard, format!("id: {}\n{files}", browser.version()));
    // Which files changed while a tab was away is not known.
    assert!(browser.hears_at_once(&version, "/", "").contains("event: files\ndata: *\n\n"));
}

#[test]
fn a_report_is_shown_in_every_tab_until_the_fault_is_fixed() {
    let browser = Browser::start();
    let version = browser.version();
    let mut early = browser.follow(&version, "/");
    browser.site.set_report(Some(report("month 13 does not exist\r\n\rinjected: x")));
    browser.server.refresh();
    let told = "event: report\ndata: {\"scope\":\"save\",\"faults\":[{\"is_error\":true,\
                \"message\":\"month 13 does not exist\\r\\n\\rinjected: x\",\
                \"place\":{\"path\":\"content/a.md\",\"line\":3,\"column\":7},\
                \"text\":\"error: month 13 does not exist\\r\\n\\rinjected: x\\n --> content/a.md:3:7\",\"others\":0,\"other_places\":[]}]}\n\n";
    read_until(&mut early, told);
    let mut late = browser.ask_for_events(&version, "/", "");
    read_until(&mut late, told);
    // The same report is not sent again. When the fault is fixed, it is gone.
    browser.server.refresh();
    browser.site.set_report(None);
    browser.server.refresh();
    for tab in [&mut early, &mut late] {
        let heard = read_until(tab, "event: fixed\n");
        assert!(!heard.contains("event: report"), "{heard}");
    }
}

#[test]
fn tabs_are_sent_to_the_page_that_is_written_at_the_moment_and_later_ones_are_not() {
    let browser = Browser::start();
    let version = browser.version();
    let mut tab = browser.follow(&version, "/");
    browser.server.go_to("/cities/الموصل/");
    read_until(&mut tab, "event: go\ndata: /cities/%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84/\n\n");
    let heard = browser.hears_at_once(&version, "/", "");
    assert!(!heard.contains("/cities/"), "{heard}");
}

#[test]
fn many_open_tabs_never_keep_a_page_waiting() {
    let browser = Browser::start();
    let version = browser.version();
    let mut tabs: Vec<_> = (0..100).map(|_| browser.follow(&version, "/")).collect();
    browser.check_alive();
    browser.server.go_to("/next/");
    let newest = tabs.last_mut().expect("there are a hundred");
    read_until(newest, "event: go\n");
    let oldest = &mut tabs[0];
    // It ended to make room for newer ones. A browser that still needs it reconnects.
    read_to_end(oldest);
    browser.check_alive();
}

#[test]
fn the_script_and_the_events_come_from_the_server_itself() {
    let browser = Browser::start();
    let script = browser.get("/.dateline/preview.js");
    assert!(script.contains("\r\nContent-Type: text/javascript; charset=utf-8\r\n"), "{script}");
    assert!(body(&script).contains("new EventSource"));
    let mut stream = browser.ask_for_events("none", "/", "");
    let head = read_until(&mut stream, "\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\n"), "{head}");
    assert!(head.contains("\r\nContent-Type: text/event-stream; charset=utf-8\r\n"), "{head}");
    assert!(head.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"), "{head}");
}
