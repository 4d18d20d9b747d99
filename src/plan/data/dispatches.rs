//! The table of dispatches: one row for each dispatch, including those that were withdrawn.
//! It does not decide what may be shown; it shows what the pages show.

use crate::chronicle::incident;
use crate::chronicle::references::DispatchId;
use crate::field::claim::Grade;
use crate::field::dateline::Event;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::related::{Related, RelatedTo};
use crate::field::slug::Slug;
use crate::plan::data::records::{self, Testimony};
use crate::plan::index::Index;
use crate::plan::index::gazetteer::cities_of;
use crate::plan::table::cell::{Address, Object, Objects};
use crate::plan::table::{About, Table, column};
use crate::text::span::Spanned;

const ABOUT: About = About {
    name: "dispatches",
    title: "Dispatches",
    description: "One object for each dispatch, in order of publication. It has everything on the page except the text. \
                  For a withdrawn dispatch, only `slug`, `url` and `withdrawn` are given; the rest is null or empty. \
                  Figures are those of this dispatch. If several dispatches cover one incident, incidents.csv has the \
                  figures that count. `claims` are listed side by side and never added up.",
};

/// A dispatch that becomes one row.
struct Line<'d> {
    index: &'d Index<'d>,
    number: DispatchId,
    dispatch: &'d Dispatch,
}

type Column<'d> = column::Column<'d, Line<'d>>;

/// Every dispatch, in order of publication.
pub(crate) fn table<'d>(index: &'d Index<'d>) -> Table {
    let dispatches = index.chronicle.dispatches.iter().enumerate();
    let lines = dispatches.map(|(number, dispatch)| Line { index, number, dispatch });
    let mut columns = identity();
    columns.extend(subject());
    columns.extend(says());
    columns.extend(relations());
    Table::of(ABOUT, columns, lines)
}

impl<'d> Line<'d> {
    /// The dispatch, or none if it was withdrawn, because a withdrawn dispatch shows no content.
    fn live(&self) -> Option<&'d Dispatch> {
        self.dispatch.withdrawn.is_none().then_some(self.dispatch)
    }

    fn first_report(&self) -> Option<&'d IncidentReport> {
        self.live()?.reports.first()
    }

    fn cities(&self) -> Vec<String> {
        let cities = self.live().map(|dispatch| cities_of(self.index.chronicle, dispatch));
        cities.into_iter().flatten().map(|city| city.to_string()).collect()
    }

    /// The city the dispatch is about; none if there are several.
    fn only_city(&self) -> Option<String> {
        let mut cities = self.cities();
        if cities.len() == 1 { cities.pop() } else { None }
    }

    /// The days from the first to the last event in its reports, with the precision of the vaguest one.
    fn event(&self) -> Option<Event> {
        let reports = self.live()?.reports.iter();
        let events = reports.filter_map(|report| Some(report.event.as_ref()?.value));
        events.reduce(|one, other| Event {
            days: one.days.hull(other.days),
            precision: one.precision.max(other.precision),
        })
    }

    /// The grade of its incidents; none if their grades differ.
    fn grade(&self) -> Option<Grade> {
        self.live()?;
        let mut grades =
            self.index.chronicle.incidents_of(self.number).map(|incident| incident.grade);
        let first = grades.next()?;
        grades.all(|grade| grade == first).then_some(first)
    }

    /// The names listed under a key.
    fn names(&self, key: fn(&Dispatch) -> &[Spanned<String>]) -> Vec<String> {
        let written = self.live().map(key).into_iter().flatten();
        written.map(|name| name.value.clone()).collect()
    }

    fn incidents(&self) -> Vec<String> {
        let live = self.live().map(|_| self.index.chronicle.incidents_of(self.number));
        live.into_iter().flatten().map(|incident| incident.id.to_string()).collect()
    }

    /// The records that `say` makes from each report, in one list.
    fn of_each<T>(&self, say: impl Fn(Testimony<'d>) -> Vec<T>) -> Option<Vec<T>> {
        let dispatch = self.live()?;
        let reports = dispatch.reports.iter().zip(&self.index.chronicle.reports[self.number]);
        let testimony =
            |(report, told): (&'d IncidentReport, &'d incident::ResolvedReport)| Testimony {
                index: self.index,
                dispatch,
                report,
                incident: told.incident.as_ref(),
                figures: &told.figures,
            };
        Some(reports.map(testimony).flat_map(say).collect())
    }

    /// The whole addresses of what the dispatch names to read next.
    fn related(&self) -> Vec<String> {
        let index = self.index;
        let address = |related: &Related| match &related.to.value {
            RelatedTo::Web(address) => Some(address.clone()),
            RelatedTo::Page(path) => Some(index.linker.absolute(&index.files.route(path)?)),
            RelatedTo::Dispatch(slug) => {
                let number = index.chronicle.references.number(slug)?;
                Some(index.linker.absolute(&index.routes[number]))
            }
        };
        self.live().into_iter().flat_map(|dispatch| &dispatch.related).filter_map(address).collect()
    }

    /// The slug of a dispatch that this one refers to.
    fn slug_of(&self, number: Option<DispatchId>) -> Option<String> {
        self.live()?;
        Some(self.index.chronicle.dispatches[number?].slug.value.to_string())
    }

    /// The incidents listed under a key, each by its current id.
    fn named(&self, key: fn(&Dispatch) -> &[Spanned<Slug>]) -> Vec<String> {
        let written = self.live().map(key).into_iter().flatten();
        let known =
            |id: &Spanned<Slug>| Some(self.index.chronicle.incident(&id.value)?.id.to_string());
        written.filter_map(known).collect()
    }
}

fn identity<'d>() -> Vec<Column<'d>> {
    vec![
        Column::required("slug", "The last part of the address of its page.", |line| {
            line.dispatch.slug.value.as_str()
        }),
        Column::required("url", "The address of its page.", |line| {
            Address(line.index.linker.absolute(&line.index.routes[line.number]))
        })
        .unique(),
        Column::new(
            "withdrawn",
            "`{on, why}` if it was withdrawn. Then nothing else is given.",
            |line| line.dispatch.withdrawn.as_ref().map(|it| Object(records::withdrawal(it))),
        ),
        Column::new("title", "The headline.", |line| Some(line.live()?.title.value.as_str())),
        Column::new("summary", "The summary below the headline.", |line| {
            line.live()?.summary.as_deref()
        }),
        Column::new("lang", "The language of the text, as a BCP 47 tag.", |line| {
            let lang = line.live()?.lang.as_deref();
            Some(lang.unwrap_or(&line.index.config.language))
        }),
        Column::new(
            "published",
            "When it was published: a date, or a date and time with the time zone offset.",
            |line| Some(line.live()?.date.value.to_string()),
        ),
        Column::new("updated", "When it was last changed, in the same form.", |line| {
            Some(line.live()?.updated.as_ref()?.to_string())
        }),
        Column::list("authors", "Who wrote it.", |line| line.names(|dispatch| &dispatch.authors)),
        Column::list("topics", "Its topics.", |line| line.names(|dispatch| &dispatch.topics)),
        Column::new(
            "kind",
            "`incident`, `toll` for a total for a period, or `statement` for a dispatch without its own figures.",
            |line| -> Option<Kind> { Some(line.live()?.kind) },
        ),
    ]
}

fn subject<'d>() -> Vec<Column<'d>> {
    vec![
        Column::list("cities", "The cities it reports on.", Line::cities),
        Column::new(
            "region",
            "The region given in the dispatch; else that of its only city, if its file gives it or the dispatches agree.",
            |line| {
                let written = line.first_report()?.place.region.as_ref();
                let written = written.map(|region| region.value.clone());
                let places = &line.index.chronicle.places;
                let by_city = || Some(places.agreed_region_of(&line.only_city()?)?.to_owned());
                written.or_else(by_city)
            },
        ),
        Column::new(
            "country",
            "The country as a two-letter ISO 3166-1 code: as given in the dispatch; else that of its only city, if its file gives \
             it or the dispatches agree.",
            |line| {
                let written = line.first_report()?.place.country.clone();
                let places = &line.index.chronicle.places;
                let by_city = || Some(places.agreed_country_of(&line.only_city()?)?.to_owned());
                written.or_else(by_city)
            },
        ),
        Column::new("area", "The place within the city or region, in free text.", |line| {
            line.first_report()?.place.area.as_deref()
        }),
        Column::list(
            "incidents",
            "The ids of the incidents or totals it reports on.",
            Line::incidents,
        ),
        Column::new("from", "The first day of the events, if the dispatch gives one.", |line| {
            Some(line.event()?.days.from())
        }),
        Column::new("to", "The last day of the events, if the dispatch gives one.", |line| {
            Some(line.event()?.days.to())
        }),
        Column::new("day_precision", "How exactly these days are known.", |line| {
            Some(line.event()?.precision)
        }),
        Column::new(
            "grade",
            "How strong the evidence for its incident is. Null if it reports on incidents with different grades.",
            Line::grade,
        ),
    ]
}

fn says<'d>() -> Vec<Column<'d>> {
    vec![
        Column::new(
            "figures",
            "Its own figures: `{incident, harm, group, min, max, open, approximate, wording, accused_only, as_of}`. \
             `harm` is killed, injured, detained, abducted, missing, displaced, trapped, held, or casualties (killed and injured together). \
             `group` is null for everyone. `min` is the number that is proved, `max` the highest that the report \
             supports. If `open` is true, `max` is null. If no number is known, all four are null. Numbers of \
             people missing, displaced, trapped or held describe one day and are never added up. `area_km2` is there only if the report gives it: \
             the area in which people are missing, displaced, trapped or held, in square kilometres.",
            |line| line.of_each(|it| it.figures()).map(Objects),
        ),
        Column::new(
            "claims",
            "Claims by others: `{incident, by, party, role, as_of, figures, accused, counted, adopted, why, source}`. `accused` \
             is true if the speaker is the accused party, `counted` is false if the newsroom leaves the claim out, `adopted` \
             is true if only this claim is counted, `why` is the reason if it is not counted.",
            |line| line.of_each(|it| it.claims()).map(Objects),
        ),
        Column::new(
            "attribution",
            "Who is held responsible: `{incident, to, name, how, scope, means}`. `scope` is null if nobody says for how much of the harm.",
            |line| line.of_each(|it| it.attribution()).map(Objects),
        ),
        Column::new(
            "positions",
            "What the accused say: `{incident, party, name, position, on, promised, due, note}`.",
            |line| line.of_each(|it| it.positions()).map(Objects),
        ),
        Column::new(
            "sources",
            "Its sources: `{name, url, archived, published, accessed, language, kind, syndicated_from}`. \
             Protected sources are not listed.",
            |line| line.live().map(|it| Objects(records::sources(it))),
        ),
        Column::new(
            "corrections",
            "Changes made after publication: `{on, kind, field, was, now, added, note}`. `added` lists the keys of what was only \
             added; then `field`, `was` and `now` are null.",
            |line| line.live().map(|it| Objects(records::corrections(it))),
        ),
    ]
}

fn relations<'d>() -> Vec<Column<'d>> {
    vec![
        Column::new("supersedes", "The slug of the dispatch that it replaces.", |line| {
            let to = line.index.chronicle.references.supersedes[line.number];
            line.slug_of(to)
        }),
        Column::new("superseded_by", "The slug of the dispatch that replaces it.", |line| {
            let by = line.index.chronicle.references.superseded_by[line.number];
            line.slug_of(by)
        }),
        Column::new(
            "translation_of",
            "The slug of the dispatch that it translates. A translation has no figures of its own.",
            |line| {
                let of = line.index.chronicle.references.translates[line.number];
                line.slug_of(of)
            },
        ),
        Column::new("series", "The name of the running total that this is part of.", |line| {
            Some(line.live()?.series.as_ref()?.name.value.as_str())
        }),
        Column::new("phase", "The phase of the running total.", |line| {
            Some(u64::from(line.live()?.series.as_ref()?.phase))
        }),
        Column::list("related", "The addresses of what it tells readers to read next.", |line| {
            line.related()
        }),
        Column::list("includes", "The ids of what is known to be part of this total.", |line| {
            line.named(|dispatch| &dispatch.includes)
        }),
        Column::list(
            "excludes",
            "The ids of what is known not to be part of this total.",
            |line| line.named(|dispatch| &dispatch.excludes),
        ),
        Column::list(
            "may_include",
            "The ids of what may or may not be part of this total.",
            |line| line.named(|dispatch| &dispatch.may_include),
        ),
    ]
}
