//! Tests of how tolls are explained, on pages and in the terminal: both agree with the toll, and the parts add up to it.
//! It does not check the totals themselves; `reckoning` does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dateline::chronicle::measure::Measure;
use dateline::chronicle::visible::Drafts;
use dateline::compose::Composition;
use dateline::edge::disk;
use dateline::plan::edition::Edition;
use dateline::plan::route::Route;
use dateline::plan::view::View;
use dateline::plan::view::explained::{ContributionView, ExplainedPage};
use dateline::plan::view::toll::{TollRowView, TollView};
use dateline::plan::view::values::{CountView, FigureView};
use serde_json::Value;

use crate::site::{NOW, composed, printed};
use crate::support;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample() -> Composition {
    let snapshot = disk::read(root(), NOW.parse().expect("a moment")).expect("the sample site");
    composed(&snapshot, Drafts::Hidden, &mut support::cache())
}

fn edition(composition: &Composition) -> &Edition {
    &composition.site.as_ref().expect("a site").edition
}

fn views(edition: &Edition) -> impl Iterator<Item = (&Route, View)> {
    edition.pages.iter().filter_map(|(route, page)| Some((route, page.view()?)))
}

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("the program starts")
}

/// The output of the program for `arguments`, and its exit code.
fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = dateline(folder, arguments);
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (output.status.code(), String::from_utf8_lossy(&both).into_owned())
}

/// A site of dispatches with these names and keys, on the disk.
fn site(dispatches: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content/dispatches");
    fs::create_dir_all(&content).expect("a folder");
    let settings = "title = \"The Record\"\nbase_url = \"https://record.example/\"\n";
    fs::write(folder.path().join("site.toml"), settings).expect("settings");
    for (name, keys) in dispatches {
        let text = format!("---\ntitle: {name}\n{keys}\n---\nText.\n");
        fs::write(content.join(format!("{name}.md")), text).expect("a dispatch");
    }
    folder
}

fn look(folder: &Path) -> Composition {
    let snapshot = disk::read(folder, NOW.parse().expect("a moment")).expect("a site");
    composed(&snapshot, Drafts::Hidden, &mut support::cache())
}

/// The page that explains the toll at `route`.
fn explained(composition: &Composition, route: &str) -> ExplainedPage {
    let page = views(edition(composition)).find(|(at, _)| at.as_file() == route);
    match page {
        Some((_, View::Explained(page))) => page,
        _ => panic!("{route} explains no toll"),
    }
}

/// A row as the terminal's JSON has it.
fn as_json(row: &TollRowView) -> Value {
    let CountView { known, min, max, approximate, .. } = &row.count;
    let known = known.then_some(());
    serde_json::json!({
        "measure": row.measure.name(),
        "min": known.map(|()| min),
        "max": known.and(*max),
        "open": known.map(|()| max.is_none()),
        "approximate": known.map(|()| approximate),
    })
}

#[test]
fn the_toll_on_the_terminal_is_the_toll_on_the_page() {
    let composition = sample();
    let mut places = 0;
    for (_, view) in views(edition(&composition)) {
        let View::City(page) = view else { continue };
        let Some(toll) = &page.toll else { continue };
        let option = format!("--{}", page.city.kind);
        let (code, text) = said(root(), &["toll", &option, &page.city.name, "--format", "json"]);
        assert_eq!(code, Some(0), "{text}");
        let mut answer: Value = serde_json::from_str(&text).expect("JSON");
        for row in answer["rows"].as_array_mut().expect("rows") {
            let row = row.as_object_mut().expect("a row");
            row.remove("incidents");
            row.remove("unknown");
        }
        let shown: Vec<Value> = toll.rows.iter().map(as_json).collect();
        assert_eq!(answer["rows"], Value::Array(shown), "{}", page.city.name);
        places += 1;
    }
    // 8 cities, 6 regions and 2 countries.
    assert_eq!(places, 16);
}

#[test]
fn every_toll_leads_to_a_page_that_explains_it() {
    let composition = sample();
    let edition = edition(&composition);
    let leads = |toll: &TollView, route: &Route| {
        let href = toll.explained.as_ref().unwrap_or_else(|| panic!("{route} explains nothing"));
        let page = Route::file(&format!("{href}index.html"));
        assert!(edition.pages.contains_key(&page), "{route} leads to {href}");
    };
    for (route, view) in views(edition) {
        match view {
            View::Front(page) => leads(&page.toll, route),
            View::City(page) => page.toll.iter().for_each(|toll| leads(toll, route)),
            View::Year(page) => leads(&page.year.toll, route),
            View::Month(page) => page.toll.iter().for_each(|toll| leads(toll, route)),
            View::Timeline(page) => page.years.iter().for_each(|year| leads(&year.toll, route)),
            _ => {}
        }
    }
}

/// What a line adds to the minimum and the maximum of a row. None if the line has no number for it.
fn adds(line: &ContributionView, measure: Measure) -> Option<(u64, Option<u64>)> {
    let figures: Vec<&FigureView> = line
        .incident
        .figures
        .iter()
        .flat_map(|whole| [whole].into_iter().chain(&whole.parts))
        .collect();
    let own = figures.iter().find(|figure| figure.measure == measure);
    // A part that equals its total is shown in place of the total, and counts for both.
    let says_both = || {
        figures
            .iter()
            .find(|figure| figure.measure.is_part() && figure.measure.harm() == measure.harm())
    };
    let count = &own.or_else(|| says_both().filter(|_| !measure.is_part()))?.count;
    let excepted = |reasons: &[&str]| {
        let of_row =
            |it: &&dateline::plan::view::explained::ExceptionView| it.measures.contains(&measure);
        line.exceptions.iter().filter(of_row).any(|it| reasons.contains(&it.reason))
    };
    let least = if line.partly || excepted(&["included", "minimum_overlaps", "replaced"]) {
        0
    } else {
        count.min
    };
    let most =
        if excepted(&["included", "maximum_included", "replaced"]) { Some(0) } else { count.max };
    count.known.then_some((least, most))
}

#[track_caller]
fn check_that_it_adds_up(page: &ExplainedPage) {
    let lines = || page.months.iter().flat_map(|month| &month.contributions);
    for row in page.toll.rows.iter().filter(|row| row.measure != Measure::Casualties) {
        let added: Vec<_> = lines().filter_map(|line| adds(line, row.measure)).collect();
        let least: u64 = added.iter().map(|(least, _)| least).sum();
        let most = added.iter().try_fold(0, |sum: u64, (_, most)| Some(sum + (*most)?));
        let (title, name) = (&page.page.title, row.measure.name());
        assert_eq!(row.count.known, !added.is_empty(), "{title}: {name}");
        if row.count.known {
            assert_eq!(row.count.min, least, "{title}: {name}");
            assert_eq!(row.count.max, most.map(|most| most.max(least)), "{title}: {name}");
        }
    }
}

#[test]
fn what_a_page_lists_adds_up_to_the_toll_it_explains() {
    let composition = sample();
    let mut pages = 0;
    for (_, view) in views(edition(&composition)) {
        if let View::Explained(page) = view {
            check_that_it_adds_up(&page);
            pages += 1;
        }
    }
    // Everything, 4 years, 13 months, 8 cities, 6 regions, 2 countries and 5 rows of parties.
    assert_eq!(pages, 39);
}

const WEEK: &str =
    "date: 2017-06-01\ncity: Mosul\nkind: toll\nevent: {from: 2017-05-26, to: 2017-05-31}";

#[test]
fn a_page_says_what_gives_way_to_what() {
    let week =
        format!("{WEEK}\ncasualties: {{killed: at least 142}}\nincludes: [a]\nmay_include: [b]");
    let folder = site(&[
        ("a", "date: 2017-05-30\ncity: Mosul\ncasualties: {killed: 70}"),
        ("b", "date: 2017-05-27\ncity: Mosul\ncasualties: {killed: 10}"),
        ("week", &week),
    ]);
    let composition = look(folder.path());
    let page = explained(&composition, "cities/mosul/toll/index.html");
    let lines = page.months.iter().flat_map(|month| &month.contributions);
    let said: BTreeMap<&str, Vec<&str>> = lines
        .map(|line| {
            let reasons = line.exceptions.iter().map(|exception| exception.reason).collect();
            (line.incident.id.as_str(), reasons)
        })
        .collect();
    assert_eq!(
        said,
        BTreeMap::from([
            ("a", vec!["included"]),
            ("b", vec!["minimum_overlaps"]),
            ("week", vec![])
        ])
    );
    check_that_it_adds_up(&page);
    let remainder = &page.remainders[0];
    // At least 142 in the week, of whom at most 80 are in the two incidents.
    let count = &remainder.figures[0].count;
    assert_eq!((count.min, count.max), (62, None));
}

#[test]
fn a_page_lists_each_source_once_with_the_incidents_that_rest_on_it() {
    let sources =
        |names: &str| format!("city: Mosul\ncasualties: {{killed: 7}}\nsources: [{names}]");
    for theme in ["wire", "plain"] {
        let a = format!("date: 2017-05-30\n{}", sources("{name: Zonal office}, {name: élan vert}"));
        let b =
            format!("date: 2016-05-27\n{}", sources("{name: Zonal office}, {name: Fire service}"));
        let c = format!("date: 2016-05-29\n{}", sources("{name: Mrs. K., protect: true}"));
        let folder = site(&[("a", &a), ("b", &b), ("c", &c)]);
        let settings = folder.path().join("site.toml");
        let text =
            fs::read_to_string(&settings).expect("settings") + &format!("theme = \"{theme}\"\n");
        fs::write(&settings, text).expect("settings");
        let composition = look(folder.path());
        // The toll of everything has a page for each year, and still lists all sources.
        let page = explained(&composition, "toll/index.html");
        let listed: Vec<(&str, usize)> =
            page.sources.list.iter().map(|it| (it.name.title.as_str(), it.incidents)).collect();
        assert_eq!(listed, [("élan vert", 1), ("Fire service", 1), ("Zonal office", 2)]);
        let pages = printed(&composition);
        let html = String::from_utf8_lossy(&pages["cities/mosul/toll/index.html"]).into_owned();
        let (_, list) = html.split_once("Rests on 3 named sources").expect("a list");
        support::in_order(list, &["élan vert", "1", "Fire service", "1", "Zonal office", "2"]);
        assert!(!html.contains("Mrs. K."));
    }
}

#[test]
fn no_more_sources_are_listed_than_a_page_has_room_for() {
    let dispatches: Vec<(String, String)> = (0..260)
        .map(|n| {
            let keys = format!(
                "date: 2017-05-{:02}\ncity: Mosul\ncasualties: {{killed: 1}}\nsources: [{{name: Office {n}}}, {{name: Zonal office}}]",
                n % 28 + 1
            );
            (format!("d-{n}"), keys)
        })
        .collect();
    let named: Vec<(&str, &str)> =
        dispatches.iter().map(|(n, k)| (n.as_str(), k.as_str())).collect();
    let folder = site(&named);
    let composition = look(folder.path());
    let sources = explained(&composition, "timeline/2017/05/toll/index.html").sources;
    assert_eq!((sources.count, sources.list.len(), sources.more), (261, 200, 61));
    let last = sources.list.last().map(|it| (it.name.title.as_str(), it.incidents));
    assert_eq!(last, Some(("Zonal office", 260)));
    let second = explained(&composition, "timeline/2017/05/toll/page/2/index.html");
    assert_eq!(second.sources.count, 0, "they are on the first page");
}

#[test]
fn a_long_toll_is_explained_year_by_year() {
    let dispatches: Vec<(String, String)> = (0..260)
        .map(|n| {
            let (year, month, day) = (2015 + n % 3, n % 12 + 1, n % 28 + 1);
            let keys = format!("date: {year}-{month:02}-{day:02}\ncity: Mosul\ncasualties: {{killed: 1}}");
            (format!("d-{n}"), keys)
        })
        .chain([(
            "new-year".to_owned(),
            "date: 2016-01-02\nevent: {from: 2015-12-31, to: 2016-01-01}\ncity: Mosul\ncasualties: {killed: 4}"
                .to_owned(),
        )])
        .collect();
    let named: Vec<(&str, &str)> =
        dispatches.iter().map(|(n, k)| (n.as_str(), k.as_str())).collect();
    let folder = site(&named);
    let composition = look(folder.path());
    let page = explained(&composition, "cities/mosul/toll/index.html");
    let years: Vec<Option<i16>> = page.parts.iter().map(|part| part.year).collect();
    assert_eq!(years, [Some(2015), Some(2016), Some(2017)]);
    let listed: Vec<&str> = page
        .months
        .iter()
        .flat_map(|month| &month.contributions)
        .map(|line| line.incident.id.as_str())
        .collect();
    assert_eq!(listed, ["new-year"], "only what lies in no year is listed on the long one");
    for part in &page.parts {
        let route = format!("{}index.html", part.href.trim_start_matches('/'));
        check_that_it_adds_up(&explained(&composition, &route));
    }
    let pages = printed(&composition);
    let text = String::from_utf8_lossy(&pages["cities/mosul/toll/index.html"]);
    assert!(text.contains("<a href=\"/cities/mosul/toll/2016/\"><bdi>2016</bdi></a>"), "{text}");
}

#[test]
fn the_terminal_explains_down_to_the_file() {
    let week = format!("{WEEK}\ncasualties: {{killed: 50}}\nincludes: [a]");
    let folder = site(&[
        ("a", "date: 2017-05-30\ncity: Mosul\ncasualties: {killed: 12-24}"),
        ("week", &week),
    ]);
    let (code, text) = said(folder.path(), &["toll", "--city", "Mosul", "--explain"]);
    assert_eq!(code, Some(0), "{text}");
    for line in [
        "killed                      50",
        "killed                    12-24             content/dispatches/a.md",
        "killed: not added; it is part of week, which is counted",
        "week: killed, 26–38",
    ] {
        assert!(text.contains(line), "`{line}` is not in:\n{text}");
    }
}

#[test]
fn columns_of_the_terminal_never_run_together() {
    let words = "at least twelve, the mayor says";
    let keys = format!(
        "date: 2017-05-30\ncity: Mosul\ncasualties: {{killed: {{min: 12, text: \"{words}\"}}}}"
    );
    let folder = site(&[("a", &keys)]);
    let (_, text) = said(folder.path(), &["toll", "--explain"]);
    assert!(text.contains(&format!("  {words}  content/dispatches/a.md")), "{text}");
}

#[test]
fn a_toll_of_some_days_names_what_reaches_beyond_them() {
    let week = format!("{WEEK}\ncasualties: {{killed: 50}}");
    let folder = site(&[("week", &week)]);
    let (_, text) = said(folder.path(), &["toll", "--from", "2017-05-30", "--explain"]);
    assert!(
        text.contains("not added: up to 50 people killed in 1 incident partly outside the period"),
        "{text}"
    );
    assert!(
        text.contains("Not counted: partly outside the period\n  2017-05-26 to 2017-05-31  week"),
        "{text}"
    );
}

#[test]
fn more_than_keeps_its_open_end_in_a_spreadsheet() {
    let folder =
        site(&[("a", "date: 2017-05-30\ncity: Mosul\ncasualties: {killed: more than 120}")]);
    let (_, text) = said(folder.path(), &["toll", "--format", "csv"]);
    assert!(text.contains("killed,,120,,true,false,1,0\n"), "{text}");
    let (_, text) = said(folder.path(), &["toll", "--format", "csv", "--explain"]);
    assert!(
        text.contains("a,2017-05-30,2017-05-30,killed,,120,,true,false,more than 120,"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_asked_is_a_fault_of_the_command() {
    let folder = site(&[("a", "date: 2017-05-30\ncity: Mosul\ncasualties: {killed: 1}")]);
    let cases = [
        (vec!["--city", "Mosull"], "no published dispatch is from `Mosull`; did you mean `Mosul`?"),
        (vec!["--from", "2017-13-01"], "2017-13-01"),
        (
            vec!["--from", "2017-06-02", "--to", "2017-06-01"],
            "`--from 2017-06-02` is after `--to 2017-06-01`",
        ),
        (
            vec!["--harm", "kiled"],
            "`--harm kiled` is not a kind of harm; write one of killed, injured",
        ),
    ];
    for (arguments, expected) in cases {
        let (code, text) = said(folder.path(), &[&["toll"], arguments.as_slice()].concat());
        assert_eq!(code, Some(2), "{text}");
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn there_is_no_toll_while_the_content_has_errors() {
    let folder = site(&[("a", "date: 2017-05-30\ncity: Mosul\ncasualties: {killed: -1}")]);
    let (code, text) = said(folder.path(), &["toll"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("not-a-count") && text.contains("Then run `dateline toll` again"),
        "{text}"
    );
}
