//! How long the reckoning of a large chronicle takes: 100,000 incidents and 2,000 tolls over ten years, in 300 cities of
//! 20 regions. Run it with `cargo run --release --example reckon_large`. It checks no figure; the tests do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline::chronicle::Chronicle;
use dateline::chronicle::reckoning::question::Question;
use dateline::chronicle::reckoning::{Reckoning, reckon};
use dateline::chronicle::visible::ContentFiles;
use dateline::edge::clock::Stopwatch;
use dateline::edge::io_fault::IoFault;
use dateline::edge::terminal::Terminal;
use dateline::field::claim::Grade;
use dateline::field::day::{Day, DayRange};
use dateline::field::place_name::PlaceName;
use dateline::field::word::Word;
use dateline::read::content_file::{self, ContentFile};
use dateline::text::source::{Source, SourcePath};
use jiff::tz::TimeZone;

const INCIDENTS: u64 = 100_000;
const TOLLS: u64 = 2_000;
const CITIES: u64 = 300;
const REGIONS: u64 = 20;
const FIRST_YEAR: u64 = 2014;
const YEARS: u64 = 10;

/// The same numbers in every run: a generator of Marsaglia's xorshift kind, which needs no library.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }
}

/// A month of the ten years, counted from the first.
fn month(n: u64) -> String {
    format!("{}-{:02}", FIRST_YEAR + n / 12, n % 12 + 1)
}

/// What happened in a city in a month: the slugs of the incidents, and the least that were killed.
#[derive(Default)]
struct Month {
    incidents: Vec<String>,
    killed: u64,
}

/// The files of the chronicle, as they are read.
#[derive(Default)]
struct Files {
    pieces: ContentFiles,
    by_city: BTreeMap<(u64, u64), Month>,
    /// The tolls of each region and year.
    by_region: BTreeMap<(u64, u64), Vec<String>>,
}

impl Files {
    fn add(&mut self, path: &str, keys: &str) {
        let path = SourcePath::new(path);
        let reading = content_file::read(&path, &Source::text(&path, &format!("---\n{keys}---\n")));
        assert!(reading.faults.is_empty(), "{:#?}", reading.faults);
        match reading.content {
            Some(ContentFile::Dispatch(it)) => self.pieces.dispatches.push(it),
            Some(ContentFile::City(it)) => self.pieces.cities.push(it),
            Some(ContentFile::Region(it)) => self.pieces.regions.push(it),
            _ => {}
        }
    }

    fn atlas(&mut self) {
        for region in 0..REGIONS {
            let keys = format!("name: Region {region}\ncountry: IQ\n");
            self.add(&format!("content/regions/region-{region}.md"), &keys);
        }
        for city in 0..CITIES {
            let keys = format!("name: City {city}\nregion: Region {}\n", city % REGIONS);
            self.add(&format!("content/cities/city-{city}.md"), &keys);
        }
    }

    fn incident(&mut self, n: u64, dice: &mut Dice) {
        let (city, months) = (dice.below(CITIES), dice.below(12 * YEARS));
        let (day, least) = (dice.below(28) + 1, dice.below(20));
        let keys = format!(
            "title: Reported\ndate: {}-{day:02}\ncity: City {city}\ncasualties: {{killed: {least}-{}, injured: {}}}\n",
            month(months),
            least + dice.below(5),
            dice.below(30),
        );
        self.add(&format!("content/dispatches/i-{n}.md"), &keys);
        let told = self.by_city.entry((city, months)).or_default();
        told.incidents.push(format!("i-{n}"));
        told.killed += least;
    }

    /// Half of the tolls are of a month in a city, a quarter of a week there, a fifth of some months in a region, and the
    /// rest of a year in the country. Every other one declares what it includes.
    fn toll(&mut self, n: u64, dice: &mut Dice) {
        let (city, months) = (dice.below(CITIES), dice.below(12 * YEARS));
        let (region, year) = (city % REGIONS, months / 12);
        let mut killed = dice.below(100);
        let mut includes = Vec::new();
        let (place, days) = match n % 20 {
            0..10 => {
                let told = self.by_city.entry((city, months)).or_default();
                if n.is_multiple_of(2) {
                    killed += told.killed;
                    includes.clone_from(&told.incidents);
                }
                self.by_region.entry((region, year)).or_default().push(format!("t-{n}"));
                (format!("city: City {city}"), [(months, 1), (months, 28)])
            }
            10..15 => (format!("city: City {city}"), [(months, 8), (months, 14)]),
            15..19 => {
                killed += 1_000;
                if n.is_multiple_of(2) {
                    includes = self.by_region.get(&(region, year)).cloned().unwrap_or_default();
                }
                let place = format!("region: Region {region}\nlocation: {{precision: region}}");
                (place, [(12 * year, 1), (12 * year + dice.below(12), 28)])
            }
            _ => {
                killed += 20_000;
                let place = "country: IQ\nlocation: {precision: country}".to_owned();
                (place, [(12 * year, 1), (12 * year + 11, 28)])
            }
        };
        let [from, to] = days.map(|(months, day)| format!("{}-{day:02}", month(months)));
        let mut keys = format!(
            "title: In all\ndate: 2024-06-01\nkind: toll\n{place}\nevent: {{from: {from}, to: {to}}}\n\
             casualties: {{killed: at least {killed}}}\n"
        );
        if !includes.is_empty() {
            let _ = writeln!(keys, "includes: [{}]", includes.join(", "));
        }
        self.add(&format!("content/dispatches/t-{n}.md"), &keys);
    }
}

fn chronicle() -> Chronicle {
    let (mut files, mut dice) = (Files::default(), Dice(2017));
    files.atlas();
    (0..INCIDENTS).for_each(|n| files.incident(n, &mut dice));
    (0..TOLLS).for_each(|n| files.toll(n, &mut dice));
    Chronicle::new(files.pieces, &BTreeMap::new(), &TimeZone::UTC, &mut Vec::new())
}

fn days(from: &str, to: &str) -> Option<DayRange> {
    DayRange::new(Day::parse(from).ok()?, Day::parse(to).ok()?)
}

/// What a question comes to and how long that took.
fn timed(of: &str, reckoned: impl FnOnce() -> Reckoning) -> String {
    let watch = Stopwatch::start();
    let reckoning = reckoned();
    let took = watch.elapsed();
    let killed = reckoning.killed().and_then(|row| row.bounds);
    let killed = killed.map_or("nobody knows".to_owned(), |bounds| bounds.to_string());
    let (incidents, tolls) = (reckoning.counted.len(), reckoning.tolls.len());
    format!("{of}: {took:.1?} for {incidents} incidents and {tolls} tolls, killed: {killed}\n")
}

fn main() -> Result<(), IoFault> {
    let out = Terminal::new(anstream::ColorChoice::Auto);
    let watch = Stopwatch::start();
    let chronicle = chronicle();
    out.print(&format!("read and put together: {:.1?}\n", watch.elapsed()))?;
    let grades: BTreeSet<Grade> = Grade::ALL.iter().copied().collect();
    let always = Question { place: None, days: None, party: None, grades: &grades };
    let questions = [
        ("the site", always),
        ("a year", Question { days: days("2017-01-01", "2017-12-31"), ..always }),
        ("a month", Question { days: days("2017-05-01", "2017-05-31"), ..always }),
        ("a city", Question { place: Some(PlaceName::City("City 17")), ..always }),
    ];
    for (of, question) in questions {
        let incidents = chronicle.incidents.values();
        out.print(&timed(of, || reckon(incidents, &question, &chronicle.places)))?;
    }
    let watch = Stopwatch::start();
    for city in chronicle.places.cities.keys() {
        let question = Question { place: Some(PlaceName::City(city)), ..always };
        reckon(chronicle.incidents.values(), &question, &chronicle.places);
    }
    out.print(&format!("each city, from all incidents: {:.1?}\n", watch.elapsed()))
}
