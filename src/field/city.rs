//! Cities and regions as their files describe them.
//! It does not know what happened there. A city needs no file: the file only adds to its name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::dateline::Coordinates;
use crate::field::page::{Alias, Body};
use crate::field::slug::Slug;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// A city file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct City {
    /// The file.
    pub path: SourcePath,
    /// The name dispatches use.
    pub name: Spanned<String>,
    /// The name in other languages, by language tag.
    pub names: BTreeMap<String, String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The countries that claim it, if there are several.
    pub countries: Vec<String>,
    /// The region's name.
    pub region: Option<Spanned<String>>,
    /// Its position on the map.
    pub coordinates: Option<Coordinates>,
    /// Other spellings that mean this city.
    pub aliases: Vec<Spanned<String>>,
    /// Its part of the address.
    pub slug: Spanned<Slug>,
    /// The introduction.
    pub body: Body,
}

impl City {
    /// Every country in which dispatches may say that it lies.
    pub fn accepted_countries(&self) -> impl Iterator<Item = &str> {
        self.country.iter().chain(&self.countries).map(String::as_str)
    }
}

/// A region file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// The file.
    pub path: SourcePath,
    /// The name dispatches and cities use.
    pub name: Spanned<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The wider region it lies in.
    pub within: Option<Spanned<String>>,
    /// Addresses that lead here.
    pub aliases: Vec<Alias>,
    /// The introduction.
    pub body: Body,
}

impl Region {
    /// Its part of the address.
    pub fn slug(&self) -> Slug {
        Slug::make(self.path.stem())
    }
}
