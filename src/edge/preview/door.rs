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

/// A Unix socket in a folder that only its owner may enter; the folder goes when this is dropped.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Door {
    folder: std::path::PathBuf,
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
        Connection::connect(self.socket())
    }

    fn open_in(parent: &std::path::Path) -> io::Result<(Door, Listener)> {
        use std::os::unix::fs::DirBuilderExt;
        let folder = parent.join(format!("dateline-{}", unguessable()));
        // A folder that is already there is an error, so that nobody can have prepared it for us.
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let door = Door { folder };
        let listener = std::os::unix::net::UnixListener::bind(door.socket())?;
        Ok((door, listener.into()))
    }

    fn socket(&self) -> std::path::PathBuf {
        self.folder.join("preview")
    }
}

#[cfg(unix)]
impl Drop for Door {
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

    #[test]
    fn the_door_is_open_to_its_owner_alone_and_leaves_nothing_behind() {
        let (door, _listener) = Door::open().expect("there is a folder for temporary files");
        let folder = door.folder.clone();
        let mode = std::fs::metadata(&folder).expect("it was made").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        door.connect().expect("a socket that is bound takes connections");
        drop(door);
        assert!(!folder.exists());
    }

    #[test]
    fn no_two_doors_have_the_same_word() {
        assert_ne!(unguessable(), unguessable());
        assert_eq!(unguessable().len(), 32);
    }
}
