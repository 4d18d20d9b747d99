//! Texts that open the pages of topics, authors and parties. Each is a file, and the name of the file says whose page it opens.
//! It does not know which of these pages there are. None of them needs such a text.

use serde::{Deserialize, Serialize};

use crate::field::page::{Alias, Body};
use crate::field::slug::Slug;
use crate::field::word::{Word, words};
use crate::text::source::{CONTENT, SourcePath};

words! {
    /// What an introduction is about. Its word is the folder of the files, and that of the pages.
    Subject, "subject of an introduction" {
        /// A topic of dispatches.
        Topic = "topics",
        /// An author of dispatches.
        Author = "authors",
        /// A party to the conflict.
        Party = "parties",
    }
}

impl Subject {
    /// What the file at `path` introduces. None if it is a file of another kind.
    pub fn of(path: &SourcePath) -> Option<Subject> {
        let (folder, _) = path.below(CONTENT)?.split_once('/')?;
        Subject::parse(folder)
    }

    /// One of them, as messages call it.
    pub fn noun(self) -> &'static str {
        match self {
            Subject::Topic => "topic",
            Subject::Author => "author",
            Subject::Party => "party",
        }
    }

    /// The noun with its article.
    pub fn one(self) -> &'static str {
        match self {
            Subject::Topic => "a topic",
            Subject::Author => "an author",
            Subject::Party => "a party",
        }
    }
}

/// The text that opens the page of one topic, author or party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// The file.
    pub path: SourcePath,
    /// What it is about.
    pub subject: Subject,
    /// Addresses that lead to the page.
    pub aliases: Vec<Alias>,
    /// The text.
    pub body: Body,
}

impl Introduction {
    /// The last part of the address of its page.
    pub fn slug(&self) -> Slug {
        Slug::make(self.path.stem())
    }
}
