//! `dateline import`: makes dispatches from the rows of a spreadsheet, all of them or none.
//! It changes no file that exists, and does not know what a row means; the map says that.

use std::path::Path;

use dateline::chronicle::places::Places;
use dateline::chronicle::visible::ContentFiles;
use dateline::edge::input_file;
use dateline::edge::new_files;
use dateline::edge::terminal::Terminal;
use dateline::import::map::Map;
use dateline::import::new_file::NewFile;
use dateline::import::{self, Import, shipped};
use dateline::read::content_file::{self, ContentFile};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Source, SourcePath};

use crate::cli::ImportArgs;
use crate::command::failure::{Exit, Failure};
use crate::command::faults::report;
use crate::command::plural::count;

/// A file that the command line names.
struct InputFile {
    path: SourcePath,
    bytes: Vec<u8>,
}

pub(super) fn run(args: &ImportArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let map_file = map_file(&args.map)?;
    let spreadsheet = InputFile {
        path: SourcePath::new(&args.file.to_string_lossy()),
        bytes: input_file::read(&args.file).map_err(Failure::usage)?,
    };
    let text_of = |path: &SourcePath| {
        let file = [&spreadsheet, &map_file].into_iter().find(|file| file.path == *path)?;
        Some(String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let print = |faults: &[Diagnostic]| terminal.print(&report(faults, &text_of, args.format));
    let map_text = str::from_utf8(&map_file.bytes).map_err(|_| {
        Failure::usage(format!("{} is not UTF-8 text; save it as UTF-8", map_file.path))
    })?;
    let map = match Map::read(&map_file.path, map_text) {
        Ok(map) => map,
        Err(faults) => {
            print(&faults)?;
            return Ok(Exit::Usage);
        }
    };
    let import = import::import(&spreadsheet.path, &spreadsheet.bytes, &map);
    print(&import.faults)?;
    let mut errors = import.faults.iter().filter(|fault| fault.is_error()).peekable();
    if errors.peek().is_some() {
        terminal.say("nothing was written");
        let is_map_wrong = errors.any(|fault| fault.path == map_file.path);
        return Ok(if is_map_wrong { Exit::Usage } else { Exit::Content });
    }
    write(args, &import, terminal)
}

/// Writes the dispatches, unless they were only to be reported.
fn write(args: &ImportArgs, import: &Import, terminal: &Terminal) -> Result<Exit, Failure> {
    let into = args.into.display();
    let left_out = match import.left_out {
        0 => String::new(),
        rows => format!("; {} left out", count(rows, ["row", "rows"])),
    };
    let unknown = match import.unknown {
        0 => String::new(),
        rows => format!(
            "\n{} no number in any cell for casualties, so `casualties: unknown` is written",
            count(rows, ["row has", "rows have"])
        ),
    };
    let dispatches = count(import.files.len(), ["dispatch", "dispatches"]);
    if args.dry_run {
        let faults = names_of(import, &args.into);
        let text_of = |path: &SourcePath| {
            let file = import.files.iter().find(|file| *path == path_of(&args.into, file))?;
            Some(file.text.clone())
        };
        if !faults.is_empty() {
            terminal.print(&report(&faults, &text_of, args.format))?;
        }
    }
    if args.dry_run || import.files.is_empty() {
        terminal.say(&format!(
            "{dispatches} would go into {into}{left_out}; nothing was written{unknown}"
        ));
        return Ok(Exit::Clean);
    }
    let files = import.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    new_files::write(&args.into, files)?;
    terminal.say(&format!(
        "wrote {dispatches} into {into}{left_out}{unknown}\nnow run `dateline check`, which compares them with the rest of the site"
    ));
    Ok(Exit::Clean)
}

/// What `check` would say about the names of places in the new dispatches alone. It compares them with the rest of the site too.
fn names_of(import: &Import, into: &Path) -> Vec<Diagnostic> {
    let read = |file: &NewFile| {
        let path = path_of(into, file);
        match content_file::read(&path, &Source::text(&path, &file.text)).content {
            Some(ContentFile::Dispatch(dispatch)) => Some(dispatch),
            _ => None,
        }
    };
    let dispatches = import.files.iter().filter_map(read).collect();
    let mut faults = Vec::new();
    Places::new(&ContentFiles { dispatches, ..ContentFiles::default() }, &mut faults);
    faults.sort();
    faults
}

/// The path of a new file. Only below this folder is it read as a dispatch, so a file that goes elsewhere is named as if it were there.
fn path_of(into: &Path, file: &NewFile) -> SourcePath {
    let folder = "content/dispatches";
    let into = if into.starts_with(folder) { into } else { Path::new(folder) };
    SourcePath::new(&into.join(&file.path).to_string_lossy())
}

/// The map: the file at this path, or else the built-in map of this name.
fn map_file(map: &Path) -> Result<InputFile, Failure> {
    let fault = match input_file::read(map) {
        Ok(bytes) => {
            return Ok(InputFile { path: SourcePath::new(&map.to_string_lossy()), bytes });
        }
        Err(fault) => fault,
    };
    match map.to_str().and_then(shipped::named).filter(|_| fault.is_missing()) {
        Some((path, text)) => Ok(InputFile { path, bytes: text.as_bytes().to_vec() }),
        None => {
            let names: Vec<&str> = shipped::names().collect();
            Err(Failure::usage(format!("{fault}; built-in maps: {}", names.join(", "))))
        }
    }
}
