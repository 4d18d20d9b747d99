//! Reports files that cannot be published as they are: damaged pictures, files that are not what their names say, and files that
//! may hold hidden data. It does not know how to clean a picture; the press does that.

use crate::picture::svg::{self, Finding};
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::kind::{FONTS, Kind};
use crate::text::rule;
use crate::text::source::{CONTENT, Source, SourcePath};
use crate::text::span::Span;

/// Extensions of text in which everything is seen.
const PLAIN: [&str; 10] =
    ["csv", "geojson", "ics", "json", "srt", "tsv", "txt", "vtt", "yaml", "yml"];

/// Extensions of text that programs run or interpret, so that readers do not see all of it.
const CODE: [&str; 6] = ["css", "htm", "html", "js", "mjs", "xml"];

/// Extensions of other text in `static` and in a theme that hosts and browsers read. A name without an ending is one of them, as in
/// `CNAME`. Contacts, mails and tracks are text as well, and tell where somebody was and with whom.
const OWN_TEXT: [&str; 10] =
    ["", "asc", "atom", "domains", "htaccess", "map", "nojekyll", "rss", "webmanifest", "xsl"];

/// Extensions of drawings, which are text too.
const DRAWING: &str = "svg";

/// Reports the files in `planned`, and those of the theme, that cannot be published as they are.
pub(crate) fn check(index: &Index<'_>, planned: &[Planned], faults: &mut Vec<Diagnostic>) {
    let of_theme = of_theme(index);
    // A file whose name is refused is reported where pages get their addresses.
    let planned = planned.iter().filter(|page| page.route.refusal().is_none());
    let planned = planned.filter_map(Planned::file);
    for (path, by, span) in planned.chain(of_theme.iter().map(|it| (*it, *it, Span::default()))) {
        let Some(source) = index.snapshot.sources.get(path) else { continue };
        let extension = path.extension().unwrap_or_default();
        let file = File { path, source, extension: &extension };
        let fault = file.fault(|kind| index.config.uncleaned.contains(kind));
        faults.extend(fault.map(|(rule, message, help)| at(rule, by, span, message).help(help)));
    }
}

/// The files that browsers load, if the site brings its own theme or replaces files of a theme.
fn of_theme<'i>(index: &'i Index<'_>) -> Vec<&'i SourcePath> {
    let own = format!("themes/{}/assets", index.config.theme.value);
    let below = |folder: &str| -> Vec<&'i SourcePath> {
        let first = SourcePath::new(&format!("{folder}/"));
        let from = index.snapshot.sources.range(first..).map(|(path, _)| path);
        from.take_while(|path| path.below(folder).is_some()).collect()
    };
    [below(&own), below("assets")].concat()
}

/// A file that is to be published.
#[derive(Clone, Copy)]
struct File<'f> {
    path: &'f SourcePath,
    source: &'f Source,
    /// In lower case.
    extension: &'f str,
}

/// What is wrong with a file, and what to do.
type Fault = (&'static Rule, String, String);

impl File<'_> {
    /// Why the file cannot be published, if it cannot. `is_allowed` tells whether the settings name a kind of file.
    fn fault(self, is_allowed: impl Fn(&str) -> bool) -> Option<Fault> {
        let name = self.path.name();
        let is_drawing = self.extension == DRAWING;
        let is_plain = PLAIN.contains(&self.extension);
        let is_code = CODE.contains(&self.extension);
        let is_sound_picture = matches!(self.source.picture, Some(Ok(_)));
        if is_sound_picture && !is_plain && !is_code && !is_drawing {
            return None;
        }
        let kind = self.source.kind();
        if kind != Kind::Text && (is_plain || is_code || is_drawing) {
            return Some((&rule::NOT_TEXT, not_text(name, kind), save_as_text(kind)));
        }
        if let Some(Err(flaw)) = self.source.picture {
            return Some((&rule::BAD_PICTURE, format!("`{name}` {flaw}"), flaw.remedy()));
        }
        let finding = match (is_drawing, self.source.as_text()) {
            (true, Some(text)) => svg::check(text).err(),
            _ => None,
        };
        // What is in `static` and in a theme is the site's own code. Everything else was given to the editors by somebody.
        let is_own = self.path.below(CONTENT).is_none();
        let is_open = match kind {
            Kind::Text if is_drawing => finding.is_none() && self.source.as_text().is_some(),
            Kind::Text => is_plain || is_own && (is_code || OWN_TEXT.contains(&self.extension)),
            Kind::Font => is_own && FONTS.contains(&self.extension),
            Kind::Picture(_) | Kind::Known(_) | Kind::Unknown => false,
        };
        if is_open || self.key(kind).is_some_and(is_allowed) {
            return None;
        }
        let what = match kind {
            Kind::Known(known) if !known.extensions.contains(&self.extension) => {
                format!("is {kind}; it may tell")
            }
            _ => "may tell".to_owned(),
        };
        let message =
            format!("`{name}` {what} more than it shows, and dateline cannot take that out");
        Some((&rule::NOT_CLEANED, message, self.clean(kind, finding)))
    }

    /// The kind of the file as `uncleaned` names it: by its bytes, and by its name where the bytes do not tell. So a line for one
    /// kind lets through no other kind under its name. None if nothing tells.
    fn key(&self, kind: Kind) -> Option<&str> {
        match kind {
            Kind::Known(known) if !known.extensions.contains(&self.extension) => {
                known.extensions.first().copied()
            }
            Kind::Font if !FONTS.contains(&self.extension) => FONTS.first().copied(),
            _ => Some(self.extension).filter(|extension| !extension.is_empty()),
        }
    }

    /// What to do with a file that has to be cleaned and is of this `kind`. `finding` is what a drawing has in it.
    fn clean(&self, kind: Kind, finding: Option<Finding>) -> String {
        let by_name = Kind::of_extension(self.extension);
        let is_picture = match kind {
            Kind::Known(known) => known.is_picture,
            _ => by_name.is_some_and(|known| known.is_picture),
        };
        let remedy = match finding {
            Some(Finding { line, what }) => {
                format!(
                    "line {line} of it has {what}; save the drawing as plain SVG, which only draws"
                )
            }
            None if self.extension == DRAWING => {
                "save the drawing as plain SVG, which only draws".to_owned()
            }
            None if is_picture => "save the picture as a JPEG, a PNG or a WebP".to_owned(),
            None if CODE.contains(&self.extension) => {
                "readers do not see all that is in it: save what they need as plain text or CSV"
                    .to_owned()
            }
            None => "take out of it who made it, when, where and with what".to_owned(),
        };
        match self.key(kind) {
            Some(key) => format!(
                "{remedy}; files that you clean yourselves are published when site.toml says `uncleaned = [\"{key}\"]`"
            ),
            None if kind == Kind::Text => "give its name the ending `.txt`".to_owned(),
            None => "find out what it is, and save it with the program for it, under a name with the ending of its kind".to_owned(),
        }
    }
}

/// What is wrong with a file whose name says that it is text.
fn not_text(name: &str, kind: Kind) -> String {
    match kind {
        Kind::Unknown | Kind::Text => format!("`{name}` is not text in UTF-8"),
        kind => format!("`{name}` is {kind} and not text"),
    }
}

/// What to do with a file of this `kind` whose name says that it is text. To allow it would publish what it hides.
fn save_as_text(kind: Kind) -> String {
    match kind {
        Kind::Picture(format) => format!(
            "rename it so that it ends in `.{}`; dateline then takes out what it hides",
            format.extension()
        ),
        Kind::Known(known) if known.is_picture => {
            "save the picture as a JPEG, a PNG or a WebP".to_owned()
        }
        Kind::Known(known) => format!("rename it so that it ends in `.{}`", known.extensions[0]),
        Kind::Font => format!("rename it so that it ends in `.{}`", FONTS[0]),
        Kind::Unknown | Kind::Text => {
            "save it as text in UTF-8; if it is something else, give its name the ending of its kind".to_owned()
        }
    }
}

/// A fault at a place in a file, or a fault of the whole file if the place is empty.
fn at(rule: &'static Rule, path: &SourcePath, span: Span, message: String) -> Diagnostic {
    if span == Span::default() { rule.in_file(path, message) } else { rule.at(path, span, message) }
}
