//! The maps that travel inside the program, for data that many people import.
//! It does not read them.

use crate::text::source::SourcePath;

/// Every shipped map: its name and its text.
const SHIPPED: [(&str, &str); 1] = [("ucdp-ged", include_str!("../../maps/ucdp-ged.toml"))];

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The path and the text of the map called `name`.
pub fn named(name: &str) -> Option<(SourcePath, &'static str)> {
    let (name, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
    Some((SourcePath::new(&format!("maps/{name}.toml")), text))
}
