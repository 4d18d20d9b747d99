//! Every change that was made in the open to what had been published: corrections, withdrawals and replacements, in order.
//! It does not know which pages list them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::chronicle::references::DispatchId;
use crate::field::correction::Correction;
use crate::field::day::{Day, Moment};
use crate::field::dispatch::Dispatch;

/// The changes of all dispatches, the earliest first.
pub(crate) struct Changes<'d>(pub Vec<Change<'d>>);

/// One change to one dispatch.
pub(crate) struct Change<'d> {
    /// The dispatch that was changed.
    pub number: DispatchId,
    /// When, as written.
    pub on: &'d Moment,
    /// When, as a point in time.
    pub at: Timestamp,
    /// What was done.
    pub what: What<'d>,
}

/// What was done to a dispatch.
#[derive(Clone, Copy)]
pub(crate) enum What<'d> {
    /// Something in it was changed.
    Corrected(Anchored<'d>),
    /// It was taken back, for this reason.
    Withdrawn(&'d str),
    /// Another dispatch took its place.
    Replaced(DispatchId),
}

/// A correction, and where it stands among those of its dispatch.
#[derive(Clone, Copy)]
pub(crate) struct Anchored<'d> {
    /// The correction.
    pub correction: &'d Correction,
    /// Its place among the corrections of the same day, from 1.
    nth: usize,
}

impl Anchored<'_> {
    /// What it is linked by on its dispatch's page: `correction-2017-06-03-1`. A correction that is added later
    /// leaves it as it is.
    pub(crate) fn anchor(&self) -> String {
        format!("correction-{}-{}", self.correction.on.day().iso(), self.nth)
    }
}

impl<'d> Changes<'d> {
    /// The changes to every dispatch of the chronicle. Bare dates begin in `zone`.
    pub(crate) fn new(chronicle: &'d Chronicle, zone: &TimeZone) -> Changes<'d> {
        let numbers = 0..chronicle.dispatches.len();
        let mut entries: Vec<Change<'d>> =
            numbers.flat_map(|number| changes(chronicle, zone, number)).collect();
        // By the day as written, so that a month holds what it says. Equal moments keep the order of the files' lists.
        entries.sort_by_key(|entry| (entry.on.day(), entry.at, entry.number));
        Changes(entries)
    }

    /// Corrections and withdrawals: a replacement tells itself, by the dispatch that replaces.
    pub(crate) fn without_replacements(&self) -> impl DoubleEndedIterator<Item = &Change<'d>> {
        self.0.iter().filter(|entry| !matches!(entry.what, What::Replaced(_)))
    }
}

fn changes<'d>(chronicle: &'d Chronicle, zone: &TimeZone, number: DispatchId) -> Vec<Change<'d>> {
    let dispatch = &chronicle.dispatches[number];
    let entry = |on: &'d Moment, what| Change { number, on, at: on.instant(zone), what };
    let original = chronicle.references.translates[number];
    let mut changes = Vec::new();
    match &dispatch.withdrawn {
        None => changes.extend(anchored(chronicle, zone, number).into_iter().map(|anchored| {
            let on: &'d Moment = &anchored.correction.on;
            entry(on, What::Corrected(anchored))
        })),
        // What is withdrawn in every language is told once; its corrections went with it.
        Some(withdrawal) => {
            let told = original.is_some_and(|it| chronicle.dispatches[it].withdrawn.is_some());
            if !told {
                changes.push(entry(&withdrawal.on, What::Withdrawn(&withdrawal.why)));
            }
        }
    }
    // One that was withdrawn itself has replaced nothing; a translation is replaced with its original.
    let by = chronicle.references.superseded_by[number].filter(|_| original.is_none());
    if let Some(by) = by.filter(|by| chronicle.dispatches[*by].withdrawn.is_none()) {
        changes.push(entry(&chronicle.dispatches[by].date.value, What::Replaced(by)));
    }
    changes
}

/// The corrections of one dispatch, and those in the files of the incidents that it speaks for.
fn corrections(chronicle: &Chronicle, number: DispatchId) -> impl Iterator<Item = &Correction> {
    let own = chronicle.dispatches[number].corrections.iter();
    let incidents = chronicle.incidents_of(number);
    let with_files = incidents.filter_map(|incident| Some((incident, incident.file.as_ref()?)));
    let spoken_for = with_files.filter(move |(it, _)| chronicle.speaker(it) == Some(number));
    own.chain(spoken_for.flat_map(|(_, file)| &file.corrections))
}

/// The corrections that a dispatch tells of, the earliest first; of those at one moment, the one that is written first.
pub(crate) fn anchored<'d>(
    chronicle: &'d Chronicle,
    zone: &TimeZone,
    number: DispatchId,
) -> Vec<Anchored<'d>> {
    let mut corrections: Vec<&Correction> = corrections(chronicle, number).collect();
    corrections.sort_by_key(|correction| correction.on.instant(zone));
    let mut of_day: BTreeMap<Day, usize> = BTreeMap::new();
    let anchored = |correction: &'d Correction| {
        let nth = of_day.entry(correction.on.day()).or_default();
        *nth += 1;
        Anchored { correction, nth: *nth }
    };
    corrections.into_iter().map(anchored).collect()
}

/// When a dispatch was last changed: filed, updated, corrected or withdrawn.
pub(crate) fn last_change<'d>(
    chronicle: &'d Chronicle,
    zone: &TimeZone,
    number: DispatchId,
) -> &'d Moment {
    let dispatch: &'d Dispatch = &chronicle.dispatches[number];
    let filed = &dispatch.date.value;
    let withdrawn = dispatch.withdrawn.as_ref().map(|withdrawal| &withdrawal.on);
    // What a translation tells changes with its original.
    let told = [number, chronicle.original(number)].into_iter();
    let corrected = told.flat_map(|number| corrections(chronicle, number)).map(|it| &it.on);
    let changed = corrected.chain(&dispatch.updated);
    // When a withdrawn dispatch was corrected went with what was corrected.
    let changed = changed.filter(|_| withdrawn.is_none()).chain(withdrawn).chain([filed]);
    changed.max_by_key(|moment| moment.instant(zone)).unwrap_or(filed)
}
