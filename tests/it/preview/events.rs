//! What open tabs are told.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::TcpStream;

use dateline::edge::preview::events::Change;

use super::{Browser, body, read_to_end, read_until};

impl Browser {
    /// The mark that the front page carries now.
    fn mark(&self) -> String {
        let page = self.get("/");
        let mark = body(&page).split("data-mark=\"").nth(1).and_then(|rest| rest.split('"').next());
        mark.expect("the script's tag has a mark").to_owned()
    }

    /// A stream of events as a page with this mark opens it, once it has said its first word.
    fn follow(&self, mark: &str) -> TcpStream {
        let mut stream = self.ask_for_events(mark, "");
        read_until(&mut stream, "retry: 500\n\n");
        stream
    }

    fn ask_for_events(&self, mark: &str, more: &str) -> TcpStream {
        let mut stream = self.connect();
        let question = self.question(&format!("/.dateline/events/{mark}"), more);
        stream.write_all(question.as_bytes()).expect("the preview listens");
        stream
    }
}

fn pages(paths: &[&str]) -> Change {
    Change::Pages(paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>())
}

#[test]
fn a_tab_hears_which_pages_have_changed() {
    let browser = Browser::start();
    let mut tab = browser.follow(&browser.mark());
    browser.server.tell(&pages(&["/", "/cities/الموصل/"]));
    read_until(&mut tab, "event: pages\ndata: /\ndata: /cities/الموصل/\n\n");
    browser.server.tell(&Change::Styles);
    read_until(&mut tab, "event: styles\n");
    browser.server.tell(&Change::All);
    read_until(&mut tab, "event: all\n");
}

#[test]
fn a_tab_that_was_away_hears_what_it_missed_and_no_more() {
    let browser = Browser::start();
    let mark = browser.mark();
    browser.server.tell(&pages(&["/first/"]));
    let later = browser.mark();
    browser.server.tell(&pages(&["/second/"]));
    let heard = read_until(&mut browser.ask_for_events(&mark, ""), "data: /second/\n\n");
    assert!(heard.contains("data: /first/\n"), "{heard}");
    let heard = read_until(&mut browser.ask_for_events(&later, ""), "data: /second/\n\n");
    assert!(!heard.contains("/first/"), "{heard}");
    // A browser that takes up a lost stream still asks by the page's mark, and says what it heard.
    let again = format!("Last-Event-ID: {later}\r\n");
    let heard = read_until(&mut browser.ask_for_events(&mark, &again), "data: /second/\n\n");
    assert!(!heard.contains("/first/"), "{heard}");
}

#[test]
fn a_tab_of_an_earlier_run_or_one_away_for_long_reloads() {
    let browser = Browser::start();
    let mark = browser.mark();
    for unknown in ["none", "0-0", "-", "x-99999999999999999999", &format!("{mark}9")] {
        read_until(&mut browser.ask_for_events(unknown, ""), "event: all\n");
    }
    for number in 0..100 {
        browser.server.tell(&pages(&[&format!("/{number}/")]));
    }
    let heard = read_until(&mut browser.ask_for_events(&mark, ""), "event: ");
    assert!(heard.ends_with("event: all\ndata: \n\n"), "{heard}");
}

#[test]
fn a_report_lies_over_every_tab_until_the_fault_is_mended() {
    let browser = Browser::start();
    let mark = browser.mark();
    let mut early = browser.follow(&mark);
    browser.site.set_report(Some("error: month 13 does not exist\n --> a.md:3:7\r\n\rinjected: x"));
    browser.server.tell(&Change::Report);
    let report = "event: report\ndata: error: month 13 does not exist\ndata:  --> a.md:3:7\n\
                  data:  injected: x\n\n";
    read_until(&mut early, report);
    let mut late = browser.ask_for_events(&mark, "");
    read_until(&mut late, report);
    browser.site.set_report(None);
    browser.server.tell(&pages(&["/a/"]));
    for tab in [&mut early, &mut late] {
        let heard = read_until(tab, "event: pages\n");
        assert!(heard.contains("event: fixed\n"), "{heard}");
    }
}

#[test]
fn many_open_tabs_never_keep_a_page_waiting() {
    let browser = Browser::start();
    let mark = browser.mark();
    let mut tabs: Vec<_> = (0..100).map(|_| browser.follow(&mark)).collect();
    browser.check_alive();
    browser.server.tell(&Change::All);
    let newest = tabs.last_mut().expect("there are a hundred");
    read_until(newest, "event: all\n");
    let oldest = &mut tabs[0];
    // It made room for the newer ones; a browser that still wants it comes back by itself.
    read_to_end(oldest);
    browser.check_alive();
}

#[test]
fn the_script_and_the_heads_of_streams_are_the_servers_own() {
    let browser = Browser::start();
    let script = browser.get("/.dateline/reload.js");
    assert!(script.contains("\r\nContent-Type: text/javascript; charset=utf-8\r\n"), "{script}");
    assert!(body(&script).contains("new EventSource"));
    let mut stream = browser.ask_for_events("none", "");
    let head = read_until(&mut stream, "\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\n"), "{head}");
    assert!(head.contains("\r\nContent-Type: text/event-stream; charset=utf-8\r\n"), "{head}");
    assert!(head.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"), "{head}");
}
