//! Whether each name of a city means one city: what is said about its country, region and points fits, it is no list, and no other
//! city has its address. It does not know similar names; `near_names` does.

use std::collections::{BTreeMap, BTreeSet};

use crate::chronicle::city_names::{CityName, CityNames, KnownCity, Spot};
use crate::chronicle::city_uses::{CityUse, CityUses, Unclear};
use crate::field::country::code_of;
use crate::field::dateline::Coordinates;
use crate::field::slug::Slug;
use crate::text::diagnostic::{Diagnostic, keep_first};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Span;
use crate::text::spelling::FoldedWord;

/// Maximum number of kilometres between two points in one city.
pub const MAX_KM: u32 = 100;

/// Maximum number of reports of one kind. The others are counted.
const MAX_REPORTS: usize = 20;

/// Maximum number of questions about regions. The others are counted.
const MAX_QUESTIONS: usize = 5;

/// Signs and words that stand between several cities.
const SEPARATORS: [&str; 9] = [",", "،", "、", ";", "؛", "/", "&", " and ", " + "];

/// What tells whether one region lies in another, by their names.
pub type Nested<'n> = &'n dyn Fn(&str, &str) -> bool;

/// The faults of the names of cities, and the pairs of names that are reported, so that nothing else reports them.
pub struct Checked {
    /// The faults.
    pub faults: Vec<Diagnostic>,
    /// Names without a page: lists, and names that need an address that another city has.
    pub colliding: BTreeSet<CityName>,
    /// Names that are lists.
    pub lists: BTreeSet<CityName>,
    /// Pairs of names that want one address.
    pub pairs: BTreeSet<(CityName, CityName)>,
}

/// Checks every city that `uses` names. The cities that `names` knows have a file.
pub fn check(uses: &CityUses<'_>, names: &CityNames, nested: Nested<'_>) -> Checked {
    let files: BTreeMap<&str, &KnownCity> =
        names.cities.iter().map(|city| (&*city.name, city)).collect();
    let (mut apart, mut regions, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    let mut listed = BTreeSet::new();
    for (name, told) in &uses.by_name {
        let file = files.get(&**name).copied();
        if let Some(list) = file.is_none().then(|| several(told, names)).flatten() {
            lists.push(list);
            listed.insert(CityName::clone(name));
            continue;
        }
        match in_two_countries(name, told, file).or_else(|| far_apart(name, told, file)) {
            Some(fault) => apart.push(fault),
            None => regions.extend(in_two_regions(name, told, file, nested)),
        }
    }
    let mut unclear: Vec<Diagnostic> = uses.unclear.iter().map(|it| which(it, names)).collect();
    keep_first(&mut apart, MAX_REPORTS, "names are of two cities");
    keep_first(&mut unclear, MAX_REPORTS, "places do not say which city they mean");
    keep_first(&mut lists, MAX_REPORTS, "names are lists");
    keep_first(&mut regions, MAX_QUESTIONS, "cities are in two regions");
    let mut checked =
        Checked { faults: apart, colliding: listed.clone(), lists: listed, pairs: BTreeSet::new() };
    for faults in [unclear, lists, regions] {
        checked.faults.extend(faults);
    }
    same_address(uses, names, &mut checked);
    checked
}

/// The fault that a name stands for several cities, although dispatches do not say which.
fn which(unclear: &Unclear<'_>, names: &CityNames) -> Diagnostic {
    let Unclear { name, path, place, cities } = unclear;
    let cities: Vec<&KnownCity> = cities.iter().map(|at| &names.cities[*at]).collect();
    let titles: Vec<&str> = cities.iter().map(|city| &*city.name).collect();
    let slugs = cities.iter().map(|city| format!("`city: {}`", city.file.slug.value));
    let slugs: Vec<String> = slugs.collect();
    let country = place.country.as_ref().map(|it| format!(" in {it}"));
    let region = place.region.as_ref().map(|it| format!(" in {}", it.value));
    let around = country.or(region).unwrap_or_default();
    let message = format!("`{}`{around} may be {}", name.value, titles.join(" or "));
    let mut fault = rule::WHICH_CITY
        .at(path, name.span, message)
        .label("which of them is not written")
        .help(format!(
            "add the `country` or the `region` of the city that is meant, as in its file; or write its slug: {}",
            slugs.join(" or ")
        ));
    for city in cities {
        fault = fault.related(&city.file.path, city.file.name.span, format!("{}", city.name));
    }
    fault
}

/// The fault that a city is said to lie in two countries, and no file says that both claim it.
fn in_two_countries(
    name: &str,
    told: &CityUse<'_>,
    file: Option<&KnownCity>,
) -> Option<Diagnostic> {
    let accepted = file.map(KnownCity::countries).unwrap_or_default();
    let (first, first_at) = match (accepted.first(), file) {
        (Some(own), Some(file)) => (own.as_str(), file.spot()),
        _ => {
            let (country, at) = told.countries.iter().min_by_key(|(_, at)| **at)?;
            (*country, *at)
        }
    };
    let is_other = |country: &str| country != first && accepted.iter().all(|it| it != country);
    let mut others: Vec<(&str, Spot<'_>)> =
        told.countries.iter().map(|(country, at)| (*country, *at)).collect();
    others.retain(|(country, _)| is_other(country));
    others.sort_by_key(|(_, at)| *at);
    let (second, at) = others.first()?;
    let mut all: Vec<&str> = accepted.iter().map(String::as_str).collect();
    if all.is_empty() {
        all.push(first);
    }
    all.extend(others.iter().map(|(country, _)| *country));
    let message = format!("`{name}` is said to lie in {}", all.join(" and in "));
    let slug = Slug::make(name);
    let files = all.iter().map(|it| format!("{slug}-{}.md", it.to_ascii_lowercase()));
    let files: Vec<String> = files.collect();
    let fault = rule::WHICH_CITY
        .at(at.path, at.span, message)
        .label(format!("in {second} here"))
        .related(first_at.path, first_at.span, format!("in {first} here"))
        .help(format!(
            "if these are different cities, write a file for each in content/cities ({}), with `name: {name}` and its \
             `country`. If it is one city that several countries claim, write `countries: [{}]` in its file. If a country \
             is wrong, correct it",
            files.join(", "),
            all.join(", ")
        ));
    Some(fault)
}

/// The fault that two points of a city are too far from each other.
fn far_apart(name: &str, told: &CityUse<'_>, file: Option<&KnownCity>) -> Option<Diagnostic> {
    let own = file.and_then(|file| Some((file.file.coordinates?, file.spot())));
    let (first, rest) = match own {
        Some(own) => (own, told.points.as_slice()),
        None => told.points.split_first().map(|(first, rest)| (*first, rest))?,
    };
    let farthest = |from: Coordinates| {
        let distances = rest.iter().map(|(point, at)| ((from.km_to(*point), *at), *point));
        distances.max_by_key(|((km, _), _)| *km)
    };
    let ((km, at), point) = farthest(first.0)?;
    // Two points may be on either side of the first.
    let (from, (km, at)) = match (km > MAX_KM, own) {
        (true, _) => (first.1, (km, at)),
        (false, Some(_)) => return None,
        (false, None) if km > MAX_KM / 2 => (at, farthest(point)?.0),
        (false, None) => return None,
    };
    if km <= MAX_KM {
        return None;
    }
    let message = format!("two points in `{name}` are {km} kilometres apart");
    let fault = rule::WHICH_CITY
        .at(at.path, at.span, message)
        .label("one point")
        .related(from.path, from.span, "the other")
        .help(format!(
            "if these are two cities, write a file for each in content/cities, with `name: {name}`, its own `slug`, and \
             its own `country` or `region`. If a point is wrong, correct it. If it is only roughly known, write \
             `precision: region` in its `location`"
        ));
    Some(fault)
}

/// The question whether a city that is said to lie in two regions is one city.
fn in_two_regions(
    name: &str,
    told: &CityUse<'_>,
    file: Option<&KnownCity>,
    nested: Nested<'_>,
) -> Option<Diagnostic> {
    if told.regions.is_empty() {
        return None;
    }
    let own = file.and_then(|file| {
        let region = file.file.region.as_ref()?;
        Some((region.value.as_str(), Spot { path: &file.file.path, span: region.span }))
    });
    let in_order = told.regions.iter().map(|(region, at)| (*region, *at));
    let (first, first_at) = own.or_else(|| in_order.clone().min_by_key(|(_, at)| *at))?;
    let word = FoldedWord::new(first);
    let fits = |region: &str| {
        // A region that is only spelled another way is reported as such.
        nested(region, first)
            || nested(first, region)
            || FoldedWord::new(region).is_similar_to(&word)
    };
    let differing = in_order.filter(|(region, _)| !fits(region));
    let (second, at) = differing.min_by_key(|(_, at)| *at)?;
    let message = format!("`{name}` is said to lie in {first} and in {second}");
    let fault = rule::CITY_IN_TWO_REGIONS
        .at(at.path, at.span, message)
        .label(format!("in {second} here"))
        .related(first_at.path, first_at.span, format!("in {first} here"))
        .help(format!(
            "if it is one city, write the same region, or say in a region file that one lies `within` the other. If these \
             are two cities, write a file for each in content/cities, with `name: {name}`, its own `slug` and its `region`"
        ));
    Some(fault)
}

/// The fault that a name without a file is a list of names.
fn several(told: &CityUse<'_>, names: &CityNames) -> Option<Diagnostic> {
    let written = told.spelled;
    // "Road between Rivertown and Hilltown" is one place.
    let lies_between = written.to_lowercase().contains("between ");
    let may_be_list = |separator: &&str| written.contains(separator) && !lies_between;
    let separator = SEPARATORS.into_iter().find(may_be_list)?;
    let mut parts = vec![written];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect();
    let Spot { path, span } = told.first;
    let keep = "if it is one name, write a file with this `name` in content/cities";
    let country = parts.last().and_then(|last| code_of(last)).filter(|_| parts.len() == 2);
    let is_city = |part: &str| !names.candidates(part).is_empty();
    let fault = match (parts.as_slice(), country) {
        ([city, last], Some(code)) if !is_city(last) => rule::SEVERAL_CITIES
            .at(path, span, format!("`{written}` is a city and its country"))
            .label("only the name of the city belongs here")
            .help(format!("write `city: {city}` and `country: {code}`; {keep}")),
        ([one], _) => rule::SEVERAL_CITIES
            .at(path, span, format!("the name `{written}` has `{}` at its end", separator.trim()))
            .label("this may have been a list")
            .help(format!("write `city: {one}`; {keep}")),
        _ => rule::SEVERAL_CITIES
            .at(path, span, format!("`{written}` may be several cities"))
            .label("this is read as one name")
            .help(format!(
                "write a list: `city: [{}]`; for a city and its region, write `city` and `region`; {keep}",
                parts.join(", ")
            )),
    };
    Some(fault)
}

/// Reports names of cities that need one address.
fn same_address(uses: &CityUses<'_>, names: &CityNames, checked: &mut Checked) {
    let mut taken: BTreeMap<Slug, (&CityName, &SourcePath, Span)> = BTreeMap::new();
    let mut found = Vec::new();
    let mut files: Vec<&KnownCity> = names.cities.iter().collect();
    files.sort_by(|one, other| one.file.path.cmp(&other.file.path));
    for city in files {
        let Spot { path, span } = city.spot();
        taken.entry(city.file.slug.value.clone()).or_insert((&city.name, path, span));
    }
    let described: BTreeSet<&CityName> = names.cities.iter().map(|city| &city.name).collect();
    let mut named: Vec<(&CityName, &CityUse<'_>)> = uses.by_name.iter().collect();
    named.retain(|(name, _)| !described.contains(name) && !checked.colliding.contains(*name));
    named.sort_by_key(|(_, told)| told.first);
    for (name, told) in named {
        let slug = Slug::make(name);
        let Some((first, first_path, first_span)) = taken.get(&slug) else {
            taken.insert(slug, (name, told.first.path, told.first.span));
            continue;
        };
        let message = format!("`{name}` and `{first}` want the same address, /cities/{slug}/");
        let alias = match described.contains(first) {
            true => format!("add `{name}` to the `aliases` in {first_path}"),
            false => format!(
                "write a file content/cities/{slug}.md with `name: {first}` and `aliases: [{name}]`"
            ),
        };
        found.push(
            rule::SAME_ADDRESS
                .at(told.first.path, told.first.span, message)
                .label("the second spelling")
                .related(first_path, *first_span, "the first spelling")
                .help(format!(
                    "if both are one city, write `{first}` everywhere, or {alias}. If they are two, write a file for one of \
                     them, with another `slug`"
                )),
        );
        checked.colliding.insert(CityName::clone(name));
        let (one, other) = (name.min(first), name.max(first));
        checked.pairs.insert((CityName::clone(one), CityName::clone(other)));
    }
    keep_first(&mut found, MAX_REPORTS, "names want an address that another city has");
    checked.faults.append(&mut found);
}
