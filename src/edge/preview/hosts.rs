//! The host names that a preview answers to. A hostile page may try others.
//! Knows only names and ports: it resolves no name.

use std::net::{IpAddr, SocketAddr};

/// The host names that a preview answers to.
///
/// A page on the web can make its own name resolve to this machine and then read the responses as its own (DNS rebinding).
/// It cannot choose the `Host` that the browser sends.
#[derive(Debug)]
pub(super) struct AllowedHosts {
    names: Vec<String>,
    port: u16,
}

impl AllowedHosts {
    /// The loopback names, the host that the preview was started with, and the local address of the connection.
    pub(super) fn new(asked: &str, local: SocketAddr) -> AllowedHosts {
        let local_ip = match local.ip().to_canonical() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let names = ["localhost", "127.0.0.1", "[::1]", asked, &local_ip];
        AllowedHosts { names: names.map(str::to_owned).to_vec(), port: local.port() }
    }

    /// Whether `host`, as a browser sends it (`localhost:4000`), is allowed.
    pub(super) fn contain(&self, host: &str) -> bool {
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

    fn hosts() -> AllowedHosts {
        AllowedHosts::new("editor.local", SocketAddr::from(([192, 168, 1, 5], 4000)))
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
            assert!(hosts().contain(host), "{host} was refused");
        }
    }

    #[test]
    fn a_preview_answers_to_the_local_address_of_the_connection() {
        assert!(hosts().contain("192.168.1.5:4000"));
        assert!(!hosts().contain("192.168.1.6:4000"));
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
            assert!(!hosts().contain(host), "{host} was allowed");
        }
    }

    #[test]
    fn a_preview_on_port_80_answers_without_the_port() {
        let hosts = AllowedHosts::new("localhost", SocketAddr::from(([127, 0, 0, 1], 80)));
        assert!(hosts.contain("localhost"));
        assert!(hosts.contain("[::1]"));
    }
}
