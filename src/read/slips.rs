//! Reports markup in a body that readers would see as it is typed, or not at all.
//! It does not find it; `prose` does.

use crate::field::excerpt::excerpt;
use crate::prose::slips::{Slip, SlipKind};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// How to print the signs themselves.
const AS_TEXT: &str = "if readers should see the signs, write a backslash before the first of them";

/// The fault of a `slip` in a body that begins at the byte `start` of the file `path`.
pub fn fault(path: &SourcePath, start: usize, slip: Slip) -> Diagnostic {
    let span = Span::of(slip.span).shifted(start);
    let (message, label, help) = wording(slip.kind);
    rule::MARKUP_NOT_TAKEN.at(path, span, message).label(label).help(help)
}

/// The message, the label and the help.
#[expect(clippy::too_many_lines, reason = "a list of messages, one for each kind")]
fn wording(kind: SlipKind) -> (String, String, String) {
    let texts =
        |message: &str, label: &str, help: String| (message.to_owned(), label.to_owned(), help);
    let or_text = |right: &str| format!("write `{}`; {AS_TEXT}", right.trim());
    match kind {
        SlipKind::BlankInAddress(right) => texts(
            "this link is printed as it is typed, because its address has a blank in it",
            "not a link",
            or_text(&right),
        ),
        SlipKind::BlankBeforeAddress(right) => texts(
            "this link is printed as it is typed, because of what is before its address",
            "not a link",
            or_text(&right),
        ),
        SlipKind::SwappedBrackets(right) => texts(
            "this link is printed as it is typed: its brackets are the wrong way round",
            "not a link",
            or_text(&right),
        ),
        SlipKind::BrokenLink => texts(
            "this link is printed as it is typed",
            "the address does not end, or is not one",
            format!("write `[text](address)`, with all of it in one paragraph; {AS_TEXT}"),
        ),
        SlipKind::NoDefinition(key) => (
            "this link is printed as it is typed, because it has no address".to_owned(),
            format!("no line gives the address of `{}`", excerpt(&key)),
            format!(
                "write the address in round brackets, `[text](address)`, or below the text on a line of its own: `[{}]: address`; {AS_TEXT}",
                excerpt(&key)
            ),
        ),
        SlipKind::UnusedDefinition(key) => (
            "this line is not printed".to_owned(),
            format!("it gives an address to `{}`, which no link uses", excerpt(&key)),
            format!(
                "use it in the text, as in `[text][{0}]`, or delete it; if readers should see the line, begin it with a backslash: `\\[{0}]: ..`",
                excerpt(&key)
            ),
        ),
        SlipKind::NoNote(label) => (
            "this mark is printed as it is typed, because it has no note".to_owned(),
            format!("there is no note `{}`", excerpt(&label)),
            format!(
                "write the note on a line of its own below the text: `[^{}]: ..`; or delete the mark",
                excerpt(&label)
            ),
        ),
        SlipKind::NoMark(label) => (
            "no mark in the text leads to this note".to_owned(),
            format!("`[^{}]` is nowhere in the text", excerpt(&label)),
            format!("write `[^{}]` where it belongs, or delete the note", excerpt(&label)),
        ),
        SlipKind::WrongDashes(head, dashes) => (
            "this table is printed as it is typed".to_owned(),
            format!("the line above has {head} columns, and this line has {dashes}"),
            format!("write `|{}`", " --- |".repeat(head.min(12))),
        ),
        SlipKind::NotDashes => texts(
            "this table is printed as it is typed",
            "this line has other signs than `|`, `-` and `:`",
            "write it with plain hyphens, as in `| --- | --- |`".to_owned(),
        ),
        SlipKind::NoDashes => texts(
            "this table is printed as it is typed",
            "no line of dashes follows",
            "write a line such as `| --- | --- |` below the first line, with as many columns".to_owned(),
        ),
        SlipKind::Emphasis(signs, right) => (
            format!("`{signs}` is printed as it is typed, because of the sign or blank beside it"),
            "not taken as emphasis".to_owned(),
            match right {
                Some(right) => format!("write it like this: {}", right.trim()),
                None => format!("put `{signs}` right beside a letter, inside marks and blanks; {AS_TEXT}"),
            },
        ),
        SlipKind::OpenEmphasis(signs) => (
            format!("`{signs}` is printed as it is typed, because it does not end"),
            "this begins emphasis".to_owned(),
            format!("write `{signs}` where it ends, in the same paragraph; {AS_TEXT}"),
        ),
        SlipKind::HeadingWithoutBlank(right) => texts(
            "this heading is printed as it is typed",
            "no blank follows",
            or_text(&right),
        ),
        SlipKind::OpenComment => texts(
            "this comment would be printed, or would hide the text after it",
            "it does not end, or there is an empty line inside it",
            "write `-->` where it ends, and leave no empty line inside it; or begin it on a line of its own".to_owned(),
        ),
        SlipKind::HeadingByDashes => texts(
            "the sentence above this line would be a heading",
            "dashes right below a text make it a heading",
            "leave an empty line above the dashes; if it is a heading, write `## ` before it".to_owned(),
        ),
        SlipKind::CommentInTitle => texts(
            "this comment is printed, because it is inside the title of a link or picture",
            "readers see what is in the quotation marks",
            "take the comment out of the quotation marks".to_owned(),
        ),
        SlipKind::ChangedComment => (
            "this comment is printed as it is typed, because its signs are not those of a comment".to_owned(),
            "a program may have changed them".to_owned(),
            format!("write `<!-- .. -->` with plain hyphens, or delete it; {AS_TEXT}"),
        ),
        SlipKind::LostSign => texts(
            "the sign `>` is not printed: it begins a quotation",
            "a number follows",
            "write `more than 120` in words, or `\\>120`; for a quotation, write a blank after the sign".to_owned(),
        ),
        SlipKind::LostStars => texts(
            "these stars are not printed: they are taken as emphasis",
            "between two numbers",
            "write `×`, or a backslash before each star: `2\\*4`".to_owned(),
        ),
        SlipKind::Conflict => texts(
            "two versions of this text were not merged",
            "`git` has written this line",
            "keep the right version, and delete the other and the lines `<<<<<<<`, `=======` and `>>>>>>>`".to_owned(),
        ),
        SlipKind::TooDeep => texts(
            "this text is printed as it is typed, because it has too many lists or quotations inside each other",
            "too deep",
            "take lists and quotations out of each other".to_owned(),
        ),
        SlipKind::OpenFence => texts(
            "this block of code does not end, so all text after it is printed as code",
            "it begins here",
            "end it with a line of the same signs, or delete this line".to_owned(),
        ),
        SlipKind::Foreign(foreign) => (
            format!("this is {}, and is printed as it is typed", foreign.what),
            "dateline does not know it".to_owned(),
            format!("{}; {AS_TEXT}", foreign.remedy),
        ),
    }
}
