//! The filters that templates have beside Tera's own. All are pure; none looks into the site.

use std::fmt::Write;
use std::sync::Arc;

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::press::dates::{self, Ranges};
use crate::press::fallback;
use crate::press::locale::Locale;
use crate::press::strings::{self, FALLBACK, Piece};

/// The language that filters speak.
#[derive(Debug)]
pub struct Speaking {
    /// Its tag.
    lang: String,
    /// The tag of the site's own language.
    site: String,
    /// Its ways.
    locale: Locale,
    /// Those of the language that lends it words.
    english: Locale,
    /// How it says from when to when.
    ranges: Ranges,
}

impl Speaking {
    /// The language `lang` with its ways, on a site whose own is `site`, and how it says from when to when.
    pub fn new(lang: &str, site: &str, locale: Locale, ranges: Ranges) -> Speaking {
        let english = Locale::of(FALLBACK);
        Speaking { lang: lang.to_owned(), site: site.to_owned(), locale, english, ranges }
    }

    /// `lang="en" dir="auto"`, if words in `lang` (none: in the site's language) are foreign to this one.
    fn foreign(&self, lang: Option<&str>) -> String {
        let lang = lang.unwrap_or(&self.site);
        if lang == self.lang { String::new() } else { format!(" lang=\"{lang}\" dir=\"auto\"") }
    }
}

/// Gives `tera` the filters of dateline, in a language.
pub fn register(tera: &mut Tera, speaking: &Arc<Speaking>) {
    let it = Arc::clone(speaking);
    tera.register_filter("number", move |value: u64, _: Kwargs, _: &State<'_>| {
        it.locale.number(value)
    });
    let it = Arc::clone(speaking);
    tera.register_filter(
        "fill",
        move |text: StringInput<'_>, arguments: Kwargs, state: &State<'_>| {
            filled(&it.locale, text.into_value(), &arguments, state)
        },
    );
    let it = Arc::clone(speaking);
    tera.register_filter("plural", move |forms: Value, arguments: Kwargs, state: &State<'_>| {
        plural(&it, &forms, &arguments, state)
    });
    let it = Arc::clone(speaking);
    tera.register_filter("date", move |value: Value, arguments: Kwargs, _: &State<'_>| {
        dates::date(&it.locale, &it.ranges, &value, arguments.get("form")?)
    });
    let it = Arc::clone(speaking);
    tera.register_filter("time", move |value: &str, _: Kwargs, _: &State<'_>| {
        dates::time(&it.locale, value)
    });
    let it = Arc::clone(speaking);
    tera.register_filter("foreign", move |value: Value, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&it.foreign(value.as_str()))
    });
    tera.register_filter("capitalize", |text: &str, _: Kwargs, _: &State<'_>| capitalized(text));
    tera.register_filter("json", json);
}

/// With a capital where the script has them. The rest stays as it is: "UN" is no "un".
fn capitalized(text: &str) -> String {
    let at = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (before, from) = text.split_at(at);
    let mut letters = from.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(first).chain(letters).collect()
}

/// `{one = "{n} incident", other = "{n} incidents"} | plural(n=3)` picks the form for `n` and fills it.
fn plural(
    speaking: &Speaking,
    forms: &Value,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<Value> {
    let n: u64 = arguments.must_get("n")?;
    let other = forms.get_from_path("other").ok_or_else(|| {
        tera::Error::message("`plural` wants a table of plural forms, `other` among them")
    })?;
    // Words that are lent are said by the rules of the language they are in.
    let is_lent = other.as_str().is_some_and(fallback::is_marked);
    let locale = if is_lent { &speaking.english } else { &speaking.locale };
    let form = forms.get_from_path(locale.plural(n)).unwrap_or(other);
    filled(&speaking.locale, form.clone(), arguments, state)
}

/// `"filed from {place}" | fill(place=..)` puts its arguments in their places. What a component made stays markup;
/// everything else is escaped.
fn filled(
    locale: &Locale,
    text: Value,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<Value> {
    let argument = |name: &str| arguments.iter().find(|(key, _)| key.as_str() == Some(name));
    let words = text.as_str().ok_or_else(|| tera::Error::message("`fill` wants a text to fill"))?;
    let mut filled = String::new();
    let is_lent = fallback::is_marked(words);
    for piece in strings::pieces(words, |it| argument(it).is_some()) {
        match piece {
            Piece::Words(words) if text.is_safe() => filled.push_str(words),
            Piece::Words(words) => filled.push_str(&state.escape(words)?),
            Piece::Place(name) => {
                let Some((_, value)) = argument(name) else { continue };
                let said = shown(locale, name, value);
                let said = if value.is_safe() { said } else { state.escape(&said)? };
                // What is put in is of the page's language, whoever lent the words around it.
                let said = if is_lent { fallback::between_marks(&said) } else { said };
                filled.push_str(&said);
            }
        }
    }
    Ok(Value::safe_string(&filled))
}

/// `value | json` is the value as JSON that may stand inside a `script` element: nothing in it can end the element or
/// open a comment.
fn json(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let json = serde_json::to_string(&value);
    let json =
        json.map_err(|error| tera::Error::message(format!("not to be put into JSON: {error}")))?;
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // Outside of texts JSON has none of these, and inside a text this is how they are written.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(safe, "\\u{:04x}", u32::from(c)).expect("a string takes every write");
            }
            c => safe.push(c),
        }
    }
    Ok(Value::safe_string(&safe))
}

/// `n` is a number to be read; any other names something, such as a page, and is not grouped.
fn shown(locale: &Locale, name: &str, value: &Value) -> String {
    match value.as_u64() {
        Some(number) if name == "n" => locale.number(number),
        Some(number) => locale.ordinal(number),
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tera::{Context, Tera};

    use super::{Speaking, register};
    use crate::press::dates::Ranges;
    use crate::press::locale::Locale;

    fn check(template: &str, expected: &str) {
        check_in("en", template, expected);
    }

    fn check_in(lang: &str, template: &str, expected: &str) {
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        register(
            &mut tera,
            &Arc::new(Speaking::new(lang, "en", Locale::of(lang), Ranges::default())),
        );
        tera.add_raw_template("page", template).expect("the template parses");
        let printed = tera.render("page", &Context::new()).expect("the template prints");
        assert_eq!(printed, expected);
    }

    #[test]
    fn numbers_to_be_read_are_grouped_and_others_are_not() {
        check("{{ 51810502 | number }}", "51,810,502");
        check(r#"{{ "{n} of {year}" | fill(n=1200, year=2017) }}"#, "1,200 of 2017");
        check_in("ar-IQ", r#"{{ "{n} / {year}" | fill(n=1200, year=2017) }}"#, "١٬٢٠٠ / ٢٠١٧");
    }

    #[test]
    fn a_place_is_filled_and_escaped_once() {
        check(r#"{{ "from {place}" | fill(place="A & B") }}"#, "from A &amp; B");
    }

    #[test]
    fn braces_in_a_headline_are_not_filled_in_turn() {
        check(r#"{{ "{a} and {b}" | fill(a="{b}", b="two") }}"#, "{b} and two");
    }

    #[test]
    fn what_a_component_made_stays_markup() {
        check(r#"{{ "on {day}" | fill(day="<b>x</b>" | safe) }}"#, "on <b>x</b>");
    }

    #[test]
    fn json_cannot_end_the_script_it_stands_in() {
        let hostile = r#"{{ {"a": "</script><!-- & \"it\" \u{2028}"} | json }}"#;
        let hostile = hostile.replace(r"\u{2028}", "\u{2028}");
        let safe = r#"{"a":"\u003c/script\u003e\u003c!-- \u0026 \"it\" \u2028"}"#;
        check(&hostile, safe);
    }

    #[test]
    fn one_incident_and_many_incidents() {
        let forms = r#"{"one": "{n} incident", "other": "{n} incidents"}"#;
        check(&format!("{{{{ {forms} | plural(n=1) }}}}"), "1 incident");
        check(&format!("{{{{ {forms} | plural(n=1200) }}}}"), "1,200 incidents");
    }

    #[test]
    fn a_number_picks_the_plural_form_of_the_language() {
        let forms = r#"{"zero": "0", "one": "1", "two": "2", "few": "3–10", "many": "11–99", "other": "100"}"#;
        let picked = |n: u64| format!("{{{{ {forms} | plural(n={n}) }}}}");
        check_in("ar", &picked(2), "2");
        check_in("ar", &picked(104), "3–10");
        check_in("ar", &picked(100), "100");
    }

    #[test]
    fn a_form_that_was_not_written_gives_way_to_the_general_one() {
        check_in("uk", r#"{{ {"other": "{n} подій"} | plural(n=3) }}"#, "3 подій");
    }

    #[test]
    fn words_that_are_lent_keep_the_plural_rules_of_their_language() {
        let forms = "{\"one\": \"\u{fdd0}{n} incident\u{fdd1}\", \"other\": \"\u{fdd0}{n} incidents\u{fdd1}\"}";
        // In Ukrainian 21 would take the form for one.
        check_in(
            "uk",
            &format!("{{{{ {forms} | plural(n=21) }}}}"),
            "\u{fdd0}\u{fdd1}21\u{fdd0} incidents\u{fdd1}",
        );
    }

    #[test]
    fn dates_are_said_as_closely_as_they_are_known() {
        check(r#"{{ {"year": 2017, "month": 5, "day": 31} | date }}"#, "31 May 2017");
        check(
            r#"{{ {"year": 2017, "month": 9, "day": 30} | date(form="brief") }}"#,
            "30 Sept 2017",
        );
        check(r#"{{ {"year": 2017, "month": 5} | date }}"#, "May 2017");
        check(r#"{{ {"year": 2017} | date }}"#, "2017");
        check_in("ar-IQ", r#"{{ {"year": 2017, "month": 5} | date(form="month") }}"#, "أيار");
    }

    #[test]
    fn a_time_is_said_in_the_digits_of_the_language() {
        check(r#"{{ "18:05" | time }}"#, "18:05");
        check_in("ar-IQ", r#"{{ "18:05" | time }}"#, "١٨:٠٥");
    }

    #[test]
    fn an_element_says_its_language_where_that_is_not_the_pages() {
        check(r#"<i{{ none | foreign }}>"#, "<i>");
        check(r#"<i{{ "ar" | foreign }}>"#, r#"<i lang="ar" dir="auto">"#);
        check_in("ar", r#"<i{{ "ar" | foreign }}>"#, "<i>");
        check_in("ar", r#"<i{{ none | foreign }}>"#, r#"<i lang="en" dir="auto">"#);
    }
}
