//! Tests of what `build` tells scripts that publish.
//! It does not know what the scripts are; `tests/hosting` runs them.

use crate::support::{dateline, new_site, said, save};

#[test]
fn build_tells_scripts_when_the_same_files_give_another_site() {
    let (_folder, site) = new_site();
    let build = |arguments: &[&str]| {
        let output = dateline(&site, &[&["build"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let of_moments = printed.lines().filter(|line| line.starts_with("next_change="));
        of_moments.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(build(&[]), "", "no moment is known");
    let dispatch = |embargo: &str| {
        format!(
            "---\ntitle: T\ndate: 2026-01-02\ncity: Rivertown\ncasualties: unknown\nembargo: {embargo}\n---\n\nText.\n"
        )
    };
    let file = |name: &str| site.join("content/dispatches").join(name);
    save(&file("later.md"), &dispatch("2999-05-01T09:00:00+02:00"));
    save(&file("sooner.md"), &dispatch("2999-03-01T09:00:00+02:00"));
    // The second time nothing has changed.
    for _ in 0..2 {
        assert_eq!(build(&[]), "next_change=2999-03-01T07:00:00Z\n");
    }
    assert_eq!(build(&["--now", "2999-03-01T07:00:00Z"]), "next_change=2999-05-01T07:00:00Z\n");
    assert_eq!(build(&["--now", "2999-05-01T07:00:00Z"]), "");
}
