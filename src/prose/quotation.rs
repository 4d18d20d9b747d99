//! Quotations with their speaker: the line of a block quote that says who speaks, as people write it: `> — Name, office`.
//! It does not know how a quotation is printed, nor who may be named.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Spanned;
use super::plain::words_of;

/// The signs that begin the line of a speaker. The parser makes the second of `--` and the first of `---`.
const DASHES: [char; 3] = ['—', '–', '―'];

/// Where the parts of a quotation are among the events inside its block quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Where the quotation ends.
    pub(super) quote_end: usize,
    /// Whether its last paragraph goes on to the line of the speaker, so that it must be ended.
    pub(super) in_paragraph: bool,
    /// The first event of the line of the speaker: a text that begins with a dash.
    pub(super) speaker: usize,
    /// The end of the line of the speaker.
    pub(super) speaker_end: usize,
}

/// A line of text in a block quote.
struct Line {
    /// Its first event.
    at: usize,
    /// Whether it begins a paragraph.
    is_first: bool,
    /// Whether its paragraph is in the quote itself, and not in a list or a quote inside it.
    is_own: bool,
}

/// The parts of a quotation whose last paragraph, or the last line of it, says who speaks. `inside` are the events of a block quote
/// without its start and end. None if nobody is said to speak: also if several lines begin with dashes, which is dialogue.
pub(super) fn parts(inside: &[Spanned<'_>]) -> Option<Parts> {
    let lines = lines(inside);
    let mut dashed = lines.iter().enumerate().filter(|(_, line)| begins_with_dash(inside, line.at));
    let (place, speaker) = dashed.next()?;
    let is_last = speaker.is_first || place + 1 == lines.len();
    let ends_quote = last_paragraph(inside).is_some_and(|start| start < speaker.at);
    if dashed.next().is_some() || !is_last || !speaker.is_own || !ends_quote {
        return None;
    }
    let says_something = |events: &[Spanned<'_>]| !words(events).trim().is_empty();
    // Before the line is the start of its paragraph, or the break that ends the line before.
    let quote_end = speaker.at.checked_sub(1)?;
    let speaker_end = inside.len() - 1;
    let is_named = is_name(&words(&inside[speaker.at..speaker_end]));
    (is_named && says_something(&inside[..quote_end])).then_some(Parts {
        quote_end,
        in_paragraph: !speaker.is_first,
        speaker: speaker.at,
        speaker_end,
    })
}

/// The words of a line without the dash at its start.
pub(super) fn without_dash(line: &str) -> &str {
    line.trim_start().trim_start_matches(DASHES).trim_start()
}

/// Whether a line that begins with a dash can name a speaker: it is no question and no call, and no second dash follows, as in dialogue.
pub(super) fn is_name(line: &str) -> bool {
    let name = without_dash(line).trim_end();
    let has_dash = DASHES.iter().any(|dash| name.contains(&format!(" {dash}")));
    !name.is_empty() && !has_dash && !name.ends_with(['!', '?', '؟', '…'])
}

/// Whether a text begins with a dash.
pub(super) fn is_dashed(text: &str) -> bool {
    text.trim_start().starts_with(DASHES)
}

/// The words of some events.
pub(super) fn words(events: &[Spanned<'_>]) -> String {
    events.iter().map(|(event, _)| words_of(event)).collect()
}

/// Whether any line begins with a dash.
pub(super) fn has_dashed_line(inside: &[Spanned<'_>]) -> bool {
    lines(inside).iter().any(|line| begins_with_dash(inside, line.at))
}

fn begins_with_dash(inside: &[Spanned<'_>], at: usize) -> bool {
    matches!(inside.get(at), Some((Event::Text(text), _)) if is_dashed(text))
}

/// Every line of text, in order.
fn lines(inside: &[Spanned<'_>]) -> Vec<Line> {
    let mut depth = 0_usize;
    let mut lines = Vec::new();
    let mut line =
        |at: usize, is_first: bool, is_own: bool| lines.push(Line { at, is_first, is_own });
    for (at, (event, _)) in inside.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Paragraph | Tag::Item) {
                    line(at + 1, true, depth == 0);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak => line(at + 1, false, depth == 1),
            _ => {}
        }
    }
    lines
}

/// The start of the last block, if it is a paragraph and the last thing in the quote.
fn last_paragraph(inside: &[Spanned<'_>]) -> Option<usize> {
    let is_paragraph = matches!(inside.last(), Some((Event::End(TagEnd::Paragraph), _)));
    let starts = |(event, _): &Spanned<'_>| matches!(event, Event::Start(Tag::Paragraph));
    inside.iter().rposition(starts).filter(|_| is_paragraph)
}

#[cfg(test)]
mod tests {
    use super::super::html::{RawHtml, html};

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(html(markdown, RawHtml::Shown, &|_| None, &|_| None).trim_end(), expected);
    }

    fn quoted(quote: &str, speaker: &str) -> String {
        format!(
            "<figure class=\"quotation\">\n<blockquote>\n{quote}\n</blockquote>\n<figcaption>— {speaker}</figcaption>\n</figure>"
        )
    }

    #[test]
    fn the_last_line_or_paragraph_names_the_speaker() {
        for dash in ["—", "–", "―", "--", "---", "— ", "-- "] {
            let expected = quoted("<p>We will look.</p>", "A spokesman, army");
            check(&format!("> We will look.\n> {dash}A spokesman, army"), &expected);
            check(&format!("> We will look.\n>\n> {dash}A spokesman, army"), &expected);
            // Without the sign, the line still belongs to the quotation.
            check(&format!("> We will look.\n{dash}A spokesman, army"), &expected);
        }
        check(
            "> One.\n>\n> Two.\n>\n> — *A nurse*\n> of the ward",
            &quoted("<p>One.</p>\n<p>Two.</p>", "<em>A nurse</em>\nof the ward"),
        );
    }

    #[test]
    fn a_speaker_may_be_a_link() {
        check(
            "> It was us.\n> — [A party](#claim-p)",
            &quoted("<p>It was us.</p>", "<a href=\"#claim-p\">A party</a>"),
        );
    }

    #[test]
    fn dialogue_and_other_dashes_stay() {
        for (dialogue, printed) in [
            ("> — Who?\n> — Nobody.", "<p>— Who?\n— Nobody.</p>"),
            ("> — Nobody spoke.", "<p>— Nobody spoke.</p>"),
            ("> He came.\n> — Open!", "<p>He came.\n— Open!</p>"),
            ("> He came.\n> — Open, — he said.", "<p>He came.\n— Open, — he said.</p>"),
            ("> One — two\n> three", "<p>One — two\nthree</p>"),
            ("> One.\n> — Two\n> three.", "<p>One.\n— Two\nthree.</p>"),
        ] {
            check(dialogue, &format!("<blockquote>\n{printed}\n</blockquote>"));
        }
        check(
            "> [!NOTE]\n> One.\n> — Two",
            "<div class=\"alert alert-note\" role=\"note\">\n<p>One.\n— Two</p>\n</div>",
        );
    }

    #[test]
    fn a_quotation_in_a_quotation_has_its_own_speaker() {
        check(
            "> > Inner.\n> > — A\n>\n> Outer.",
            &format!(
                "<blockquote>\n{}\n<p>Outer.</p>\n</blockquote>",
                quoted("<p>Inner.</p>", "A")
            ),
        );
    }
}
