//! What dateline prints otherwise than the specifications of Markdown ask for, and why. Each rule turns what an example asks for into
//! what is printed. They know nothing of single examples.

mod elements;

use std::collections::BTreeMap;

use super::pieces::{Piece, joined, tokens, without_blanks};
use elements::{attribute, blank_tables, boxes, cells, figures, pictures, tables};

/// What an example asks for, and what is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Page {
    pub(super) expected: Vec<Piece>,
    pub(super) printed: Vec<Piece>,
}

/// A difference that is meant.
pub(super) struct Rule {
    /// What is printed instead.
    pub(super) name: &'static str,
    /// In how many examples it makes a difference.
    pub(super) examples: usize,
    /// Takes the difference out of a page.
    pub(super) apply: fn(Page) -> Page,
}

/// All differences that are meant.
pub(super) const RULES: [Rule; 14] = [
    Rule { name: "quotation marks, dashes and dots are typographic", examples: 27, apply: plain },
    Rule {
        name: "what browsers take for a comment is left out",
        examples: 13,
        apply: without_comments,
    },
    Rule {
        name: "what follows a comment in its line is Markdown",
        examples: 1,
        apply: after_comment,
    },
    Rule { name: "trusted HTML is trusted, whatever it is", examples: 1, apply: trusted },
    Rule {
        name: "a heading is one level deeper at least, and has an anchor",
        examples: 40,
        apply: headings,
    },
    Rule { name: "a heading without words is a paragraph", examples: 1, apply: blank_headings },
    Rule { name: "an address that is refused is its text", examples: 8, apply: refused },
    Rule {
        name: "a picture is loaded when it is seen, and its title is shown",
        examples: 22,
        apply: pictures,
    },
    Rule {
        name: "a picture with a title in a paragraph of its own is a figure",
        examples: 10,
        apply: figures,
    },
    Rule {
        name: "a table can be scrolled, and its cells are aligned by classes",
        examples: 7,
        apply: tables,
    },
    Rule { name: "a table without rows has a body without rows", examples: 1, apply: blank_tables },
    Rule { name: "cells that have no column are shown", examples: 1, apply: cells },
    Rule { name: "a box to tick is shown as typed", examples: 2, apply: boxes },
    Rule {
        name: "an address is a link only in angle brackets",
        examples: 12,
        apply: bare_addresses,
    },
];

/// The page, with `change` made to what the example asks for.
fn expecting(page: Page, change: impl FnOnce(Vec<Piece>) -> Vec<Piece>) -> Page {
    Page { expected: without_blanks(joined(change(page.expected))), ..page }
}

fn plain(mut page: Page) -> Page {
    for piece in page.printed.iter_mut().chain(&mut page.expected) {
        let texts: Vec<&mut String> = match piece {
            Piece::Text(text) => vec![text],
            Piece::Open(_, attributes) => attributes.values_mut().collect(),
            Piece::Close(_) | Piece::Comment(_) => continue,
        };
        for text in texts {
            let typed = [
                ('“', "\""),
                ('”', "\""),
                ('‘', "'"),
                ('’', "'"),
                ('–', "--"),
                ('—', "---"),
                ('…', "..."),
            ];
            for (shown, typed) in typed {
                *text = text.replace(shown, typed);
            }
        }
    }
    page
}

fn without_comments(page: Page) -> Page {
    expecting(page, |pieces| {
        // Browsers end it at the first `>`, and we where its author does.
        let is_data =
            |piece: &Piece| matches!(piece, Piece::Comment(it) if it.starts_with("[CDATA["));
        let mut left: Vec<Piece> = Vec::new();
        let mut in_data = false;
        for piece in pieces {
            match piece {
                Piece::Text(text) if in_data => {
                    left.push(Piece::Text(
                        text.split_once("]]>").map_or(text.clone(), |(_, rest)| rest.to_owned()),
                    ));
                    in_data = false;
                }
                piece if matches!(piece, Piece::Comment(_)) => in_data = is_data(&piece),
                piece => left.push(piece),
            }
        }
        left
    })
}

fn after_comment(page: Page) -> Page {
    // The only such line.
    let as_typed = Piece::Text("*bar*".to_owned());
    expecting(page, |mut pieces| {
        let is_it =
            pieces.first() == Some(&as_typed) && pieces.get(1).is_some_and(|it| it.opens("p"));
        if is_it {
            pieces.splice(0..2, tokens("<p><em>bar</em> "));
        }
        pieces
    })
}

fn trusted(page: Page) -> Page {
    let is_filtered =
        |text: &str| ["<title>", "<style>", "<xmp>"].iter().any(|tag| text.contains(tag));
    expecting(page, |pieces| {
        let typed = pieces.into_iter().flat_map(|piece| match piece {
            Piece::Text(text) if is_filtered(&text) => tokens(&text),
            piece => vec![piece],
        });
        typed.collect()
    })
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

fn headings(mut page: Page) -> Page {
    for piece in &mut page.printed {
        if let Piece::Open(name, attributes) = piece
            && is_heading(name)
        {
            attributes.remove("id");
        }
    }
    for piece in &mut page.expected {
        if let Piece::Open(name, _) | Piece::Close(name) = piece
            && name == "h1"
        {
            *name = "h2".to_owned();
        }
    }
    page
}

fn blank_headings(page: Page) -> Page {
    expecting(page, |pieces| {
        let mut changed = pieces.clone();
        for at in 1..pieces.len() {
            if let [Piece::Open(name, _), Piece::Close(_)] = &pieces[at - 1..=at]
                && is_heading(name)
            {
                changed[at - 1] = Piece::Open("p".to_owned(), BTreeMap::new());
                changed[at] = Piece::Close("p".to_owned());
            }
        }
        changed
    })
}

/// Whether a link may lead there.
fn is_allowed(address: &str) -> bool {
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    match address.split_once(':') {
        Some((scheme, rest))
            if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(is_of_scheme) =>
        {
            match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" => rest.trim_start_matches('/').starts_with(char::is_alphanumeric),
                "mailto" | "tel" => true,
                _ => false,
            }
        }
        _ => true,
    }
}

/// The pieces without the elements `name` that are not `kept`, but with what is in them.
fn unwrapped(
    pieces: Vec<Piece>,
    name: &str,
    kept: impl Fn(&BTreeMap<String, String>) -> bool,
) -> Vec<Piece> {
    let mut open = Vec::new();
    let mut left = pieces;
    left.retain(|piece| match piece {
        Piece::Open(it, attributes) if it == name => {
            open.push(kept(attributes));
            open.last() == Some(&true)
        }
        Piece::Close(it) if it == name => open.pop().unwrap_or(true),
        _ => true,
    });
    left
}

fn refused(page: Page) -> Page {
    expecting(page, |pieces| {
        unwrapped(pieces, "a", |attributes| attributes.get("href").is_none_or(|it| is_allowed(it)))
    })
}

fn bare_addresses(page: Page) -> Page {
    let of_printed = |address: &str| {
        page.printed
            .iter()
            .any(|it| matches!(it, Piece::Open(_, them) if attribute(them, "href") == address))
    };
    let printed: Vec<String> = page
        .expected
        .iter()
        .filter_map(|it| match it {
            Piece::Open(name, attributes) if name == "a" => Some(attribute(attributes, "href")),
            _ => None,
        })
        .filter(|it| of_printed(it))
        .collect();
    expecting(page, |pieces| {
        unwrapped(pieces, "a", |attributes| printed.contains(&attribute(attributes, "href")))
    })
}
