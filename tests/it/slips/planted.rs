//! The slips of tired hands, each with the place in a dispatch where it is made.
//! It does not know what `check` says of any.

use std::collections::BTreeMap;

/// A slip, and how it is made.
pub(super) struct Slip {
    /// What went wrong.
    pub(super) name: &'static str,
    how: How,
}

/// How a slip is made in the text of a dispatch. `{}` stands for what was there.
enum How {
    /// The line of this key is written otherwise. What stands below it stays.
    Key(&'static str, &'static str),
    /// A line is added to the front matter.
    Add(&'static str),
    /// A paragraph is added to the text.
    Text(&'static str),
    /// The file is called something else: `{}` is its name.
    File(&'static str),
    /// The file is there twice, the second under another name and with this text replaced.
    Again(&'static str, &'static str, &'static str),
}

use How::{Add, Again, File, Key, Text};

const fn slip(name: &'static str, how: How) -> Slip {
    Slip { name, how }
}

/// The figures of a dispatch, in place of what it has.
const CASUALTIES: &str = "casualties";

/// All slips.
pub(super) const SLIPS: &[Slip] = &[
    // What is cut, printed or published without being meant.
    slip("a comment in a title", Key("title", "title: Shelling of market #3")),
    slip("a comment after an area", Add("area: market #3")),
    slip("a key that is not known", Key(CASUALTIES, "casulties: {killed: 3}")),
    slip("a key that is there twice", Add("city: Tikrit town")),
    slip("a tab in the front matter", Add("location_note:\n\t- x")),
    slip("a letter for a figure", Key(CASUALTIES, "casualties: {killed: 12O}")),
    slip("a point in thousands", Key(CASUALTIES, "casualties: {killed: 1.200}")),
    slip("a range the wrong way round", Key(CASUALTIES, "casualties: {killed: 80-15}")),
    slip("a draft that says yes", Add("draft: yes please")),
    slip("bold that does not end", Text("The **hospital was hit.")),
    slip("a space in a link", Text("Read [the report] (https://example.org/report).")),
    slip("a link of a wiki", Text("See [[market]].")),
    slip("a shortcode", Text("{{< figure src=\"market.jpg\" >}}")),
    slip("a comment that does not end", Text("<!-- ask the ministry\n\nAnd text.")),
    slip("a table without its line", Text("| a | b |\n| c | d |")),
    slip("a heading without a space", Text("##Names")),
    slip("a line of dashes below a sentence", Text("The attack was at night.\n---")),
    slip("a conflict of git", Text("<<<<<<< HEAD\nold\n=======\nnew\n>>>>>>> main")),
    slip("a character that turns text round", Text("At least \u{202E}12 people.")),
    slip("a phone number", Text("Call +964 770 123 4567 for more.")),
    slip("an e-mail address", Text("Write to omar.source@proton.me first.")),
    slip("an exact place", Text("The house is at 36.335123, 43.118812.")),
    slip("a link to nothing", Text("See [the other](no-such-dispatch.md).")),
    slip(
        "a picture that is not there",
        Text("![Smoke over the market](smoke.jpg \"Photo: A. Nasser\")"),
    ),
    slip("a wrong ending", File("{}.txt")),
    slip("a copy of a file", Again("{} - Copy", "", "")),
    slip("the same under another name", Again("{}-again", "", "")),
    slip(
        "the same told again with another title",
        Again("{}-told", "title: \"", "title: \"Update: "),
    ),
    // Parts and wholes.
    slip(
        "parts above their whole",
        Key(CASUALTIES, "casualties: {killed: {total: 10, civilian: 9, combatant: 8}}"),
    ),
    slip("a code for missing", Key(CASUALTIES, "casualties: {killed: -99}")),
    slip("about a hundred", Key(CASUALTIES, "casualties: {killed: 100s}")),
    slip("a word for injured", Key(CASUALTIES, "casualties: {wounded: 5}")),
    slip("a word for killed", Key(CASUALTIES, "casualties: {dead: 5}")),
    slip("children in brackets", Key(CASUALTIES, "casualties: {killed: 5 (3 children)}")),
    slip("curly quotes", Key(CASUALTIES, "casualties: {killed: “5”}")),
    slip("words for a number", Key(CASUALTIES, "casualties: {text: heavy losses}")),
    slip("a min. in front", Key(CASUALTIES, "casualties: {killed: min. 12 or so}")),
    // Days.
    slip("a year far ahead", Key("date", "date: 2071-03-05")),
    slip("a month thirteen", Key("date", "date: 2011-13-05")),
    slip("an event after its report", Key("date", "date: 1970-01-05")),
    slip("an event a century ago", Key("event", "event: 1917-05-30")),
    slip("an event in the year one", Key("event", "event: 0017-05-30")),
    slip("known after now", Add("as_of: 2031-05-30")),
    slip(
        "a correction after now",
        Add("corrections: [{on: 2031-01-01, kind: corrected, note: A slip.}]"),
    ),
    slip(
        "a correction before the dispatch",
        Add("corrections: [{on: 1980-01-01, kind: corrected, note: A slip.}]"),
    ),
    slip("updated before it was published", Add("updated: 1980-01-01")),
    slip(
        "seen after now",
        Key(
            "sources",
            "sources: [{name: A monitor, url: \"https://example.org/\", accessed: 2031-01-01}]",
        ),
    ),
    // Places and names.
    slip("a country by three letters", Key("country", "country: IRQ")),
    slip("another country", Key("country", "country: LB")),
    slip("a point at nought", Key("location", "location: {precision: city, lat: 0, lon: 0}")),
    slip(
        "a point the wrong way round",
        Key("location", "location: {precision: city, lat: 43.118889, lon: 36.335}"),
    ),
    slip(
        "a point far away",
        Key("location", "location: {precision: city, lat: 59.91, lon: 10.75}"),
    ),
    slip("two cities in one", Key("city", "city: \"Mosul town, Tikrit town\"")),
    slip("a party that is not known", Add("attribution: [{to: coaliton, how: alleged}]")),
    slip("a topic with a slip", Key("topics", "topics: [\"one-sided violense\"]")),
    slip("a region with a slip", Key("region", "region: \"Nīnawá provinse\"")),
    slip("a grade that is not one", Add("grade: confirmd")),
    slip("a claim without a speaker", Add("claims: [{killed: 5}]")),
    slip(
        "an incident that is not known",
        Add("includes: [no-such-incident]\nkind: toll\nseries: s"),
    ),
    slip("it supersedes nothing", Add("supersedes: no-such-dispatch")),
    // Other generators.
    slip("tags", Add("tags: [war]")),
    slip("categories", Add("categories: [war]")),
    slip("a description", Add("description: A market was shelled.")),
    slip("a permalink", Add("permalink: /market/")),
    slip("sources as a word", Key("sources", "sources: Reuters")),
    slip("an address without https", Key("sources", "sources: [{name: BBC, url: www.bbc.com}]")),
    slip("a language that is not one", Add("lang: arabic")),
];

impl Slip {
    /// The files that the slip changes, the one to look at first. None if the dispatch has not what it needs.
    pub(super) fn planted(&self, path: &str, text: &str) -> Option<BTreeMap<String, String>> {
        let one = |text: String| Some(BTreeMap::from([(path.to_owned(), text)]));
        match self.how {
            Key(key, line) => one(with_key(text, key, line)?),
            Add(line) => one(text.replacen("\n---\n", &format!("\n{line}\n---\n"), 1)),
            Text(added) => one(format!("{}\n\n{added}\n", text.trim_end())),
            File(name) => renamed(path, name).map(|path| BTreeMap::from([(path, text.to_owned())])),
            Again(name, from, to) => {
                let path = renamed(path, name)?;
                Some(BTreeMap::from([(path, text.replacen(from, to, 1))]))
            }
        }
    }
}

/// The text with the line of a key, and what stands below it, replaced.
fn with_key(text: &str, key: &str, line: &str) -> Option<String> {
    let start = text.find(&format!("\n{key}:"))? + 1;
    let below = text[start..].split_inclusive('\n').skip(1);
    let below: usize = below.take_while(|line| line.starts_with(' ')).map(str::len).sum();
    let own = text[start..].find('\n')? + 1;
    Some(format!("{}{line}\n{}", &text[..start], &text[start + own + below..]))
}

fn renamed(path: &str, name: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let stem = file.strip_suffix(".md")?;
    let name = name.replace("{}", stem);
    let ending = if name.contains('.') { "" } else { ".md" };
    Some(format!("{folder}/{name}{ending}"))
}
