//! The moments at which the same sources give another site or another report.
//! It does not know what happens then.

use jiff::Timestamp;

use crate::chronicle::visible::{ContentFiles, embargo_ends};
use crate::config::Config;

/// The moments around the one that a project is composed for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timetable {
    /// When the last of the embargoes that have ended did. None if none has.
    pub last_embargo: Option<Timestamp>,
    /// When the next embargo ends. None if there is none.
    pub next_embargo: Option<Timestamp>,
    /// When the next promise of a party is overdue. None if there is none.
    pub next_overdue: Option<Timestamp>,
    /// When the first date that lies in the future is accepted. None if there is none.
    pub next_date: Option<Timestamp>,
}

impl Timetable {
    /// The embargoes of `content` before and after `now`.
    pub(super) fn of_embargoes(
        content: &ContentFiles,
        config: &Config,
        now: Timestamp,
    ) -> Timetable {
        let published = content.dispatches.iter().filter(|dispatch| !dispatch.draft);
        let ends = published.filter_map(|dispatch| embargo_ends(dispatch, &config.timezone));
        let (ended, next): (Vec<Timestamp>, Vec<Timestamp>) = ends.partition(|ends| *ends <= now);
        Timetable {
            last_embargo: ended.into_iter().max(),
            next_embargo: next.into_iter().min(),
            ..Timetable::default()
        }
    }

    /// The moment at which the same sources give another site. None if there is none.
    pub fn next_change(&self) -> Option<Timestamp> {
        [self.next_embargo, self.next_overdue].into_iter().flatten().min()
    }
}
