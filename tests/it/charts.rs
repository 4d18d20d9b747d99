//! Tests of charts as readers see them: the marks for a number, for no number and for no limit, and the same in the table.
//! It reads pages as text, and does not know how a chart is laid out.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::edge::disk;
use dateline::plan::view::View;
use dateline::plan::view::chart::{ChartView, ColumnView, Mark, Named, Unit};
use dateline::plan::view::lists::PeriodRowView;

use crate::site::{NOW, built, composed, compressed, printed, snapshot};
use crate::support::{self, in_order};

/// A dispatch of Mosul on the fifteenth of a month, with these casualties.
fn dispatch(month: &str, casualties: &str) -> (String, String) {
    let text = format!(
        "---\ntitle: Of {month}\ndate: {month}-15\ncity: Mosul\ncasualties: {{{casualties}}}\n---\nText.\n"
    );
    (format!("content/dispatches/of-{month}.md"), text)
}

/// The page of Mosul with these dispatches, and the chart on it.
fn mosul(told: &[(&str, &str)]) -> (String, Option<ChartView>) {
    let texts: Vec<_> = told.iter().map(|(month, killed)| dispatch(month, killed)).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let composition = composed(&snapshot(&files), Drafts::Hidden, &mut support::cache());
    let pages = printed(&composition);
    let page = String::from_utf8_lossy(&pages["cities/mosul/index.html"]).into_owned();
    let site = composition.site.as_ref().expect("a site");
    let chart = site.edition.pages.values().find_map(|page| match page.view() {
        Some(View::City(page)) if page.pager.number.is_none() => Some(page.chart),
        _ => None,
    });
    (page, chart.expect("the city has a page"))
}

fn chart(told: &[(&str, &str)]) -> ChartView {
    mosul(told).1.expect("there are two numbers")
}

#[track_caller]
fn slot(chart: &ChartView, year: i16, month: i8) -> &ColumnView {
    let is_it = |slot: &&ColumnView| (slot.period.year, slot.period.month) == (year, Some(month));
    chart.columns.iter().find(is_it).expect("every month of the years has a slot")
}

/// The drawing inside the page.
fn drawing(page: &str) -> Option<&str> {
    let from = page.find("<svg role=\"img\"")?;
    let length = page[from..].find("</svg>")? + "</svg>".len();
    Some(&page[from..from + length])
}

#[test]
fn a_month_without_reports_gets_a_dash_and_not_a_nought() {
    let told = [("2016-02", "killed: 10"), ("2016-04", "killed: 0"), ("2016-06", "killed: 12")];
    let chart = chart(&told);
    assert_eq!(slot(&chart, 2016, 2).mark, Mark::Bar);
    assert_eq!(slot(&chart, 2016, 3).mark, Mark::None);
    assert_eq!(slot(&chart, 2016, 4).mark, Mark::Zero);
    let (page, _) = mosul(&told);
    let drawing = drawing(&page).expect("a chart");
    assert_eq!(drawing.matches("class=\"none\"").count(), 2, "March and May");
    assert_eq!(drawing.matches("class=\"mark\"").count(), 1, "the nought of April");
}

#[test]
fn reports_without_a_number_are_neither_a_nought_nor_a_dash() {
    let told =
        [("2016-02", "killed: 10"), ("2016-03", "killed: unknown"), ("2016-04", "killed: 5")];
    let (page, chart) = mosul(&told);
    assert_eq!(slot(&chart.expect("a chart"), 2016, 3).mark, Mark::Unknown);
    let drawing = drawing(&page).expect("a chart");
    assert!(drawing.contains(">?</text>") && !drawing.contains("class=\"none\""), "{drawing}");
}

#[test]
fn no_bar_stands_for_time_before_the_first_report_or_after_the_last() {
    let chart = chart(&[("2016-02", "killed: 10"), ("2016-11", "killed: 5")]);
    assert_eq!(slot(&chart, 2016, 1).mark, Mark::Outside);
    assert_eq!(slot(&chart, 2016, 12).mark, Mark::Outside);
}

#[test]
fn an_open_maximum_has_no_invented_top() {
    let told = [("2016-02", "killed: at least 40"), ("2016-05", "killed: 10-20")];
    let chart = chart(&told);
    let open = slot(&chart, 2016, 2);
    assert!(open.open && open.hatched.is_none());
    assert!(open.solid.height.0 < 1000, "there is room above what is proved");
    let closed = slot(&chart, 2016, 5);
    assert!(!closed.open && closed.hatched.is_some());
    let (page, _) = mosul(&told);
    let drawing = drawing(&page).expect("a chart");
    assert_eq!(drawing.matches("<line ").count(), 1, "a dotted line in place of a top");
    assert!(drawing.contains(">40+</text>"), "{drawing}");
}

#[test]
fn the_axis_is_linear_and_begins_at_nought() {
    let chart = chart(&[("2016-02", "killed: 50"), ("2016-05", "killed: 100")]);
    let height = |month| slot(&chart, 2016, month).solid.height.0;
    assert_eq!((height(2), height(5)), (500, 1000));
    assert!(chart.gridlines.iter().all(|line| u64::from(line.y.rest().0) == line.value * 10));
}

#[test]
fn the_dead_of_a_quiet_month_are_seen_beside_those_of_a_massacre() {
    let chart = chart(&[("2016-02", "killed: 1"), ("2016-05", "killed: 10000")]);
    assert!(slot(&chart, 2016, 2).solid.height.0 > 0);
}

#[test]
fn a_single_number_is_told_by_the_table_alone() {
    let (page, chart) = mosul(&[("2016-02", "killed: 10")]);
    assert!(chart.is_none() && drawing(&page).is_none());
    assert!(page.contains("class=\"almanac tallies\""));
}

#[test]
fn a_record_of_many_years_is_drawn_by_years() {
    let told = [("2010-02", "killed: 10"), ("2014-05", "killed: 100")];
    let chart = chart(&told);
    assert_eq!(chart.unit, Unit::Year);
    let years: Vec<i16> = chart.columns.iter().map(|slot| slot.period.year).collect();
    assert_eq!(years, [2010, 2011, 2012, 2013, 2014], "with the years that nobody told of");
    assert_eq!(chart.columns[1].mark, Mark::None);
}

#[test]
fn where_reports_count_only_civilians_the_chart_is_of_civilians_and_says_so() {
    let told = [("2016-02", "killed: {civilian: 40-60}"), ("2016-05", "killed: {civilian: 1-30}")];
    let (page, chart) = mosul(&told);
    let chart = chart.expect("a chart");
    let february = slot(&chart, 2016, 2);
    assert!(!february.open && february.hatched.is_some(), "{february:?}");
    assert_eq!(february.solid.height.0 + february.hatched.expect("it is").height.0, 1000);
    assert_eq!(slot(&chart, 2016, 5).period.killed.max, Some(30));
    assert!(page.contains("Civilians killed, month by month"), "{page}");
    let table = page.split("class=\"almanac tallies\"").nth(1).expect("a table beneath");
    in_order(table, &["41–90", "at least 41", "40–60", "at least 40", "1–30", "at least 1"]);
    let toll = page.split("<dl class=\"sums\">").nth(1).expect("a toll");
    in_order(toll, &["at least 41", "41–90", "class=\"bar\""]);
    assert!(!toll.contains("<line "), "the bar is of the civilians, who have a maximum: {toll}");
}

#[test]
fn where_the_civilians_are_the_only_number_the_toll_is_of_them() {
    let told = [("2016-02", "killed: {civilian: 0-60}"), ("2016-05", "killed: {civilian: 0-30}")];
    let (page, chart) = mosul(&told);
    assert_eq!(chart.expect("a chart").measure.name(), "killed_civilian");
    let toll = page.split("<dl class=\"sums\">").nth(1).expect("a toll");
    in_order(toll, &["Civilians killed", "up to 90", "class=\"bar\""]);
    assert!(!page.contains("<dt>Killed</dt>") && !page.contains("unknown</bdi>"), "{page}");
    let mixed = [("2016-02", "killed: {civilian: 0-60}"), ("2016-05", "killed: {civilian: 9}")];
    let (page, chart) = mosul(&mixed);
    assert!(chart.expect("a chart").columns.iter().all(|column| !column.open), "{page}");
}

#[test]
fn beside_combatants_the_bar_goes_up_to_the_civilians_and_stays_open() {
    let told = [
        ("2016-02", "killed: {civilian: 40-60}"),
        ("2016-05", "killed: {total: 30, civilian: 20, combatant: 10}"),
    ];
    let (page, chart) = mosul(&told);
    let chart = chart.expect("a chart");
    let february = slot(&chart, 2016, 2);
    assert!(february.open && february.hatched.is_some(), "{february:?}");
    assert!(!slot(&chart, 2016, 5).open);
    assert!(page.contains("People killed, month by month"), "ten of the dead are no civilians");
    assert!(page.contains("up to the highest number of civilians reported"), "{page}");
    assert!(drawing(&page).expect("a chart").contains(">40+</text>"), "{page}");
}

#[test]
fn a_month_of_civilians_and_others_gives_both_numbers_in_its_table() {
    let told = [("2016-02", "killed: {civilian: 40-60, combatant: 5}")];
    let (page, _) = mosul(&told);
    let table = page.split("class=\"almanac tallies\"").nth(1).expect("a table");
    in_order(table, &["40–60</bdi>", "at least 45</bdi>"]);
}

#[test]
fn the_dead_of_whom_nobody_tells_who_they_were_are_no_civilians() {
    let told = [("2016-02", "killed: {civilian: 40-60}"), ("2016-05", "killed: at least 100")];
    let (page, chart) = mosul(&told);
    let chart = chart.expect("a chart");
    assert_eq!(chart.measure.name(), "killed");
    assert!(slot(&chart, 2016, 5).open && slot(&chart, 2016, 5).hatched.is_none());
    let toll = page.split("<dl class=\"sums\">").nth(1).expect("a toll");
    in_order(toll, &["at least 140", "<line "]);
}

#[test]
fn where_no_bar_has_a_maximum_a_line_of_text_says_so() {
    let told = [("2016-02", "killed: at least 40"), ("2016-05", "killed: at least 10")];
    let (page, chart) = mosul(&told);
    assert!(chart.expect("a chart").all_open);
    assert!(!drawing(&page).expect("a chart").contains("<line "), "{page}");
    assert!(page.contains(
        "In each bar, at least one report gives no highest number. So each may be higher."
    ));
}

#[test]
fn all_bars_have_a_number_or_only_the_highest_has_one() {
    let few = chart(&[("2016-02", "killed: 10"), ("2016-05", "killed: 12")]);
    assert_eq!(few.columns.iter().filter(|column| column.label.is_some()).count(), 2);
    let told: Vec<(String, String)> = (1..=12)
        .map(|month| (format!("2016-{month:02}"), format!("killed: {}", 1000 + month)))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(m, k)| (m.as_str(), k.as_str())).collect();
    let (page, chart) = mosul(&told);
    let chart = chart.expect("a chart");
    let labels: Vec<usize> = (0..12).filter(|at| chart.columns[*at].label.is_some()).collect();
    assert_eq!(labels, [11]);
    assert!(page.contains("Only the highest bar has its number."));
}

#[test]
fn the_axis_names_every_year_that_has_room() {
    let chart = chart(&[("2009-02", "killed: 10"), ("2023-05", "killed: 100")]);
    assert!(chart.columns.iter().all(|column| column.show_name != Named::Never), "fifteen years");
}

#[test]
fn a_grid_of_months_explains_its_dot_and_its_dash_where_they_stand() {
    let statement =
        "---\ntitle: Talks\nkind: statement\ndate: 2016-03-15\ncity: Mosul\n---\nText.\n";
    let of = |month: &str| dispatch(month, "killed: 3");
    let dispatches = [of("2016-02"), of("2016-05")];
    let mut files: Vec<(&str, &str)> =
        dispatches.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let year = |files: &[(&str, &str)]| {
        let pages = built(files);
        ["timeline/index.html", "timeline/2016/index.html", "timeline/2016/05/index.html"]
            .map(|file| String::from_utf8_lossy(&pages[file]).into_owned())
    };
    for page in year(&files) {
        assert!(page.contains("A dash means") && !page.contains("A dot means"), "{page}");
    }
    files.push(("content/dispatches/talks.md", statement));
    for page in year(&files) {
        assert!(page.contains("A dot means that there were reports for the month"), "{page}");
    }
}

/// The pages of the sample site, and the charts on them by the page's file.
fn sample() -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, ChartView>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = NOW.parse().expect("a moment");
    let snapshot = disk::read(root, now).expect("the project can be read");
    let composition = composed(&snapshot, Drafts::Hidden, &mut support::cache());
    let site = composition.site.as_ref().expect("a site");
    let chart = |view: View| match view {
        View::City(page) => page.chart,
        View::Year(page) => page.chart,
        View::Timeline(page) => page.chart,
        _ => None,
    };
    let charts = site
        .edition
        .pages
        .iter()
        .filter_map(|(route, page)| Some((route.as_file().to_owned(), chart(page.view()?)?)));
    (printed(&composition), charts.collect())
}

#[test]
fn the_chart_and_its_table_say_the_same() {
    let (pages, charts) = sample();
    assert!(charts.len() >= 6, "the timeline, four years and a city have one: {}", charts.len());
    for (file, chart) in &charts {
        let page = String::from_utf8_lossy(&pages[file]);
        let table = page.split("class=\"almanac tallies\"").nth(1).expect("a table beneath");
        let table = table.split("</table>").next().expect("it ends");
        let drawn: Vec<&PeriodRowView> = chart
            .columns
            .iter()
            .filter(|slot| matches!(slot.mark, Mark::Bar | Mark::Zero | Mark::Unknown))
            .map(|slot| &slot.period)
            .collect();
        for tally in &drawn {
            let explained = tally.explained.as_ref().expect("a number is explained");
            assert!(table.contains(&format!("href=\"{explained}\"")), "{file}: {explained}");
        }
        // A city's table has years, months and civilians too.
        let other = if chart.unit == Unit::Month { "id=\"y" } else { "id=\"m" };
        let rows = table.split("<tr").filter(|row| !row.contains(other));
        let numbers: usize = rows.map(|row| row.matches("</bdi></a>").count()).sum();
        assert_eq!(numbers, drawn.len(), "{file}: as many numbers as bars");
    }
}

#[test]
fn no_chart_of_the_sample_site_weighs_more_than_a_kilobyte_and_a_half() {
    let (pages, charts) = sample();
    for file in charts.keys() {
        let page = String::from_utf8_lossy(&pages[file]);
        let size = compressed(drawing(&page).expect("it has a chart"));
        assert!(size <= 1536, "{file}: {size} bytes");
    }
}

#[test]
fn a_chart_of_four_full_years_weighs_no_more_than_a_kilobyte_and_a_half() {
    let months = (2013..2017).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let told: Vec<(String, String)> = months
        .enumerate()
        .map(|(n, (year, month))| {
            let (least, most) = (17 * n % 97 + 3, 17 * n % 97 + 31 * n % 53 + 4);
            (format!("{year}-{month:02}"), format!("killed: {least}-{most}"))
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(m, k)| (m.as_str(), k.as_str())).collect();
    let (page, _) = mosul(&told);
    let size = compressed(drawing(&page).expect("a chart"));
    assert!(size <= 1536, "{size} bytes");
}

#[test]
fn a_chart_is_named_and_described_for_those_who_do_not_see_it() {
    let (page, _) = mosul(&[("2016-02", "killed: 10"), ("2016-05", "killed: 80-94")]);
    let drawing = drawing(&page).expect("a chart");
    assert!(drawing.contains("aria-labelledby=\"chart chart-desc\""));
    assert!(drawing.contains("The highest number is 80–94, in May 2016."), "{drawing}");
}

#[test]
fn every_city_of_a_list_has_its_line_of_time_and_none_is_long() {
    let (pages, _) = sample();
    for file in ["index.html", "cities/index.html"] {
        let page = String::from_utf8_lossy(&pages[file]);
        let lines: Vec<&str> = page.split("<svg class=\"spark\"").skip(1).collect();
        assert_eq!(lines.len(), 8, "{file}");
        for line in lines {
            let path = line.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next());
            let path = path.expect("a path");
            assert!(path.len() <= 150, "{path}");
            assert!(path.contains('h') && path.matches("V8").count() < path.matches('V').count());
        }
    }
}

#[test]
fn what_lasts_longer_than_a_month_lies_below_its_months() {
    let (pages, _) = sample();
    let timeline = String::from_utf8_lossy(&pages["timeline/index.html"]);
    let lane = timeline.split("<tr class=\"lane\">").nth(1).expect("the summer of 2015");
    let cells = lane.split("</tr>").next().expect("it ends");
    let across: Vec<usize> = cells
        .split("colspan=\"")
        .skip(1)
        .map(|cell| cell.split('"').next().and_then(|n| n.parse().ok()).expect("a number"))
        .collect();
    assert_eq!(across, [5, 3, 4], "from June to August, in a year of twelve");
}
