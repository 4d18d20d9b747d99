//! Tests of the counting policy, rule by rule: dispatches as editors write them, and totals as readers see them.
//! Only `site` and `answer` use the code.

mod bare_numbers;
mod basis;
mod claims;
mod grades;
mod identity;
mod latest;
mod laws;
mod measures;
mod parties;
mod parts;
mod people;
mod places;
mod record;
mod series;
mod states;
mod territories;
mod tolls;
mod worlds;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::fmt::Write;

use dateline::chronicle::Chronicle;
use dateline::chronicle::reckoning::parties::{Family, OfParty, Standing};
use dateline::chronicle::reckoning::question::Question;
use dateline::chronicle::reckoning::{Reckoning, Uncertain, reckon};
use dateline::chronicle::visible::{ContentFiles, Drafts, only_visible};
use dateline::field::claim::Grade;
use dateline::field::day::{Day, DayRange};
use dateline::field::place_name::PlaceName;
use dateline::field::word::Word;
use dateline::read::content_file::{self, ContentFile, ParsedFile};
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Source, SourcePath};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::ProptestConfig;

/// A site and its faults.
struct Site {
    chronicle: Chronicle,
    faults: Vec<Diagnostic>,
}

/// The site in a listing. Each file is below a line `== path`, without a title and without the `---` lines. A path without
/// a folder is a dispatch.
fn site(listing: &str) -> Site {
    site_of(&files(listing))
}

/// The files of a listing, each with its path and its text.
fn files(listing: &str) -> Vec<(String, String)> {
    let listed = listing.split("== ").skip(1).map(|file| {
        let (name, keys) = file.split_once('\n').expect("a file has a first line");
        let keys: Vec<&str> = keys.lines().map(|line| line.trim_end()).collect();
        let indent = keys.iter().filter(|line| !line.is_empty()).map(|line| margin(line)).min();
        let keys = keys.iter().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or_default());
        file_of(name.trim(), &keys.collect::<Vec<_>>().join("\n"))
    });
    listed.collect()
}

fn margin(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A file called `name` with these keys. Names that begin with `incidents/`, `cities/` or `regions/` are of that kind.
fn file_of(name: &str, keys: &str) -> (String, String) {
    let dispatch = !name.contains('/');
    let path = match dispatch {
        true => format!("content/dispatches/{name}.md"),
        false => format!("content/{name}.md"),
    };
    let title = if dispatch { "title: Reported\n" } else { "" };
    (path, format!("---\n{title}{keys}\n---\nText.\n"))
}

/// The number of random sites per law. `PROPTEST_CASES` asks for more. A site that breaks a law is printed, but not
/// saved; write a named test for it.
fn cases() -> ProptestConfig {
    let asked = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match env::var_os("PROPTEST_CASES") {
        Some(_) => asked,
        None => ProptestConfig { cases: 128, ..asked },
    }
}

thread_local! {
    static READ: RefCell<HashMap<(String, String), ParsedFile>> = RefCell::default();
}

/// Maximum number of parsed files that are cached.
const MOST_READ: usize = 5_000;

/// Reads a file, or takes it from the cache, because the laws use the same files many times.
fn read(path: &str, text: &str) -> ParsedFile {
    let key = (path.to_owned(), text.to_owned());
    let reading = || {
        let path = SourcePath::new(path);
        content_file::read(&path, &Source::text(&path, text))
    };
    READ.with_borrow_mut(|read| {
        // Ten thousand sites do not fit into memory.
        if read.len() > MOST_READ {
            read.clear();
        }
        read.entry(key).or_insert_with(reading).clone()
    })
}

fn site_of(files: &[(String, String)]) -> Site {
    let mut content = ContentFiles::default();
    let mut faults = Vec::new();
    for (path, text) in files {
        let reading = read(path, text);
        faults.extend(reading.faults);
        match reading.content {
            Some(ContentFile::Dispatch(it)) => content.dispatches.push(it),
            Some(ContentFile::City(it)) => content.cities.push(it),
            Some(ContentFile::Region(it)) => content.regions.push(it),
            Some(ContentFile::Incident(it)) => content.incidents.push(it),
            Some(ContentFile::Introduction(_) | ContentFile::Page(_)) | None => {}
        }
    }
    only_visible(&mut content, Timestamp::UNIX_EPOCH, &TimeZone::UTC, Drafts::Hidden);
    let chronicle = Chronicle::new(content, &BTreeMap::new(), &TimeZone::UTC, &mut faults);
    Site { chronicle, faults }
}

/// A question in words: `everywhere`, `Mosul`, `Mosul 2017-05`, `2017`, `by maidan alleged`, `confirmed`, `region:Nineveh`,
/// `country:IQ`, in any order.
struct Asked {
    place: Option<String>,
    days: Option<DayRange>,
    party: Option<(Family, Standing)>,
    grades: BTreeSet<Grade>,
}

impl Asked {
    fn of(words: &str) -> Asked {
        let all = Grade::ALL.iter().copied().filter(|grade| *grade != Grade::Discounted);
        let mut asked = Asked { place: None, days: None, party: None, grades: all.collect() };
        let mut words = words.split(' ').peekable();
        while let Some(word) = words.next() {
            if let Some(grade) = Grade::parse(word) {
                asked.grades = BTreeSet::from([grade]);
            } else if word == "by" {
                let family = Family::of(words.next().expect("a party"), &BTreeMap::new());
                let row = words.next().and_then(Standing::parse).expect("a row of a party");
                asked.party = Some((family, row));
            } else if word.starts_with(|c: char| c.is_ascii_digit()) {
                asked.days = Some(period(word));
            } else if word != "everywhere" {
                asked.place = Some(word.replace('_', " "));
            }
        }
        asked
    }

    fn question(&self) -> Question<'_> {
        Question {
            place: self.place.as_deref().map(|place| match place.split_once(':') {
                Some(("region", name)) => PlaceName::Region(name),
                Some(("country", code)) => PlaceName::Country(code),
                _ => PlaceName::City(place),
            }),
            days: self.days,
            party: self
                .party
                .as_ref()
                .map(|(family, standing)| OfParty { family, standing: *standing }),
            grades: &self.grades,
        }
    }
}

/// A year, a month, a day or a range of days, such as `2017-05-26/2017-05-31`.
fn period(word: &str) -> DayRange {
    if let Some((from, to)) = word.split_once('/') {
        let day = |word| Day::parse(word).expect("a question names days that exist");
        return DayRange::new(day(from), day(to)).expect("days follow each other");
    }
    let first = format!("{word}-01-01");
    let day = Day::parse(&first[..10]).expect("a question names days that exist");
    match word.len() {
        4 => day.calendar_month().year_of_days(),
        7 => day.calendar_month().days(),
        _ => DayRange::on(day),
    }
}

impl Site {
    fn reckon(&self, question: &str) -> Reckoning {
        let incidents = self.chronicle.incidents.values();
        reckon(incidents, &Asked::of(question).question(), &self.chronicle.places)
    }

    /// The answer, one line per fact.
    fn answer(&self, question: &str) -> String {
        let reckoning = self.reckon(question);
        let mut lines = String::new();
        for (measure, toll) in &reckoning.rows {
            let _ = write!(lines, "{}: ", measure.name().replace('_', " "));
            let _ = match toll.bounds {
                Some(bounds) => write!(lines, "{bounds}"),
                None => write!(lines, "unknown"),
            };
            let _ = match toll.unknown {
                0 => writeln!(lines),
                n => writeln!(lines, ", {n} with no number"),
            };
        }
        for state in &reckoning.states {
            let as_of = Day::from_instant(state.as_of, &TimeZone::UTC);
            let _ = writeln!(lines, "{}: {} as of {as_of}", state.harm.word(), state.wording);
        }
        let lists = [
            ("counted", &reckoning.counted),
            ("partly", &reckoning.partly),
            ("graded out", &reckoning.graded_out),
            ("graded out and unclear", &reckoning.graded_out_unclear),
            ("tolls", &reckoning.tolls),
            ("overtaken", &reckoning.overtaken),
        ];
        for (name, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let _ = writeln!(lines, "{name}: {}", ids.join(" "));
        }
        lines
            + &beside("place unclear", &reckoning.place_unclear)
            + &beside("spans", &reckoning.spans)
    }

    /// The codes of broken rules, each once.
    fn broken(&self) -> Vec<&'static str> {
        // The figures of these tests are close to each other, which is asked about and moves nothing.
        let asked = "suspected-duplicate";
        let codes: BTreeSet<&str> = self.faults.iter().map(|fault| fault.rule.code).collect();
        codes.into_iter().filter(|code| *code != asked).collect()
    }
}

fn beside(name: &str, elsewhere: &Uncertain) -> String {
    let Some(killed) = (!elsewhere.incidents.is_empty()).then(|| {
        let killed = dateline::field::casualties::Harm::Killed;
        elsewhere.most(dateline::chronicle::measure::Measure::Whole(killed))
    }) else {
        return String::new();
    };
    let most = killed.map_or_else(|| "nobody knows how many".to_owned(), |n| format!("up to {n}"));
    let ids: Vec<&str> = elsewhere.incidents.iter().map(|id| id.as_str()).collect();
    format!("{name}: {}, {most} more killed\n", ids.join(" "))
}

/// Compares the answer to `question` with each line of `expected`. `no injured` means that there is no such line.
#[track_caller]
fn check(listing: &str, question: &str, expected: &str) {
    let site = site(listing);
    assert_eq!(site.broken(), [""; 0], "{:#?}", site.faults);
    check_answer(&site, question, expected);
}

#[track_caller]
fn check_answer(site: &Site, question: &str, expected: &str) {
    let answer = site.answer(question);
    for line in expected.split("; ") {
        match line.strip_prefix("no ") {
            Some(name) => {
                let said = answer.lines().any(|line| line.starts_with(&format!("{name}:")));
                assert!(!said, "{line}, but:\n{answer}");
            }
            None => {
                assert!(answer.lines().any(|said| said == line), "`{line}` is not in:\n{answer}")
            }
        }
    }
}

/// Asserts which rules a site breaks.
#[track_caller]
fn check_broken(listing: &str, expected: &[&str]) {
    let site = site(listing);
    assert_eq!(site.broken(), expected, "{:#?}", site.faults);
}
