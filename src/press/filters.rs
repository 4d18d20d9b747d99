//! The filters that templates have beside Tera's own.
//! All are pure functions of their arguments and the language of the page; none knows the site.

use std::fmt::Write;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::press::counts;
use crate::press::dates;
use crate::press::fallback;
use crate::press::locale::Locale;
use crate::press::page_language::PageLanguage;
use crate::press::placeholders::{Part, parts};

type Filter = fn(&PageLanguage, &Value, &Kwargs, &State<'_>) -> TeraResult<Value>;

const FILTERS: [(&str, Filter); 11] = [
    ("number", |page, value, _, _| {
        match value.as_str().and_then(|text| page.locale.decimal(text)) {
            Some(number) => Ok(number.into()),
            None => Ok(page.locale.number(count(value)?).into()),
        }
    }),
    ("fill", |page, value, arguments, state| fill(&page.locale, value, arguments, state)),
    ("plural", plural),
    ("said", |page, value, _, _| counts::said(page, value)),
    ("counted", |page, value, arguments, _| {
        counts::counted(page, value, arguments.must_get::<&Value>("words")?)
    }),
    ("date", |page, value, arguments, _| {
        dates::date(page, value, arguments.get("form")?).map(Value::from)
    }),
    ("time", |page, value, _, _| dates::time(&page.locale, text(value)?).map(Value::from)),
    ("foreign", |page, value, _, _| Ok(Value::safe_string(&page.attributes(value.as_str())))),
    ("direction", |page, value, _, _| {
        let attribute = page.direction_of(value.as_str().unwrap_or_default());
        Ok(Value::safe_string(attribute))
    }),
    ("capitalize", |_, value, _, _| Ok(capitalized(text(value)?).into())),
    ("json", |_, value, _, _| json(value)),
];

/// Gives `tera` the filters of dateline, for pages in this language.
pub fn register(tera: &mut Tera, page: &Arc<PageLanguage>) {
    for (name, filter) in FILTERS {
        let page = Arc::clone(page);
        tera.register_filter(name, move |value: &Value, arguments: Kwargs, state: &State<'_>| {
            filter(&page, value, &arguments, state)
        });
    }
}

/// The names of the filters.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILTERS.into_iter().map(|(name, _)| name)
}

fn count(value: &Value) -> TeraResult<u64> {
    value.as_u64().ok_or_else(|| Error::message("this filter needs a whole number"))
}

fn text(value: &Value) -> TeraResult<&str> {
    value.as_str().ok_or_else(|| Error::message("this filter needs a text"))
}

/// The text with a capital at its start, in scripts that have capitals. The rest is unchanged: "UN" does not become "un".
fn capitalized(text: &str) -> String {
    let at = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (before, from) = text.split_at(at);
    let mut letters = from.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(first).chain(letters).collect()
}

/// `{one = "{n} incident", other = "{n} incidents"} | plural(n=3)` chooses the form for `n` and fills it.
fn plural(
    page: &PageLanguage,
    forms: &Value,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<Value> {
    let form = counts::form(page, forms, arguments.must_get("n")?)?;
    fill(&page.locale, form, arguments, state)
}

/// `"Filed from {place}" | fill(place=..)` puts its arguments in place of the placeholders. Markup made by a component stays
/// markup; everything else is escaped.
fn fill(
    locale: &Locale,
    value: &Value,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<Value> {
    let words = text(value)?;
    let escaped = |text: &str, of: &Value| match of.is_safe() {
        true => Ok(text.to_owned()),
        false => state.escape(text),
    };
    let is_fallback = fallback::is_marked(words);
    let mut filled = String::with_capacity(2 * words.len());
    for part in parts(words, |name| argument(arguments, name).is_some()) {
        match part {
            Part::Text(text) => filled.push_str(&escaped(text, value)?),
            Part::Placeholder(name) => {
                let Some(value) = argument(arguments, name) else { continue };
                let text = escaped(&shown(locale, name, value), value)?;
                // What is put in is in the page's language, even if the words around it are English.
                let text = if is_fallback { fallback::between_marks(&text) } else { text };
                filled.push_str(&text);
            }
        }
    }
    Ok(Value::safe_string(&filled))
}

fn argument<'a>(arguments: &'a Kwargs, name: &'a str) -> Option<&'a Value> {
    arguments.get(name).ok().flatten()
}

/// `value | json` is the value as JSON that is safe inside a `script` element: nothing in it can end the element or
/// open a comment.
fn json(value: &Value) -> TeraResult<Value> {
    let json = serde_json::to_string(value)
        .map_err(|error| Error::message(format!("this cannot be written as JSON: {error}")))?;
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // JSON has these only inside texts, where this is another way to write them.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(safe, "\\u{:04x}", u32::from(c)).expect("a string takes every write");
            }
            c => safe.push(c),
        }
    }
    Ok(Value::safe_string(&safe))
}

/// `n` is a count and gets separators. Any other number is a name, such as that of a page, and gets none.
fn shown(locale: &Locale, name: &str, value: &Value) -> String {
    match value.as_u64() {
        Some(number) if name == "n" => locale.number(number),
        Some(number) => locale.ungrouped(number),
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tera::{Context, Tera, Value};

    use super::register;
    use crate::press::locale::Locale;
    use crate::press::page_language::PageLanguage;

    fn check(template: &str, expected: &str) {
        check_in("en", template, expected);
    }

    fn check_in(lang: &str, template: &str, expected: &str) {
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        let page = PageLanguage::new(lang, "en", Locale::new(lang), &Value::undefined());
        register(&mut tera, &Arc::new(page));
        tera.add_raw_template("page", template).expect("the template parses");
        let printed = tera.render("page", &Context::new()).expect("the template prints");
        assert_eq!(printed, expected);
    }

    #[test]
    fn counts_get_separators_and_other_numbers_do_not() {
        check("{{ 51810502 | number }}", "51,810,502");
        check(r#"{{ "{n} of {year}" | fill(n=1200, year=2017) }}"#, "1,200 of 2017");
        check_in("ar-IQ", r#"{{ "{n} / {year}" | fill(n=1200, year=2017) }}"#, "١٬٢٠٠ / ٢٠١٧");
    }

    #[test]
    fn a_placeholder_is_filled_and_escaped_once() {
        check(r#"{{ "from {place}" | fill(place="A & B") }}"#, "from A &amp; B");
    }

    #[test]
    fn braces_in_a_headline_are_not_filled_in_turn() {
        check(r#"{{ "{a} and {b}" | fill(a="{b}", b="two") }}"#, "{b} and two");
    }

    #[test]
    fn markup_made_by_a_component_stays_markup() {
        check(r#"{{ "on {day}" | fill(day="<b>x</b>" | safe) }}"#, "on <b>x</b>");
    }

    #[test]
    fn json_cannot_end_the_script_it_is_in() {
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
    fn a_number_chooses_the_plural_form_of_the_language() {
        let forms = r#"{"zero": "0", "one": "1", "two": "2", "few": "3–10", "many": "11–99", "other": "100"}"#;
        let picked = |n: u64| format!("{{{{ {forms} | plural(n={n}) }}}}");
        check_in("ar", &picked(2), "2");
        check_in("ar", &picked(104), "3–10");
        check_in("ar", &picked(100), "100");
    }

    #[test]
    fn a_missing_form_is_replaced_by_the_general_one() {
        check_in("uk", r#"{{ {"other": "{n} подій"} | plural(n=3) }}"#, "3 подій");
    }

    #[test]
    fn english_words_on_another_page_keep_the_plural_rules_of_english() {
        let forms = "{\"one\": \"\u{fdd0}{n} incident\u{fdd1}\", \"other\": \"\u{fdd0}{n} incidents\u{fdd1}\"}";
        // In Ukrainian 21 would take the form for one.
        check_in(
            "uk",
            &format!("{{{{ {forms} | plural(n=21) }}}}"),
            "\u{fdd0}\u{fdd1}21\u{fdd0} incidents\u{fdd1}",
        );
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
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
    fn a_time_is_written_in_the_digits_of_the_language() {
        check(r#"{{ "18:05" | time }}"#, "18:05");
        check_in("ar-IQ", r#"{{ "18:05" | time }}"#, "١٨:٠٥");
    }

    #[test]
    fn a_text_in_another_script_than_its_page_gets_its_own_direction() {
        check(r#"<p{{ "قُتل سبعة" | direction }}>"#, r#"<p dir="auto">"#);
        check(r#"<p{{ "Seven people died" | direction }}>"#, "<p>");
        check(
            r#"<p{{ "<p lang='en' class='long name'>قُتل سبعة</p>" | direction }}>"#,
            r#"<p dir="auto">"#,
        );
        check_in("ar", r#"<p{{ "Seven people died" | direction }}>"#, r#"<p dir="auto">"#);
        // A name in Latin letters at the start does not turn an Arabic text around.
        check_in("ar", r#"<p{{ "CNN: قُتل سبعة أشخاص في السوق" | direction }}>"#, "<p>");
        check(r#"<p{{ "2017" | direction }}>"#, "<p>");
    }

    #[test]
    fn an_element_in_another_language_than_the_page_says_which() {
        check(r#"<i{{ none | foreign }}>"#, "<i>");
        check(r#"<i{{ "ar" | foreign }}>"#, r#"<i lang="ar" dir="auto">"#);
        check_in("ar", r#"<i{{ "ar" | foreign }}>"#, "<i>");
        check_in("ar", r#"<i{{ none | foreign }}>"#, r#"<i lang="en" dir="auto">"#);
    }
}
