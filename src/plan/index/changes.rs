//! Every published change, in order: corrections, withdrawals and replacements of dispatches, and totals that new rules of counting
//! moved.
//! It does not know which pages list them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::figures_lock::totals::moved::MovedTotal;
use crate::chronicle::references::DispatchId;
use crate::field::correction::Correction;
use crate::field::day::{Day, Moment};
use crate::field::dispatch::Dispatch;

/// All changes, earliest first.
pub(crate) struct Changes<'d>(pub Vec<Entry<'d>>);

/// One change to what was published.
pub(crate) enum Entry<'d> {
    /// A dispatch changed.
    Dispatch(Change<'d>),
    /// A total was counted by new rules.
    Total(&'d MovedTotal),
}

/// One change to one dispatch.
pub(crate) struct Change<'d> {
    /// The dispatch that was changed.
    pub number: DispatchId,
    /// When it was changed, as written.
    pub on: &'d Moment,
    /// When it was changed, as a point in time. A change without a time follows what it changed on the same day.
    pub at: Timestamp,
    /// The day of the change, in the time zone of the site.
    pub day: Day,
    /// What was changed.
    pub what: What<'d>,
}

/// The kind of a change.
#[derive(Clone, Copy)]
pub(crate) enum What<'d> {
    /// Part of the dispatch was corrected.
    Corrected(Anchored<'d>),
    /// The dispatch was withdrawn, for this reason.
    Withdrawn(&'d str),
    /// This other dispatch replaced it.
    Replaced(DispatchId),
}

/// A correction, and its position among the corrections of its dispatch.
#[derive(Clone, Copy)]
pub(crate) struct Anchored<'d> {
    /// The correction.
    pub correction: &'d Correction,
    /// When it was made, as a point in time.
    at: Timestamp,
    /// Its position among the corrections of the same day, from 1.
    nth: usize,
}

impl Anchored<'_> {
    /// The anchor on the dispatch's page, such as `correction-2017-06-03-1`. Later corrections do not change it.
    pub(crate) fn anchor(&self) -> String {
        format!("correction-{}-{}", self.correction.on.day().iso(), self.nth)
    }
}

impl<'d> Changes<'d> {
    /// The changes to every dispatch, and the totals in `moved`. A date without a time means the start of that day in `zone`.
    pub(crate) fn new(
        chronicle: &'d Chronicle,
        moved: &'d [MovedTotal],
        zone: &TimeZone,
    ) -> Changes<'d> {
        let numbers = 0..chronicle.dispatches.len();
        let of_dispatches = numbers.flat_map(|number| changes(chronicle, zone, number));
        let of_dispatches = of_dispatches.map(|it| ((it.at, Some(it.number)), Entry::Dispatch(it)));
        let start = |moved: &MovedTotal| Moment::from(moved.on).instant(zone);
        let of_totals = moved.iter().map(|it| ((start(it), None), Entry::Total(it)));
        let mut entries: Vec<_> = of_totals.chain(of_dispatches).collect();
        // Equal moments keep the order in the file.
        entries.sort_by_key(|(order, _)| *order);
        Changes(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Corrections and withdrawals of dispatches only. A replacement has its own dispatch, which readers see anyway.
    pub(crate) fn without_replacements(&self) -> impl DoubleEndedIterator<Item = &Change<'d>> {
        let of_dispatches = self.0.iter().filter_map(|entry| match entry {
            Entry::Dispatch(change) => Some(change),
            Entry::Total(_) => None,
        });
        of_dispatches.filter(|change| !matches!(change.what, What::Replaced(_)))
    }
}

impl Entry<'_> {
    /// The day of the change, in the time zone of the site.
    pub(crate) fn day(&self) -> Day {
        match self {
            Entry::Dispatch(change) => change.day,
            Entry::Total(moved) => moved.on,
        }
    }
}

fn changes<'d>(chronicle: &'d Chronicle, zone: &TimeZone, number: DispatchId) -> Vec<Change<'d>> {
    let dispatch = &chronicle.dispatches[number];
    let entry = |on: &'d Moment, at, what| Change { number, on, at, day: on.day_in(zone), what };
    let filed = published(chronicle, zone, number);
    let original = chronicle.references.translates[number];
    let mut changes = Vec::new();
    match &dispatch.withdrawn {
        None => changes.extend(anchored(chronicle, zone, number).into_iter().map(|anchored| {
            let on: &'d Moment = &anchored.correction.on;
            entry(on, anchored.at, What::Corrected(anchored))
        })),
        // If the original was withdrawn too, only that is listed. A withdrawn dispatch no longer shows its corrections.
        Some(withdrawal) => {
            let told = original.is_some_and(|it| chronicle.dispatches[it].withdrawn.is_some());
            if !told {
                let at = not_before(&withdrawal.on, filed, zone);
                changes.push(entry(&withdrawal.on, at, What::Withdrawn(&withdrawal.why)));
            }
        }
    }
    // A withdrawn dispatch replaces nothing. A translation is replaced together with its original, so it is not listed.
    let by = chronicle.references.superseded_by[number].filter(|_| original.is_none());
    if let Some(by) = by.filter(|by| chronicle.dispatches[*by].withdrawn.is_none()) {
        let on: &'d Moment = &chronicle.dispatches[by].date.value;
        changes.push(entry(on, published(chronicle, zone, by), What::Replaced(by)));
    }
    changes
}

/// The corrections of one dispatch, and those in the files of incidents for which it is the speaker.
fn corrections(chronicle: &Chronicle, number: DispatchId) -> impl Iterator<Item = &Correction> {
    let own = chronicle.dispatches[number].corrections.iter();
    let incidents = chronicle.incidents_of(number);
    let with_files = incidents.filter_map(|incident| Some((incident, incident.file.as_ref()?)));
    let spoken_for = with_files.filter(move |(it, _)| chronicle.speaker(it) == Some(number));
    own.chain(spoken_for.flat_map(|(_, file)| &file.corrections))
}

/// When a dispatch was published. That is not before the dispatch of the same day that it replaces.
fn published(chronicle: &Chronicle, zone: &TimeZone, number: DispatchId) -> Timestamp {
    let earlier = |number: &DispatchId| chronicle.references.supersedes[*number];
    let chain: Vec<DispatchId> = std::iter::successors(Some(number), earlier).collect();
    let dates = chain.into_iter().rev().map(|number| &chronicle.dispatches[number].date.value);
    dates.fold(Timestamp::MIN, |earlier, date| {
        let own = date.instant(zone);
        let is_same_day = Day::from_instant(earlier, zone) == date.day_in(zone);
        if is_same_day { own.max(earlier) } else { own }
    })
}

/// The point in time of `on`. Without a time, it is not before `earlier` if that is on the same day.
fn not_before(on: &Moment, earlier: Timestamp, zone: &TimeZone) -> Timestamp {
    let own = on.instant(zone);
    let is_same_day = on.exact().is_none() && Day::from_instant(earlier, zone) == on.day();
    if is_same_day { own.max(earlier) } else { own }
}

/// The corrections shown with a dispatch, earliest first. Those of one day without a time keep the order in the file, after
/// the publication.
pub(crate) fn anchored<'d>(
    chronicle: &'d Chronicle,
    zone: &TimeZone,
    number: DispatchId,
) -> Vec<Anchored<'d>> {
    let filed = published(chronicle, zone, number);
    let mut before = filed;
    let mut dated: Vec<(Timestamp, &Correction)> = Vec::new();
    for correction in corrections(chronicle, number) {
        let after_publication = not_before(&correction.on, filed, zone);
        let at = after_publication.max(not_before(&correction.on, before, zone));
        before = at;
        dated.push((at, correction));
    }
    dated.sort_by_key(|(at, _)| *at);
    let mut of_day: BTreeMap<Day, usize> = BTreeMap::new();
    let anchored = |(at, correction): (Timestamp, &'d Correction)| {
        let nth = of_day.entry(correction.on.day()).or_default();
        *nth += 1;
        Anchored { correction, at, nth: *nth }
    };
    dated.into_iter().map(anchored).collect()
}

/// When a dispatch was last changed: published, updated, corrected or withdrawn.
pub(crate) fn last_change<'d>(
    chronicle: &'d Chronicle,
    zone: &TimeZone,
    number: DispatchId,
) -> &'d Moment {
    let dispatch: &'d Dispatch = &chronicle.dispatches[number];
    let filed = &dispatch.date.value;
    let withdrawn = dispatch.withdrawn.as_ref().map(|withdrawal| &withdrawal.on);
    // A translation shows the facts of its original, so a correction of the original changes it too.
    let told = [number, chronicle.original(number)].into_iter();
    let corrected = told.flat_map(|number| corrections(chronicle, number)).map(|it| &it.on);
    let changed = corrected.chain(&dispatch.updated);
    // A withdrawn dispatch no longer shows its corrections, so their dates do not count.
    let changed = changed.filter(|_| withdrawn.is_none()).chain(withdrawn).chain([filed]);
    changed.max_by_key(|moment| moment.instant(zone)).unwrap_or(filed)
}
