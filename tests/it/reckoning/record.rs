//! The sample site: real events, and what they come to.

use std::fs;
use std::path::Path;

use dateline::chronicle::reckoning::reckon;
use dateline::field::day::{Day, DayRange};
use dateline::field::slug::Slug;

use super::{Asked, Site, check_answer, site_of};

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
fn kyiv_counts_the_toll_of_28_that_holds_26_and_what_lies_beside_it() {
    check_answer(
        &record(),
        "Kyiv 2014-02",
        "killed: 82–101; counted: kyiv-2014-02-18 kyiv-2014-02-20 kyiv-found-2014-02-21; \
         tolls: 2014-02-20-kyiv-toll-rises-to-28",
    );
}

/// The last days of May 2017 in Mosul.
fn late_may() -> DayRange {
    let day = |day| Day::parse(day).expect("a day of the calendar");
    DayRange::new(day("2017-05-26"), day("2017-05-31")).expect("six days")
}

#[test]
fn mosul_in_late_may_proves_154_and_leaves_the_most_open() {
    let site = record();
    let asked = Asked { days: Some(late_may()), ..Asked::of("Mosul") };
    let places = &site.chronicle.places;
    let reckoning = reckon(site.chronicle.incidents.values(), &asked.question(), places);
    let killed = reckoning.killed().and_then(|toll| toll.bounds).expect("a number is known");
    assert_eq!((killed.min, killed.max), (154, None));
}

#[test]
fn of_the_series_of_west_mosul_the_later_142_stands() {
    let reckoning = record().reckon("Mosul");
    let ids = |ids: &[Slug]| ids.iter().map(Slug::to_string).collect::<Vec<_>>();
    assert_eq!(ids(&reckoning.tolls), ["2017-06-01-mosul-142-in-six-days"]);
    assert_eq!(ids(&reckoning.overtaken), ["2017-05-31-coalition-looks-into-west-mosul-claims"]);
}
