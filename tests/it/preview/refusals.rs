//! The requests that the preview server refuses. It goes on serving after each of them.

use std::io::Write;

use super::{Browser, SECRET, read_to_end};

/// Sends it, and holds the answer to a status of 400 to 499 without a byte of the site in it.
#[track_caller]
fn check_refused(browser: &Browser, request: &[u8]) {
    let answer = browser.send(request);
    let shown = String::from_utf8_lossy(&request[..request.len().min(80)]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 4"), "{shown:?} was answered with {answer:?}");
    assert!(answer.contains("\r\nConnection: close\r\n"), "{shown:?} was answered with {answer:?}");
    assert!(!answer.contains("root:") && !answer.contains(SECRET), "{shown:?} got {answer:?}");
}

#[track_caller]
fn check_each_refused(requests: impl IntoIterator<Item = Vec<u8>>) {
    let browser = Browser::start();
    for request in requests {
        check_refused(&browser, &request);
        browser.check_alive();
    }
}

#[test]
fn an_address_that_tries_to_leave_the_site_finds_nothing() {
    let browser = Browser::start();
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2e%2e%2fetc",
        "/..%2f",
        "/%252e%252e/",
        "/....//",
        "/..;/",
        "/..%5c",
        "/%c0%ae%c0%ae/",
        "/a%00.html",
        "//etc/passwd",
        "etc/passwd",
        "http://evil/",
        "/C:/x",
        "/index.html::$DATA",
        "/index.html.",
        "/x?raw??",
        "/#/../x",
        "*",
        "",
        "/.dateline/",
        "/.dateline/../",
    ] {
        check_refused(&browser, browser.question(path, "").as_bytes());
    }
    browser.check_alive();
}

#[test]
fn what_is_not_a_request_is_refused_at_once() {
    let browser = Browser::start();
    for request in [
        "GET /\r\n",
        "FOO /\r\n",
        "GET / HTTP/0.9\r\n",
        "GET / HTTP/2.0\r\n",
        "GET  / HTTP/1.1\r\n",
        "GET / HTTP/1.1 \r\n",
        " GET / HTTP/1.1\r\n",
        "\r\n",
        "GET / HTTP/1.1\nHost: x\n\n",
        "\u{0}\u{1}\u{2}\r\n",
        "GET /é HTTP/1.1\r\n",
        "\u{16}\u{3}\u{1}\u{2}\n",
    ] {
        check_refused(&browser, request.as_bytes());
    }
    browser.check_alive();
}

#[test]
fn a_preview_is_only_read() {
    let browser = Browser::start();
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "FOO", "get"] {
        let answer = browser.send(browser.question("/", "").replacen("GET", method, 1).as_bytes());
        assert!(answer.starts_with("HTTP/1.1 405 "), "{method} was answered with {answer:?}");
        assert!(answer.contains("\r\nAllow: GET, HEAD\r\n"));
    }
    browser.check_alive();
}

#[test]
fn a_request_with_a_body_is_refused_whatever_its_length_says() {
    let browser = Browser::start();
    for line in [
        "Content-Length: 500000000000",
        "Content-Length: 1",
        "Content-Length: -1",
        "Content-Length: 1x",
        "Content-Length:",
        "Content-Length: 0\r\nContent-Length: 0",
        "Content-Length: 99999999999999999999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Expect: 100-continue",
        "Expect: foo",
    ] {
        check_refused(&browser, browser.question("/", &format!("{line}\r\n")).as_bytes());
    }
    let empty = browser.question("/", "Content-Length: 0\r\n");
    assert!(browser.send(empty.as_bytes()).starts_with("HTTP/1.1 200 "));
}

#[test]
fn a_head_without_shape_or_measure_is_refused() {
    let long = "a".repeat(64 * 1024);
    let start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    check_each_refused([
        format!("GET /{long} HTTP/1.1\r\n\r\n").into_bytes(),
        format!("GET {long}").into_bytes(),
        format!("{start}A: {long}\r\n\r\n").into_bytes(),
        format!("{start}A: {long}").into_bytes(),
        format!("{start}{}\r\n", "A: b\r\n".repeat(1000)).into_bytes(),
        format!("{start}{}\r\n", "A: b\r\n".repeat(101)).into_bytes(),
        format!("{start}A: \0\r\n\r\n").into_bytes(),
        format!("{start}A: b\rc\r\n\r\n").into_bytes(),
        format!("{start} folded\r\n\r\n").into_bytes(),
        format!("{start}A : b\r\n\r\n").into_bytes(),
        format!("{start}A\r\n\r\n").into_bytes(),
        format!("{start}: b\r\n\r\n").into_bytes(),
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n".to_vec(),
    ]);
}

#[test]
fn a_request_that_breaks_off_is_refused() {
    let browser = Browser::start();
    for part in ["G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: localhost", "GET / HTTP/1.1\r\n"] {
        let mut stream = browser.connect();
        stream.write_all(part.as_bytes()).expect("the preview listens");
        stream.shutdown(std::net::Shutdown::Write).expect("it is connected");
        assert!(read_to_end(&mut stream).starts_with("HTTP/1.1 400 "), "{part:?}");
    }
    browser.check_alive();
}

#[test]
fn only_the_names_of_this_machine_are_answered_to() {
    let browser = Browser::start();
    let port = browser.host().replace("127.0.0.1:", "");
    let with = |hosts: &str| browser.send(format!("GET / HTTP/1.1\r\n{hosts}\r\n").as_bytes());
    for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        assert!(with(&format!("Host: {host}:{port}\r\n")).starts_with("HTTP/1.1 200 "), "{host}");
    }
    for host in ["evil.example", "localhost.evil.example", "127.0.0.2", "[::2]", "", "localhost."] {
        let answer = with(&format!("Host: {host}:{port}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403 "), "{host} was answered with {answer:?}");
    }
    assert!(with("Host: localhost\r\n").starts_with("HTTP/1.1 403 "), "another port");
    assert!(with("").starts_with("HTTP/1.1 400 "), "no host at all");
    let doubled = format!("Host: localhost:{port}\r\n").repeat(2);
    assert!(with(&doubled).starts_with("HTTP/1.1 400 "), "two hosts");
}

#[test]
fn another_site_may_link_to_a_preview_but_not_load_from_it() {
    let browser = Browser::start();
    let asked = |more: &str| browser.send(browser.question("/", more).as_bytes());
    for theirs in [
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
    ] {
        assert!(asked(theirs).starts_with("HTTP/1.1 403 "), "{theirs}");
    }
    for ours in [
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
    ] {
        let answer = asked(ours);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{ours}");
        assert!(answer.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"));
        assert!(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
        assert!(!answer.contains("Access-Control-Allow-Origin"));
    }
}

#[test]
fn four_hundred_idle_connections_do_not_keep_a_page_waiting() {
    let browser = Browser::start();
    let mut idle = Vec::new();
    for number in 0..400 {
        let mut stream = browser.connect();
        if number % 2 == 0 {
            // Those that were sent away meanwhile cannot be written to.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
        }
        idle.push(stream);
    }
    browser.check_alive();
    drop(idle);
    browser.check_alive();
}

#[test]
fn what_is_sent_after_a_request_is_not_answered() {
    let browser = Browser::start();
    let twice = browser.question("/", "").repeat(2);
    let answer = browser.send(twice.as_bytes());
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
}
