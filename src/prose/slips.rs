//! Markup that Markdown does not take: readers would see its signs, or nothing at all.
//! It does not know how a slip is reported, nor which file the body is from.
//!
//! An author who means the signs themselves writes a backslash before them, or puts them in a span of code.

mod brackets;
mod emphasis;
mod footnotes;
mod foreign;
mod tables;
mod text_block;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::comments;
use super::dialect;
use super::events::Spanned;
use super::footnotes::Label;
use super::parsed::ParsedBody;
use text_block::{TextBlock, text_blocks};

/// A piece of a body that is not printed as its author meant it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    /// Its bytes in the body.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub kind: SlipKind,
}

/// What is wrong with a piece of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SlipKind {
    /// A link or picture whose address has a blank in it. What to write.
    BlankInAddress(String),
    /// A blank between the text of a link and its address. What to write.
    BlankBeforeAddress(String),
    /// The brackets of a link are the wrong way round. What to write.
    SwappedBrackets(String),
    /// A link or picture that is not one for another reason: its address does not end, or is not one.
    BrokenLink,
    /// `[text][key]` without a line `[key]: address`. The key.
    NoDefinition(String),
    /// A line `[key]: address` that no link uses, so readers never see it. The key.
    UnusedDefinition(String),
    /// `[^label]` without a note. The label.
    NoNote(String),
    /// A note without `[^label]` in the text. The label.
    NoMark(String),
    /// The line of dashes below the head of a table has another number of columns: those of the head, and those of the line.
    WrongDashes(usize, usize),
    /// The line of dashes below the head of a table is made of other signs.
    NotDashes,
    /// A table without a line of dashes below its head.
    NoDashes,
    /// Stars beside a sign of punctuation, or with a blank inside them: the stars, and what to write.
    Emphasis(String, Option<String>),
    /// Stars that begin and do not end. The stars.
    OpenEmphasis(String),
    /// `##Heading`. What to write.
    HeadingWithoutBlank(String),
    /// A sentence that becomes a heading, because a line of dashes follows.
    HeadingByDashes,
    /// A comment that Markdown does not take for one.
    OpenComment,
    /// A comment in the title of a link or picture, which is printed.
    CommentInTitle,
    /// A comment whose signs a program has changed, such as dashes.
    ChangedComment,
    /// `>120`: the sign begins a quotation and is lost.
    LostSign,
    /// `2*4 and 5*6`: the stars are lost.
    LostStars,
    /// What `git` writes around two versions of a text.
    Conflict,
    /// The body is nested so deeply that it is not read as Markdown.
    TooDeep,
    /// A block of code that does not end.
    OpenFence,
    /// What only another generator understands.
    Foreign(Foreign),
}

/// A piece of syntax of another generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Foreign {
    /// What it is, and whose: "a shortcode of Hugo".
    pub what: &'static str,
    /// What to write here.
    pub remedy: &'static str,
}

/// Every slip of a body, in the order written.
pub fn slips(body: &ParsedBody<'_>) -> Vec<Slip> {
    if dialect::is_too_deep(body.markdown) {
        return vec![Slip { span: 0..body.markdown.len(), kind: SlipKind::TooDeep }];
    }
    let mut found = Vec::new();
    for block in text_blocks(body) {
        found.extend(slips_of(&block));
    }
    footnotes::without_marks(body, &mut found);
    found.extend(unused_definitions(body));
    found.extend(body.events.iter().filter_map(|(event, span)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => open_fence(body, span),
        Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. })
            if title.contains(comments::OPENING) =>
        {
            Some(Slip { span: span.clone(), kind: SlipKind::CommentInTitle })
        }
        Event::Start(Tag::Heading { .. }) => heading_by_dashes(body.markdown, span),
        Event::Start(Tag::BlockQuote(_)) => lost_sign(body.markdown, span),
        Event::Start(Tag::Emphasis) => lost_stars(body.markdown, span),
        _ => None,
    }));
    found.extend(conflicts(body));
    let comments = dialect::open_comments(body.markdown).into_iter();
    found.extend(comments.map(|span| Slip { span, kind: SlipKind::OpenComment }));
    found.sort_by_key(|slip| slip.span.start);
    found.truncate(MOST_OF_BODY);
    found.dedup_by(|slip, before| slip.span.start < before.span.end);
    found
}

fn slips_of(block: &TextBlock<'_>) -> Vec<Slip> {
    let mut found = Found { block, slips: Vec::new() };
    if let Some(at) = block.literal.find(comments::OPENING) {
        found.add(at..at + comments::OPENING.len(), SlipKind::OpenComment);
    }
    for at in changed_comments(block) {
        found.add(at, SlipKind::ChangedComment);
    }
    foreign::find(&mut found);
    tables::find(&mut found);
    brackets::find(&mut found);
    emphasis::find(&mut found);
    found.slips
}

/// Maximum number of slips that are reported per block and per body, and of places that are looked at for each kind of slip. No text has
/// as many; an attack has.
const MOST_SLIPS: usize = 50;
const MOST_OF_BODY: usize = 1_000;
const MOST_PLACES: usize = 5_000;

/// Maximum length of a piece of markup, in bytes.
const LONGEST: usize = 2_000;

/// The places in `text` where `sign` is.
fn places<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(sign).map(|(at, _)| at).take(MOST_PLACES)
}

/// The text from a place on, as far as a piece of markup may go.
fn ahead(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at.saturating_add(LONGEST))]
}

/// The text before a place, as far as a piece of markup may go.
fn behind(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(LONGEST))..at]
}

/// The starts of comments whose dashes or brackets a program has changed: `<!—`, `<!- -`, `‹!--`, `&lt;!--`.
fn changed_comments(block: &TextBlock<'_>) -> Vec<Range<usize>> {
    if !block.source.contains('!') {
        return Vec::new();
    }
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let signs = places(&block.literal, "!").filter_map(|at| {
        let bracket = ["<", "‹", "＜"].into_iter().find(|it| block.literal[..at].ends_with(it))?;
        let dash = block.literal[at + 1..].chars().next().filter(|c| is_dash(*c))?;
        Some(at - bracket.len()..at + 1 + dash.len_utf8())
    });
    let entities = places(block.source, "&lt;!-").map(|at| at..at + "&lt;!-".len());
    signs.chain(entities).collect()
}

/// The slips of one block. Of two at one place, only the first is kept.
struct Found<'f> {
    block: &'f TextBlock<'f>,
    slips: Vec<Slip>,
}

impl Found<'_> {
    /// Adds a slip at a range of the block.
    fn add(&mut self, at: Range<usize>, kind: SlipKind) {
        let start = self.block.span.start;
        let span = at.start + start..at.end + start;
        let is_new = |slip: &Slip| slip.span.end <= span.start || span.end <= slip.span.start;
        if self.slips.len() < MOST_SLIPS && self.slips.iter().all(is_new) {
            self.slips.push(Slip { span, kind });
        }
    }
}

/// The lines `[key]: address` that nothing uses. A definition of `#` is a customary way to write a comment.
fn unused_definitions(body: &ParsedBody<'_>) -> Vec<Slip> {
    if body.definitions.is_empty() {
        return Vec::new();
    }
    let used = body.events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(Label::new(id)),
        _ => None,
    });
    let used: BTreeSet<Label> = used.collect();
    let is_used = |key: &str| used.contains(&Label::new(key));
    let unused = body.definitions.iter().filter(|it| it.address != "#" && !is_used(&it.key));
    unused
        .map(|it| Slip { span: it.span.clone(), kind: SlipKind::UnusedDefinition(it.key.clone()) })
        .collect()
}

/// A sign before a number that Markdown takes for the sign of a quotation: `>120 people`.
fn lost_sign(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let sign = markdown[span.clone()].trim_start().strip_prefix('>')?;
    let is_number = sign.trim_start_matches('=').starts_with(char::is_numeric);
    let slip = Slip { span: span.start..span.start + 1, kind: SlipKind::LostSign };
    is_number.then_some(slip)
}

/// A sentence with a line of dashes right below it, which was meant to part what is above from what is below.
fn heading_by_dashes(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let (text, dashes) = markdown[span.clone()].trim_end().rsplit_once('\n')?;
    let is_sentence =
        text.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।']);
    let at = span.start + text.len() + 1;
    let slip = Slip { span: at..at + dashes.len(), kind: SlipKind::HeadingByDashes };
    (is_sentence && dashes.contains('-')).then_some(slip)
}

/// Stars between digits that Markdown takes for the signs of emphasis: `2*4 and 5*6`.
fn lost_stars(markdown: &str, span: &Range<usize>) -> Option<Slip> {
    let before = markdown[..span.start].chars().next_back()?;
    let after = markdown[span.end..].chars().next()?;
    let inside = &markdown[span.clone()];
    let is_product = inside.starts_with('*') && before.is_numeric() && after.is_numeric();
    is_product.then(|| Slip { span: span.clone(), kind: SlipKind::LostStars })
}

/// The signs that begin and end a line of a conflict of `git`.
const CONFLICT: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

fn conflicts(body: &ParsedBody<'_>) -> Option<Slip> {
    let start = |sign: &str| match body.markdown.starts_with(sign) {
        true => Some(0),
        false => body.markdown.find(&format!("\n{sign}")).map(|at| at + 1),
    };
    let at = CONFLICT.into_iter().find_map(start)?;
    let is_code = |(event, span): &Spanned<'_>| {
        matches!(event, Event::Start(Tag::CodeBlock(_))) && span.contains(&at)
    };
    let slip = Slip { span: at..at + CONFLICT[0].len() - 1, kind: SlipKind::Conflict };
    (!body.events.iter().any(is_code)).then_some(slip)
}

fn open_fence(body: &ParsedBody<'_>, span: &Range<usize>) -> Option<Slip> {
    let written = body.markdown.get(span.clone())?;
    let sign = written.trim_start().chars().next()?;
    let first = written.lines().next()?;
    let last = written.lines().last()?.trim_start_matches(['>', ' ', '\t']).trim_end();
    let length = first.trim_start().chars().take_while(|c| *c == sign).count();
    let closes = last.chars().count() >= length && last.chars().all(|c| c == sign);
    if closes && written.trim_end().lines().count() > 1 {
        return None;
    }
    let end = span.start + first.trim_end().len();
    Some(Slip { span: span.start..end, kind: SlipKind::OpenFence })
}
