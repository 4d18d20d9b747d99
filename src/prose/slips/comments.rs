//! Finds comments that would be printed: those that Markdown does not take for comments, and those in a title.
//! It does not take comments out; `prose::comments` does.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::comments::OPENING;
use super::super::dialect;
use super::super::parsed::ParsedBody;
use super::kind::{CommentSlip, Slip, SlipKind};
use super::text_block::TextBlock;
use super::{Found, places};

/// Finds comments in the text of a block.
pub(super) fn find(found: &mut Found<'_>) {
    let block = found.block;
    if let Some(at) = block.literal.find(OPENING) {
        found.add(at..at + OPENING.len(), SlipKind::Comment(CommentSlip::Open));
    }
    for at in changed(block) {
        found.add(at, SlipKind::Comment(CommentSlip::Changed));
    }
}

/// Finds comments in titles, and in blocks of HTML where they do not end.
pub(super) fn outside_text(body: &ParsedBody<'_>) -> Vec<Slip> {
    let in_titles = body.events.iter().filter_map(|(event, at)| match event {
        Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => {
            title.contains(OPENING).then(|| (at.clone(), CommentSlip::InTitle))
        }
        _ => None,
    });
    let open = dialect::open_comments(body.markdown).into_iter().map(|at| (at, CommentSlip::Open));
    in_titles.chain(open).map(|(span, it)| Slip { span, kind: SlipKind::Comment(it) }).collect()
}

/// The starts of comments whose dashes or brackets a program has changed: `<!—`, `<!- -`, `‹!--`, `&lt;!--`.
fn changed(block: &TextBlock<'_>) -> Vec<Range<usize>> {
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
