//! `dateline import`: the rows of a spreadsheet as dispatches. It writes all of them or none, and touches no file that
//! is there.

use std::path::Path;

use dateline::edge::delivery::{self, DeliveryFault};
use dateline::edge::handed;
use dateline::edge::terminal::Terminal;
use dateline::import::map::Map;
use dateline::import::{self, Import, shipped};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::report::{self, ReportStyle};
use dateline::text::source::SourcePath;

use crate::cli::Format;
use crate::command::failure::{Exit, Failure};

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// The CSV file.
    pub(crate) file: &'a Path,
    /// The map: a file, or the name of one that is shipped.
    pub(crate) map: &'a Path,
    /// The folder for the dispatches.
    pub(crate) into: &'a Path,
    /// How to say what is wrong.
    pub(crate) format: Format,
    /// What to do with what was made.
    pub(crate) then: Then,
}

/// What is done with the dispatches once they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// They are written.
    Write,
    /// They are thrown away: only the report was wanted.
    Forget,
}

/// A file and its text or bytes.
struct Handed {
    path: SourcePath,
    bytes: Vec<u8>,
}

pub(crate) fn run(asked: &Asked<'_>, terminal: &Terminal) -> Result<Exit, Failure> {
    let map_file = map_file(asked.map)?;
    let sheet = Handed {
        path: SourcePath::new(&asked.file.to_string_lossy()),
        bytes: handed::read(asked.file).map_err(Failure::usage)?,
    };
    let text_of = |path: &SourcePath| {
        let named = [&sheet, &map_file].into_iter().find(|file| file.path == *path)?;
        Some(String::from_utf8_lossy(&named.bytes).into_owned())
    };
    let tell = |faults: &[Diagnostic]| {
        let text = match asked.format {
            Format::Human => report::human(faults, &text_of, ReportStyle::Colour),
            Format::Concise => report::concise(faults, &text_of),
            Format::Json => report::json(faults, &text_of),
        };
        terminal.data(&text).map_err(Failure::world)
    };
    let map_text = str::from_utf8(&map_file.bytes).map_err(|_| {
        Failure::usage(format!("{} is not UTF-8 text; save it as UTF-8", map_file.path))
    })?;
    let map = match Map::read(&map_file.path, map_text) {
        Ok(map) => map,
        Err(faults) => {
            tell(&faults)?;
            return Ok(Exit::Usage);
        }
    };
    let import = import::import(&sheet.path, &sheet.bytes, &map);
    tell(&import.faults)?;
    if import.faults.iter().any(Diagnostic::is_error) {
        terminal.say("nothing was written");
        let of_the_map = |fault: &Diagnostic| fault.is_error() && fault.path == map_file.path;
        let settings_are_wrong = import.faults.iter().any(of_the_map);
        return Ok(if settings_are_wrong { Exit::Usage } else { Exit::Content });
    }
    deliver(asked, &import, terminal)
}

/// Writes what was made, if that was asked for, and says so.
fn deliver(asked: &Asked<'_>, import: &Import, terminal: &Terminal) -> Result<Exit, Failure> {
    let into = asked.into.display();
    let left_out = match import.left_out {
        0 => String::new(),
        rows => format!("; {} left out", counted(rows, "row")),
    };
    let made = counted(import.files.len(), "dispatch");
    if asked.then == Then::Forget || import.files.is_empty() {
        terminal.say(&format!("{made} would go into {into}{left_out}; nothing was written"));
        return Ok(Exit::Clean);
    }
    let files = import.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    delivery::deliver(asked.into, files).map_err(|fault| match fault {
        DeliveryFault::Unwritten(..) => Failure::world(fault),
        _ => Failure::usage(fault),
    })?;
    terminal.say(&format!(
        "wrote {made} into {into}{left_out}\n`dateline check` holds them to the rest of the site"
    ));
    Ok(Exit::Clean)
}

/// The map that is meant: the file of that name, else the one that is shipped under it.
fn map_file(map: &Path) -> Result<Handed, Failure> {
    let fault = match handed::read(map) {
        Ok(bytes) => {
            return Ok(Handed { path: SourcePath::new(&map.to_string_lossy()), bytes });
        }
        Err(fault) => fault,
    };
    match map.to_str().and_then(shipped::named).filter(|_| fault.is_missing()) {
        Some((path, text)) => Ok(Handed { path, bytes: text.as_bytes().to_vec() }),
        None => {
            let names: Vec<&str> = shipped::names().collect();
            Err(Failure::usage(format!("{fault}; maps that need no file: {}", names.join(", "))))
        }
    }
}

fn counted(number: usize, what: &str) -> String {
    match (number, what) {
        (1, what) => format!("1 {what}"),
        (number, "dispatch") => format!("{number} dispatches"),
        (number, what) => format!("{number} {what}s"),
    }
}
