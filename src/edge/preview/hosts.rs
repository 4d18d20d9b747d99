//! The names that a preview answers to, told from those that a hostile page may try.
//! Knows only names and ports: it resolves nothing.

use std::net::{IpAddr, SocketAddr};

/// The names by which the preview may be called.
///
/// A page on the open web can let its own name resolve to this machine and then read the answers as
/// its own (DNS rebinding); it cannot choose the `Host` that the browser sends.
#[derive(Debug)]
pub(super) struct Hosts {
    names: Vec<String>,
    port: u16,
}

impl Hosts {
    /// The loopback names, the host that the editor asked for, and the address that this very
    /// connection came in by.
    pub(super) fn new(asked: &str, came_in_by: SocketAddr) -> Hosts {
        let came_in_by_ip = match came_in_by.ip().to_canonical() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let names = ["localhost", "127.0.0.1", "[::1]", asked, &came_in_by_ip];
        Hosts { names: names.map(str::to_owned).to_vec(), port: came_in_by.port() }
    }

    /// Whether `host`, as a browser sends it (`localhost:4000`), is one of them.
    pub(super) fn include(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        port == Some(self.port) && self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> Hosts {
        Hosts::new("editor.local", SocketAddr::from(([192, 168, 1, 5], 4000)))
    }

    #[test]
    fn a_preview_answers_to_this_machine_and_to_the_host_asked_for() {
        for host in [
            "localhost:4000",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "editor.local:4000",
        ] {
            assert!(hosts().include(host), "{host} was refused");
        }
    }

    #[test]
    fn a_preview_answers_to_the_address_that_the_connection_came_in_by() {
        assert!(hosts().include("192.168.1.5:4000"));
        assert!(!hosts().include("192.168.1.6:4000"));
    }

    #[test]
    fn a_preview_answers_to_no_other_name_or_port() {
        for host in [
            "",
            "localhost",
            "localhost:80",
            "localhost:40000",
            "localhost:",
            "localhost:4000:4000",
            "evil.example:4000",
            "localhost.evil.example:4000",
            "localhost.:4000",
            "[::1]",
            "::1:4000",
            "user@localhost:4000",
            "127.1:4000",
        ] {
            assert!(!hosts().include(host), "{host} was taken");
        }
    }

    #[test]
    fn a_preview_on_port_80_answers_without_the_port() {
        let hosts = Hosts::new("localhost", SocketAddr::from(([127, 0, 0, 1], 80)));
        assert!(hosts.include("localhost"));
        assert!(hosts.include("[::1]"));
    }
}
