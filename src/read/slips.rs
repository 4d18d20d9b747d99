//! Reports markup in a body that readers would see as it is typed, or not at all.
//! It does not find it; `prose` does.

use crate::field::excerpt::excerpt;
use crate::prose::slips::kind::{
    CommentSlip, EmphasisSlip, Foreign, LinkSlip, NoteSlip, SignSlip, Slip, SlipKind, SpeakerSlip,
    TableSlip,
};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;

/// How to print the signs themselves.
const AS_TEXT: &str = "if readers should see the signs, write a backslash before the first of them";

/// The fault of a `slip` in a body that begins at the byte `start` of the file `path`.
pub fn fault(path: &SourcePath, start: usize, slip: Slip) -> Diagnostic {
    let span = Span::of(slip.span).shifted(start);
    let rule = match slip.kind {
        SlipKind::Speaker(_) => &rule::SPEAKER_UNCLEAR,
        _ => &rule::MARKUP_NOT_TAKEN,
    };
    let Wording { message, label, help } = match slip.kind {
        SlipKind::Link(link) => of_link(link),
        SlipKind::Note(note) => of_note(&note),
        SlipKind::Table(table) => of_table(&table),
        SlipKind::Emphasis(emphasis) => of_emphasis(emphasis),
        SlipKind::Comment(comment) => of_comment(&comment),
        SlipKind::Sign(sign) => of_sign(sign),
        SlipKind::Speaker(speaker) => of_speaker(speaker),
        SlipKind::Foreign(foreign) => of_foreign(foreign),
    };
    rule.at(path, span, message).label(label).help(help)
}

/// The words of a fault.
struct Wording {
    message: String,
    label: String,
    help: String,
}

fn wording(
    message: impl Into<String>,
    label: impl Into<String>,
    help: impl Into<String>,
) -> Wording {
    Wording { message: message.into(), label: label.into(), help: help.into() }
}

fn or_text(right: &str) -> String {
    format!("write `{}`; {AS_TEXT}", right.trim())
}

fn of_link(slip: LinkSlip) -> Wording {
    match slip {
        LinkSlip::BlankInAddress(right) => wording(
            "this link is printed as it is typed, because its address has a space in it",
            "not a link",
            or_text(&right),
        ),
        LinkSlip::BlankBeforeAddress(right) => wording(
            "this link is printed as it is typed, because something is between its text and its address",
            "not a link",
            or_text(&right),
        ),
        LinkSlip::SwappedBrackets(right) => wording(
            "this link is printed as it is typed: its brackets are the wrong way round",
            "not a link",
            or_text(&right),
        ),
        LinkSlip::Broken => wording(
            "this link is printed as it is typed",
            "the address does not end, or is not one",
            format!("write `[text](address)`, with all of it in one paragraph; {AS_TEXT}"),
        ),
        LinkSlip::NoDefinition(key) => wording(
            "this link is printed as it is typed, because it has no address",
            format!("no line gives the address of `{}`", excerpt(&key)),
            format!(
                "write the address in round brackets, `[text](address)`, or below the text on a line of its own: `[{}]: address`; {AS_TEXT}",
                excerpt(&key)
            ),
        ),
        LinkSlip::UnusedDefinition(key) => wording(
            "this line is not printed",
            format!("it gives an address to `{}`, which no link uses", excerpt(&key)),
            format!(
                "use it in the text, as in `[text][{0}]`, or delete it; if readers should see the line, begin it with a backslash: `\\[{0}]: ..`",
                excerpt(&key)
            ),
        ),
    }
}

fn of_note(slip: &NoteSlip) -> Wording {
    match slip {
        NoteSlip::NoNote(label) => wording(
            "this mark is printed as it is typed, because it has no note",
            format!("there is no note `{}`", excerpt(label)),
            format!(
                "write the note on a line of its own below the text: `[^{}]: ..`; or delete the mark",
                excerpt(label)
            ),
        ),
        NoteSlip::NoMark(label) => wording(
            "no mark in the text leads to this note",
            format!("`[^{}]` is nowhere in the text", excerpt(label)),
            format!("write `[^{}]` where it belongs, or delete the note", excerpt(label)),
        ),
    }
}

fn of_table(slip: &TableSlip) -> Wording {
    match slip {
        TableSlip::WrongDashes(head, dashes) => wording(
            "this table is printed as it is typed",
            format!("the line above has {head} columns, and this line has {dashes}"),
            format!("write `|{}`", " --- |".repeat(*head.min(&12))),
        ),
        TableSlip::NotDashes => wording(
            "this table is printed as it is typed",
            "this line has other signs than `|`, `-` and `:`",
            "write it with plain hyphens, as in `| --- | --- |`",
        ),
        TableSlip::NoDashes => wording(
            "this table is printed as it is typed",
            "no line of dashes follows",
            "write a line such as `| --- | --- |` below the first line, with as many columns",
        ),
    }
}

fn of_emphasis(slip: EmphasisSlip) -> Wording {
    match slip {
        EmphasisSlip::Beside(signs, right) => wording(
            format!("`{signs}` is printed as it is typed, because of the sign or space beside it"),
            "not taken as emphasis",
            match right {
                Some(right) => format!("write it like this: {}", right.trim()),
                None => format!(
                    "put `{signs}` right beside a letter, inside marks and spaces; {AS_TEXT}"
                ),
            },
        ),
        EmphasisSlip::Open(signs) => wording(
            format!("`{signs}` is printed as it is typed, because it does not end"),
            "this begins emphasis",
            format!("write `{signs}` where it ends, in the same paragraph; {AS_TEXT}"),
        ),
    }
}

fn of_comment(slip: &CommentSlip) -> Wording {
    match slip {
        CommentSlip::Open => wording(
            "this comment would be printed, or would hide the text after it",
            "it does not end, or there is an empty line inside it",
            "write `-->` where it ends, and leave no empty line inside it; or begin it on a line of its own",
        ),
        CommentSlip::InTitle => wording(
            "this comment is printed, because it is inside the title of a link or picture",
            "readers see what is in the quotation marks",
            "take the comment out of the quotation marks",
        ),
        CommentSlip::Changed => wording(
            "this comment is printed as it is typed, because its signs are not those of a comment",
            "a program may have changed them",
            format!("write `<!-- .. -->` with plain hyphens, or delete it; {AS_TEXT}"),
        ),
    }
}

fn of_sign(slip: SignSlip) -> Wording {
    match slip {
        SignSlip::HeadingWithoutBlank(right) => {
            wording("this heading is printed as it is typed", "no space follows", or_text(&right))
        }
        SignSlip::HeadingByDashes => wording(
            "the sentence above this line would be a heading",
            "dashes right below a text make it a heading",
            "leave an empty line above the dashes; if it is a heading, write `## ` before it",
        ),
        SignSlip::Quotation => wording(
            "the sign `>` is not printed: it begins a quotation",
            "a number follows",
            "write `more than 120` in words, or `\\>120`; for a quotation, write a space after the sign",
        ),
        SignSlip::Product => wording(
            "these stars are not printed: they are taken as emphasis",
            "between two numbers",
            "write `×`, or a backslash before each star: `2\\*4`",
        ),
        SignSlip::Conflict => wording(
            "two versions of this text were not merged",
            "`git` has written this line",
            "keep the right version, and delete the other and the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
        SignSlip::TooDeep => wording(
            "this text is printed as it is typed, because it has too many lists or quotations inside each other",
            "too deep",
            "take lists and quotations out of each other",
        ),
        SignSlip::TooManySigns => wording(
            "this text is printed as it is typed, because it has more than a million signs of Markdown",
            "too many signs",
            "split the text, or put a long table into static/ as a CSV file and link to it",
        ),
        SignSlip::OpenFence => wording(
            "this block of code does not end, so all text after it is printed as code",
            "it begins here",
            "end it with a line of the same signs, or delete this line",
        ),
    }
}

/// What to do with a line of a quotation that is no speaker.
const IF_QUOTED: &str = "if these words are quoted too, end them with a full stop";

fn of_speaker(slip: SpeakerSlip) -> Wording {
    match slip {
        SpeakerSlip::InList(name) => wording(
            "is this the speaker of the quotation? It is printed as a list",
            "a hyphen at the start of a line makes a list",
            format!(
                "write a dash for the speaker: `> — {}`; if it is a list, write `*` in place of the hyphen",
                excerpt(&name)
            ),
        ),
        SpeakerSlip::Heading => wording(
            "a line of this quotation is printed as a heading",
            "hyphens below a line make it a heading",
            "write the speaker in one line with the dash: `> — Name`; or write `> ## ` before the heading and delete the hyphens",
        ),
        SpeakerSlip::ListBelow(name) => wording(
            "is this the speaker of the quotation? It is printed as a list below it",
            "no `>` before it, and a hyphen makes a list",
            format!(
                "write `> — {}` right below the quotation; if it is a list, write `*` in place of the hyphen",
                excerpt(&name)
            ),
        ),
        SpeakerSlip::NoDash(name) => wording(
            "is this the speaker of the quotation? It is printed as a part of it",
            "no dash before it",
            format!("write `> — {}`; {IF_QUOTED}", excerpt(&name)),
        ),
        SpeakerSlip::AtEnd(name) => wording(
            "is this the speaker of the quotation? It is printed as a part of it",
            "not on a line of its own",
            format!("write a line of its own below, `> — {}`; {IF_QUOTED}", excerpt(&name)),
        ),
        SpeakerSlip::Outside(name) => wording(
            "is this the speaker of the quotation? The line is not in it",
            "no `>` before it",
            format!(
                "write `> — {}` right below the quotation; if the line is no speaker, begin it without the dash",
                excerpt(&name)
            ),
        ),
    }
}

fn of_foreign(Foreign { what, remedy }: Foreign) -> Wording {
    wording(
        format!("this is {what}, and is printed as it is typed"),
        "dateline does not know it",
        format!("{remedy}; {AS_TEXT}"),
    )
}
