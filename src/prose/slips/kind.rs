//! What may be wrong with the markup of a body.
//! It does not know how any of it is found, nor how it is reported.

use std::ops::Range;

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
    /// A link or picture that is not taken as one.
    Link(LinkSlip),
    /// Footnotes that do not fit together.
    Note(NoteSlip),
    /// A table that is not taken as one.
    Table(TableSlip),
    /// Stars or their like that are not taken as emphasis.
    Emphasis(EmphasisSlip),
    /// A comment that would be printed.
    Comment(CommentSlip),
    /// Signs that readers do not get as they were meant.
    Sign(SignSlip),
    /// What looks like the speaker of a quotation and is not taken as one.
    Speaker(SpeakerSlip),
    /// What only another generator understands.
    Foreign(Foreign),
}

/// What is wrong with a link or a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkSlip {
    /// Its address has a blank in it. What to write.
    BlankInAddress(String),
    /// A blank or its like stands before its address. What to write.
    BlankBeforeAddress(String),
    /// Its brackets are the wrong way round. What to write.
    SwappedBrackets(String),
    /// Its address does not end, or is not one.
    Broken,
    /// `[text][key]` without a line `[key]: address`. The key.
    NoDefinition(String),
    /// A line `[key]: address` that no link uses, so readers never see it. The key.
    UnusedDefinition(String),
}

/// What is wrong with a footnote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoteSlip {
    /// `[^label]` without a note. The label.
    NoNote(String),
    /// A note without `[^label]` in the text. The label.
    NoMark(String),
}

/// What is wrong with a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableSlip {
    /// The line of dashes below its head has another number of columns: those of the head, and those of the line.
    WrongDashes(usize, usize),
    /// The line of dashes below its head is made of other signs.
    NotDashes,
    /// There is no line of dashes below its head.
    NoDashes,
}

/// What is wrong with emphasis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EmphasisSlip {
    /// A letter, a sign of punctuation or a blank is in the wrong place beside it: its signs, and what to write.
    Beside(String, Option<String>),
    /// It does not end. Its signs.
    Open(String),
}

/// What is wrong with a comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommentSlip {
    /// Markdown does not take it for one.
    Open,
    /// It is in the title of a link or picture.
    InTitle,
    /// A program has changed its signs, such as its dashes.
    Changed,
}

/// Which signs readers do not get as they were meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignSlip {
    /// `##Heading`. What to write.
    HeadingWithoutBlank(String),
    /// A sentence that becomes a heading, because a line of dashes follows.
    HeadingByDashes,
    /// `>120`: the sign begins a quotation.
    Quotation,
    /// `2*4 and 5*6`: the stars are emphasis.
    Product,
    /// What `git` writes around two versions of a text.
    Conflict,
    /// The body is nested so deeply that it is not read as Markdown.
    TooDeep,
    /// It has more signs than are read.
    TooManySigns,
    /// A block of code that does not end.
    OpenFence,
}

/// Why the speaker of a quotation may not be taken as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpeakerSlip {
    /// A hyphen before the name makes a list. The name.
    InList(String),
    /// Hyphens make a heading of the line above.
    Heading,
    /// The line is below the quotation, and not in it. The name.
    Outside(String),
    /// The same, and a hyphen before the name makes a list. The name.
    ListBelow(String),
    /// No dash begins the last line. The name.
    NoDash(String),
    /// The name follows the words that are quoted, in one line with them. The name.
    AtEnd(String),
}

/// A piece of syntax of another generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Foreign {
    /// What it is, and whose: "a shortcode of Hugo".
    pub what: &'static str,
    /// What to write here.
    pub remedy: &'static str,
}
