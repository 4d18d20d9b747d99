//! Reports two pages that want the same address, or a page that would lie below a file.
//! It does not look for them.

use crate::plan::planned::How;
use crate::plan::route::Route;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::{CONTENT, SourcePath};
use crate::text::span::Span;
use crate::text::spelling::composed;

/// A file, and a place in it. An empty place means the whole file.
pub(super) type AskedAt = (SourcePath, Span);

/// An address that is in use.
pub(super) struct Wanted {
    /// The address.
    pub(super) route: Route,
    /// Who asked for it.
    pub(super) by: By,
}

/// Who asked for an address.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum By {
    /// A file of the project, at this place.
    File(AskedAt),
    /// The theme, for one of its files.
    Theme,
    /// dateline itself: the page is made from many files.
    Dateline,
}

impl By {
    /// Who asked for a page that is made as `how` says.
    pub(super) fn new(how: &How, asked_by: Option<AskedAt>) -> By {
        match (how, asked_by) {
            (How::Ready(_), _) => By::Theme,
            (_, Some(at)) => By::File(at),
            (_, None) => By::Dateline,
        }
    }

    /// The place that asked for it.
    pub(super) fn place(&self) -> Option<&AskedAt> {
        match self {
            By::File(at) => Some(at),
            By::Theme | By::Dateline => None,
        }
    }
}

/// The fault that the page `second` wants the address of `first`.
pub(super) fn of(second: &Wanted, first: &Wanted) -> Diagnostic {
    let (at, other) = match (second.by.place(), first.by.place()) {
        (Some(second), _) => (second.clone(), &first.by),
        (None, Some(first)) => (first.clone(), &second.by),
        (None, None) => ((SourcePath::new("site.toml"), Span::default()), &first.by),
    };
    let same_file = other.place().is_some_and(|(path, _)| *path == at.0);
    let taken = taken(other, "this address");
    // The names of the two files look alike, but encode an accent in two ways.
    let is_accent = other.place().is_some_and(|(path, _)| {
        *path != at.0 && composed(path.as_str()) == composed(at.0.as_str())
    });
    let help = match (other, second.route == first.route && !is_accent) {
        _ if same_file => "write each address once".to_owned(),
        (By::Theme, _) => format!("{taken}; {}", beside_the_theme(&at)),
        (By::Dateline, _) => format!("dateline makes this page itself: {}", elsewhere(&at)),
        (By::File(_), true) if second.route.as_file().starts_with("cities/") => format!(
            "{taken}. If both are the same city, spell the name the same way everywhere. If not, write a file in \
             content/cities for one of them, with a different `slug`"
        ),
        (By::File(_), true) => {
            format!("{taken}: give one of the two another `slug` or another name")
        }
        (By::File(_), false) => format!(
            "{taken}, as {}: the two differ only in case or in how accents are written; \
             give one another `slug` or another name",
            first.route
        ),
    };
    let message = format!("two pages want the address {}", second.route);
    fault(at, other, message, same_file).help(help)
}

/// The fault that the page `below` needs a folder where `file` is.
pub(super) fn below(below: &Wanted, file: &Wanted) -> Diagnostic {
    let (at, other) = match (below.by.place(), file.by.place()) {
        (Some(below), _) => (below.clone(), &file.by),
        (None, Some(file)) => (file.clone(), &below.by),
        (None, None) => ((SourcePath::new("site.toml"), Span::default()), &file.by),
    };
    let same_file = other.place().is_some_and(|(path, _)| *path == at.0);
    let taken = match below.by.place() {
        Some(_) => taken(other, &format!("the address {}", file.route)),
        None => format!("dateline makes the page {}", below.route),
    };
    let message = format!("{} would be a folder and a file at once", file.route);
    fault(at, other, message, same_file).label("a file cannot have pages below it").help(format!(
        "{taken}, so no address can begin with {}/: write another address",
        file.route
    ))
}

fn taken(by: &By, address: &str) -> String {
    match by {
        By::File((path, _)) => format!("{path} already has {address}"),
        By::Theme => format!("a file of the theme has {address}"),
        By::Dateline => format!("dateline makes a page of its own at {address}"),
    }
}

/// What to do instead of taking the address of a page that dateline makes.
fn elsewhere((path, span): &AskedAt) -> &'static str {
    match (path.below(CONTENT), *span == Span::default()) {
        (Some(_), true) => "give this file another name, or write a `slug` into it",
        (Some(_), false) => "write another address, or take this one out",
        (None, _) => "give this file another name",
    }
}

/// What to do instead of taking the address of a file of the theme.
fn beside_the_theme((path, _): &AskedAt) -> String {
    match path.below("static") {
        Some(_) => {
            "to replace that file, put yours into the folder `assets`, not into `static`".to_owned()
        }
        None => "write another address".to_owned(),
    }
}

fn fault(at: AskedAt, other: &By, message: String, same_file: bool) -> Diagnostic {
    let is_place = |span: &Span| *span != Span::default();
    let mut fault = rule::SAME_ADDRESS.in_file(&at.0, message).label(if same_file {
        "written again here"
    } else {
        "already used"
    });
    fault.span = Some(at.1).filter(is_place);
    match other.place().filter(|(_, span)| is_place(span)) {
        Some((path, span)) => fault.related(path, *span, "first here"),
        None => fault,
    }
}
