//! Tests of charts as readers see them: the marks for a number, for no number and for no limit, and the same in the table.
//! It reads pages as text, and does not know how a chart is laid out.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::chronicle::visible::Drafts;
use dateline::compose::ComposeCache;
use dateline::edge::disk;
use dateline::plan::view::View;
use dateline::plan::view::chart::{ChartView, ColumnView, Mark, Unit};
use dateline::plan::view::lists::PeriodRowView;

use crate::site::{NOW, composed, compressed, printed, snapshot};

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
    let composition = composed(&snapshot(&files), Drafts::Hidden, &mut ComposeCache::default());
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

/// The pages of the sample site, and the charts on them by the page's file.
fn sample() -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, ChartView>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = NOW.parse().expect("a moment");
    let snapshot = disk::read(root, now).expect("the project can be read");
    let composition = composed(&snapshot, Drafts::Hidden, &mut ComposeCache::default());
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
