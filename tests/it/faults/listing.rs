//! The listings in `tests/faults`: projects as text. `faults` describes the form.
//! They do not know what a project is told.

use std::fmt;
use std::fs;
use std::path::Path;

/// One project and the report it is given.
pub(super) struct Case {
    /// What happens in it.
    pub(super) name: String,
    /// Its files.
    pub(super) files: Vec<File>,
    /// The report as written down.
    pub(super) report: String,
    /// All of it but the report, as it stands in the listing.
    written: String,
}

/// A file of a project.
pub(super) struct File {
    /// The path from the root.
    pub(super) path: String,
    /// What stands there.
    pub(super) listed: Listed,
}

/// What stands at a path.
pub(super) enum Listed {
    /// A file with these bytes.
    Bytes(Vec<u8>),
    /// A symbolic link.
    Link(String),
    /// A named pipe.
    Pipe,
    /// A file that may not be read.
    Closed,
    /// Nothing, where there would be a file if none were listed.
    Nothing,
}

const REPORT: &str = "== report";

/// The cases of a listing.
pub(super) fn cases(listing: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading: Option<(String, String)> = None;
    let mut in_report = false;
    for line in listing.split_inclusive('\n') {
        let head = line.trim_end_matches('\n');
        if let Some(name) = head.strip_prefix("=== ") {
            finish(&mut cases, heading.take());
            in_report = false;
            cases.push(Case {
                name: name.to_owned(),
                files: Vec::new(),
                report: String::new(),
                written: String::new(),
            });
        } else if head == REPORT {
            finish(&mut cases, heading.take());
            in_report = true;
            continue;
        } else if let Some(path) = head.strip_prefix("== ") {
            finish(&mut cases, heading.take());
            heading = Some((path.to_owned(), String::new()));
        } else if let Some((_, text)) = heading.as_mut() {
            text.push_str(line);
        }
        let case = cases.last_mut().expect("a listing opens with `=== `");
        if in_report {
            case.report.push_str(line);
        } else {
            case.written.push_str(line);
        }
    }
    finish(&mut cases, heading);
    for case in &mut cases {
        // A blank line parts a report from the next case.
        case.report.truncate(case.report.trim_end().len());
        if !case.report.is_empty() {
            case.report.push('\n');
        }
    }
    cases
}

fn finish(cases: &mut [Case], heading: Option<(String, String)>) {
    let (Some((heading, text)), Some(case)) = (heading, cases.last_mut()) else {
        return;
    };
    // The name of a file may have brackets too, but it does not end with one.
    let note = heading.strip_suffix(')').and_then(|it| it.rsplit_once(" ("));
    let (path, special) = note.unwrap_or((heading.as_str(), ""));
    if let Some(times) = special.strip_suffix(" times") {
        let times: usize = times.parse().expect("a number of files");
        case.files.extend((1..=times).map(|n| {
            let numbered = |text: &str| text.replace("{n}", &n.to_string());
            File { path: numbered(path), listed: Listed::Bytes(numbered(&text).into_bytes()) }
        }));
        return;
    }
    let listed = match special {
        "" => Listed::Bytes(text.into_bytes()),
        "escaped" => Listed::Bytes(unescaped(&text)),
        "no end" => Listed::Bytes(text.trim_end_matches('\n').into()),
        "none" => Listed::Nothing,
        "pipe" => Listed::Pipe,
        "closed" => Listed::Closed,
        link => match link.strip_prefix("link to ") {
            Some(target) => Listed::Link(target.to_owned()),
            None => panic!("no kind of file: `({special})`"),
        },
    };
    let path = path.to_owned();
    case.files.push(File { path, listed });
}

/// The text with its escapes read.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let in_braces = || escape[2..].split_once('}').expect("a closing brace");
        rest = match escape.chars().next() {
            Some('r') => {
                bytes.push(b'\r');
                &escape[1..]
            }
            Some('0') => {
                bytes.push(0);
                &escape[1..]
            }
            Some('x') => {
                bytes.push(u8::from_str_radix(&escape[1..3], 16).expect("two digits"));
                &escape[3..]
            }
            Some('u') => {
                let (digits, after) = in_braces();
                let code = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
                let c = char::from_u32(code).expect("a character");
                bytes.extend(c.to_string().bytes());
                after
            }
            Some('*') => {
                let (what, after) = in_braces();
                let (times, what) = what.split_once(' ').expect("a number and a text");
                let times = times.parse().expect("a number");
                bytes.extend(unescaped(what).repeat(times));
                after
            }
            _ => {
                bytes.push(b'\\');
                escape.strip_prefix('\\').unwrap_or(escape)
            }
        };
    }
    bytes.extend(rest.bytes());
    bytes
}

impl Case {
    /// The bytes of the file at `path`, if it is listed and is a file.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        match &self.files.iter().find(|file| file.path == path)?.listed {
            Listed::Bytes(bytes) => Some(bytes),
            Listed::Nothing | Listed::Link(_) | Listed::Pipe | Listed::Closed => None,
        }
    }

    /// Whether a file is larger than those that are read into memory.
    pub(super) fn is_large(&self) -> bool {
        let is_large = |file: &File| match &file.listed {
            Listed::Bytes(bytes) => bytes.len() > 8 * 1024 * 1024,
            Listed::Link(_) | Listed::Pipe | Listed::Closed | Listed::Nothing => false,
        };
        self.files.iter().any(is_large)
    }

    /// Whether the case cannot be set up: nothing is closed to the superuser, and not every system has pipes.
    pub(super) fn is_beyond_this_user(&self) -> bool {
        let has = |kind: fn(&Listed) -> bool| self.files.iter().any(|file| kind(&file.listed));
        if cfg!(not(unix)) {
            return has(|listed| !matches!(listed, Listed::Bytes(_) | Listed::Nothing));
        }
        has(|listed| matches!(listed, Listed::Closed)) && may_read_everything()
    }
}

#[cfg(unix)]
fn may_read_everything() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn may_read_everything() -> bool {
    true
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{REPORT}\n{}", self.written, self.report)
    }
}

impl File {
    /// Puts the file below `root`.
    pub(super) fn put(&self, root: &Path) {
        let at = root.join(&self.path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("folders");
        match &self.listed {
            Listed::Bytes(bytes) => fs::write(&at, bytes).expect("a file"),
            Listed::Nothing => {}
            #[cfg(unix)]
            Listed::Link(target) => std::os::unix::fs::symlink(target, &at).expect("a link"),
            #[cfg(unix)]
            Listed::Pipe => {
                use rustix::fs::{CWD, FileType, Mode, mknodat};
                let mode = Mode::from_raw_mode(0o600);
                mknodat(CWD, &at, FileType::Fifo, mode, 0).expect("a pipe");
            }
            #[cfg(unix)]
            Listed::Closed => {
                use std::os::unix::fs::PermissionsExt;
                fs::write(&at, "").expect("a file");
                let closed = fs::Permissions::from_mode(0o000);
                fs::set_permissions(&at, closed).expect("it is closed");
            }
            #[cfg(not(unix))]
            Listed::Link(_) | Listed::Pipe | Listed::Closed => {
                unreachable!("such cases are left out")
            }
        }
    }
}
