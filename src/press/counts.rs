//! Numbers as a language says them, from what is known of them: "at least 120", "80–115", "dozens of civilians killed".
//! It does not know the marks that a theme puts around the words.

use tera::value::Key;
use tera::{Error, Map, TeraResult, Value};

use crate::press::fallback;
use crate::press::page_language::PageLanguage;
use crate::press::placeholders::filled;

/// A count as templates have it.
#[derive(Clone, Copy, Default)]
struct Count<'v> {
    known: bool,
    min: u64,
    max: Option<u64>,
    approximate: bool,
    wording: Option<&'v str>,
    sense: Option<&'v str>,
    in_words: Option<&'v str>,
    lang: Option<&'v str>,
    told: Option<&'v Value>,
}

impl<'v> Count<'v> {
    fn read(value: &'v Value) -> TeraResult<Count<'v>> {
        let fields = value.as_map().filter(|map| map.contains_key(&Key::Str("min")));
        let fields = fields.ok_or_else(|| Error::message("this filter needs a count"))?;
        let mut count = Count::default();
        for (name, value) in fields {
            match name.as_str() {
                Some("known") => count.known = value.is_truthy(),
                Some("min") => count.min = value.as_u64().unwrap_or_default(),
                Some("max") => count.max = value.as_u64(),
                Some("approximate") => count.approximate = value.is_truthy(),
                Some("wording") => count.wording = value.as_str(),
                Some("sense") => count.sense = value.as_str(),
                Some("in_words") => count.in_words = value.as_str(),
                Some("lang") => count.lang = value.as_str(),
                Some("told") => count.told = Some(value).filter(|told| !told.is_none()),
                _ => {}
            }
        }
        Ok(count)
    }

    /// The number that plural forms go with.
    fn plural(&self) -> u64 {
        self.max.filter(|max| *max > 0).unwrap_or(self.min)
    }

    /// Whether nothing is known of it but that it may be any number.
    fn is_any(&self) -> bool {
        self.known && self.min == 0 && self.max.is_none() && self.sense.is_none()
    }

    fn is_exact(&self) -> bool {
        self.max == Some(self.min) && !self.approximate && self.sense.is_none()
    }
}

/// `count | said`: the words of the report if they are in the language of the page, otherwise the same in the words of the page.
pub fn said(page: &PageLanguage, count: &Value) -> TeraResult<Value> {
    let count = Count::read(count)?;
    match own_wording(page, &count) {
        Some(wording) => Ok(wording.into()),
        None => Ok(in_words(page, &told(&count)?, None).into()),
    }
}

/// `count | counted(words=t.measures.killed)`: the same as `number`, and what it counts as `unit`. Some languages say one and two without
/// digits, in one word with what they count; then `unit` is empty. After a noun such as "dozens" or "an unknown number" it is "of civilians
/// killed".
pub fn counted(page: &PageLanguage, count: &Value, words: &Value) -> TeraResult<Value> {
    let count = Count::read(count)?;
    let unit = |n| plural(page, field(words, "unit")?, n);
    let as_told = told(&count)?;
    if let Some(noun) = noun(page, &as_told) {
        let of = field(words, "of")?.as_str().unwrap_or_default();
        return Ok(match noun.strip_suffix("{of}") {
            Some(noun) => pair(noun.trim_end(), of),
            None => pair(&with(noun, &[("of", of)]), ""),
        });
    }
    if let Some(wording) = own_wording(page, &count) {
        return Ok(pair(wording, &unit(count.plural())?));
    }
    let is_told = count.told.is_some() || count.wording.is_none();
    let count = as_told;
    let n = count.plural();
    // Larger numbers are in digits in every language.
    if n < 3 && is_told && count.sense != Some("range") {
        let forms = field(words, "counted")?;
        if !form(page, forms, n)?.as_str().is_some_and(|form| form.contains("{n}")) {
            if count.is_exact() {
                return Ok(pair(&plural(page, forms, n)?, ""));
            }
            if n > 0 && (count.max.is_none_or(|max| max == count.min) || count.min == 0) {
                return Ok(pair(&in_words(page, &count, Some(&unit(n)?)), ""));
            }
        }
    }
    Ok(pair(&in_words(page, &count, None), &unit(n)?))
}

/// The plural form for `n` among `forms`.
pub fn form<'v>(page: &PageLanguage, forms: &'v Value, n: u64) -> TeraResult<&'v Value> {
    let other = forms.get_from_path("other").ok_or_else(|| {
        Error::message("`plural` needs a table of plural forms that has the form `other`")
    })?;
    // English words on a page in another language follow the rules of English.
    let is_english = other.as_str().is_some_and(fallback::is_marked);
    let locale = if is_english { &page.english } else { &page.locale };
    Ok(forms.get_from_path(locale.plural_form(n)).unwrap_or(other))
}

/// The plural form for `n` among `forms`, with `n` in it.
fn plural(page: &PageLanguage, forms: &Value, n: u64) -> TeraResult<String> {
    let form = form(page, forms, n)?.as_str().unwrap_or_default();
    Ok(with_number(form, &page.locale.number(n)))
}

/// The words of the report, if they are in the language of the page.
fn own_wording<'v>(page: &PageLanguage, count: &Count<'v>) -> Option<&'v str> {
    count.wording.filter(|_| !page.is_foreign(count.lang))
}

/// What the words of the report alone say, or else what is known.
fn told<'v>(count: &Count<'v>) -> TeraResult<Count<'v>> {
    count.told.map_or(Ok(*count), Count::read)
}

/// The noun that says how many there are, if one does, with the place of what it counts: "dozens {of}".
fn noun<'p>(page: &'p PageLanguage, count: &Count<'_>) -> Option<&'p str> {
    let words = &page.counts;
    let in_words = count.in_words.map(|term| called(&words.in_words, term));
    in_words.or_else(|| count.is_any().then_some(words.any_of.as_str()))
}

/// What is known of a number. `said` is a number that is said without its digits.
fn in_words(page: &PageLanguage, count: &Count<'_>, said: Option<&str>) -> String {
    let words = &page.counts;
    let digits = |n| page.locale.number(n);
    let number = |n| said.map_or_else(|| digits(n), str::to_owned);
    let about = |n| match count.approximate {
        true => with_number(&words.about, &number(n)),
        false => number(n),
    };
    if !count.known {
        return words.unknown.clone();
    }
    if let Some(term) = count.in_words {
        return with(called(&words.in_words, term), &[("of", "")]).trim().to_owned();
    }
    if count.is_any() {
        return words.any.clone();
    }
    match (count.sense, count.max) {
        (Some("range"), max) => {
            range(&words.range, &digits(count.min), &digits(max.unwrap_or(count.min)))
        }
        (Some(sense), _) => with_number(called(&words.senses, sense), &number(count.plural())),
        (None, None) if count.approximate => with_number(&words.at_least_about, &number(count.min)),
        (None, None) => with_number(&words.at_least, &number(count.min)),
        (None, Some(max)) if max == count.min => about(max),
        (None, Some(max)) if count.min == 0 => with_number(&words.up_to, &about(max)),
        (None, Some(max)) => range(&words.range, &about(count.min), &digits(max)),
    }
}

fn range(pattern: &str, min: &str, max: &str) -> String {
    with(pattern, &[("min", min), ("max", max)])
}

fn with_number(pattern: &str, n: &str) -> String {
    with(pattern, &[("n", n)])
}

/// The pattern with the arguments in it. They are in the language of the page, even if the words around them are English.
fn with(pattern: &str, arguments: &[(&str, &str)]) -> String {
    if !fallback::is_marked(pattern) {
        return filled(pattern, arguments);
    }
    let unmarked: Vec<(&str, String)> =
        arguments.iter().map(|(name, text)| (*name, fallback::between_marks(text))).collect();
    let arguments: Vec<(&str, &str)> =
        unmarked.iter().map(|(name, text)| (*name, text.as_str())).collect();
    filled(pattern, &arguments)
}

fn called<'w>(words: &'w [(String, String)], name: &str) -> &'w str {
    words.iter().find(|(key, _)| key == name).map_or("{n}", |(_, text)| text)
}

fn field<'v>(words: &'v Value, name: &'v str) -> TeraResult<&'v Value> {
    words.get_from_path(name).ok_or_else(|| {
        Error::message(format!("`counted` needs the words of a measure or a group, with `{name}`"))
    })
}

fn pair(number: &str, unit: &str) -> Value {
    let fields = [(Key::Str("number"), number.into()), (Key::Str("unit"), unit.into())];
    Value::from(Map::from_iter(fields))
}

#[cfg(test)]
mod tests;
