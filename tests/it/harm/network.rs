//! A preview that other machines on the network can reach, because the user chose that.

use super::{Newsroom, Serving, skipped};

#[test]
fn a_preview_for_the_network_warns_and_says_what_to_open() {
    let newsroom = Newsroom::new();
    let mut serving = Serving::start(&mut newsroom.command(&["--host", "0.0.0.0", "--port", "0"]));
    let warning = serving.wait_for("warning: ");
    assert!(warning.starts_with("warning: other people on your network can open"), "{warning}");
    assert!(warning.ends_with("To allow only this computer, leave out --host"), "{warning}");
    let told = serving.wait_for("machine");
    let port = serving.address.rsplit(':').next().expect("an address has a port").to_owned();
    let ask = |serving: &Serving, host: &str| {
        serving.send(serving.question("", "").replace(&serving.address, host).as_bytes())
    };
    assert!(ask(&serving, &format!("localhost:{port}")).starts_with("HTTP/1.1 200 "));
    assert!(ask(&serving, &format!("0.0.0.0:{port}")).starts_with("HTTP/1.1 200 "));
    for foreign in ["evil.example", "192.0.2.77", "127.0.0.1.evil.example"] {
        assert!(
            ask(&serving, &format!("{foreign}:{port}")).starts_with("HTTP/1.1 403 "),
            "{foreign}"
        );
    }
    let Some(url) = told.strip_prefix("on another machine, open http://") else {
        assert!(told.starts_with("this machine is on no network now"), "{told}");
        skipped("this machine is on no network, so nobody else can open the preview");
        return;
    };
    // What the other machine opens is answered to under that name, if it comes in by that address.
    serving.address = url.split('/').next().expect("an address").to_owned();
    assert!(!serving.address.starts_with("127.") && !serving.address.starts_with("0."), "{url}");
    assert!(ask(&serving, &format!("evil.example:{port}")).starts_with("HTTP/1.1 403 "));
    serving.check_unharmed("questions from the network");
}

#[test]
fn a_name_of_this_machine_alone_is_not_warned_of() {
    let newsroom = Newsroom::new();
    let serving = Serving::start(&mut newsroom.command(&["--host", "localhost", "--port", "0"]));
    serving.wait_for("Preview of");
    let mut child = serving;
    child.child.kill().expect("it runs");
    let warned = child.said.iter().any(|line| line.contains("everybody"));
    assert!(!warned, "localhost is not the network");
}
