//! Single requests that have harmed servers.

use std::io::Write;
use std::net::Shutdown;

use super::{Newsroom, Serving, TITLE};

/// Checks that each answer has a status from 400 to 499, and no byte of the site or of the disk.
#[track_caller]
fn check_each_refused<'a>(serving: &mut Serving, requests: impl IntoIterator<Item = &'a [u8]>) {
    for request in requests {
        let shown = String::from_utf8_lossy(&request[..request.len().min(80)]).into_owned();
        let answer = serving.send(request);
        assert!(answer.starts_with("HTTP/1.1 4"), "{shown:?} was answered with {answer:?}");
        // Of the site, only its own "not found" page may be sent.
        let is_own_page = answer.starts_with("HTTP/1.1 404 ");
        assert!(is_own_page || !answer.contains(TITLE), "{shown:?} was answered with {answer:?}");
        assert!(!answer.contains("root:"), "{shown:?} was answered with {answer:?}");
        assert!(!answer.contains("[site]"), "{shown:?} was answered with {answer:?}");
        serving.check_unharmed(&shown);
    }
}

#[test]
fn no_address_leads_out_of_the_site() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let long = format!("/{}", "a".repeat(64 * 1024));
    let addresses = [
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
        &long,
        "/é",
        "/../site.toml",
        "/site.toml",
        "/content/dispatches/a-first-dispatch.md",
        "/figures.lock",
        "/.git/config",
        "/proc/self/environ",
        "/.dateline/",
        "/.dateline/%2e%2e/site.toml",
        "/.dateline/..%2fsite.toml",
        "/.dateline/%2e/",
        "/.dateline/x",
        "/%2edateline/",
        "/%2Edateline/%2E%2E/",
        "/.dateline//",
        "/.dateline/events",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "/%",
        "/%0d%0aX:%20y",
        "/\\..\\site.toml",
    ];
    let requests = addresses.map(|address| serving.question_at(address, "").into_bytes());
    check_each_refused(&mut serving, requests.iter().map(Vec::as_slice));
}

#[test]
fn what_is_no_request_of_a_browser_is_refused() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let host = serving.address.clone();
    let folded = format!("GET / HTTP/1.1\r\nHost: {host}\r\nA: b\r\n c\r\n\r\n");
    let bare = format!("GET / HTTP/1.1\nHost: {host}\n\n");
    let blank_first = format!("\r\nGET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let old = format!("GET / HTTP/0.9\r\nHost: {host}\r\n\r\n");
    let spaced = format!("GET / HTTP/1.1\r\nHost : {host}\r\n\r\n");
    let requests: [&[u8]; 15] = [
        b"GET /\r\n",
        b"FOO /\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
        // The beginning of a TLS handshake, as of a browser that was told https://.
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\0\0\0\0",
        folded.as_bytes(),
        bare.as_bytes(),
        blank_first.as_bytes(),
        old.as_bytes(),
        spaced.as_bytes(),
    ];
    check_each_refused(&mut serving, requests);
}

#[test]
fn what_only_writes_or_announces_a_body_is_refused() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    let methods = ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "FOO"]
        .map(|method| serving.question("", "").replacen("GET", method, 1));
    let lines = [
        "Content-Length: 500000000000\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 0\r\nContent-Length: 0\r\n",
        "Content-Length: +0\r\n",
        "Content-Length: 0, 0\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 0\r\n",
        "Expect: foo\r\n",
        "Expect: 100-continue\r\n",
        "A: \0\r\n",
        "A: b\rc\r\n",
    ];
    let lines = lines.map(|line| serving.question("", line));
    let many = serving.question("", &"A: b\r\n".repeat(1000));
    let endless = format!("GET / HTTP/1.1\r\nHost: x\r\nA: {}", "a".repeat(64 * 1024));
    let requests = methods.iter().chain(&lines).chain([&many, &endless]).map(String::as_bytes);
    check_each_refused(&mut serving, requests);
}

#[test]
fn what_asks_for_more_than_a_page_gets_the_page_and_no_more() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    for more in [
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Content_Length: 5\r\nTransfer_Encoding: chunked\r\n",
        "X-Original-URL: /../site.toml\r\nX-Forwarded-Host: evil.example\r\n",
        "Dateline-Token: 0\r\nTE: trailers\r\nAccept-Encoding: gzip, br\r\n",
    ] {
        let answer = serving.send(serving.question("", more).as_bytes());
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains(TITLE), "{more}: {answer}");
        assert!(!answer.contains("evil.example") && !answer.contains("Access-Control"), "{answer}");
    }
    let pipelined = serving.question("", "").repeat(50);
    let answer = serving.send(pipelined.as_bytes());
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
    serving.check_unharmed("requests that ask for more");
}

#[test]
fn a_browser_that_says_no_more_after_its_request_is_answered() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    for request in [serving.question("", ""), String::new()] {
        let mut stream = serving.connect();
        stream.write_all(request.as_bytes()).expect("it listens");
        stream.shutdown(Shutdown::Write).expect("it is connected");
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).expect("UTF-8 to the end");
        let expected = if request.is_empty() { "" } else { "HTTP/1.1 200 " };
        assert!(
            answer.starts_with(expected) && answer.is_empty() == request.is_empty(),
            "{answer}"
        );
    }
    serving.check_unharmed("connections that are closed on one side");
}

#[test]
fn a_head_of_300_megabytes_is_not_read() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    for beginning in ["GET / HTTP/1.1\r\nHost: x\r\nA: ", "GET /", ""] {
        let mut stream = serving.connect();
        stream.write_all(beginning.as_bytes()).expect("it listens");
        let piece = [b'a'; 64 * 1024];
        let mut taken = 0;
        while taken < 300_000_000 && stream.write_all(&piece).is_ok() {
            taken += piece.len();
        }
        assert!(taken < 100_000_000, "{taken} bytes were taken after {beginning:?}");
        serving.check_unharmed("a head of 300 megabytes");
    }
}
