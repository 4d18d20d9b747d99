//! The private door between the guard and the web server behind, which nobody else finds open.
//! Knows no HTTP: it is a place to listen at and to connect to.

use std::hash::{BuildHasher, RandomState};
use std::io;

use tiny_http::Listener;

/// One connection through the door, seen from the guard's side.
#[cfg(unix)]
pub(super) type Connection = std::os::unix::net::UnixStream;
/// One connection through the door, seen from the guard's side.
#[cfg(not(unix))]
pub(super) type Connection = std::net::TcpStream;

/// A Unix socket in a folder that only its owner may enter.
///
/// On Linux the folder is gone again before anybody comes through: the socket is reached by an open file that leads to it, so
/// that a preview which is killed leaves nothing behind. Elsewhere the folder goes when this is dropped.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Door {
    way: std::path::PathBuf,
    // Keeps `way` leading to the socket.
    _held: Option<std::os::fd::OwnedFd>,
    _room: Option<Room>,
}

#[cfg(unix)]
impl Door {
    /// Opens a new door, and gives what is to listen behind it.
    ///
    /// # Errors
    /// When neither the folder for temporary files nor `/tmp` takes a socket.
    pub(super) fn open() -> io::Result<(Door, Listener)> {
        Door::open_in(&std::env::temp_dir())
            // A socket's path has at most about a hundred bytes, and TMPDIR can be longer.
            .or_else(|fault| Door::open_in("/tmp".as_ref()).map_err(|_| fault))
    }

    /// Goes through the door.
    ///
    /// # Errors
    /// When nobody listens behind it (any more).
    pub(super) fn connect(&self) -> io::Result<Connection> {
        Connection::connect(&self.way)
    }

    fn open_in(parent: &std::path::Path) -> io::Result<(Door, Listener)> {
        use std::os::unix::fs::DirBuilderExt;
        let folder = parent.join(format!("dateline-{}", unguessable()));
        // A folder that is already there is an error, so that nobody can have prepared it for us.
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let room = Room { folder };
        let way = room.socket();
        let listener = std::os::unix::net::UnixListener::bind(&way)?;
        let door = match hidden(&way) {
            Some((held, way)) => Door { way, _held: Some(held), _room: None },
            None => Door { way, _held: None, _room: Some(room) },
        };
        Ok((door, listener.into()))
    }
}

/// The way to a socket that stays open when its name is removed; `None` where there is no such way.
#[cfg(target_os = "linux")]
fn hidden(socket: &std::path::Path) -> Option<(std::os::fd::OwnedFd, std::path::PathBuf)> {
    use rustix::fs::{Mode, OFlags};
    use std::os::fd::AsRawFd;
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let held = rustix::fs::open(socket, flags, Mode::empty()).ok()?;
    let way = std::path::PathBuf::from(format!("/proc/self/fd/{}", held.as_raw_fd()));
    // Where /proc is not mounted the way leads nowhere.
    way.exists().then_some((held, way))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn hidden(_: &std::path::Path) -> Option<(std::os::fd::OwnedFd, std::path::PathBuf)> {
    None
}

#[cfg(unix)]
impl Drop for Door {
    fn drop(&mut self) {
        // tiny_http's listening thread ends at the next knock, and its own does not find the way.
        let _ = self.connect();
    }
}

/// The folder that a socket stands in, and nothing else.
#[cfg(unix)]
#[derive(Debug)]
struct Room {
    folder: std::path::PathBuf,
}

#[cfg(unix)]
impl Room {
    fn socket(&self) -> std::path::PathBuf {
        self.folder.join("preview")
    }
}

#[cfg(unix)]
impl Drop for Room {
    fn drop(&mut self) {
        // Exactly what was made here is removed; a folder with anything else in it stays.
        let _ = std::fs::remove_file(self.socket());
        let _ = std::fs::remove_dir(&self.folder);
    }
}

/// A loopback port that the system picks, where there are no Unix sockets. Others on this machine
/// can connect to it, which is why every question carries the guard's pass.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Door {
    address: std::net::SocketAddr,
}

#[cfg(not(unix))]
impl Door {
    /// Opens a new door, and gives what is to listen behind it.
    ///
    /// # Errors
    /// When the system has no free port.
    pub(super) fn open() -> io::Result<(Door, Listener)> {
        let listener = std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        Ok((Door { address }, listener.into()))
    }

    /// Goes through the door.
    ///
    /// # Errors
    /// When nobody listens behind it (any more).
    pub(super) fn connect(&self) -> io::Result<Connection> {
        let connection = Connection::connect(self.address)?;
        connection.set_nodelay(true)?;
        Ok(connection)
    }
}

/// A word of 32 hexadecimal digits that nobody outside this process can foresee.
pub(super) fn unguessable() -> String {
    // Each state is keyed by the system's random numbers, and its hash of nothing tells no key.
    let half = || RandomState::new().hash_one(std::time::Instant::now());
    format!("{:016x}{:016x}", half(), half())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn names(folder: &tempfile::TempDir) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder.path()).expect("it is there");
        entries.map(|entry| entry.expect("it can be listed").path()).collect()
    }

    #[test]
    fn the_door_is_open_to_its_owner_alone_and_leaves_nothing_behind() {
        let parent = tempfile::tempdir().expect("there is a folder for temporary files");
        let (door, _listener) = Door::open_in(parent.path()).expect("a folder takes a socket");
        let left_when_killed = names(&parent);
        assert!(left_when_killed.is_empty() || cfg!(not(target_os = "linux")));
        for folder in left_when_killed {
            let mode = std::fs::metadata(&folder).expect("it was made").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        for _ in 0..3 {
            door.connect().expect("a socket that is bound takes connections");
        }
        drop(door);
        assert!(names(&parent).is_empty());
    }

    #[test]
    fn no_two_doors_have_the_same_word() {
        assert_ne!(unguessable(), unguessable());
        assert_eq!(unguessable().len(), 32);
    }
}
