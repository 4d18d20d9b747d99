//! What a destination inside the site resolves to: its address and, for a picture, how it is shown.
//! It does not know who resolves it, nor by what.

use serde::Serialize;

/// Looks up a destination inside the site; `None` if it is to be printed as written.
pub type Resolve<'r> = dyn Fn(&str) -> Option<Resolved> + 'r;

/// The word above a note, such as "Warning" for `warning`; `None` if there is none.
pub type Label<'l> = dyn Fn(&str) -> Option<String> + 'l;

/// A destination inside the site, looked up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Resolved {
    /// The address to print.
    pub address: String,
    /// How it is shown, if it is a picture of which more is known than its address.
    pub picture: Option<Picture>,
    /// The language of the page it leads to, if that is another than that of the body.
    pub leads_to: Option<LeadsTo>,
    /// What is printed for it, if it is something of the record.
    pub live: Option<Live>,
}

impl Resolved {
    /// An address of which no more is known.
    pub fn address(address: &str) -> Resolved {
        Resolved { address: address.to_owned(), picture: None, leads_to: None, live: None }
    }
}

/// Something of the record, as it is printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum Live {
    /// A number in words: "at least 1,842".
    Number(String),
    /// The HTML of a chart, a map or a list of people.
    Block(String),
}

/// A page in another language than the body that links to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LeadsTo {
    /// The tag of its language.
    pub lang: String,
    /// Words that tell readers, to be printed after the link: "(in Arabic)".
    pub words: Option<String>,
}

impl LeadsTo {
    /// A page in `lang`. The words are added where they are known.
    pub fn page_in(lang: &str) -> LeadsTo {
        LeadsTo { lang: lang.to_owned(), words: None }
    }
}

/// How a picture, a film or a sound is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Picture {
    /// Where it is shown.
    pub display: Display,
    /// Who made it, if that is known from elsewhere than its title.
    pub credit: Option<String>,
}

/// Where a picture is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum Display {
    /// On the page.
    Inline(Sizes),
    /// On the page, in the browser's player.
    Player(Player),
    /// Only at its own address: the page has a link to it.
    LinkOnly,
}

/// What a browser plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Player {
    /// A film.
    Video,
    /// A sound.
    Audio,
}

/// The sizes of a picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sizes {
    /// The width of the largest, in pixels.
    pub width: u32,
    /// The height of the largest, in pixels.
    pub height: u32,
    /// Narrower ones as WebP, as `srcset` lists them; none if there are none.
    pub narrower: Option<String>,
}
