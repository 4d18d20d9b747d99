//! Keys of other programs, and other words for our keys: `tags` of Hugo, `wounded`, `headline`. Says which key to write.
//! It does not know which keys a mapping has; it is told.

use crate::field::casualties::Harm;
use crate::field::excerpt::excerpt;
use crate::field::word::Word;
use crate::read::node::Entry;
use crate::read::shape;

/// A key of ours, and the keys of others that mean the same. They are compared in small letters, without `_` and `-`. The first
/// that a mapping has is the one that is meant.
const OURS: &[(&str, &str)] = &[
    ("killed", "dead death deaths died fatality fatalities slain murdered executed kia deceased"),
    ("injured", "wounded hurt injury injuries wounds wia maimed"),
    ("missing", "disappeared lost unaccounted mia"),
    ("displaced", "evacuated refugees homeless idp idps fled"),
    ("trapped", "besieged buried stranded"),
    ("detained", "arrested arrests detentions detainees captured apprehended"),
    ("abducted", "kidnapped abductions abduction kidnappings kidnapping"),
    (
        "held",
        "hostages hostage prisoners prisoner pow pows imprisoned jailed incarcerated captives indetention",
    ),
    ("civilian", "civilians noncombatants"),
    (
        "combatant",
        "combatants soldiers soldier fighters fighter militants troops military police insurgents rebels",
    ),
    ("unknown_status", "unknown unidentified unspecified"),
    ("children", "child kids kid minors minor boys girls infants babies"),
    ("women", "woman female females"),
    ("journalists", "journalist reporters press media"),
    ("medics", "medic doctors nurses medical paramedics healthworkers"),
    ("total", "all sum count number overall"),
    ("casualties", "toll losses figures"),
    ("victims", "people persons victim victimlist namesofvictims namesofdead"),
    ("title", "headline heading"),
    (
        "summary",
        "description excerpt abstract subtitle dek deck standfirst lede lead teaser metadescription seodescription",
    ),
    (
        "updated",
        "lastmod lastmodified lastmodifiedat modified modifiedat updatedat lastupdated dateupdated datemodified",
    ),
    (
        "date",
        "published publishdate publishedat publishedon datepublished pubdate created createdat posted",
    ),
    ("topics", "tags tag categories category keywords subjects taxonomies labels"),
    ("authors", "author byline by reporter writer writers creator"),
    (
        "media",
        "image images photo photos picture pictures cover coverimage thumbnail featuredimage featuredimg ogimage video videos audio gallery resources",
    ),
    ("slug", "permalink url path basename"),
    ("aliases", "redirectfrom redirects redirect oldurls alias"),
    ("lang", "language locale languagecode hreflang"),
    ("translation_of", "translationkey translationof translates"),
    ("sources", "source citations citation references reference links"),
    ("region", "state province governorate oblast admin1 district county"),
    ("city", "town village place settlement municipality locality"),
    ("event", "eventdate incidentdate happened occurred dateofincident"),
    ("menu", "weight order navorder navigation eleventynavigation"),
    ("area", "neighbourhood neighborhood suburb quarter street"),
    ("name", "title headline publisher outlet publication"),
    ("url", "link href website uri web"),
    ("accessed", "accessdate retrieved accessedon"),
    ("published", "date publishedat publicationdate"),
    ("archived", "archive archiveurl wayback"),
    ("language", "lang locale languagecode"),
    ("kind", "type category"),
    ("file", "src path image url filename"),
    ("alt", "description caption alttext"),
    ("credit", "photographer author by copyright source"),
    ("by", "source who name speaker"),
    ("on", "date when"),
    ("why", "reason note"),
    ("note", "notes comment reason text description"),
    ("to", "party actor perpetrator by"),
    ("as_of", "date asof when"),
    ("lat", "latitude"),
    ("lon", "lng longitude long"),
    ("base_url", "url baseurl siteurl domain"),
    ("timezone", "tz zone"),
];

/// Keys of other programs that have no meaning here.
const NOT_NEEDED: &str = "layout template type toc tableofcontents math comments sitemap outputs markup cascade headless \
                          insearchindex iscjklanguage linktitle eleventyexcludefromcollections eleventycomputed showdate \
                          readingtime showtoc sidebar robots render pagination collection guid uuid excerptseparator";

/// Keys for people to whom something else happened. These are not counted.
const NOT_COUNTED: &str = "tortured raped deported rescued released";

/// Keys that take a page down on a day.
const ENDS: &str = "expirydate expires expirationdate unpublishdate";

/// Keys for a point on the earth.
const POINT: &str = "lat lon lng latitude longitude coordinates coords geo gps";

/// What to say of a key that nobody asked for.
pub(super) struct Advice {
    /// Beside the caret.
    pub(super) label: String,
    /// What to do.
    pub(super) help: String,
    /// Whether a theme may use the key instead. Figures never belong to a theme, because nobody would count them.
    pub(super) may_be_for_theme: bool,
}

/// What to write instead of `entry` in a mapping that asks for the keys `known` and has the keys `present`; `None` if nobody is
/// known to write this key.
pub(super) fn advice(entry: &Entry, known: &[&'static str], present: &[Entry]) -> Option<Advice> {
    let word = normal(&entry.key.value);
    let has = |key: &str| known.contains(&key);
    let is_page = has("title") && (has("extra") || has("menu"));
    if is_page && is_among(&word, NOT_NEEDED) {
        return Some(not_needed(&entry.key.value));
    }
    let ours = || OURS.iter().filter(|(_, words)| is_among(&word, words)).map(|(key, _)| *key);
    if let Some(key) = ours().find(|key| has(key)) {
        let label = format!("this is called `{key}` here");
        let is_there = present.iter().any(|other| other.key.value == key);
        let help = match is_there {
            true => {
                format!("`{key}` is here already; put into it what is missing, and delete this key")
            }
            false => shape::renamed(key, &entry.value),
        };
        return Some(Advice { label, help, may_be_for_theme: !is_figure(key) });
    }
    let number = shape::in_short(&entry.value).unwrap_or_else(|| "..".to_owned());
    let harmed = harm_and_group(&entry.key.value);
    if has("casualties") {
        let harm = ours().find(|key| is_harm(key));
        let block = harm
            .map(|harm| format!("{{{harm}: {number}}}"))
            .or_else(|| harmed.map(|(harm, group)| format!("{{{harm}: {{{group}: {number}}}}}")));
        if let Some(block) = block {
            let label = "belongs under `casualties`".to_owned();
            return Some(Advice {
                label,
                help: format!("write `casualties: {block}`"),
                may_be_for_theme: false,
            });
        }
    }
    if has("killed") && has("injured") {
        let group = || Some(("killed", ours().find(|key| is_group(key))?));
        if let Some((harm, group)) = harmed.or_else(group) {
            let label = "a group belongs under what happened to it".to_owned();
            return Some(Advice {
                label,
                help: format!("write `{harm}: {{{group}: {number}}}`"),
                may_be_for_theme: false,
            });
        }
    }
    let (label, help) = if (has("casualties") || has("killed")) && is_among(&word, NOT_COUNTED) {
        (
            "dateline does not count them",
            "delete the key and tell it in the text; what is counted is killed, injured, detained, abducted, missing, displaced, trapped and held",
        )
    } else if has("withdrawn") && is_among(&word, ENDS) {
        (
            "dateline does not take pages down by itself",
            "delete the key; to take the dispatch down, write `withdrawn: {on: .., why: ..}`",
        )
    } else if has("location") && is_among(&word, POINT) {
        (
            "belongs under `location`",
            "write both numbers as in `location: {lat: 36.35, lon: 43.11}`",
        )
    } else {
        return None;
    };
    Some(Advice { label: label.to_owned(), help: help.to_owned(), may_be_for_theme: false })
}

fn not_needed(key: &str) -> Advice {
    let help = format!("delete `{}`; dateline has no use for it", excerpt(key));
    Advice { label: "a key of another program".to_owned(), help, may_be_for_theme: true }
}

/// Whether `entry` may list people by name, in a mapping that asks for the keys `known`: it has the word of a person, or a list
/// where a number belongs.
pub(super) fn may_name_people(entry: &Entry, known: &[&'static str]) -> bool {
    let word = normal(&entry.key.value);
    let means = |is: fn(&str) -> bool| {
        OURS.iter().any(|(key, words)| is(key) && (*key == word || is_among(&word, words)))
    };
    let has = |key: &str| known.contains(&key);
    has("victims") && (means(|key| key == "victims") || matches!(&*word, "name" | "names"))
        || (has("victims") || has("killed")) && entry.value.is_list_of_words() && means(is_figure)
}

/// Both halves of `civilians_killed`.
fn harm_and_group(key: &str) -> Option<(&'static str, &'static str)> {
    let key = key.to_lowercase();
    let (one, other) = key.split_once(['_', '-', ' '])?;
    let meaning = |word: &str, is: fn(&str) -> bool| {
        let meant = |(key, words): &&(&'static str, &'static str)| {
            is(key) && (*key == word || is_among(word, words))
        };
        OURS.iter().find(meant).map(|(key, _)| *key)
    };
    let both = |harm: &str, group: &str| Some((meaning(harm, is_harm)?, meaning(group, is_group)?));
    both(one, other).or_else(|| both(other, one))
}

fn is_figure(key: &str) -> bool {
    is_harm(key) || is_group(key) || matches!(key, "total" | "casualties")
}

fn is_harm(key: &str) -> bool {
    Harm::parse(key).is_some()
}

fn is_group(key: &str) -> bool {
    matches!(
        key,
        "civilian"
            | "combatant"
            | "unknown_status"
            | "children"
            | "women"
            | "journalists"
            | "medics"
    )
}

fn is_among(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|it| it == word)
}

/// `Last_Modified` and `lastModified` are the same key.
fn normal(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.'));
    letters.flat_map(char::to_lowercase).collect()
}
