//! Finds the syntax of other generators and editors.
//! It does not know the syntax whole, only how each piece begins and ends.

use super::kind::{Foreign, SignSlip, SlipKind};
use super::text_block::{MASK, Place};
use super::{Found, ahead, places};

const A_PICTURE_OR_LINK: &str = "write a picture as `![What it shows](street.jpg \"Photo: who made it\")`, a link as `[text](address)`, or \
     delete it";

const AS_COMMENT: &str = "delete it, or write it as `<!-- .. -->`, which is never printed";
const AS_IT_IS: &str = "keep the right text alone";

/// Pieces that have a start and an end: their signs, what they are, and what to write.
const PAIRS: [(&str, &str, &str, &str); 12] = [
    ("{{<", ">}}", "a shortcode of Hugo", A_PICTURE_OR_LINK),
    ("{{%", "%}}", "a shortcode of Hugo", A_PICTURE_OR_LINK),
    ("{{", "}}", "a template of Zola, Eleventy, Jekyll or Hugo", A_PICTURE_OR_LINK),
    ("{%", "%}", "a template of Zola, Eleventy or Jekyll", A_PICTURE_OR_LINK),
    ("{# ", "#}", "a comment of a template", AS_COMMENT),
    ("{/*", "*/}", "a comment of MDX", AS_COMMENT),
    ("<%", "%>", "a template of EJS", AS_COMMENT),
    ("{>>", "<<}", "a comment of CriticMarkup", AS_COMMENT),
    ("{++", "++}", "a change of CriticMarkup", AS_IT_IS),
    ("{--", "--}", "a change of CriticMarkup", AS_IT_IS),
    ("%%", "%%", "a comment of Obsidian", AS_COMMENT),
    ("==", "==", "highlighted text of Obsidian", "write `**text**`"),
];

const WORDPRESS: Foreign = Foreign { what: "a shortcode of WordPress", remedy: A_PICTURE_OR_LINK };
const CONTENTS: Foreign =
    Foreign { what: "a table of contents of another generator", remedy: "delete it" };
const ATTRIBUTES: Foreign = Foreign {
    what: "a list of attributes of Kramdown, Pandoc, Hugo or Zola",
    remedy: "delete it; headings have anchors and pictures have sizes without it",
};
const WIKI_LINK: Foreign = Foreign {
    what: "a link of a wiki or of Obsidian",
    remedy: "write `[text](../2017/2017-05-31-mosul.md)`, or a picture as `![What it shows](street.jpg \"Photo: who made it\")`",
};
const INLINE_NOTE: Foreign = Foreign {
    what: "a note of Pandoc",
    remedy: "write `[^1]` here and the note below, on a line of its own: `[^1]: ..`",
};
const ALERT: Foreign = Foreign {
    what: "a box of a kind that dateline does not know",
    remedy: "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], alone on its line",
};
const TASK: Foreign = Foreign {
    what: "a line of a list of tasks",
    remedy: "delete the brackets, or the line if it is a note to yourself",
};
const CONTAINER: Foreign = Foreign {
    what: "a box of Docusaurus, VuePress, Pandoc or MkDocs",
    remedy: "write `> [!NOTE]` on a line of its own, and `> ` before each line of the text",
};

pub(super) fn find(found: &mut Found<'_>) {
    let text = found.block.literal.as_str();
    starts_of_block(found, text);
    // To look for one byte is much faster than to look for a text, and most texts have none of these.
    let may_have = |start: &str| start.chars().next().is_some_and(|sign| text.contains(sign));
    for (start, end, what, remedy) in PAIRS.into_iter().filter(|(start, ..)| may_have(start)) {
        for at in places(text, start) {
            let after = at + start.len();
            // The end may be among what Markdown took for something else.
            let source = ahead(found.block.source, after);
            let inside = source.find(end);
            let is_written = inside.is_some_and(|inside| {
                let between = &source[..inside];
                let is_tight = between.trim() == between;
                match start {
                    // `a == b == c` compares, and `100%%` is a number.
                    "==" => is_tight && !between.is_empty(),
                    "%%" => {
                        !text[..at].ends_with(char::is_alphanumeric) && !between.trim().is_empty()
                    }
                    _ => !between.trim().is_empty(),
                }
            });
            // `==` and `%%` alone are not markup; an open brace without an end is.
            if is_written || (start.starts_with("{{") || start == "{%") && inside.is_none() {
                let length = inside.map_or(0, |inside| inside + end.len());
                found.add(at..after + length, SlipKind::Foreign(Foreign { what, remedy }));
            }
        }
    }
    for at in places(text, "[") {
        if let Some((length, foreign)) = bracket(ahead(text, at)) {
            let at = if foreign == WIKI_LINK && text[..at].ends_with('!') {
                at - 1..at + length
            } else {
                at..at + length
            };
            found.add(at, SlipKind::Foreign(foreign));
        }
    }
    for at in places(text, "^[") {
        if ahead(text, at).contains(']') {
            found.add(at..at + 2, SlipKind::Foreign(INLINE_NOTE));
        }
    }
    for at in places(text, "{") {
        if let Some(length) = attributes(&text[..at], ahead(text, at)) {
            found.add(at..at + length, SlipKind::Foreign(ATTRIBUTES));
        }
    }
}

/// What is only markup at the start of a block or of a line.
fn starts_of_block(found: &mut Found<'_>, text: &str) {
    let at_start = match found.block.place {
        Place::Item => {
            ["[ ] ", "[x] ", "[X] "].into_iter().find(|it| text.starts_with(it)).map(|_| (3, TASK))
        }
        Place::Quote => alert(text).map(|length| (length, ALERT)),
        Place::Cell | Place::Other => None,
    };
    if let Some((length, foreign)) = at_start {
        found.add(0..length, SlipKind::Foreign(foreign));
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let signs = line.len() - line.trim_start_matches([':', '!', '?']).len();
        // The line that ends a box is reported with the one that begins it.
        let is_box = ["::: ", "!!! ", "??? "].iter().any(|it| line.starts_with(it))
            || line.starts_with(":::")
                && line[3..].starts_with(|c: char| c.is_alphabetic() || c == '{');
        if is_box {
            found.add(start..start + signs, SlipKind::Foreign(CONTAINER));
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        let after = line[hashes..].chars().next();
        if (2..=6).contains(&hashes)
            && after.is_some_and(|c| c.is_alphanumeric())
            && found.block.place != Place::Cell
        {
            let words = line.trim_end().replace(MASK, "");
            let right = format!("{} {}", &words[..hashes], &words[hashes..]);
            found.add(start..start + hashes, SlipKind::Sign(SignSlip::HeadingWithoutBlank(right)));
        }
        start += line.len();
    }
}

/// `[!WORD]`.
fn alert(text: &str) -> Option<usize> {
    let word = text.strip_prefix("[!")?;
    let length = word.find(']')?;
    let is_word = length > 0 && word[..length].bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then_some(length + 3)
}

/// `[TOC]` and its kin, and `[[link]]`.
fn bracket(text: &str) -> Option<(usize, Foreign)> {
    for contents in ["[[_toc_]]", "[[toc]]", "[toc]"] {
        let written = text.get(..contents.len());
        if written.is_some_and(|written| written.eq_ignore_ascii_case(contents)) {
            return Some((contents.len(), CONTENTS));
        }
    }
    if let Some(length) = shortcode(text) {
        return Some((length, WORDPRESS));
    }
    let inside = text.strip_prefix("[[")?;
    let length = inside.find("]]")?;
    let is_link = !inside[..length].trim().is_empty() && !inside[..length].contains(['\n', '[']);
    is_link.then_some((length + 4, WIKI_LINK))
}

/// `[gallery ids="1,2"]` or `[/caption]`.
fn shortcode(text: &str) -> Option<usize> {
    let length = text.find(']')?;
    let inside = &text[1..length];
    let name = |text: &str| text.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_end = inside.strip_prefix('/').is_some_and(|it| !it.is_empty() && name(it) == it.len());
    let start = name(inside);
    let has_value = start > 0 && inside[start..].starts_with(' ') && inside.contains("=\"");
    (is_end || has_value).then_some(length + 1)
}

/// `{#id}`, `{.class}`, `{: ..}`; and `{width=50%}` right behind a link, a picture or code.
fn attributes(before: &str, text: &str) -> Option<usize> {
    let length = text.find('}')?;
    let inside = &text[1..length];
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || "-_:.#= \"%'".contains(c))
    };
    let is_list = match inside.chars().next()? {
        '#' | '.' => is_name(&inside[1..]),
        ':' => true,
        _ => before.ends_with(MASK) && inside.contains('=') && is_name(inside),
    };
    is_list.then_some(length + 1)
}
