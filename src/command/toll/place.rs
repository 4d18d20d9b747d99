//! The place that `dateline toll` is asked for, found by its spelling among the places of the site.
//! It does not know what happened there.

use dateline::chronicle::Chronicle;
use dateline::chronicle::territories::Territories;
use dateline::field::country;
use dateline::field::place_name::PlaceName;
use dateline::text::spelling::did_you_mean;

use crate::cli::TollArgs;
use crate::command::failure::Failure;

const OTHERWISE: &str =
    "check the spelling, or use `--drafts`. Withdrawn dispatches are not counted";

/// The place that is asked for, if one is. The command line takes at most one.
pub(super) fn find<'c>(
    args: &TollArgs,
    chronicle: &'c Chronicle,
) -> Result<Option<PlaceName<&'c str>>, Failure> {
    Ok(match (&args.city, &args.region, &args.country) {
        (Some(city), ..) => Some(PlaceName::City(self::city(city, chronicle)?)),
        (_, Some(region), _) => Some(PlaceName::Region(self::region(region, chronicle)?)),
        (_, _, Some(country)) => Some(PlaceName::Country(code(country, chronicle)?)),
        (None, None, None) => None,
    })
}

/// The name of the city with this spelling.
fn city<'c>(spelling: &str, chronicle: &'c Chronicle) -> Result<&'c str, Failure> {
    let places = &chronicle.places;
    match places.named(spelling).as_slice() {
        [] => {}
        [name] => return Ok(name),
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
    let known = || places.cities.keys().map(|name| &**name);
    alike(spelling, known()).ok_or_else(|| {
        let hint = did_you_mean(spelling, known(), OTHERWISE);
        Failure::usage(format!("no published dispatch is from `{spelling}`; {hint}"))
    })
}

/// The name of the region with this spelling.
fn region<'c>(spelling: &str, chronicle: &'c Chronicle) -> Result<&'c str, Failure> {
    let regions = Territories::of(chronicle).regions;
    let known = || regions.keys().copied();
    let same = known().find(|name| *name == spelling);
    same.or_else(|| alike(spelling, known())).ok_or_else(|| {
        let hint = did_you_mean(spelling, known(), OTHERWISE);
        Failure::usage(format!("nothing published is in the region `{spelling}`; {hint}"))
    })
}

/// The only name that is `spelling` but for capitals.
fn alike<'n>(spelling: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut alike = known.filter(|name| name.to_lowercase() == spelling.to_lowercase());
    alike.next().filter(|_| alike.next().is_none())
}

/// The code of the country with this code or English name.
fn code(spelling: &str, chronicle: &Chronicle) -> Result<&'static str, Failure> {
    let known = Territories::of(chronicle).countries;
    country::code_of(spelling).filter(|code| known.contains(code)).ok_or_else(|| {
        let names = known.iter().map(|code| country::english_name(code).unwrap_or(code));
        let hint = did_you_mean(spelling, names, OTHERWISE);
        Failure::usage(format!(
            "nothing published is in the country `{spelling}`; write its two-letter code or its English name: {hint}"
        ))
    })
}
