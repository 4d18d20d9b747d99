//! The maps that are built into the program, for data that many people import.
//! It does not parse them.

use crate::text::source::SourcePath;

/// The name and the text of every map.
const SHIPPED: [(&str, &str); 1] = [("ucdp-ged", include_str!("../../maps/ucdp-ged.toml"))];

/// The names of all maps.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The path and the text of the map called `name`.
pub fn named(name: &str) -> Option<(SourcePath, &'static str)> {
    let (name, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
    Some((SourcePath::new(&format!("maps/{name}.toml")), text))
}
