//! Reads what a body shows of the record as it is now.
//! It does not know whether any of it is on record; `plan` does.

use crate::field::live_figure::LiveFigure;
use crate::prose::live::{LiveMark, live_marks};
use crate::prose::parsed::ParsedBody;
use crate::read::reader::Reader;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

/// What the body that begins at `start` in its file shows of the record. What cannot be printed is reported.
pub(super) fn live_figures(
    reader: &Reader<'_>,
    parsed: &ParsedBody<'_>,
    start: usize,
) -> Vec<LiveFigure> {
    let mut figures = Vec::new();
    for LiveMark { written, span, caption, is_misplaced } in live_marks(parsed) {
        let span = Span::of(span).shifted(start);
        let fault = |message: &str| rule::LIVE_FIGURE.at(reader.path, span, message);
        let fault: Diagnostic = match caption {
            Some(_) if is_misplaced => {
                fault("a chart, a map or a list of people stands among words")
                    .label("it needs a paragraph by itself")
                    .help("put an empty line above it and below it")
            }
            Some(words) if words.trim().is_empty() => fault(
                "a chart, a map or a list of people has no words",
            )
            .label("it does not say what it shows")
            .help("write them between the brackets: `![Killed in Mosul by month](chart:mosul)`"),
            None if is_misplaced => fault("a figure stands in a heading or in a link")
                .label("headings, links and pictures are named by their words")
                .help("write the sentence with the figure into the text"),
            Some(_) | None => match LiveFigure::parse(&written, span) {
                Ok(figure) => {
                    figures.push(figure);
                    continue;
                }
                Err(error) => fault(&error.message).label(error.label).help(error.help),
            },
        };
        reader.report(fault);
    }
    figures
}

/// Reports everything of the record in a dispatch.
pub(super) fn are_not_for_dispatches(reader: &Reader<'_>, figures: &[LiveFigure]) {
    for figure in figures {
        reader.report(
            rule::LIVE_FIGURE
                .at(reader.path, figure.span, "a dispatch has a figure that would change by itself")
                .label("what was written on a day stays as it was")
                .help("write the number as it was known that day; such figures are for plain pages and the texts of cities, regions, topics, authors and parties"),
        );
    }
}
