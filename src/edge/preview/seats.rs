//! Who is connected to the preview: how many may sit, how many are answered at once, who gives way.
//! Knows connections only as something that can be hung up on; it reads and writes none.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// How long a clean request may wait for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection may say nothing while others stand and wait for a seat.
const SILENCE_ALLOWED: Duration = Duration::from_millis(50);
/// How long an answer may be held out to somebody who does not take it while others wait for their turn.
const DAWDLING_ALLOWED: Duration = Duration::from_millis(200);
/// How often those who wait look whether somebody has to give way.
const LOOK: Duration = Duration::from_millis(50);
/// How long a connection stands before it is told that there is no seat.
const STANDING_TIME: Duration = Duration::from_secs(1);
/// How long leaving guests are waited for when the preview stops.
const CLOSING_TIME: Duration = Duration::from_millis(500);
/// Open files that are left to the rest of the program: sources, the watch, the terminal.
const KEPT_FREE: u64 = 24;

/// How much the preview takes on at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// Connections, those that have not asked anything yet included.
    pub(super) seats: usize,
    /// Connections that are being answered; each needs up to four open files besides its own.
    pub(super) answers: usize,
    /// Event streams among them, so that streams never keep pages from being answered.
    pub(super) streams: usize,
}

impl Limits {
    /// What this process can carry, judged by how many files it may open.
    pub(super) fn here() -> Limits {
        Limits::within(open_files_allowed())
    }

    fn within(open_files: u64) -> Limits {
        let free = usize::try_from(open_files.saturating_sub(KEPT_FREE)).unwrap_or(usize::MAX);
        let answers = (free / 8).clamp(2, 64);
        Limits { seats: (free / 2).clamp(4, 256), answers, streams: answers / 2 }
    }
}

#[cfg(unix)]
fn open_files_allowed() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
fn open_files_allowed() -> u64 {
    u64::MAX
}

/// All seats, shared by the connections that sit on them.
#[derive(Debug)]
pub(super) struct Seats {
    limits: Limits,
    seating: Mutex<Seating>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Seating {
    // In order of arrival.
    guests: BTreeMap<u64, Guest>,
    arrivals: u64,
    is_closed: bool,
}

#[derive(Debug)]
struct Guest {
    // The seat alone keeps the connection open, so that an empty seat is an open file less.
    connection: Weak<TcpStream>,
    arrived: Instant,
    state: State,
    // Hung up on, and about to get up. Until then it holds what it held.
    is_dismissed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Has not asked yet.
    Silent,
    /// Has asked and waits for its turn.
    Queued,
    /// Is being answered; since when a piece is held out to it, if one is.
    Answered { held_out: Option<Instant> },
    /// Has its answer, and is waited for to hang up.
    Lingering,
}

impl Seats {
    /// Empty seats, as many as `limits` says.
    pub(super) fn new(limits: Limits) -> Arc<Seats> {
        Arc::new(Seats { limits, seating: Mutex::default(), moved: Condvar::new() })
    }

    /// Seats a connection, or gives it back. When all seats are taken, whoever has been silent for
    /// longest is sent away, if for more than a moment, or who has its answer and stays; else somebody's leaving is waited for.
    pub(super) fn take(self: &Arc<Seats>, connection: TcpStream) -> Result<Seat, TcpStream> {
        let until = Instant::now() + STANDING_TIME;
        let mut seating = self.seating();
        while seating.guests.len() >= self.limits.seats {
            let now = Instant::now();
            if seating.is_closed || now >= until {
                return Err(connection);
            }
            seating.send_one_away(|guest| now.duration_since(guest.arrived) > SILENCE_ALLOWED);
            let wait = self.moved.wait_timeout(seating, SILENCE_ALLOWED / 5);
            seating = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        if seating.is_closed {
            return Err(connection);
        }
        let connection = Arc::new(connection);
        let number = seating.arrivals;
        seating.arrivals += 1;
        let guest = Guest {
            connection: Arc::downgrade(&connection),
            arrived: Instant::now(),
            state: State::Silent,
            is_dismissed: false,
        };
        seating.guests.insert(number, guest);
        Ok(Seat { connection, place: Place { seats: Arc::clone(self), number } })
    }

    /// Frees an open file, if a silent connection holds one.
    pub(super) fn make_room(&self) {
        self.seating().send_one_away(|_| true);
    }

    /// Hangs up on everybody, and waits a moment until they have left. Nobody is seated any more.
    pub(super) fn close(&self) {
        let mut seating = self.seating();
        seating.is_closed = true;
        seating.guests.values().for_each(Guest::hang_up);
        self.moved.notify_all();
        let wait = self.moved.wait_timeout_while(seating, CLOSING_TIME, |s| !s.guests.is_empty());
        drop(wait);
    }

    fn seating(&self) -> MutexGuard<'_, Seating> {
        // A guest's thread that panicked has left the list as it was: whole.
        self.seating.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seating {
    /// Hangs up on the first to arrive of those who are silent and may be sent away; when there is none, of those who have
    /// their answer and stay.
    fn send_one_away(&mut self, may_go: impl Fn(&Guest) -> bool) {
        for state in [State::Silent, State::Lingering] {
            let one =
                |guest: &&mut Guest| guest.state == state && !guest.is_dismissed && may_go(guest);
            if let Some(guest) = self.guests.values_mut().find(one) {
                return guest.dismiss();
            }
        }
    }

    /// Hangs up on everybody who has not taken what is held out to them for so long that others may go first: a player that is
    /// paused asks again, and a reader who never meant to read is no loss.
    fn send_dawdlers_away(&mut self, now: Instant) {
        let dawdles = |guest: &&mut Guest| match guest.state {
            State::Answered { held_out: Some(since) } => {
                now.duration_since(since) > DAWDLING_ALLOWED
            }
            _ => false,
        };
        self.guests.values_mut().filter(dawdles).for_each(Guest::dismiss);
    }

    fn answered(&self) -> usize {
        let is_answered = |guest: &&Guest| matches!(guest.state, State::Answered { .. });
        self.guests.values().filter(is_answered).count()
    }

    fn set(&mut self, number: u64, state: State) {
        if let Some(guest) = self.guests.get_mut(&number) {
            guest.state = state;
        }
    }
}

impl Guest {
    fn dismiss(&mut self) {
        self.is_dismissed = true;
        self.hang_up();
    }

    fn hang_up(&self) {
        // It fails only when the other side has already gone, which is what is wanted.
        let _gone = self.connection.upgrade().map(|connection| connection.shutdown(Shutdown::Both));
    }
}

/// One connection and its place, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    // Dropped first: the connection is closed by the time that its place is given to another.
    connection: Arc<TcpStream>,
    place: Place,
}

#[derive(Debug)]
struct Place {
    seats: Arc<Seats>,
    number: u64,
}

impl Seat {
    /// Who sits here.
    pub(super) fn connection(&self) -> &TcpStream {
        &self.connection
    }

    /// Waits for this connection's turn to be answered; `false` when it does not come in time.
    pub(super) fn wait_for_turn(&self) -> bool {
        let Place { seats, number } = &self.place;
        let until = Instant::now() + PATIENCE;
        let mut seating = seats.seating();
        seating.set(*number, State::Queued);
        while seating.answered() >= seats.limits.answers {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || seating.is_closed {
                return false;
            }
            seating.send_dawdlers_away(Instant::now());
            let wait = seats.moved.wait_timeout(seating, left.min(LOOK));
            seating = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        seating.set(*number, State::Answered { held_out: None });
        !seating.is_closed
    }

    /// Does `giving`, in which a piece of the answer is held out to this connection. While others wait for their turn, one that
    /// does not take it is hung up on.
    pub(super) fn while_held_out<T>(&self, giving: impl FnOnce() -> T) -> T {
        self.set(State::Answered { held_out: Some(Instant::now()) });
        let given = giving();
        self.set(State::Answered { held_out: None });
        given
    }

    /// Gives the turn on: the answer is out.
    pub(super) fn give_turn_on(&self) {
        self.set(State::Lingering);
        self.place.seats.moved.notify_all();
    }

    fn set(&self, state: State) {
        self.place.seats.seating().set(self.place.number, state);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.seats.seating().guests.remove(&self.number);
        self.seats.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_open_files_leave_room_for_pages_beside_streams() {
        for open_files in [0, 30, 64, 256, 1024, 1 << 20, u64::MAX] {
            let limits = Limits::within(open_files);
            assert!(limits.answers > limits.streams, "{open_files} open files: {limits:?}");
            assert!(limits.seats > limits.answers, "{open_files} open files: {limits:?}");
        }
    }

    #[test]
    fn seats_and_answers_stay_within_the_open_files() {
        for open_files in [64, 256, 1024] {
            let limits = Limits::within(open_files);
            let needed = limits.seats + 4 * limits.answers;
            assert!(needed as u64 + KEPT_FREE <= open_files, "{open_files} open files: {limits:?}");
        }
    }
}
