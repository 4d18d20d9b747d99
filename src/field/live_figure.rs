//! What a text shows of the record as it is now: numbers, `<toll:mosul/2017-05?harm=injured>`, and charts, maps and lists of people,
//! `![Killed in Mosul](chart:mosul)`.
//! It does not know what any of them shows.

use serde::{Deserialize, Serialize};

use crate::field::casualties::{Group, Harm};
use crate::field::day::Day;
use crate::field::excerpt::excerpt;
use crate::field::parse_error::ParseError;
use crate::field::place_name::PlaceKind;
use crate::field::word::Word;
use crate::text::span::Span;
use crate::text::spelling::did_you_mean;

/// Something of the record, in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveFigure {
    /// Its address: `toll:mosul`.
    pub written: String,
    /// Where.
    pub span: Span,
    /// What it is of.
    pub of: Subject,
    /// In which time. None is always.
    pub during: Option<During>,
    /// What is shown of it.
    pub shows: Shows,
}

/// What a text shows of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shows {
    /// A number: of a harm, and of everybody or of a group.
    Number(Harm, Option<Group>),
    /// A chart of those killed.
    Chart,
    /// A map.
    Map,
    /// The people who are listed for an incident.
    People,
}

/// What a live figure is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Everything on record: `all`.
    Everything,
    /// A city, region or country, by the last part of its address: `mosul`, `city/mosul`, `region/nineveh`, `country/iq`.
    Place(Option<PlaceKind>, String),
    /// An incident, by its slug: `incident/karrada`.
    Incident(String),
    /// A row of a party: `party/isil/claimed`.
    Party(String, String),
}

/// A year or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum During {
    /// `2017`, by its first day.
    Year(Day),
    /// `2017-05`, by its first day.
    Month(Day),
}

/// How a live figure is written, for help.
const FORM: &str = "write what is counted, and perhaps a year or month and a harm, as in `<toll:mosul>`, `<toll:mosul/2017-05>`, \
                    `<toll:region/nineveh>`, `<toll:all/2017?harm=injured>`, `<toll:incident/karrada>` or `<toll:party/isil/claimed>`";

/// The same for what is shown in a paragraph by itself.
const BLOCK: &str = "write `![What it shows](chart:mosul)`, `(chart:all/2017)`, `(map:mosul)`, `(map:all)` or `(people:karrada)` in a paragraph by itself";

impl LiveFigure {
    /// The figure that `written`, such as `toll:mosul`, stands for.
    ///
    /// # Errors
    /// When it names no place, time or harm.
    pub fn parse(written: &str, span: Span) -> Result<LiveFigure, ParseError> {
        let (scheme, what) = written.split_once(':').unwrap_or(("", written));
        let (path, query) = what.split_once('?').unwrap_or((what, ""));
        let mut parts: Vec<&str> = path.split('/').collect();
        let during = time(&parts);
        parts.truncate(parts.len() - usize::from(during.is_some()));
        let during = during.map(self::during).transpose()?;
        let (of, shows) = match scheme {
            "toll" => (counted(&parts, during)?, number(query)?),
            _ => block(scheme, &parts, during).filter(|_| query.is_empty()).ok_or_else(|| {
                error(
                    "nothing of the record is shown by this".to_owned(),
                    "not known".to_owned(),
                    BLOCK.to_owned(),
                )
            })?,
        };
        Ok(LiveFigure { written: written.to_owned(), span, of, during, shows })
    }
}

/// The last part, if it is a year or a month. After the word for a kind of thing comes its name first, which may look like a time.
fn time<'w>(parts: &[&'w str]) -> Option<&'w str> {
    const KINDS: [&str; 5] = ["city", "region", "country", "incident", "party"];
    let (first, last) = (parts.first()?, parts.last()?);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = match last.split_once('-') {
        None => last.len() == 4 && is_digits(last),
        Some((year, month)) => {
            year.len() == 4 && month.len() == 2 && is_digits(year) && is_digits(month)
        }
    };
    let named = if KINDS.contains(first) { 2 } else { 1 };
    (is_time && parts.len() > named).then_some(*last)
}

/// What a number is of.
fn counted(parts: &[&str], during: Option<During>) -> Result<Subject, ParseError> {
    match (parts, during) {
        ([""] | [], _) => Err(fault("a figure names nothing", "what is counted?")),
        (["all"], _) => Ok(Subject::Everything),
        (["incident", slug], None) => Ok(Subject::Incident((*slug).to_owned())),
        (["incident", _], Some(_)) => Err(fault(
            "an incident has no figure of a year or a month",
            "an incident is counted as a whole",
        )),
        (["party", id, row], _) => Ok(Subject::Party((*id).to_owned(), (*row).to_owned())),
        (parts, _) => place(parts).ok_or_else(|| {
            fault("a figure names nothing that is counted", "no place, incident or row of a party")
        }),
    }
}

/// Which number is shown: `harm=injured&group=civilian`.
fn number(query: &str) -> Result<Shows, ParseError> {
    let (mut harm, mut group) = (Harm::Killed, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("harm", word)) => harm = self::word(word)?,
            Some(("group", word)) => group = Some(self::word(word)?),
            _ => {
                return Err(fault(
                    "a figure asks for too much",
                    "after `?` stand only `harm` and `group`",
                ));
            }
        }
    }
    if harm.is_state() {
        return Err(error(
            format!("`{}` is a state, and states are never added up", harm.word()),
            "no total of it exists".to_owned(),
            "name a harm that is added up, such as `?harm=injured`, or write the number with its day"
                .to_owned(),
        ));
    }
    Ok(Shows::Number(harm, group))
}

/// The place that is meant.
fn place(parts: &[&str]) -> Option<Subject> {
    let (kind, slug) = match parts {
        [slug] => (None, slug),
        [word, slug] => (Some(PlaceKind::ALL.into_iter().find(|kind| kind.word() == *word)?), slug),
        _ => return None,
    };
    (!slug.is_empty()).then(|| Subject::Place(kind, (*slug).to_owned()))
}

/// What the address of a chart, a map or a list of people stands for. None if there is no such thing.
fn block(scheme: &str, parts: &[&str], during: Option<During>) -> Option<(Subject, Shows)> {
    let place = || match parts {
        ["all"] => Some(Subject::Everything),
        parts => place(parts),
    };
    match (scheme, parts, during) {
        ("chart", _, None | Some(During::Year(_))) => Some((place()?, Shows::Chart)),
        ("map", _, None) => Some((place()?, Shows::Map)),
        ("people", [slug] | ["incident", slug], None) if !slug.is_empty() => {
            Some((Subject::Incident((*slug).to_owned()), Shows::People))
        }
        _ => None,
    }
}

fn fault(message: &str, label: &str) -> ParseError {
    error(message.to_owned(), label.to_owned(), FORM.to_owned())
}

fn error(message: String, label: String, help: String) -> ParseError {
    ParseError { at: 0..0, message, label, help }
}

fn during(text: &str) -> Result<During, ParseError> {
    let found = match text.len() {
        4 => Day::parse(&format!("{text}-01-01")).ok().map(During::Year),
        7 => Day::parse(&format!("{text}-01")).ok().map(During::Month),
        _ => None,
    };
    found.ok_or_else(|| {
        error(
            format!("`{}` is no year and no month", excerpt(text)),
            "this is no time".to_owned(),
            "write it as in `2017` or `2017-05`".to_owned(),
        )
    })
}

fn word<W: Word>(text: &str) -> Result<W, ParseError> {
    W::parse(text).ok_or_else(|| {
        let words: Vec<&str> = W::ALL.iter().map(|word| word.word()).collect();
        error(
            format!("`{}` is no {}", excerpt(text), W::NOUN),
            did_you_mean(text, words.iter().copied(), "this word is not known"),
            format!("write one of {}", words.join(", ")),
        )
    })
}
