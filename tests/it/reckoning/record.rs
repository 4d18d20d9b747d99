//! The sample site: real events, and what they come to.

use std::fs;
use std::path::Path;

use super::{Site, check_answer, site_of};

/// Every content file of the sample site.
fn record() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the sample site is there") {
            let path = entry.expect("its folders can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root).expect("it lies in the project");
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("it is text")));
            }
        }
    }
    site_of(&files)
}

#[test]
fn the_record_breaks_no_rule() {
    assert_eq!(record().broken(), [""; 0]);
}

#[test]
fn a_market_bombing_told_in_seven_dispatches_counts_once() {
    check_answer(&record(), "Baghdad 2016-02", "killed: 78; counted: baghdad-market-2016-02-28");
}

#[test]
fn karrada_rose_from_dozens_to_324() {
    check_answer(&record(), "Baghdad 2016-07", "killed: 324; counted: baghdad-karrada-2016-07-03");
}

#[test]
fn volnovakha_is_twelve() {
    check_answer(&record(), "Volnovakha", "killed: 12; counted: volnovakha-2015-01-13");
}

#[test]
fn kyiv_adds_three_incidents_and_names_the_toll_it_leaves_out() {
    check_answer(
        &record(),
        "Kyiv",
        "killed: 80–99; counted: kyiv-2014-02-18 kyiv-2014-02-20 kyiv-found-2014-02-21; \
         tolls: 2014-02-20-kyiv-toll-rises-to-28",
    );
}

#[test]
fn mosul_names_the_toll_of_142_and_leaves_it_out() {
    let site = record();
    let tolls = site.reckon("Mosul").tolls;
    let named = tolls.iter().any(|id| id.as_str().contains("142"));
    assert!(named, "{tolls:?}");
    let counted = site.reckon("Mosul").counted;
    assert!(counted.iter().all(|id| !tolls.contains(id)), "{counted:?}");
}
