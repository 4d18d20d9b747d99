//! The moment for which a site is built, and how long work takes.
//! It does not know what depends on the moment (embargoes do); the snapshot carries it.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The variable that sets the time of reproducible builds.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// A moment that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockFault {
    /// The value of `--now`.
    Asked(String),
    /// The value of the variable `SOURCE_DATE_EPOCH`.
    Epoch(String),
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to measure.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// The moment `asked` for as an RFC 3339 timestamp, else that of `SOURCE_DATE_EPOCH`, else the clock's.
///
/// # Errors
/// When one of the first two is given and cannot be read.
pub fn now(asked: Option<&str>) -> Result<Timestamp, ClockFault> {
    decide(asked, std::env::var_os(EPOCH).as_deref(), Timestamp::now)
}

/// The later of `now` and the clock's moment. A site that is built for an earlier `now` shows what was published since, so
/// only what is dated after both lies in the future.
pub(super) fn latest(now: Timestamp) -> Timestamp {
    now.max(Timestamp::now())
}

/// Whether the clock has reached `moment`, whatever the site is built for.
pub fn has_come(moment: Timestamp) -> bool {
    moment <= Timestamp::now()
}

fn decide(
    asked: Option<&str>,
    epoch: Option<&OsStr>,
    clock: impl FnOnce() -> Timestamp,
) -> Result<Timestamp, ClockFault> {
    if let Some(asked) = asked {
        return asked.trim().parse().map_err(|_| ClockFault::Asked(asked.to_owned()));
    }
    let Some(epoch) = epoch else {
        return Ok(clock());
    };
    let seconds = epoch.to_str().and_then(|epoch| epoch.parse().ok());
    seconds
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| ClockFault::Epoch(epoch.to_string_lossy().into_owned()))
}

impl fmt::Display for ClockFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClockFault::Asked(asked) => write!(
                f,
                "`--now {asked}` is not a date with a time and an offset; \
                 write it as in 2026-03-14T09:00:00+02:00"
            ),
            ClockFault::Epoch(epoch) => write!(
                f,
                "the variable {EPOCH} is `{epoch}`, which is not a number of seconds since 1970; \
                 correct it or unset it"
            ),
        }
    }
}

impl Error for ClockFault {}

#[cfg(test)]
mod tests {
    use super::{ClockFault, decide};
    use jiff::Timestamp;
    use std::ffi::OsStr;

    fn check(asked: Option<&str>, epoch: Option<&str>, expected: &str) {
        let found = decide(asked, epoch.map(OsStr::new), || Timestamp::UNIX_EPOCH);
        let found = found.map_or_else(|fault| fault.to_string(), |moment| moment.to_string());
        assert!(found.starts_with(expected), "{found}");
    }

    #[test]
    fn a_moment_that_is_asked_for_goes_before_the_variable_and_the_clock() {
        check(Some("2026-03-14T09:00:00+02:00"), Some("0"), "2026-03-14T07:00:00Z");
    }

    #[test]
    fn the_variable_goes_before_the_clock() {
        check(None, Some("1773471600"), "2026-03-14T07:00:00Z");
        check(None, None, "1970-01-01T00:00:00Z");
    }

    #[test]
    fn a_date_without_a_time_is_not_a_moment() {
        check(
            Some("2026-03-14"),
            None,
            "`--now 2026-03-14` is not a date with a time and an offset; write it",
        );
        check(
            Some("2026-03-14T09:00:00"),
            None,
            "`--now 2026-03-14T09:00:00` is not a date with a time",
        );
    }

    #[test]
    fn a_variable_that_is_not_a_number_is_not_overlooked() {
        for wrong in ["", "soon", "1.5", "99999999999999999"] {
            let fault = decide(None, Some(OsStr::new(wrong)), || Timestamp::UNIX_EPOCH);
            assert_eq!(fault, Err(ClockFault::Epoch(wrong.to_owned())));
        }
    }
}
