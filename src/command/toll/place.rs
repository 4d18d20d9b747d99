//! The place that `dateline toll` is asked for, found by its spelling among the places of the site.
//! It does not know what happened there.

use dateline::chronicle::Chronicle;
use dateline::chronicle::reckoning::question::AskedPlace;
use dateline::chronicle::territories::Territories;
use dateline::field::country;
use dateline::text::spelling::did_you_mean;

use crate::cli::TollArgs;
use crate::command::failure::Failure;

const OTHERWISE: &str =
    "check the spelling, or use `--drafts`. Withdrawn dispatches are not counted";

/// A place of the site.
pub(super) enum FoundPlace {
    /// A city, by its name.
    City(String),
    /// A region, by its name.
    Region(String),
    /// A country, by its code.
    Country(String),
}

impl FoundPlace {
    /// The place in a question.
    pub(super) fn asked(&self) -> AskedPlace<'_> {
        match self {
            FoundPlace::City(name) => AskedPlace::City(name),
            FoundPlace::Region(name) => AskedPlace::Region(name),
            FoundPlace::Country(code) => AskedPlace::Country(code),
        }
    }
}

/// The place that is asked for, if one is. The command line takes at most one.
pub(super) fn find(args: &TollArgs, chronicle: &Chronicle) -> Result<Option<FoundPlace>, Failure> {
    Ok(match (&args.city, &args.region, &args.country) {
        (Some(city), ..) => Some(FoundPlace::City(self::city(city, chronicle)?)),
        (_, Some(region), _) => Some(FoundPlace::Region(self::region(region, chronicle)?)),
        (_, _, Some(country)) => Some(FoundPlace::Country(code(country, chronicle)?)),
        (None, None, None) => None,
    })
}

/// The name of the city with this spelling.
fn city(spelling: &str, chronicle: &Chronicle) -> Result<String, Failure> {
    let places = &chronicle.places;
    match places.named(spelling).as_slice() {
        [] => {}
        [name] => return Ok(name.to_string()),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|name| format!("\"{name}\" (or {})", places.slug(name)))
                .collect();
            return Err(Failure::usage(format!(
                "`{spelling}` is the name of several cities; write one of {}",
                names.join(", ")
            )));
        }
    }
    let folded = |text: &str| text.to_lowercase();
    let mut alike = places.cities.keys().filter(|name| folded(name) == folded(spelling));
    if let (Some(name), None) = (alike.next(), alike.next()) {
        return Ok(name.to_string());
    }
    let known = places.cities.keys().map(|name| &**name);
    let hint = did_you_mean(spelling, known, OTHERWISE);
    Err(Failure::usage(format!("no published dispatch is from `{spelling}`; {hint}")))
}

/// The name of the region with this spelling.
fn region(spelling: &str, chronicle: &Chronicle) -> Result<String, Failure> {
    let regions = Territories::of(chronicle).regions;
    if regions.contains_key(spelling) {
        return Ok(spelling.to_owned());
    }
    let mut alike = regions.keys().filter(|name| name.to_lowercase() == spelling.to_lowercase());
    if let (Some(name), None) = (alike.next(), alike.next()) {
        return Ok((*name).to_owned());
    }
    let hint = did_you_mean(spelling, regions.keys().copied(), OTHERWISE);
    Err(Failure::usage(format!("nothing published is in the region `{spelling}`; {hint}")))
}

/// The code of the country with this code or English name.
fn code(spelling: &str, chronicle: &Chronicle) -> Result<String, Failure> {
    let known = Territories::of(chronicle).countries;
    let code = country::code_of(spelling).filter(|code| known.contains(code));
    code.map(str::to_owned).ok_or_else(|| {
        let names = known.iter().map(|code| country::english_name(code).unwrap_or(code));
        let hint = did_you_mean(spelling, names, OTHERWISE);
        Failure::usage(format!(
            "nothing published is in the country `{spelling}`; write its two-letter code or its English name: {hint}"
        ))
    })
}
