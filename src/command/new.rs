//! `dateline new`: writes a dispatch to fill in.
//! It changes no file that exists, and does not know what a dispatch may say.

use dateline::atlas::gazetteer::{self, KnownCity};
use dateline::edge::new_files::{self, NewFilesFault};
use dateline::edge::terminal::Terminal;
use dateline::field::day::Day;
use dateline::field::slug::Slug;
use dateline::read::content_file::{self, ContentFile};
use dateline::text::snapshot::Snapshot;

use crate::cli::{Common, NewArgs};
use crate::command::failure::{Exit, Failure};
use crate::command::project::Project;

/// Maximum number of cities of one name that are proposed.
const MOST: usize = 3;

pub(super) fn run(args: &NewArgs, common: &Common, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = Project::find(common, None)?;
    for (what, text) in [("the headline", &args.title), ("--city", &args.city)] {
        if text.trim().is_empty() {
            return Err(Failure::usage(format!("{what} is empty")));
        }
    }
    let day = match &args.date {
        Some(date) => Day::parse(date).map_err(|fault| {
            Failure::usage(format!("--date: {}; {}", fault.message, fault.help))
        })?,
        None => Day::from_instant(project.now()?, &project.timezone()?),
    };
    let places = proposals(&project, &args.city)?;
    let slug = Slug::make(&args.title);
    let path = format!("content/dispatches/{}/{}-{slug}.md", day.year(), day.iso());
    let file = (path.as_str(), &*dispatch(args, day, &places));
    new_files::write(&project.root, std::iter::once(file)).map_err(|fault| match fault {
        NewFilesFault::Exists(path) => Failure::usage(format!(
            "{} exists already and was not changed; give the dispatch another headline or --date",
            path.display()
        )),
        other => other.into(),
    })?;
    terminal.print(&format!("{path}\n"))?;
    terminal.say(
        "This dispatch is a draft. To see it, run `dateline serve --drafts`. To publish it, delete the line `draft: true`.",
    );
    Ok(Exit::Clean)
}

fn dispatch(args: &NewArgs, day: Day, places: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text.trim()).expect("a string is plain data");
    include_str!("new/dispatch.md")
        .replace("{title}", &quoted(&args.title))
        .replace("{city}", &quoted(&args.city))
        .replace("{date}", &day.iso())
        .replace("{places}\n", places)
}

/// Comments that propose the country and the point of a city, as GeoNames has them. Empty if it knows no such city, or if a
/// file of the site describes it: that file says more.
fn proposals(project: &Project, city: &str) -> Result<String, Failure> {
    let city = city.trim();
    let known = gazetteer::look_up([city]);
    let known: Vec<&KnownCity> = known.values().flat_map(|it| it.iter()).take(MOST).collect();
    if known.is_empty() || is_described(&project.read()?, city) {
        return Ok(String::new());
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
    Ok(format!("\n{head}{}", known.iter().map(line).collect::<String>()))
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
