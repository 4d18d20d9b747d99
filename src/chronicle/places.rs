//! The cities and regions there are, under one name each, whether they have a file or not.
//! It does not know what happened in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chronicle::visible::Pieces;
use crate::field::city::{City, Region};
use crate::field::dateline::Place;
use crate::field::slug::Slug;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::{Folded, Likeness};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// At most this many warnings of one kind; then a count.
const MOST_WARNINGS: usize = 5;

/// A city's one name.
pub type CityName = Arc<str>;

/// Every city and region, and which spellings mean them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The cities by name, with their file if they have one.
    pub cities: BTreeMap<CityName, Option<Arc<City>>>,
    /// The regions that have a file, by name.
    pub regions: BTreeMap<String, Arc<Region>>,
    spellings: BTreeMap<String, CityName>,
}

impl Places {
    /// Gathers the places that `pieces` name.
    pub fn of(pieces: &Pieces, faults: &mut Vec<Diagnostic>) -> Places {
        let mut places = Places::default();
        for city in &pieces.cities {
            let name: CityName = city.name.value.as_str().into();
            places.spell(&city.name, &name, &city.path, pieces, faults);
            for alias in &city.aliases {
                places.spell(alias, &name, &city.path, pieces, faults);
            }
            places.cities.insert(name, Some(Arc::clone(city)));
        }
        for region in &pieces.regions {
            places
                .regions
                .insert(region.name.value.clone(), Arc::clone(region));
        }
        let mut first_use: BTreeMap<CityName, (SourcePath, Spanned<String>)> = BTreeMap::new();
        for (path, name) in named(pieces) {
            let city = places.city(&name.value);
            places.cities.entry(Arc::clone(&city)).or_insert(None);
            first_use
                .entry(city)
                .or_insert_with(|| (path.clone(), name.clone()));
        }
        places.question_near_names(&first_use, faults);
        places
    }

    /// The city that `spelling` means.
    pub fn city(&self, spelling: &str) -> CityName {
        match self.spellings.get(spelling) {
            Some(name) => Arc::clone(name),
            None => spelling.into(),
        }
    }

    /// The file of the city called `name`.
    pub fn file(&self, name: &str) -> Option<&Arc<City>> {
        self.cities.get(name)?.as_ref()
    }

    /// The region a city lies in, by its file.
    pub fn region_of(&self, city: &str) -> Option<&str> {
        Some(self.file(city)?.region.as_ref()?.value.as_str())
    }

    /// The country of a city, by its file or its region's.
    pub fn country_of(&self, city: &str) -> Option<&str> {
        let file = self.file(city)?;
        let by_region = || self.country_of_region(file.region.as_ref()?.value.as_str());
        file.country.as_deref().or_else(by_region)
    }

    /// The country of a region, by its file.
    pub fn country_of_region(&self, region: &str) -> Option<&str> {
        self.regions.get(region)?.country.as_deref()
    }

    /// Whether `inner` is `outer`, or lies in it through any number of wider regions.
    pub fn region_lies_in(&self, inner: &str, outer: &str) -> bool {
        let mut at = inner;
        // A chain longer than the list of regions goes in a circle.
        for _ in 0..=self.regions.len() {
            if at == outer {
                return true;
            }
            match self
                .regions
                .get(at)
                .and_then(|region| region.within.as_ref())
            {
                Some(wider) => at = wider.value.as_str(),
                None => return false,
            }
        }
        false
    }

    /// The slug of the city called `name`.
    pub fn slug(&self, name: &str) -> Slug {
        match self.file(name) {
            Some(city) => city.slug.value.clone(),
            None => Slug::make(name),
        }
    }

    fn spell(
        &mut self,
        spelling: &Spanned<String>,
        name: &CityName,
        path: &SourcePath,
        pieces: &Pieces,
        faults: &mut Vec<Diagnostic>,
    ) {
        let before = self
            .spellings
            .insert(spelling.value.clone(), Arc::clone(name));
        let Some(other) = before.filter(|other| other != name || spelling.value == **name) else {
            return;
        };
        let fault = rule::SAME_CITY
            .at(
                path,
                spelling.span,
                format!("`{}` is already {other}", spelling.value),
            )
            .label("a second meaning")
            .help("a spelling belongs to one city: take it out of one of the two files");
        let first = pieces
            .cities
            .iter()
            .find(|city| city.name.value == *other && city.path != *path);
        faults.push(match first {
            Some(first) => fault.related(&first.path, first.name.span, "the first"),
            None => fault,
        });
    }

    fn question_near_names(
        &self,
        first_use: &BTreeMap<CityName, (SourcePath, Spanned<String>)>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut pairs = Vec::new();
        let names: Vec<(&CityName, bool, Folded)> = self
            .cities
            .iter()
            .map(|(name, file)| (name, file.is_some(), Folded::new(name)))
            .collect();
        for (n, (one, known, folded)) in names.iter().enumerate() {
            for (other, also_known, other_folded) in &names[n + 1..] {
                // Two cities with files are two cities, however alike their names.
                let questioned = !(*known && *also_known);
                if questioned && folded.likeness(other_folded) != Likeness::Different {
                    pairs.push((*one, *other));
                }
            }
        }
        let more = pairs.len().saturating_sub(MOST_WARNINGS);
        for (n, (one, other)) in pairs.into_iter().take(MOST_WARNINGS).enumerate() {
            // The name without a file is the one to question.
            let (known, odd) = if self.file(other).is_some() {
                (other, one)
            } else {
                (one, other)
            };
            let Some((path, spelled)) = first_use.get(odd) else {
                continue;
            };
            let mut help = format!(
                "write `{known}`, or give the city a file in content/cities to say that it is another; \
                 a second spelling goes under `aliases` in that file"
            );
            if n + 1 == MOST_WARNINGS && more > 0 {
                help = format!("{help}; {more} more pairs of names are as close");
            }
            let fault = rule::NEAR_NAME
                .at(
                    path,
                    spelled.span,
                    format!("`{odd}` and `{known}` look like one city"),
                )
                .label(format!("did you mean `{known}`?"))
                .help(help);
            faults.push(match first_use.get(known) {
                Some((path, spelled)) => fault.related(path, spelled.span, "spelled so here"),
                None => fault,
            });
        }
    }
}

/// Every mention of a city, with where it stands.
fn named(pieces: &Pieces) -> impl Iterator<Item = (&SourcePath, &Spanned<String>)> {
    let by_dispatch = pieces.dispatches.iter().flat_map(|dispatch| {
        let places = dispatch.accounts.iter().map(|account| &account.place);
        places
            .flat_map(|place: &Place| &place.cities)
            .map(|city| (&dispatch.path, city))
    });
    let by_incident = pieces.incidents.iter().flat_map(|incident| {
        incident
            .place
            .cities
            .iter()
            .map(|city| (&incident.path, city))
    });
    by_dispatch.chain(by_incident)
}
