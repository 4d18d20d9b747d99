//! Tests that what is kept only saves time, between compositions and between runs. After any edits, the site and the report are the
//! same as in a program that has just started.

mod program;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{
    ComposeCache, ComposeOptions, Composition, KeptReadings, ThemedEdition, compose,
};
use dateline::edge::disk;
use dateline::press::{self, Printed};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Hash, Source, SourcePath};
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::site::snapshot;

/// One edit of a project.
#[derive(Clone, Debug)]
enum Edit {
    /// A dispatch gets this text.
    Dispatch(u8, String),
    /// The text of a dispatch becomes this.
    Body(u8, &'static str),
    /// A dispatch is removed.
    Delete(u8),
    /// A city gets a file, with or without a country.
    City(bool),
    /// A topic gets this text.
    Topic(&'static str),
    /// The site gets its own template, or loses it.
    Template(Option<&'static str>),
    /// The published figures are recorded.
    Accept,
    /// The record of figures is removed, as at the start.
    Forget,
}

fn body() -> impl Strategy<Value = &'static str> {
    const TEXTS: [&str; 7] = [
        "Text.",
        "Other text. More.",
        "Text.\n\nA second paragraph.",
        "Text.\n\nA third paragraph.",
        "See [that](d0.md).",
        "See [none](gone.md).",
        "Text.\n\n## A heading\n\nSee [it](#a-heading).",
    ];
    prop::sample::select(&TEXTS[..])
}

fn text() -> impl Strategy<Value = String> {
    let killed = prop_oneof!["[0-9]", "at least [0-9]", "[1-3]-[4-9]", "lots"];
    let rest = prop_oneof![
        Just(String::new()),
        Just("draft: true\n".to_owned()),
        Just("incident: the-same\n".to_owned()),
        Just("kind: toll\nevent_date: 2017-05-01..2017-06-30\n".to_owned()),
        Just("supersedes: d0\n".to_owned()),
        Just("withdrawn: {on: 2017-07-01, why: It was wrong.}\n".to_owned()),
        Just("aliases: [/old/]\n".to_owned()),
        Just("topics: [floods]\n".to_owned()),
    ];
    let body = body();
    (killed, "2017-0[56]-1[0-9]", prop_oneof![Just("Mosul"), Just("Raqqa")], rest, body).prop_map(
        |(killed, date, city, rest, body)| {
            format!(
                "---\ntitle: T\ndate: {date}\ncity: {city}\ncasualties: {{killed: {killed}}}\n{rest}---\n\n{body}\n"
            )
        },
    )
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        8 => (0..4_u8, text()).prop_map(|(which, text)| Edit::Dispatch(which, text)),
        6 => (0..4_u8, body()).prop_map(|(which, body)| Edit::Body(which, body)),
        2 => (0..4_u8).prop_map(Edit::Delete),
        1 => any::<bool>().prop_map(Edit::City),
        2 => body().prop_map(Edit::Topic),
        1 => prop_oneof![Just(None), Just(Some("<p>{{ city.name }}")), Just(Some("{{"))].prop_map(Edit::Template),
        2 => Just(Edit::Accept),
        1 => Just(Edit::Forget),
    ]
}

fn put(project: &mut Snapshot, path: &str, text: Option<&str>) {
    let path = SourcePath::new(path);
    match text {
        Some(text) => drop(project.sources.insert(path.clone(), Source::text(&path, text))),
        None => drop(project.sources.remove(&path)),
    }
}

fn make(edit: &Edit, project: &mut Snapshot, last: Option<&Composition>) {
    match edit {
        Edit::Dispatch(which, text) => {
            put(project, &format!("content/dispatches/d{which}.md"), Some(text));
        }
        Edit::Body(which, body) => {
            let path = format!("content/dispatches/d{which}.md");
            let text = project.text(&SourcePath::new(&path)).and_then(|it| {
                let (front_matter, _) = it.split_once("---\n\n")?;
                Some(format!("{front_matter}---\n\n{body}\n"))
            });
            text.iter().for_each(|text| put(project, &path, Some(text)));
        }
        Edit::Delete(which) => put(project, &format!("content/dispatches/d{which}.md"), None),
        Edit::City(known) => {
            let country = if *known { "country: IQ\n" } else { "" };
            let text = format!("---\nname: Mosul\n{country}aliases: [Nineveh]\n---\n");
            put(project, "content/cities/mosul.md", Some(&text));
        }
        Edit::Topic(body) => put(project, "content/topics/floods.md", Some(body)),
        Edit::Template(text) => put(project, "templates/city.html", *text),
        Edit::Accept => {
            let figures = last.and_then(|last| last.figures.as_ref()).map(ToString::to_string);
            put(project, "figures.lock", figures.as_deref());
        }
        Edit::Forget => put(project, "figures.lock", None),
    }
}

fn composed(project: &Arc<Snapshot>, drafts: Drafts, cache: &mut ComposeCache) -> Composition {
    compose(project, &ComposeOptions { drafts, base_url: None }, cache)
}

/// The visible result of a composition: each page or its printing error, and the report.
fn seen(it: &Composition) -> (BTreeMap<String, Vec<u8>>, String) {
    let print = |site: &ThemedEdition, page: &_| match press::print(&site.theme, page) {
        Ok(Printed::Bytes(bytes)) => bytes,
        Ok(Printed::Picture(picture)) => picture.key().number().to_le_bytes().to_vec(),
        Ok(Printed::Copy(source)) => source.to_string().into_bytes(),
        Err(fault) => fault.message.into_bytes(),
    };
    let pages = it.site.iter().flat_map(|site| {
        let pages = site.edition.pages.iter();
        pages.map(|(route, page)| (route.to_string(), print(site, page)))
    });
    let figures = it.figures.as_ref().map(ToString::to_string);
    (pages.collect(), format!("{:?}\n{:?}\n{figures:?}", it.faults, it.left_out))
}

/// The pages of earlier compositions: by their keys; and by what their sites were made from, each with the bodies it prints.
#[derive(Default)]
struct Known {
    by_key: HashMap<Hash, Vec<u8>>,
    by_outline: HashMap<(Hash, String), Vec<Printing>>,
}

/// The bodies that a page prints, and its bytes.
type Printing = (Vec<Hash>, Vec<u8>);

impl Known {
    /// Adds each page of a composition. Pages with equal keys have to be equal, whichever composition they are of; and so have
    /// pages at one address that are made from the same.
    fn add(&mut self, it: &Composition) -> Result<(), TestCaseError> {
        let pages = |site: &'_ ThemedEdition| site.edition.pages.clone();
        for (site, (route, page)) in
            it.site.iter().flat_map(|site| pages(site).into_iter().map(move |page| (site, page)))
        {
            let Ok(outcome) = press::print_unless_known(&site.theme, &page, |_| false) else {
                continue;
            };
            let Some(Printed::Bytes(bytes)) = outcome.printed else { continue };
            let before = self.by_key.entry(outcome.key).or_insert_with(|| bytes.clone());
            prop_assert_eq!(&*before, &bytes);
            let outline = site.edition.outline.as_ref().expect("a composition knows its own");
            prop_assert!(outline.has_all(&outcome.bodies));
            let made_from = (outline.but_bodies, route.to_string());
            let before = self.by_outline.entry(made_from).or_default();
            for (bodies, before) in before.iter().filter(|(bodies, _)| outline.has_all(bodies)) {
                prop_assert_eq!(before, &bytes, "{} of {:?}", route, bodies);
            }
            before.push((outcome.bodies, bytes));
        }
        Ok(())
    }
}

/// Composes what is there `now` in a run that knows what an earlier one has `kept`, and gives what this one keeps. The result
/// has to be that of a program that knows nothing.
fn next_run(
    now: &Arc<Snapshot>,
    drafts: Drafts,
    kept: Option<Vec<u8>>,
    cold: &Composition,
) -> Result<Option<Vec<u8>>, TestCaseError> {
    let known = kept.clone().map(|bytes| ComposeCache::with_readings(KeptReadings::new(bytes)));
    let mut cache = known.unwrap_or_default();
    prop_assert_eq!(seen(&composed(now, drafts, &mut cache)), seen(cold));
    Ok(cache.readings_to_keep().or(kept))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_site_is_that_of_a_program_that_has_just_started(
        edits in prop::collection::vec(edit(), 1..12),
        shown in any::<bool>(),
    ) {
        let drafts = if shown { Drafts::Shown } else { Drafts::Hidden };
        let mut project = snapshot(&[]);
        let mut cache = ComposeCache::default();
        let (mut last, mut known) = (None, Known::default());
        let mut kept = None;
        for edit in &edits {
            make(edit, &mut project, last.as_ref());
            let now = Arc::new(project.clone());
            let warm = composed(&now, drafts, &mut cache);
            let cold = composed(&now, drafts, &mut ComposeCache::default());
            prop_assert_eq!(seen(&warm), seen(&cold), "after {:?}", edit);
            kept = next_run(&now, drafts, kept, &cold)?;
            known.add(&warm)?;
            last = Some(warm);
        }
    }
}

/// Maximum time to print the sample site, on the slowest machine that runs the tests.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn many_threads_print_a_site_without_waiting_for_themselves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let now = "2026-11-01T00:00:00Z".parse().expect("a moment");
    let project = Arc::new(disk::read(root, now).expect("the sample site"));
    let mut cache = ComposeCache::default();
    for threads in [2, 4, 16, 2, 4, 16] {
        // Values that pages share are not in the cache, so each composition makes them again.
        let it = composed(&project, Drafts::Hidden, &mut cache);
        let (done, wait) = channel();
        thread::spawn(move || {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let site = it.site.expect("a site");
            let print = |page| press::print(&site.theme, page).is_ok();
            let printed =
                pool.install(|| site.edition.pages.par_iter().all(|(_, page)| print(page)));
            done.send(printed).expect("somebody waits");
        });
        let printed = wait.recv_timeout(PATIENCE);
        assert_eq!(printed, Ok(true), "{threads} threads");
    }
}
