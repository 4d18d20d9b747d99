//! A published change, as pages show it.
//! It does not know which changes exist; the index does.

use crate::chronicle::figures_lock::notation;
use crate::chronicle::figures_lock::totals::moved::MovedTotal;
use crate::chronicle::references::DispatchId;
use crate::field::claim::Grade;
use crate::field::correction::{Correction, CorrectionKind};
use crate::field::dateline::DayPrecision;
use crate::field::day::{Day, DayRange, Moment};
use crate::field::dispatch::IncidentReport;
use crate::field::word::Word;
use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::index::changes::{self, Anchored, What, anchored};
use crate::plan::index::scope::Scope;
use crate::plan::route::Route;
use crate::plan::row::changed_field::ChangedField;
use crate::plan::row::figures;
use crate::plan::view::lists::CorrectionRowView;
use crate::plan::view::values::{AddedView, CorrectionView, LinkView, ReadValueView};

/// A change as a list row on the page `here`.
pub(crate) fn corrected(
    index: &Index<'_>,
    here: &Route,
    entry: &changes::Change<'_>,
) -> CorrectionRowView {
    let dispatch = &index.chronicle.dispatches[entry.number];
    let withdrawn = dispatch.withdrawn.is_some();
    let LinkView { title, href, lang, leads_to } = index.to_dispatch(here, entry.number);
    let (href, correction, by) = match entry.what {
        What::Corrected(it) => {
            let correction = correction(index, entry.number, entry.number, it);
            (format!("{href}#{}", it.anchor()), correction, None)
        }
        What::Withdrawn(why) => {
            let kind = CorrectionKind::Withdrawn.word();
            let correction = CorrectionView {
                note: Some(why.to_owned()),
                lang: index.foreign(index.withdrawn_in(entry.number)),
                ..of_the_whole(index, entry.on, kind)
            };
            (href, correction, None)
        }
        What::Replaced(by) => {
            let by = index.to_dispatch(here, by);
            (href, of_the_whole(index, entry.on, "replaced"), Some(by))
        }
    };
    CorrectionRowView {
        lang: lang.clone().filter(|_| !withdrawn),
        dispatch: LinkView { title, href, lang, leads_to },
        withdrawn,
        correction,
        superseded_by: by,
    }
}

/// A total that new rules of counting moved, as a list row on the page `here`. The row leads to how the total is counted.
pub(crate) fn recounted(index: &Index<'_>, here: &Route, moved: &MovedTotal) -> CorrectionRowView {
    let scope = Scope::of_total(index, &moved.key.scope);
    let place = moved.key.scope.place.as_ref().map(|place| match &scope {
        Some(Scope { place: Some(name), .. }) => {
            index.place_title(name, &index.config.language).into_owned()
        }
        _ => place.name().to_string(),
    });
    let year = moved.key.scope.year.map(|year| year.to_string());
    let title: Vec<String> = [place, year].into_iter().flatten().collect();
    let title = if title.is_empty() { index.config.title.clone() } else { title.join(", ") };
    let explained = scope.map(|scope| scope.link(index, here));
    let href = explained.unwrap_or_else(|| index.linker.link(here, &address::cities()));
    let figure = |value: &str| Some(notation::in_words(notation::CASUALTIES, value));
    let as_count =
        |value: &str| Some(ReadValueView { count: figures::written(index, value), ..none() });
    let lang = index.foreign("en");
    CorrectionRowView {
        lang: None,
        dispatch: LinkView {
            title,
            href,
            lang: None,
            leads_to: Some(index.config.language.clone()),
        },
        withdrawn: false,
        correction: CorrectionView {
            field: Some(moved.key.measure.key()),
            measure: Some(moved.key.measure),
            was: figure(&moved.was),
            now: figure(&moved.now),
            was_read: as_count(&moved.was),
            now_read: as_count(&moved.now),
            lang,
            ..of_the_whole(index, &moved.on.into(), "recounted")
        },
        superseded_by: None,
    }
}

/// A change to the whole dispatch, not to one of its fields.
fn of_the_whole(index: &Index<'_>, on: &Moment, kind: &'static str) -> CorrectionView {
    CorrectionView {
        on: figures::moment(on, &index.config.timezone),
        kind,
        anchor: None,
        field: None,
        measure: None,
        by: None,
        was: None,
        now: None,
        was_read: None,
        now_read: None,
        added: Vec::new(),
        note: None,
        lang: None,
    }
}

/// The corrections shown with a dispatch, newest first. A translation shows its own, and those of its original's facts.
pub(crate) fn of_dispatch(index: &Index<'_>, number: DispatchId) -> Vec<CorrectionView> {
    let original = Some(index.chronicle.original(number)).filter(|original| *original != number);
    let changed = [number].into_iter().chain(original);
    let of_one = |changed| {
        anchored(index.chronicle, &index.config.timezone, changed)
            .into_iter()
            .rev()
            .map(move |it| correction(index, number, changed, it))
    };
    changed.flat_map(of_one).collect()
}

/// A correction of the dispatch `changed` as the page of `number` shows it. `changed` is that dispatch or its original.
pub(crate) fn correction(
    index: &Index<'_>,
    number: DispatchId,
    changed: DispatchId,
    anchored: Anchored<'_>,
) -> CorrectionView {
    let correction: &Correction = anchored.correction;
    let anchor = anchored.anchor();
    let reports = &index.chronicle.dispatches[changed].reports;
    let key = correction.field.as_deref();
    let of = key.map(|key| ChangedField::new(key, reports)).unwrap_or_default();
    CorrectionView {
        on: figures::moment(&correction.on, &index.config.timezone),
        kind: correction.kind.word(),
        anchor: Some(if number == changed { anchor } else { format!("original-{anchor}") }),
        was_read: read(index, &of, correction.was.as_ref()),
        now_read: read(index, &of, correction.now.as_ref()),
        field: of.field,
        measure: of.measure,
        by: of.by,
        was: said(correction.was.as_ref()),
        now: said(correction.now.as_ref()),
        added: added(&correction.added, reports),
        note: correction.note.clone(),
        lang: index.foreign(index.language_of(changed)),
    }
}

/// What a value means, so that it can be told in the language of the page: a number, days or a grade. None for a text.
fn read(index: &Index<'_>, of: &ChangedField, value: Option<&String>) -> Option<ReadValueView> {
    let value = value?.trim();
    let read = match of.field.as_deref() {
        _ if of.measure.is_some() => {
            ReadValueView { count: Some(figures::written(index, value)?), ..none() }
        }
        Some("event" | "date" | "as_of") => {
            let (from, to) = value.split_once('/').unwrap_or((value, value));
            let [from, to] = [from, to].map(|day| Day::parse(day.trim()).ok());
            let days = DayRange::new(from?, to?)?;
            ReadValueView { days: Some(figures::days(days, DayPrecision::Day)), ..none() }
        }
        Some("grade") => ReadValueView { grade: Some(Grade::parse(value)?.word()), ..none() },
        _ => return None,
    };
    Some(read)
}

fn none() -> ReadValueView {
    ReadValueView::default()
}

/// What was added. Several keys may be one thing to readers.
fn added(keys: &[String], reports: &[IncidentReport]) -> Vec<AddedView> {
    let mut added: Vec<AddedView> = Vec::new();
    for key in keys {
        let ChangedField { field, measure, by } = ChangedField::added(key, reports);
        let one = AddedView { field, measure, by };
        if !added.contains(&one) {
            added.push(one);
        }
    }
    added
}

/// A value, if there is one: editors write `none` for a key that is not there.
fn said(value: Option<&String>) -> Option<String> {
    value.filter(|value| *value != "none").cloned()
}

/// The old and the new value, if either is written. A dash means that there was no value, or is none now.
pub(crate) fn ends(correction: &CorrectionView) -> Option<[&str; 2]> {
    let ends = [&correction.was, &correction.now].map(Option::as_deref);
    ends.iter().any(Option::is_some).then(|| ends.map(|end| end.unwrap_or("–")))
}

/// A change in one line of text, such as "killed: 70 → more than 120. The hospital counted again."
pub(crate) fn sentence(
    field: Option<String>,
    change: Option<String>,
    note: Option<&str>,
) -> Option<String> {
    let said = match (change, note) {
        (Some(change), Some(note)) => Some(format!("{change}. {note}")),
        (change, note) => change.or(note.map(str::to_owned)),
    };
    match (field, said) {
        (Some(field), Some(said)) => Some(format!("{field}: {said}")),
        (field, said) => field.or(said),
    }
}
