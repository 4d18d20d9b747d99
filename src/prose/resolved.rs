//! Where a destination leads once somebody has looked it up.
//! It does not know who did, or by what.

use serde::Serialize;

/// A destination inside the site, looked up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Resolved {
    /// The address to print.
    pub address: String,
    /// How it is shown, if it is a picture of which more is known than where it lies.
    pub picture: Option<Picture>,
}

/// How a picture is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Picture {
    /// Where it is seen.
    pub seen: Seen,
    /// Whose it is, if that is known from elsewhere than its title.
    pub credit: Option<String>,
}

/// Where a picture is seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum Seen {
    /// On the page.
    Here(Sizes),
    /// Nowhere but at its own address: whoever reads the page has to go there.
    Apart,
}

/// The sizes a picture comes in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sizes {
    /// The width of the largest, in pixels.
    pub width: u32,
    /// The height of the largest, in pixels.
    pub height: u32,
    /// Narrower ones as WebP, as `srcset` lists them; none if there are none.
    pub narrower: Option<String>,
}
