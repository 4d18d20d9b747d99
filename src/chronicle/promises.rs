//! What parties promised until a day. After that day, pages say that it is overdue.
//! It does not know whether a promise was kept. A later dispatch says that: it writes the position again, without `due`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::chronicle::Chronicle;
use crate::field::claim::Position;
use crate::field::day::Moment;

/// When the next promise is overdue, which is at the end of its day. None if there is none.
pub fn next_overdue(chronicle: &Chronicle, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let of_incidents = chronicle.incidents.values().flat_map(|incident| &incident.positions);
    // A dispatch that reports no incident may have a promise too.
    let alone = chronicle.dispatches.iter().flat_map(|it| &it.reports).flat_map(|it| &it.positions);
    let ends = |position: &Position| Some(Moment::from(position.due?.next()?).instant(zone));
    of_incidents.chain(alone).filter_map(ends).filter(|ends| now < *ends).min()
}
