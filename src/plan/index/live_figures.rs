//! What the figures of the record in texts say now, and where each is explained.
//! It does not know how a text is printed.

use std::collections::BTreeMap;

use crate::chronicle::measure::Measure;
use crate::chronicle::reckoning::parties::Standing;
use crate::field::day::Month;
use crate::field::excerpt::excerpt;
use crate::field::live_figure::{During, LiveFigure, Subject};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::index::links::bodies;
use crate::plan::index::scope::Scope;
use crate::plan::period::Period;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::view::prose::LiveFigureView;
use crate::plan::view::values::CountView;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::CONTENT;
use crate::text::spelling::did_you_mean;

/// A live figure that is known.
struct Known {
    count: CountView,
    /// The page that explains it.
    page: Route,
    /// Its place there, with `#`; empty at the top.
    anchor: String,
}

/// Why a live figure is not known.
struct Unknown {
    message: String,
    label: String,
}

/// What each of `live_figures` says, by how it is written. `href` links to a page.
pub(crate) fn views(
    index: &Index<'_>,
    live_figures: &[LiveFigure],
    href: &impl Fn(&Route) -> String,
) -> BTreeMap<String, LiveFigureView> {
    let view = |figure: &LiveFigure| {
        let Known { count, page, anchor } = known(index, figure).ok()?;
        let href = format!("{}{anchor}", href(&page));
        Some((figure.written.clone(), LiveFigureView { count, href }))
    };
    live_figures.iter().filter_map(view).collect()
}

/// Reports figures in texts that name nothing that is counted.
pub(crate) fn check(index: &Index<'_>, faults: &mut Vec<Diagnostic>) {
    // While some content has errors, nobody can tell what it counts.
    let in_content = |fault: &Diagnostic| fault.path.below(CONTENT).is_some();
    if faults.iter().any(|fault| fault.is_error() && in_content(fault)) {
        return;
    }
    for (path, body, _) in bodies(index.chronicle, &index.routes) {
        for figure in &body.live_figures {
            if let Err(Unknown { message, label }) = known(index, figure) {
                let fault = rule::LIVE_FIGURE.at(path, figure.span, message).label(label);
                faults.push(fault.help("`dateline toll` shows what is counted; drafts and withdrawn dispatches are not"));
            }
        }
    }
}

fn known(index: &Index<'_>, figure: &LiveFigure) -> Result<Known, Unknown> {
    let measure = match figure.group {
        Some(group) => Measure::Part(figure.harm, group),
        None => Measure::Whole(figure.harm),
    };
    let scope = match &figure.of {
        Subject::Everything => Scope::everywhere(Period::Always),
        Subject::City(slug) => city(index, slug)?,
        Subject::Party(id, row) => party(index, id, row)?,
        Subject::Incident(slug) => return incident(index, slug, measure),
    };
    let scope = match figure.during {
        None => scope,
        Some(during) => within(index, &scope, during)?,
    };
    let toll = scope.toll(index);
    let row = toll.rows.get(&measure).ok_or_else(|| nothing(figure))?;
    let count = figures::sum(row.bounds);
    Ok(Known { count, page: scope.explained_at(index), anchor: scope.anchor_at(index) })
}

fn city(index: &Index<'_>, slug: &str) -> Result<Scope, Unknown> {
    let slugs = || index.gazetteer.keys().map(|name| (index.chronicle.places.slug(name), name));
    match slugs().find(|(known, _)| known.as_str() == slug) {
        Some((_, name)) => Ok(Scope::city(name)),
        None => {
            let slugs: Vec<_> = slugs().map(|(slug, _)| slug).collect();
            Err(unknown("city", slug, slugs.iter().map(|it| it.as_str())))
        }
    }
}

fn party(index: &Index<'_>, id: &str, row: &str) -> Result<Scope, Unknown> {
    let ids = index.parties.keys().map(|id| &**id);
    let (key, entry) = index.parties.get_key_value(id).ok_or_else(|| unknown("party", id, ids))?;
    let rows = || Standing::ALL.iter().map(|row| row.word());
    let standing = Standing::parse(row).ok_or_else(|| unknown("row of a party", row, rows()))?;
    match entry.rows.contains_key(&standing) {
        true => Ok(Scope::party(key, standing)),
        false => Err(Unknown {
            message: format!("nothing is in the row `{row}` of `{}`", excerpt(id)),
            label: "no incident counts here".to_owned(),
        }),
    }
}

fn within(index: &Index<'_>, scope: &Scope, during: During) -> Result<Scope, Unknown> {
    let is_in = |month: &Month| match during {
        During::Year(of) => month.year() == of.year(),
        During::Month(of) => *month == of.calendar_month(),
    };
    let found = scope.incidents(index).months().find(is_in);
    let month = found.ok_or_else(|| Unknown {
        message: "a figure is of a time in which nothing happened that is on record".to_owned(),
        label: "no incident then".to_owned(),
    })?;
    Ok(scope.during(match during {
        During::Year(_) => Period::Year(month),
        During::Month(_) => Period::Month(month),
    }))
}

fn incident(index: &Index<'_>, slug: &str, measure: Measure) -> Result<Known, Unknown> {
    let incidents = &index.chronicle.incidents;
    let slugs = incidents.keys().map(|slug| slug.as_str());
    let found = incidents.iter().find(|(known, _)| known.as_str() == slug);
    let (_, incident) = found.ok_or_else(|| unknown("incident", slug, slugs))?;
    let count = figures::of_incident(index, incident, measure).ok_or_else(|| Unknown {
        message: format!("no report on `{}` gives this number", excerpt(slug)),
        label: "not counted".to_owned(),
    })?;
    Ok(Known { count, page: index.incident_route(incident), anchor: String::new() })
}

fn nothing(figure: &LiveFigure) -> Unknown {
    Unknown {
        message: format!("`{}` counts nothing", excerpt(&figure.written)),
        label: "no report gives such a number here".to_owned(),
    }
}

fn unknown<'k>(noun: &str, word: &str, known: impl Iterator<Item = &'k str>) -> Unknown {
    Unknown {
        message: format!("a figure names the {noun} `{}`, which is not on record", excerpt(word)),
        label: did_you_mean(word, known, format!("no such {noun}")),
    }
}
