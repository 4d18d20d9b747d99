//! The address of a preview: how a free port is found, and who can reach it.
//! Knows no HTTP. Its warnings are values, which the command prints.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::ops::RangeInclusive;

/// The default host, which only this machine can reach.
pub const LOOPBACK: &str = "127.0.0.1";
/// The first port to try if the user names none.
pub const DEFAULT_PORT: u16 = 4000;
/// Maximum number of ports that are tried.
const PORTS_TRIED: u16 = 100;

/// Where to listen: at the first of these ports that is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    host: String,
    ports: RangeInclusive<u16>,
}

/// Maximum number of connections that wait to be accepted.
#[cfg(unix)]
const QUEUE: i32 = 1024;

/// A listening socket, with the host that the user named.
#[derive(Debug)]
pub(super) struct Listening {
    pub(super) listener: TcpListener,
    pub(super) asked_host: String,
    pub(super) address: SocketAddr,
}

impl Listen {
    /// At exactly this port of a host, which is a name or an address. Port 0 lets the system choose.
    pub fn exactly(host: impl Into<String>, port: u16) -> Listen {
        Listen { host: host.into(), ports: port..=port }
    }

    /// At the first free port of a host, starting with this one.
    pub fn first_free_from(host: impl Into<String>, port: u16) -> Listen {
        Listen { host: host.into(), ports: port..=port.saturating_add(PORTS_TRIED - 1) }
    }

    /// Opens the port.
    pub(super) fn bind(&self) -> Result<Listening, ServeFault> {
        for port in self.ports.clone() {
            if let Some(listening) = bind_at(&self.host, port)? {
                return Ok(listening);
            }
        }
        Err(ServeFault::PortsTaken(self.ports.clone()))
    }
}

/// Opens a port; `None` if it is in use.
fn bind_at(host: &str, port: u16) -> Result<Option<Listening>, ServeFault> {
    let at_host = |cause| ServeFault::Host { host: host.to_owned(), cause };
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let addresses: Vec<SocketAddr> = (bare, port).to_socket_addrs().map_err(at_host)?.collect();
    let listener = match TcpListener::bind(addresses.as_slice()) {
        Err(fault) if fault.kind() == ErrorKind::AddrInUse => return Ok(None),
        bound => bound.map_err(at_host)?,
    };
    // Rust's queue of 128 overflows when a script opens hundreds of connections at once, and then new connections take a
    // second. The system shortens the queue if it is too long.
    #[cfg(unix)]
    let _ = rustix::net::listen(&listener, QUEUE);
    let address = listener.local_addr().map_err(at_host)?;
    let asked_host = if bare.contains(':') { format!("[{bare}]") } else { bare.to_owned() };
    Ok(Some(Listening { listener, asked_host, address }))
}

/// The address to open in a browser on this machine: `http://127.0.0.1:4000/`.
///
/// It has the address and not `localhost`, because that name may lead to the socket of another program.
pub(super) fn url(address: SocketAddr) -> String {
    format!("http://{}/", reachable(address))
}

/// The address at which this machine reaches a socket of its own. The socket may listen at all addresses.
pub(super) fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

/// A preview that other machines can reach. It displays as a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposed {
    address: SocketAddr,
    elsewhere: Option<SocketAddr>,
}

impl Exposed {
    /// `None` if only programs on this machine can connect.
    pub(super) fn at(address: SocketAddr) -> Option<Exposed> {
        let is_private = address.ip().to_canonical().is_loopback();
        (!is_private).then(|| Exposed { address, elsewhere: elsewhere(address) })
    }

    /// The address to open in a browser on another machine: `http://192.168.1.5:4000/`. `None` if this machine is on no
    /// network.
    pub fn url(&self) -> Option<String> {
        self.elsewhere.map(url)
    }
}

/// The address at which other machines reach a socket of this one. The socket may listen at all addresses.
fn elsewhere(mut address: SocketAddr) -> Option<SocketAddr> {
    if address.ip().is_unspecified() {
        // Addresses from documentation belong to nobody, so the way to them is the default route.
        let ipv4 = || own_address("0.0.0.0:0", "192.0.2.1:9");
        // A socket at all IPv6 addresses is at all IPv4 addresses too, and those are easier to type.
        let ipv6 = || own_address("[::]:0", "[2001:db8::1]:9").filter(|_| address.is_ipv6());
        address.set_ip(ipv4().or_else(ipv6)?);
    }
    Some(address)
}

/// The address of this machine on the way to another. The system finds it when a UDP socket is connected; nothing is sent.
fn own_address(from: &str, to: &str) -> Option<IpAddr> {
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

impl fmt::Display for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "other people on your network can open this preview, which listens at {}. \
             To allow only this computer, leave out --host",
            self.address
        )
    }
}

/// Why the preview does not start.
#[derive(Debug)]
pub enum ServeFault {
    /// All ports that were tried are in use.
    PortsTaken(RangeInclusive<u16>),
    /// The host cannot be resolved, or is not an address of this machine.
    Host {
        /// The host that the user named.
        host: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The system has no room for the server's own parts.
    System {
        /// What the system says.
        cause: io::Error,
    },
}

impl fmt::Display for ServeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeFault::PortsTaken(ports) if ports.start() == ports.end() => write!(
                f,
                "port {} is in use by another program; leave out --port to use the next free one",
                ports.start()
            ),
            ServeFault::PortsTaken(ports) => write!(
                f,
                "every port from {} to {} is in use; name a free one with --port",
                ports.start(),
                ports.end()
            ),
            ServeFault::Host { host, cause } => {
                write!(f, "cannot listen at `{host}`: {cause}; leave out --host to use {LOOPBACK}")
            }
            ServeFault::System { cause } => write!(f, "cannot start the preview: {cause}"),
        }
    }
}

impl Error for ServeFault {}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(host: &str) -> Listening {
        Listen::exactly(host, 0).bind().expect("the system has a free port")
    }

    #[test]
    fn the_next_free_port_is_taken_when_none_is_asked_for() {
        let holder = listen(LOOPBACK);
        let taken = holder.address.port();
        let asked = Listen::exactly(LOOPBACK, taken);
        let next = Listen::first_free_from(LOOPBACK, taken);
        assert!(next.bind().expect("one of a hundred is free").address.port() > taken);
        let fault = asked.bind().expect_err("it is taken").to_string();
        assert!(fault.starts_with(&format!("port {taken} is in use")), "{fault}");
        drop(holder);
    }

    #[test]
    fn only_a_host_beyond_this_machine_is_warned_of() {
        assert_eq!(Exposed::at(listen(LOOPBACK).address), None);
        assert_eq!(Exposed::at(listen("localhost").address), None);
        let exposed =
            Exposed::at(listen("0.0.0.0").address).expect("the whole network can connect");
        let warning = exposed.to_string();
        assert!(warning.contains("which listens at 0.0.0.0:"), "{warning}");
    }

    #[test]
    fn the_address_for_other_machines_is_never_one_that_only_this_machine_understands() {
        let listening = listen("0.0.0.0");
        // A machine without a network has none.
        if let Some(address) = elsewhere(listening.address) {
            assert!(!address.ip().is_loopback() && !address.ip().is_unspecified(), "{address}");
            assert_eq!(address.port(), listening.address.port());
        }
        let named = SocketAddr::from(([192, 168, 1, 5], 4000));
        assert_eq!(elsewhere(named), Some(named), "the address that was asked for is the one");
    }

    #[test]
    fn a_host_that_is_no_address_of_this_machine_is_a_fault_with_its_name() {
        let asked = Listen::exactly("192.0.2.1", 0);
        let fault = asked.bind().expect_err("a documentation address is nobody's").to_string();
        assert!(fault.starts_with("cannot listen at `192.0.2.1`: "), "{fault}");
    }

    #[test]
    fn the_address_to_open_is_one_that_a_browser_can_open() {
        assert_eq!(url(SocketAddr::from(([0, 0, 0, 0], 4000))), "http://127.0.0.1:4000/");
        assert_eq!(url(SocketAddr::from(([0; 16], 4000))), "http://[::1]:4000/");
    }
}
