//! Finds stars and their like that are not taken as emphasis, because of punctuation or blanks beside them.
//! It does not know what is emphasised.
//!
//! Markdown takes `**` for an end only if no letter follows a sign of punctuation before it. In scripts that are written without
//! blanks, and where a prefix is joined to a word in quotation marks, letters often follow.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::dialect;
use super::kind::{EmphasisSlip, SlipKind};
use super::{Found, MOST_PLACES};

/// Length of the part of a long line that a message shows on either side, in characters.
const AROUND: usize = 24;

/// Maximum number of signs between those of one emphasis.
const NEAR: usize = 8;

/// The signs of one emphasis, and the characters beside them. The edge of the block is a blank.
#[derive(Clone)]
struct Run {
    at: Range<usize>,
    sign: char,
    before: char,
    after: char,
}

pub(super) fn find(found: &mut Found<'_>) {
    let block = found.block;
    let runs = runs(&block.literal, block.source);
    let mut at = 0;
    while let Some(open) = runs.get(at) {
        at += 1;
        let signs = &block.source[open.at.clone()];
        let same = |run: &&Run| block.source[run.at.clone()] == *signs;
        if let Some(offset) =
            runs[at..].iter().take(NEAR).position(|run| same(&run) && is_pair(open, run))
        {
            let close = &runs[at + offset];
            let kind = SlipKind::Emphasis(EmphasisSlip::Beside(
                signs.to_owned(),
                right(block.source, open, close),
            ));
            found.add(open.at.start..close.at.end, kind);
            at += offset + 1;
        } else if is_left_open(open, signs) {
            found.add(open.at.clone(), SlipKind::Emphasis(EmphasisSlip::Open(signs.to_owned())));
        }
    }
}

/// The runs of signs that readers see as typed.
fn runs(literal: &str, source: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let bytes = literal.as_bytes();
    let mut at = 0;
    while let Some(sign) = bytes.get(at).copied().filter(|_| runs.len() < MOST_PLACES) {
        if !matches!(sign, b'*' | b'_' | b'~') {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| **byte == sign).count();
        let before = source[..at].chars().next_back().unwrap_or(' ');
        let after = source[end..].chars().next().unwrap_or(' ');
        let length = end - at;
        // One `~` is part of names and addresses; a row of stars stands for letters that are left out.
        let is_in_name = sign == b'_' && !is_wide(before) && !is_wide(after);
        if length == 2 || sign == b'*' && length <= 3 || sign == b'_' && length == 1 && !is_in_name
        {
            runs.push(Run { at: at..end, sign: char::from(sign), before, after });
        }
        at = end;
    }
    runs
}

/// Whether two runs were meant as the start and the end of emphasis.
fn is_pair(open: &Run, close: &Run) -> bool {
    let tight = !open.after.is_whitespace() && !close.before.is_whitespace();
    let by_punctuation = is_punctuation(open.after) && is_word(open.before)
        || is_punctuation(close.before) && is_word(close.after);
    let is_long = open.at.len() > 1;
    // Stars at the start of a line are those of a remark below the text.
    let ends_loosely = close.before == ' ' && !is_word(close.after);
    let begins_loosely =
        open.after == ' ' && !is_word(open.before) && !close.before.is_whitespace();
    let with_blanks = is_long && (ends_loosely || begins_loosely && !is_word(close.after));
    // Stars may be inside a word, and underscores may not.
    let inside_word = tight && open.sign == '_' && (is_wide(open.before) || is_wide(close.after));
    (tight && by_punctuation) || (!tight && with_blanks) || inside_word
}

/// Whether a run of signs begins emphasis that does not end. In the middle of a word, the signs stand for letters.
fn is_left_open(run: &Run, signs: &str) -> bool {
    let begins = !is_word(run.before) && is_word(run.after);
    begins && signs.len() > 1 && !signs.starts_with('_')
}

/// Whether a letter is beyond ASCII. Names such as `a__b__c` in ASCII are not emphasis.
fn is_wide(c: char) -> bool {
    !c.is_ascii() && is_word(c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_punctuation(c: char) -> bool {
    !c.is_whitespace() && !is_word(c)
}

/// The line with the signs where Markdown takes them. None if that does not help.
fn right(source: &str, open: &Run, close: &Run) -> Option<String> {
    let inside = &source[open.at.end..close.at.start];
    let trimmed = inside.trim();
    let signs = &source[open.at.clone()];
    let signs = signs.replace('_', "*");
    let (first, words, last) = split_marks(trimmed)?;
    let is_quoted = is_pair_of_marks(trimmed, first, last);
    let opens_wrong = is_punctuation(open.after) && is_word(open.before);
    let closes_wrong = is_punctuation(close.before) && is_word(close.after);
    let (first, words) = if opens_wrong || is_quoted {
        (first, words)
    } else {
        ("", &trimmed[..first.len() + words.len()])
    };
    let (words, last) = match (closes_wrong, is_quoted) {
        (_, true) => (words, last),
        (true, false) => without_last_group(&trimmed[first.len()..], last)?,
        (false, false) => (&trimmed[first.len()..], ""),
    };
    let (before, after) = (&source[..open.at.start], &source[close.at.end..]);
    // A blank inside the signs stays, outside them.
    let blank = |is_needed: bool| if is_needed { " " } else { "" };
    let first = format!("{}{first}", blank(inside.starts_with(' ') && is_word(open.before)));
    let last = format!("{last}{}", blank(inside.ends_with(' ') && is_word(close.after)));
    let fixed = format!("{before}{first}{signs}{words}{signs}{last}{after}");
    if emphases(&fixed) <= emphases(source) {
        return None;
    }
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').unwrap_or(after.len());
    let (before, after) = (start_of(&before[line..]), end_of(&after[..end]));
    Some(format!("{before}{first}{signs}{words}{signs}{last}{after}"))
}

/// The marks at the start of a text, its words, and the marks at its end. None if it has no words.
fn split_marks(text: &str) -> Option<(&str, &str, &str)> {
    let rest = text.trim_start_matches(is_punctuation);
    let words = rest.trim_end_matches(is_punctuation);
    let (first, last) = (&text[..text.len() - rest.len()], &rest[words.len()..]);
    (!words.is_empty()).then_some((first, words, last))
}

/// Marks that open, and the marks that close them in the same order.
const OPENING: &str = "([{«‹「『（《〈【〔“‘„";
const CLOSING: &str = ")]}»›」』）》〉】〕”’“";

/// How many more marks are open at the end of each character of a text than at its start.
fn depths(text: &str) -> impl Iterator<Item = (usize, isize)> + '_ {
    text.char_indices().scan(0_isize, |depth, (at, c)| {
        *depth += isize::from(OPENING.contains(c)) - isize::from(CLOSING.contains(c));
        Some((at, *depth))
    })
}

/// Whether the whole text is inside one pair of marks, such as `«..»` or `".."`.
fn is_pair_of_marks(text: &str, first: &str, last: &str) -> bool {
    let same = first.starts_with(['"', '\'']) && last.ends_with(['"', '\'']);
    let inside = text.len() - last.len();
    let stays_open = || depths(text).take_while(|(at, _)| *at < inside).all(|(_, depth)| depth > 0);
    !first.is_empty() && !last.is_empty() && (same || stays_open())
}

/// A text without the marks at its end, and these. Marks that close what opens in the text are taken with all that they hold.
fn without_last_group<'t>(text: &'t str, last: &'t str) -> Option<(&'t str, &'t str)> {
    let end = text.len() - last.len();
    let closes = depths(last).map(|(_, depth)| -depth).max().unwrap_or(0);
    if closes <= 0 {
        return Some(text.split_at(end));
    }
    let at_end = depths(&text[..end]).last().map_or(0, |(_, depth)| depth);
    let opening = depths(&text[..end]).filter(|(_, depth)| *depth <= at_end - closes).last();
    let start = match opening {
        Some((at, _)) => at + text[at..].chars().next().map_or(0, char::len_utf8),
        None => 0,
    };
    let words = text[..start].trim_end();
    (!words.is_empty()).then(|| text.split_at(words.len()))
}

fn emphases(markdown: &str) -> usize {
    let is_one = |event: &Event<'_>| {
        matches!(event, Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough))
    };
    dialect::parse(markdown).filter(|(event, _)| is_one(event)).count()
}

/// The end of a long text, cut between words.
fn start_of(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[at..].find(' ').map_or(at, |blank| at + blank + 1);
            format!("…{}", &text[word..])
        }
    }
}

/// The start of a long text, cut between words.
fn end_of(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => {
            let word = text[..at].rfind(' ').unwrap_or(at);
            format!("{}…", &text[..word])
        }
    }
}
