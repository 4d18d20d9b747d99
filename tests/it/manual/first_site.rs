//! Follows the page "Your first site" step by step, with the very commands and texts that are printed there.
//! It does not know what they do; the page says it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::root;
use crate::support::{dateline, said, save};

#[test]
fn whoever_follows_the_page_your_first_site_gets_what_it_says() {
    let page = fs::read_to_string(root().join("docs/first-site.md")).expect("a page");
    let blocks = blocks(&page);
    let block = |start: &str| {
        let found = blocks.iter().find(|block| block.starts_with(start));
        found.unwrap_or_else(|| panic!("the page has no block that begins with {start}")).as_str()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("newsroom");
    assert!(block("dateline init").ends_with("cd newsroom\n"));
    run(folder.path(), &["init", "newsroom"]);

    let new = "dateline new \"Market in Rivertown shelled\" --city Rivertown --date 2026-03-14\n";
    assert_eq!(block("dateline new"), new);
    let title = "Market in Rivertown shelled";
    let made = run(&site, &["new", title, "--city", "Rivertown", "--date", "2026-03-14"]);
    let name = made.lines().next().expect("the name of the file");
    assert!(page.contains(&format!("prints its name: `{name}`")), "{made}");

    let dispatch = block("---\ntitle: Market");
    save(&site.join(name), dispatch);
    run(&site, &["check"]);
    let examples = ["content/dispatches/a-first-dispatch.md", "content/cities/sample-town.md"];
    let wrong = dispatch
        .replace("killed:", "killled:")
        .replace("town's hospital", "[town's hospital](hospital.md)");
    save(&site.join(name), &wrong);
    let report = dateline(&site, &["check"]);
    assert_eq!(String::from_utf8_lossy(&report.stdout), block("error[unknown-key]"));

    save(&site.join(name), dispatch);
    let built = run(&site, &["build"]);
    assert!(built.contains("figures-not-recorded") && built.contains("invented example"));
    assert!(page.contains("`figures-not-recorded`"));
    for example in examples {
        assert!(page.contains(&format!("`{example}`")));
        fs::remove_file(site.join(example)).expect("init has made it");
    }
    assert_eq!(
        block("dateline figures accept --deleted"),
        "dateline figures accept --deleted a-first-dispatch\n"
    );
    run(&site, &["figures", "accept", "--deleted", "a-first-dispatch"]);
    let gone = page.find("## 6. Delete the example") < page.find("## 7. Publish");
    assert!(gone, "readers never see the example");
    assert!(!run(&site, &["build"]).contains("invented example"));
    run(&site, &["figures", "accept"]);
    assert_eq!(listed(&page, &site.join("public")), published(&site.join("public")));
    assert!(run(&site, &["toll", "--city", "Rivertown", "--explain"]).contains("at least 12"));

    run(&site, &["theme", "plain"]);
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    save(&site.join("site.toml"), &format!("theme = \"plain\"\n{settings}"));
    run(&site, &["build"]);
}

/// What a command says that must not fail.
#[track_caller]
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = dateline(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    said(&output)
}

/// The indented blocks of a page, as they are typed or printed.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in page.lines() {
        let block = blocks.last_mut().expect("there is one");
        match line.strip_prefix("    ") {
            Some(typed) => *block += &format!("{typed}\n"),
            // An empty line may be in the middle of a block.
            None if line.is_empty() && !block.is_empty() => block.push('\n'),
            None => blocks.push(String::new()),
        }
    }
    let blocks = blocks.into_iter().filter(|block| !block.is_empty());
    blocks.map(|block| format!("{}\n", block.trim_end())).collect()
}

/// What the table of the page names that stands directly in the published folder.
fn listed(page: &str, public: &Path) -> BTreeSet<String> {
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let paths = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned));
    let paths: BTreeSet<String> = paths.collect();
    for path in &paths {
        assert!(public.join(path).exists(), "the page promises {path}");
    }
    paths.iter().filter_map(|path| path.split('/').next()).map(str::to_owned).collect()
}

/// What is in the published folder.
fn published(public: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(public).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names.map(|name| name.into_string().expect("a name in letters")).collect()
}
