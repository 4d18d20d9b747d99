//! `dateline new`: writes a dispatch or a translation to fill in.
//! It changes no file that exists, and does not know what a dispatch may say.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline::atlas::gazetteer::{self, KnownCity};
use dateline::edge::new_files::{self, NewFilesFault};
use dateline::edge::terminal::Terminal;
use dateline::field::day::Day;
use dateline::field::dispatch::Dispatch;
use dateline::field::slug::Slug;
use dateline::press::placeholders::filled;
use dateline::read::content_file::{self, ContentFile};
use dateline::text::language;
use dateline::text::snapshot::Snapshot;
use dateline::text::spelling::did_you_mean;

use crate::cli::{Common, NewArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

/// Maximum number of cities of one name that are proposed.
const MOST: usize = 3;

pub(super) fn run(args: &NewArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    let city = args.city.as_deref();
    for (what, text) in [("the headline", Some(&*args.title)), ("--city", city)] {
        if text.is_some_and(|text| text.trim().is_empty()) {
            return Err(Failure::usage(format!("{what} is empty")));
        }
    }
    let snapshot = project.read()?;
    check_language(args, &project, &snapshot)?;
    let day = match &args.date {
        Some(date) => Day::parse(date).map_err(|fault| {
            Failure::usage(format!("--date: {}; {}", fault.message, fault.help))
        })?,
        None => Day::from_instant(project.now()?, &project.timezone()?),
    };
    let (path, text) = match &args.translates {
        Some(original) => translation(args, day, &snapshot, original)?,
        None => dispatch(args, day, &snapshot),
    };
    let file = (path.as_str(), &*text);
    new_files::write(&project.root, std::iter::once(file)).map_err(|fault| match fault {
        NewFilesFault::Exists(path) => Failure::usage(format!(
            "{} exists already and was not changed; {}",
            path.display(),
            match args.translates {
                Some(_) => "write the translation there",
                None => "give the dispatch another headline or --date",
            }
        )),
        other => other.into(),
    })?;
    terminal.print(&format!("{path}\n"))?;
    terminal.say(
        "This dispatch is a draft. To see it, run `dateline serve --drafts`. To publish it, delete the line `draft: true`.",
    );
    Ok(Exit::Clean)
}

/// The path and the text of a dispatch with facts of its own.
fn dispatch(args: &NewArgs, day: Day, snapshot: &Snapshot) -> (String, String) {
    let city = args.city.as_deref().unwrap_or_default();
    let own = [("city", &*quoted(city)), ("places", &proposals(snapshot, city))];
    let text = filled_in(include_str!("new/dispatch.md"), args, day, &own);
    let slug = Slug::make(&args.title);
    (format!("content/dispatches/{}/{}-{slug}.md", day.year(), day.iso()), text)
}

/// The path and the text of a translation. It has the file name of its original, in the folder of its language.
fn translation(
    args: &NewArgs,
    day: Day,
    snapshot: &Snapshot,
    original: &str,
) -> Result<(String, String), Failure> {
    let dispatches = dispatches(snapshot);
    let originals = dispatches.iter().filter(|it| it.translation_of.is_none());
    let slugs: BTreeSet<&str> = originals.map(|it| it.slug.value.as_str()).collect();
    if !slugs.contains(original) {
        let hint = did_you_mean(original, slugs, "use the last part of its address");
        return Err(Failure::usage(format!(
            "--translates: no original dispatch is called `{original}`; {hint}"
        )));
    }
    let folder = args.lang.as_deref().unwrap_or_default().to_ascii_lowercase();
    let own = [("original", original)];
    let text = filled_in(include_str!("new/translation.md"), args, day, &own);
    Ok((format!("content/dispatches/{folder}/{original}.md"), text))
}

/// A template with what every dispatch has, and what only this kind has.
fn filled_in(template: &str, args: &NewArgs, day: Day, own: &[(&str, &str)]) -> String {
    let lang = args.lang.as_ref().map(|lang| format!("lang: {lang}\n")).unwrap_or_default();
    let shared = [("title", &*quoted(&args.title)), ("date", &day.iso()), ("lang", &lang)];
    filled(template, &[&shared, own].concat())
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text.trim()).expect("a string is plain data")
}

/// Refuses a language that no page can have, and names those that the site has.
fn check_language(args: &NewArgs, project: &Project, snapshot: &Snapshot) -> Result<(), Failure> {
    let Some(lang) = &args.lang else {
        return Ok(());
    };
    let canonical = language::canonical(lang);
    if canonical.as_ref() == Some(lang) {
        return Ok(());
    }
    let own = project.settings()?.map(|config| config.language);
    let others = dispatches(snapshot).into_iter().filter_map(|it| it.lang.clone());
    let known: BTreeSet<String> = others.chain(own).collect();
    let known: Vec<String> = known.into_iter().collect();
    Err(Failure::usage(match canonical {
        Some(canonical) => format!("--lang: write `{canonical}` for `{lang}`"),
        None => format!(
            "--lang: `{lang}` is not a language tag; write a code such as `ar` or `ar-IQ`. This site has: {}",
            known.join(", ")
        ),
    }))
}

/// Every dispatch that can be read, drafts too.
fn dispatches(snapshot: &Snapshot) -> Vec<Arc<Dispatch>> {
    let files =
        snapshot.below("content/dispatches").filter(|(path, _, _)| content_file::is_content(path));
    let contents = files.filter_map(|(path, _, source)| content_file::read(path, source).content);
    contents
        .filter_map(|it| match it {
            ContentFile::Dispatch(dispatch) => Some(dispatch),
            _ => None,
        })
        .collect()
}

/// Comments that propose the country and the point of a city, as GeoNames has them. Empty if it knows no such city, or if a
/// file of the site describes it: that file says more.
fn proposals(snapshot: &Snapshot, city: &str) -> String {
    let city = city.trim();
    let known = gazetteer::look_up([city]);
    let known: Vec<&KnownCity> = known.values().flat_map(|it| it.iter()).take(MOST).collect();
    if known.is_empty() || is_described(snapshot, city) {
        return String::new();
    }
    let line = |place: &&KnownCity| {
        let ([lat, lon], country) = (place.point(), place.country());
        format!(
            "# country: {country}\n# location: {{lat: {lat:.2}, lon: {lon:.2}, precision: city}}\n"
        )
    };
    let head = match known.len() {
        1 => "# From GeoNames. If this is the city you mean, delete the `# ` before these lines.\n",
        _ => {
            "# Cities of that name in GeoNames. Delete the `# ` before the lines of the right one.\n"
        }
    };
    format!("\n{head}{}", known.iter().map(line).collect::<String>())
}

/// Whether a file of the site describes the city.
fn is_described(snapshot: &Snapshot, city: &str) -> bool {
    let files =
        snapshot.below("content/cities").filter(|(path, _, _)| content_file::is_content(path));
    let mut contents =
        files.filter_map(|(path, _, source)| content_file::read(path, source).content);
    contents.any(|it| match it {
        ContentFile::City(file) => {
            let mut names = file.aliases.iter().chain([&file.name]);
            names.any(|name| name.value == city)
        }
        _ => false,
    })
}
