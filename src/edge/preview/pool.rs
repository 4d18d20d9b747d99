//! The open connections: how many there may be, how many get a response at once, and which are dropped for others.
//! Knows no HTTP: it writes bytes, and sees which client does not take them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a complete request waits for a slot before it is refused.
const SLOT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a new connection waits for room in a full pool before it is refused.
const ROOM_TIMEOUT: Duration = Duration::from_secs(1);
/// How long a connection may stay without a request while others wait for room.
const IDLE_ALLOWED: Duration = Duration::from_millis(50);
/// How long a client may take no byte of its response while other requests wait for a slot.
const STALL_ALLOWED: Duration = Duration::from_millis(200);
/// Maximum number of bytes that are written at once. A client that takes this much has not stalled.
const MAX_PIECE: usize = 64 * 1024;
/// How often a waiting request checks for stalled connections.
const STALL_CHECK: Duration = Duration::from_millis(50);
/// How often a waiting connection checks for idle connections.
const IDLE_CHECK: Duration = Duration::from_millis(10);
/// How long closing waits for connections to end.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(500);
/// Open files that are left to the rest of the program: sources, the watcher, the terminal.
const RESERVED_FILES: u64 = 24;

/// How much the preview does at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// Maximum number of open connections, those without a request included.
    pub(super) connections: usize,
    /// Maximum number of requests that get a response at once. Each may open up to four files besides its connection.
    pub(super) slots: usize,
    /// Maximum number of event streams. They are fewer than the slots, so streams never keep pages waiting.
    pub(super) streams: usize,
}

impl Limits {
    /// The limits for a process that may open this number of files.
    pub(super) fn for_open_files(files: u64) -> Limits {
        let free = usize::try_from(files.saturating_sub(RESERVED_FILES)).unwrap_or(usize::MAX);
        let slots = (free / 8).clamp(2, 64);
        Limits { connections: (free / 2).clamp(4, 256), slots, streams: slots / 2 }
    }
}

/// The number of files that this process may open.
#[cfg(unix)]
pub(super) fn max_open_files() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// The number of files that this process may open.
#[cfg(not(unix))]
pub(super) fn max_open_files() -> u64 {
    u64::MAX
}

/// All open connections.
#[derive(Debug)]
pub(super) struct ConnectionPool {
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// In order of arrival.
    connections: BTreeMap<u64, Entry>,
    arrivals: u64,
    is_closed: bool,
}

#[derive(Debug)]
struct Entry {
    stream: Arc<TcpStream>,
    arrived: Instant,
    phase: Phase,
    /// The connection was shut down. Its thread has not noticed yet, so it still holds its files.
    is_dropped: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The request has not arrived yet.
    Reading,
    /// The request waits for a slot.
    Queued,
    /// The request has a slot. While a piece of the response is written, holds when that began.
    Responding { writing_since: Option<Instant> },
    /// The response is complete, and the client has not closed the connection yet.
    Lingering,
}

impl ConnectionPool {
    /// An empty pool.
    pub(super) fn new(limits: Limits) -> Arc<ConnectionPool> {
        Arc::new(ConnectionPool { limits, state: Mutex::default(), changed: Condvar::new() })
    }

    /// Adds a connection. A full pool drops its oldest idle connection, or waits for room.
    ///
    /// # Errors
    /// Returns the stream when there is no room in time, or when the pool is closed.
    pub(super) fn add(
        self: &Arc<ConnectionPool>,
        stream: TcpStream,
    ) -> Result<Connection, TcpStream> {
        let deadline = Instant::now() + ROOM_TIMEOUT;
        let mut state = self.state();
        while state.connections.len() >= self.limits.connections && !state.is_closed {
            if Instant::now() >= deadline {
                return Err(stream);
            }
            state.drop_idle(IDLE_ALLOWED);
            let wait = self.changed.wait_timeout(state, IDLE_CHECK);
            state = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.is_closed {
            return Err(stream);
        }
        let (stream, id) = (Arc::new(stream), state.arrivals);
        state.arrivals += 1;
        let entry = Entry {
            stream: Arc::clone(&stream),
            arrived: Instant::now(),
            phase: Phase::Reading,
            is_dropped: false,
        };
        state.connections.insert(id, entry);
        Ok(Connection { pool: Arc::clone(self), id, stream })
    }

    /// Frees an open file, if an idle connection has one.
    pub(super) fn drop_idle(&self) {
        self.state().drop_idle(Duration::ZERO);
    }

    /// Closes every connection, waits briefly until they have ended, and accepts no more.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.is_closed = true;
        state.connections.values_mut().for_each(Entry::shut_down);
        self.changed.notify_all();
        let is_busy = |state: &mut State| !state.connections.is_empty();
        drop(self.changed.wait_timeout_while(state, CLOSE_TIMEOUT, is_busy));
    }

    /// Whether the pool accepts no more connections.
    pub(super) fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked has left the state whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Drops the oldest connection that has no request, or else one that has its whole response. It is at least `age` old.
    fn drop_idle(&mut self, age: Duration) {
        for phase in [Phase::Reading, Phase::Lingering] {
            let is_idle = |entry: &&mut Entry| {
                entry.phase == phase && !entry.is_dropped && entry.arrived.elapsed() >= age
            };
            if let Some(entry) = self.connections.values_mut().find(is_idle) {
                return entry.shut_down();
            }
        }
    }

    /// Drops every connection whose client takes no bytes. A paused player asks again later.
    fn drop_stalled(&mut self, now: Instant) {
        let is_stalled = |entry: &&mut Entry| match entry.phase {
            Phase::Responding { writing_since: Some(since) } => {
                now.duration_since(since) > STALL_ALLOWED
            }
            _ => false,
        };
        self.connections.values_mut().filter(is_stalled).for_each(Entry::shut_down);
    }

    fn slots_in_use(&self) -> usize {
        let has_slot = |entry: &&Entry| matches!(entry.phase, Phase::Responding { .. });
        self.connections.values().filter(has_slot).count()
    }

    fn set_phase(&mut self, id: u64, phase: Phase) {
        if let Some(entry) = self.connections.get_mut(&id) {
            entry.phase = phase;
        }
    }
}

impl Entry {
    fn shut_down(&mut self) {
        self.is_dropped = true;
        // This fails only if the client has closed the connection already.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// One open connection. It leaves the pool and is closed when this is dropped.
#[derive(Debug)]
pub(super) struct Connection {
    pool: Arc<ConnectionPool>,
    id: u64,
    stream: Arc<TcpStream>,
}

impl Connection {
    /// The socket.
    pub(super) fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Waits for a slot, in which the request gets its response; `false` if none is free in time.
    pub(super) fn wait_for_slot(&self) -> bool {
        let deadline = Instant::now() + SLOT_TIMEOUT;
        let mut state = self.pool.state();
        state.set_phase(self.id, Phase::Queued);
        while state.slots_in_use() >= self.pool.limits.slots {
            let now = Instant::now();
            if now >= deadline || state.is_closed {
                return false;
            }
            state.drop_stalled(now);
            let wait = self.pool.changed.wait_timeout(state, STALL_CHECK);
            state = wait.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.set_phase(self.id, Phase::Responding { writing_since: None });
        !state.is_closed
    }

    /// Gives the slot to the next request: the response is complete.
    pub(super) fn release_slot(&self) {
        self.set_phase(Phase::Lingering);
        self.pool.changed.notify_all();
    }

    fn set_phase(&self, phase: Phase) {
        self.pool.state().set_phase(self.id, phase);
    }
}

impl Write for &Connection {
    /// Writes a piece of the response. If the client does not take it while others wait, the connection is dropped.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.set_phase(Phase::Responding { writing_since: Some(Instant::now()) });
        let written = self.stream().write(&bytes[..bytes.len().min(MAX_PIECE)]);
        self.set_phase(Phase::Responding { writing_since: None });
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.pool.state().connections.remove(&self.id);
        self.pool.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_open_files_leave_room_for_pages_beside_streams() {
        for files in [0, 30, 64, 256, 1024, 1 << 20, u64::MAX] {
            let limits = Limits::for_open_files(files);
            assert!(limits.slots > limits.streams, "{files} open files: {limits:?}");
            assert!(limits.connections > limits.slots, "{files} open files: {limits:?}");
        }
    }

    #[test]
    fn connections_and_responses_stay_within_the_open_files() {
        for files in [64, 256, 1024] {
            let limits = Limits::for_open_files(files);
            let needed = limits.connections + 4 * limits.slots;
            assert!(needed as u64 + RESERVED_FILES <= files, "{files} open files: {limits:?}");
        }
    }
}
