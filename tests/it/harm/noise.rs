//! Ten thousand malformed heads, the same in every run.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;

use super::{Newsroom, PATIENCE};

const HEADS: u64 = 10_000;
/// How many browsers send them at once.
const BROWSERS: u64 = 8;

/// Numbers that look random: xorshift, from a seed.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).expect("below a usize")
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }
}

fn head(dice: &mut Dice, host: &str) -> Vec<u8> {
    let lines = [
        "Content-Length: 0\r\n",
        "Range: bytes=0-9\r\n",
        "If-None-Match: \"x\"\r\n",
        "Accept: */*\r\n",
        "Last-Event-ID: 0-0\r\n",
        "Sec-Fetch-Site: same-origin\r\n",
        "Connection: keep-alive\r\n",
        "If-Range: \"x\"\r\n",
    ];
    let paths = [
        "/",
        "/film.mp4",
        "/index.html",
        "/dispatches/",
        "/data/",
        "/.dateline/preview.js",
        "/nothing",
    ];
    let mut head = format!("GET {} HTTP/1.1\r\nHost: {host}\r\n", paths[dice.below(paths.len())]);
    for _ in 0..dice.below(4) {
        head += lines[dice.below(lines.len())];
    }
    let mut head = (head + "\r\n").into_bytes();
    match dice.below(4) {
        // Anything at all.
        0 => (0..dice.below(600)).map(|_| dice.byte()).collect(),
        // Broken off.
        1 => {
            head.truncate(dice.below(head.len()));
            head
        }
        // A few bytes changed, lost or doubled.
        _ => {
            for _ in 0..=dice.below(4) {
                let place = dice.below(head.len());
                match dice.below(4) {
                    0 => head[place] = dice.byte(),
                    1 => drop(head.remove(place)),
                    2 => head.insert(place, b"\r\n\0 :%/\t"[dice.below(8)]),
                    _ => {
                        let end = place + dice.below(head.len() - place);
                        let piece = head[place..end].to_vec();
                        head.splice(place..place, piece);
                    }
                }
            }
            head
        }
    }
}

fn send(address: &str, head: &[u8]) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("above zero");
    // It may have been refused before its end.
    let _ = stream.write_all(head);
    let _ = stream.shutdown(Shutdown::Write);
    let mut start = Vec::new();
    // A film is not read to its end.
    let _ = Read::by_ref(&mut stream).take(4096).read_to_end(&mut start);
    let is_answer = start.is_empty() || start.starts_with(b"HTTP/1.1 ");
    let shown = String::from_utf8_lossy(head);
    assert!(is_answer, "{shown:?} was answered with {:?}", String::from_utf8_lossy(&start));
}

#[test]
fn ten_thousand_random_heads_are_answered_or_hung_up_on() {
    let newsroom = Newsroom::new();
    let mut serving = newsroom.serve();
    thread::scope(|scope| {
        for browser in 0..BROWSERS {
            let address = serving.address.as_str();
            scope.spawn(move || {
                for number in (browser..HEADS).step_by(BROWSERS as usize) {
                    send(address, &head(&mut Dice::new(number), address));
                }
            });
        }
    });
    serving.check_unharmed("ten thousand random heads");
}
