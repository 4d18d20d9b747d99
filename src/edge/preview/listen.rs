//! The address at which a preview is to be seen: finding a free port, and who can reach it.
//! Knows no HTTP, and says its warnings as values; the command prints them.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

/// The host of a preview that nobody else can reach.
pub const THIS_MACHINE: &str = "127.0.0.1";
/// The port that a preview starts from when none is asked for.
pub const DEFAULT_PORT: u16 = 4000;
/// How many ports are tried, from the first on, before giving up.
const PORTS_TRIED: u16 = 100;

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// At this port and no other; port 0 lets the system choose.
    Asked {
        /// A name or an address.
        host: String,
        /// The port.
        port: u16,
    },
    /// At the first port from this one on that is free.
    FirstFreeFrom {
        /// A name or an address.
        host: String,
        /// The first port to try.
        port: u16,
    },
}

/// How many connections may wait to be accepted.
#[cfg(unix)]
const QUEUE: i32 = 1024;

/// A socket that listens, and the host it was asked for by.
#[derive(Debug)]
pub(super) struct Listening {
    pub(super) listener: TcpListener,
    pub(super) asked_host: String,
    pub(super) address: SocketAddr,
}

impl Listen {
    /// Takes the port, so that nobody else can.
    pub(super) fn bind(&self) -> Result<Listening, ServeFault> {
        match self {
            Listen::Asked { host, port } => {
                bind_at(host, *port)?.ok_or(ServeFault::PortTaken { port: *port })
            }
            Listen::FirstFreeFrom { host, port } => {
                let last = port.saturating_add(PORTS_TRIED - 1);
                for port in *port..=last {
                    if let Some(listening) = bind_at(host, port)? {
                        return Ok(listening);
                    }
                }
                Err(ServeFault::NoFreePort { first: *port, last })
            }
        }
    }
}

/// `None` when the port is taken.
fn bind_at(host: &str, port: u16) -> Result<Option<Listening>, ServeFault> {
    let at_host = |cause| ServeFault::Host { host: host.to_owned(), cause };
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let addresses: Vec<SocketAddr> = (bare, port).to_socket_addrs().map_err(at_host)?.collect();
    let listener = match TcpListener::bind(addresses.as_slice()) {
        Err(fault) if fault.kind() == ErrorKind::AddrInUse => return Ok(None),
        bound => bound.map_err(at_host)?,
    };
    // Rust's own queue of 128 overflows when a script opens hundreds of connections in one go, and
    // whoever comes then waits for a second. The system bounds it where this is too long.
    #[cfg(unix)]
    let _ = rustix::net::listen(&listener, QUEUE);
    let address = listener.local_addr().map_err(at_host)?;
    let asked_host = if bare.contains(':') { format!("[{bare}]") } else { bare.to_owned() };
    Ok(Some(Listening { listener, asked_host, address }))
}

/// The address to open in a browser on this machine: `http://127.0.0.1:4000/`.
///
/// It is the address itself and not `localhost`, a name that may lead to another program's socket.
pub(super) fn url(address: SocketAddr) -> String {
    format!("http://{}/", reachable(address))
}

/// The address by which this machine reaches a socket of its own, which may listen at every one.
pub(super) fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

/// A preview that more than this machine can reach. It displays as a warning to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposed {
    address: SocketAddr,
    elsewhere: Option<SocketAddr>,
}

impl Exposed {
    /// `None` when only programs on this machine can connect.
    pub(super) fn at(address: SocketAddr) -> Option<Exposed> {
        let is_private = address.ip().to_canonical().is_loopback();
        (!is_private).then(|| Exposed { address, elsewhere: elsewhere(address) })
    }

    /// The address to open in a browser on another machine: `http://192.168.1.5:4000/`. `None` while this machine has none.
    pub fn url(&self) -> Option<String> {
        self.elsewhere.map(url)
    }
}

/// The address by which other machines reach a socket of this one, which may listen at every address there is.
fn elsewhere(mut address: SocketAddr) -> Option<SocketAddr> {
    if address.ip().is_unspecified() {
        // Addresses for documentation: nobody has them, so the way there is the way to everybody, the default route.
        let anybody: [(SocketAddr, SocketAddr); 2] = [
            ((Ipv4Addr::UNSPECIFIED, 0).into(), (Ipv4Addr::new(192, 0, 2, 1), 9).into()),
            (
                (Ipv6Addr::UNSPECIFIED, 0).into(),
                (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 9).into(),
            ),
        ];
        // A socket at every address of version 6 is at every one of version 4 too, whose addresses can be typed.
        let reached = if address.is_ipv4() { &anybody[..1] } else { &anybody };
        address.set_ip(reached.iter().find_map(|(from, to)| own_address(*from, *to))?);
    }
    Some(address)
}

/// The address of this machine on the way to another. A socket that is connected without a word being sent knows it.
fn own_address(from: SocketAddr, to: SocketAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

impl fmt::Display for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exposed { address, .. } = self;
        write!(
            f,
            "everybody who can reach {address} can read this preview before it is published; \
             leave out --host to keep it to this machine"
        )
    }
}

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeFault {
    /// The port that was asked for is in use.
    PortTaken {
        /// That port.
        port: u16,
    },
    /// All the ports that were tried are in use.
    NoFreePort {
        /// The first tried.
        first: u16,
        /// The last tried.
        last: u16,
    },
    /// The host cannot be resolved, or is not an address of this machine.
    Host {
        /// The host as it was asked for.
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
            ServeFault::PortTaken { port } => write!(
                f,
                "port {port} is in use by another program; leave out --port to use the next free one"
            ),
            ServeFault::NoFreePort { first, last } => write!(
                f,
                "every port from {first} to {last} is in use; name a free one with --port"
            ),
            ServeFault::Host { host, cause } => write!(
                f,
                "cannot listen at `{host}`: {cause}; leave out --host to use {THIS_MACHINE}"
            ),
            ServeFault::System { cause } => write!(f, "cannot start the preview: {cause}"),
        }
    }
}

impl Error for ServeFault {}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(host: &str) -> Listening {
        let asked = Listen::Asked { host: host.to_owned(), port: 0 };
        asked.bind().expect("the system has a free port")
    }

    #[test]
    fn the_next_free_port_is_taken_when_none_is_asked_for() {
        let holder = listen(THIS_MACHINE);
        let taken = holder.address.port();
        let asked = Listen::Asked { host: THIS_MACHINE.to_owned(), port: taken };
        let next = Listen::FirstFreeFrom { host: THIS_MACHINE.to_owned(), port: taken };
        assert!(next.bind().expect("one of a hundred is free").address.port() > taken);
        let fault = asked.bind().expect_err("it is taken").to_string();
        assert!(fault.starts_with(&format!("port {taken} is in use")), "{fault}");
        drop(holder);
    }

    #[test]
    fn only_a_host_beyond_this_machine_is_warned_of() {
        assert_eq!(Exposed::at(listen(THIS_MACHINE).address), None);
        assert_eq!(Exposed::at(listen("localhost").address), None);
        let exposed =
            Exposed::at(listen("0.0.0.0").address).expect("the whole network can connect");
        assert!(exposed.to_string().starts_with("everybody who can reach 0.0.0.0:"));
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
        let asked = Listen::Asked { host: "192.0.2.1".to_owned(), port: 0 };
        let fault = asked.bind().expect_err("a documentation address is nobody's").to_string();
        assert!(fault.starts_with("cannot listen at `192.0.2.1`: "), "{fault}");
    }

    #[test]
    fn the_address_to_open_is_one_that_a_browser_can_open() {
        assert_eq!(url(SocketAddr::from(([0, 0, 0, 0], 4000))), "http://127.0.0.1:4000/");
        assert_eq!(url(SocketAddr::from(([0; 16], 4000))), "http://[::1]:4000/");
    }
}
