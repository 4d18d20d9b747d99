//! The page of all corrections, and a correction as it is shown wherever it is told.
//! It does not know what there is to tell; the ledger does.

use crate::chronicle::measure::Measure;
use crate::chronicle::references::Number;
use crate::field::casualties::{Group, Harm};
use crate::field::correction::{Change, Correction};
use crate::field::day::Moment;
use crate::field::word::Word;
use crate::plan::desk::Desk;
use crate::plan::edition::{Route, Sheet};
use crate::plan::ledger::{Anchored, Entry, What, anchored};
use crate::plan::pager::{Leaf, leaves};
use crate::plan::view::dispatch::CorrectionView;
use crate::plan::view::lists::{CorrectionMonthView, CorrectionRowView};
use crate::plan::view::pages::CorrectionsPage;
use crate::plan::view::values::LinkView;
use crate::plan::view::{Kind, View};
use crate::plan::{Planned, address, figures};

/// The page of all corrections and its numbered pages.
pub fn pages(desk: &Desk<'_>) -> Vec<Planned> {
    let own = address::corrections();
    let page = |leaf: Leaf| {
        let (items, pager) = (leaf.items, leaf.pager);
        Planned::page(Kind::Corrections, leaf.route, move |desk, here| {
            Sheet::of(View::Corrections(CorrectionsPage {
                site: desk.site(here),
                page: desk.head(here, "", None),
                corrections: by_month(desk, here, &desk.ledger.0[items.clone()]),
                pager: pager.clone(),
            }))
        })
    };
    let leaves = leaves(desk, desk.ledger.0.len(), &own);
    leaves.into_iter().map(page).collect()
}

/// Changes by the month each was made in, newest first; `entries` are in order.
fn by_month(desk: &Desk<'_>, here: &Route, entries: &[Entry<'_>]) -> Vec<CorrectionMonthView> {
    let month_of = |entry: &Entry<'_>| entry.on.day().calendar_month();
    let months = entries.chunk_by(|one, next| month_of(one) == month_of(next));
    let view = |of_month: &[Entry<'_>]| CorrectionMonthView {
        year: month_of(&of_month[0]).year(),
        month: month_of(&of_month[0]).month(),
        corrections: of_month.iter().rev().map(|entry| corrected(desk, here, entry)).collect(),
    };
    months.rev().map(view).collect()
}

/// A change as a line on the page `here`.
pub fn corrected(desk: &Desk<'_>, here: &Route, entry: &Entry<'_>) -> CorrectionRowView {
    let dispatch = &desk.chronicle.dispatches[entry.number];
    let withdrawn = dispatch.withdrawn.is_some();
    let LinkView { title, href, lang } = desk.to_dispatch(here, entry.number);
    let (href, correction, by) = match entry.what {
        What::Corrected(it) => {
            let correction = correction(desk, entry.number, entry.number, it);
            (format!("{href}#{}", it.anchor()), correction, None)
        }
        What::Withdrawn(why) => {
            let note = Some(why.to_owned());
            let kind = Change::Withdrawn.word();
            (href, CorrectionView { note, ..of_the_whole(entry.on, kind) }, None)
        }
        What::Replaced(by) => {
            let by = desk.to_dispatch(here, by);
            (href, of_the_whole(entry.on, "replaced"), Some(by))
        }
    };
    CorrectionRowView {
        lang: lang.clone().filter(|_| !withdrawn),
        dispatch: LinkView { title, href, lang },
        withdrawn,
        correction,
        superseded_by: by,
    }
}

/// What was done to a dispatch as a whole, and to no field of it.
fn of_the_whole(on: &Moment, kind: &'static str) -> CorrectionView {
    CorrectionView {
        on: figures::moment(on),
        kind,
        anchor: None,
        field: None,
        measure: None,
        was: None,
        now: None,
        note: None,
        lang: None,
    }
}

/// The corrections that a dispatch tells of, newest first. A translation has its own, and those to the facts it tells.
pub fn of_dispatch(desk: &Desk<'_>, number: Number) -> Vec<CorrectionView> {
    let original = Some(desk.original(number)).filter(|original| *original != number);
    let changed = [number].into_iter().chain(original);
    let of_one = |changed| {
        anchored(desk, changed)
            .into_iter()
            .rev()
            .map(move |it| correction(desk, number, changed, it))
    };
    changed.flat_map(of_one).collect()
}

/// A change made inside the dispatch `changed`, as the page of `number` tells it: its own, or that of its original.
pub fn correction(
    desk: &Desk<'_>,
    number: Number,
    changed: Number,
    anchored: Anchored<'_>,
) -> CorrectionView {
    let correction: &Correction = anchored.correction;
    let anchor = anchored.anchor();
    CorrectionView {
        on: figures::moment(&correction.on),
        kind: correction.kind.word(),
        anchor: Some(if number == changed { anchor } else { format!("original-{anchor}") }),
        field: correction.field.clone(),
        measure: correction.field.as_deref().and_then(measure),
        was: correction.was.clone(),
        now: correction.now.clone(),
        note: correction.note.clone(),
        lang: desk.foreign(desk.language_of(changed)),
    }
}

/// What stood there and what stands there now, if either is told; a dash is for what was not there, or is no more.
pub fn ends(correction: &CorrectionView) -> Option<[&str; 2]> {
    let ends = [&correction.was, &correction.now].map(Option::as_deref);
    ends.iter().any(Option::is_some).then(|| ends.map(|end| end.unwrap_or("–")))
}

/// A change in one line of text, such as "killed: 70 → more than 120. The hospital counted again."
pub fn sentence(
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

/// The measure that is written under the key `field`, with or without `casualties.` before it.
fn measure(field: &str) -> Option<Measure> {
    let field = field.trim();
    let mut parts = field.strip_prefix("casualties.").unwrap_or(field).split('.');
    let (whole, part, rest) = (parts.next()?, parts.next(), parts.next());
    match (whole, part, rest) {
        ("casualties", None, None) => Some(Measure::Casualties),
        (harm, None | Some("total"), None) => Harm::parse(harm).map(Measure::Whole),
        (harm, Some(group), None) => Some(Measure::Part(Harm::parse(harm)?, Group::parse(group)?)),
        _ => None,
    }
}
