//! The table of dispatches: a line for each that is published, and for each that was withdrawn that it was.
//! It does not decide what a page shows; it shows the same.

use crate::chronicle::incident;
use crate::chronicle::references::DispatchId;
use crate::field::claim::Grade;
use crate::field::dateline::Event;
use crate::field::dispatch::{Dispatch, IncidentReport, Kind};
use crate::field::slug::Slug;
use crate::plan::data::records::{self, Testimony};
use crate::plan::desk::Desk;
use crate::plan::gazetteer::cities_of;
use crate::plan::table::{About, Table, column};
use crate::text::span::Spanned;

const ABOUT: About = About {
    name: "dispatches",
    title: "Dispatches",
    description: "One object for each dispatch, in order of publication, with what its page says but the text. Of a \
                  withdrawn dispatch only `slug`, `url` and `withdrawn` are given, and the rest is null or empty. \
                  Figures are what this dispatch says; which of several counts for an incident stands in incidents.csv. \
                  `claims` stand side by side and are never added up.",
};

/// A dispatch.
struct Line<'d> {
    desk: &'d Desk<'d>,
    number: DispatchId,
    dispatch: &'d Dispatch,
}

type Column<'d> = column::Column<'d, Line<'d>>;

/// Every dispatch that may be seen, in order of publication.
pub fn table<'d>(desk: &'d Desk<'d>) -> Table {
    let dispatches = desk.chronicle.dispatches.iter().enumerate();
    let lines = dispatches.map(|(number, dispatch)| Line { desk, number, dispatch });
    let mut columns = identity();
    columns.extend(subject());
    columns.extend(says());
    columns.extend(relations());
    Table::of(ABOUT, columns, lines)
}

impl<'d> Line<'d> {
    /// The dispatch, unless it was withdrawn: then nothing of it is left.
    fn live(&self) -> Option<&'d Dispatch> {
        self.dispatch.withdrawn.is_none().then_some(self.dispatch)
    }

    fn first_report(&self) -> Option<&'d IncidentReport> {
        self.live()?.reports.first()
    }

    fn cities(&self) -> Vec<String> {
        let cities = self.live().map(|dispatch| cities_of(self.desk.chronicle, dispatch));
        cities.into_iter().flatten().map(|city| city.to_string()).collect()
    }

    /// The city it tells of, if it is only one.
    fn only_city(&self) -> Option<String> {
        let mut cities = self.cities();
        if cities.len() == 1 { cities.pop() } else { None }
    }

    /// The days that its reports write, from the first to the last, as closely as the vaguest of them.
    fn event(&self) -> Option<Event> {
        let reports = self.live()?.reports.iter();
        let events = reports.filter_map(|report| Some(report.event.as_ref()?.value));
        events.reduce(|one, other| Event {
            days: one.days.hull(other.days),
            precision: one.precision.max(other.precision),
        })
    }

    /// The grade of what it tells of; none if it tells of several of different grades.
    fn grade(&self) -> Option<Grade> {
        self.live()?;
        let mut grades =
            self.desk.chronicle.incidents_of(self.number).map(|incident| incident.grade);
        let first = grades.next()?;
        grades.all(|grade| grade == first).then_some(first)
    }

    /// The names written under a key.
    fn names(&self, key: fn(&Dispatch) -> &[Spanned<String>]) -> Vec<String> {
        let written = self.live().map(key).into_iter().flatten();
        written.map(|name| name.value.clone()).collect()
    }

    fn incidents(&self) -> Vec<String> {
        let live = self.live().map(|_| self.desk.chronicle.incidents_of(self.number));
        live.into_iter().flatten().map(|incident| incident.id.to_string()).collect()
    }

    /// What each of its reports has to say, one after the other.
    fn of_each<T>(&self, say: impl Fn(Testimony<'d>) -> Vec<T>) -> Option<Vec<T>> {
        let dispatch = self.live()?;
        let reports = dispatch.reports.iter().zip(&self.desk.chronicle.reports[self.number]);
        let testimony =
            |(report, told): (&'d IncidentReport, &'d incident::ResolvedReport)| Testimony {
                desk: self.desk,
                dispatch,
                report,
                incident: told.incident.as_ref(),
                figures: &told.figures,
            };
        Some(reports.map(testimony).flat_map(say).collect())
    }

    /// The dispatch that another refers to, by its slug.
    fn slug_of(&self, number: Option<DispatchId>) -> Option<String> {
        self.live()?;
        Some(self.desk.chronicle.dispatches[number?].slug.value.to_string())
    }

    /// The incidents written under a key, each by the id it goes by now.
    fn named(&self, key: fn(&Dispatch) -> &[Spanned<Slug>]) -> Vec<String> {
        let written = self.live().map(key).into_iter().flatten();
        let known =
            |id: &Spanned<Slug>| Some(self.desk.chronicle.incident(&id.value)?.id.to_string());
        written.filter_map(known).collect()
    }
}

fn identity<'d>() -> Vec<Column<'d>> {
    vec![
        Column::text("slug", "Its part of the address.", |line| {
            Some(line.dispatch.slug.value.as_str().into())
        })
        .required(),
        Column::address("url", "Its page.", |line| {
            Some(line.desk.linker.absolute(&line.desk.routes[line.number]).into())
        })
        .unique(),
        Column::object(
            "withdrawn",
            "`{on, why}` if it was withdrawn; then nothing else of it is given.",
            |line| line.dispatch.withdrawn.as_ref().map(records::withdrawal),
        ),
        Column::text("title", "The headline.", |line| {
            Some(line.live()?.title.value.as_str().into())
        }),
        Column::text("summary", "The standfirst.", |line| {
            Some(line.live()?.summary.as_deref()?.into())
        }),
        Column::text("lang", "The language of its text, as a BCP 47 tag.", |line| {
            let lang = line.live()?.lang.as_deref();
            Some(lang.unwrap_or(&line.desk.config.language).into())
        }),
        Column::text(
            "published",
            "When it was published: a day, or a moment with its offset.",
            |line| Some(line.live()?.date.value.to_string().into()),
        ),
        Column::text("updated", "When it was last changed, likewise.", |line| {
            Some(line.live()?.updated.as_ref()?.to_string().into())
        }),
        Column::list("authors", "Who wrote it.", |line| line.names(|dispatch| &dispatch.authors)),
        Column::list("topics", "What it is about.", |line| line.names(|dispatch| &dispatch.topics)),
        Column::word(
            "kind",
            "`incident`, `toll` for a total over a period, `statement` for one without a count of its own.",
            |line| -> Option<Kind> { Some(line.live()?.kind) },
        ),
    ]
}

fn subject<'d>() -> Vec<Column<'d>> {
    vec![
        Column::list("cities", "The cities it tells of.", Line::cities),
        Column::text("region", "The region it writes, else that of its only city.", |line| {
            let written = line.first_report()?.place.region.as_ref();
            let written = written.map(|region| region.value.clone());
            let places = &line.desk.chronicle.places;
            let by_city = || Some(places.region_of(&line.only_city()?)?.to_owned());
            written.or_else(by_city).map(Into::into)
        }),
        Column::text(
            "country",
            "The country it writes, else that of its only city, as two letters of ISO 3166-1.",
            |line| {
                let written = line.first_report()?.place.country.clone();
                let places = &line.desk.chronicle.places;
                let by_city = || Some(places.country_of(&line.only_city()?)?.to_owned());
                written.or_else(by_city).map(Into::into)
            },
        ),
        Column::text("area", "The place below the city or region, in free words.", |line| {
            Some(line.first_report()?.place.area.as_deref()?.into())
        }),
        Column::list("incidents", "The incidents or tolls it tells of, by id.", Line::incidents),
        Column::day("from", "The first day of what it tells of, if it writes one.", |line| {
            Some(line.event()?.days.from())
        }),
        Column::day("to", "The last day of what it tells of, if it writes one.", |line| {
            Some(line.event()?.days.to())
        }),
        Column::word("day_precision", "How closely these days are known.", |line| {
            Some(line.event()?.precision)
        }),
        Column::word(
            "grade",
            "How well its incident is established; none for a round-up whose incidents differ.",
            Line::grade,
        ),
    ]
}

fn says<'d>() -> Vec<Column<'d>> {
    vec![
        Column::objects(
            "figures",
            "Its own figures: `{incident, harm, group, min, max, open, approximate, wording, accused_only, as_of}`. \
             `harm` is killed, injured, missing, displaced, trapped, or casualties for killed and injured together; \
             `group` is null for everyone. `min` is what is proved, `max` what is supported; `max` is null when `open`, \
             and all four are null when no number is known. Missing, displaced and trapped are never added up.",
            |line| line.of_each(|it| it.figures()),
        ),
        Column::objects(
            "claims",
            "What others say: `{incident, by, party, role, as_of, figures, accused, counted, adopted, why, source}`.",
            |line| line.of_each(|it| it.claims()),
        ),
        Column::objects(
            "attribution",
            "Who is held responsible: `{incident, to, name, how, scope, means}`.",
            |line| line.of_each(|it| it.attribution()),
        ),
        Column::objects(
            "positions",
            "What they say: `{incident, party, name, position, on, promised, note}`.",
            |line| line.of_each(|it| it.positions()),
        ),
        Column::objects(
            "sources",
            "Where it was taken from: `{name, url, archived, published, accessed, language, kind, syndicated_from}`. \
             Sources that are protected are not listed.",
            |line| line.live().map(records::sources),
        ),
        Column::objects(
            "corrections",
            "What was changed in the open: `{on, kind, field, was, now, note}`.",
            |line| line.live().map(records::corrections),
        ),
    ]
}

fn relations<'d>() -> Vec<Column<'d>> {
    vec![
        Column::text("supersedes", "The dispatch it replaces, by slug.", |line| {
            let to = line.desk.chronicle.references.supersedes[line.number];
            Some(line.slug_of(to)?.into())
        }),
        Column::text("superseded_by", "The dispatch that replaces it, by slug.", |line| {
            let by = line.desk.chronicle.references.superseded_by[line.number];
            Some(line.slug_of(by)?.into())
        }),
        Column::text(
            "translation_of",
            "The dispatch it translates, by slug. A translation carries no figures.",
            |line| {
                let of = line.desk.chronicle.references.translates[line.number];
                Some(line.slug_of(of)?.into())
            },
        ),
        Column::text("series", "The running total that a toll continues.", |line| {
            Some(line.live()?.series.as_ref()?.name.value.as_str().into())
        }),
        Column::number("phase", "The phase of that running total.", |line| {
            Some(u64::from(line.live()?.series.as_ref()?.phase))
        }),
        Column::list("includes", "What is known to be inside this toll, by id.", |line| {
            line.named(|dispatch| &dispatch.includes)
        }),
        Column::list("excludes", "What is known to be outside this toll, by id.", |line| {
            line.named(|dispatch| &dispatch.excludes)
        }),
        Column::list(
            "may_include",
            "Of what nobody knows whether it is inside this toll, by id.",
            |line| line.named(|dispatch| &dispatch.may_include),
        ),
    ]
}
