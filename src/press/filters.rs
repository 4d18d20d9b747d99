//! The filters that templates have beside Tera's own. All are pure; none looks into the site.

use std::borrow::Cow;
use std::fmt::Write;

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::press::strings::{self, Piece};

/// Gives `tera` the filters of dateline.
pub fn register(tera: &mut Tera) {
    tera.register_filter("number", number);
    tera.register_filter("fill", fill);
    tera.register_filter("plural", plural);
    tera.register_filter("json", json);
}

/// `12345 | number` is `12,345`.
fn number(value: u64, _: Kwargs, _: &State<'_>) -> String {
    grouped(value)
}

/// `"filed from {place}" | fill(place=..)` puts its arguments in their places. What a component made stays markup;
/// everything else is escaped.
fn fill(text: StringInput<'_>, arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    filled(text.into_value(), &arguments, state)
}

/// `{one = "{n} incident", other = "{n} incidents"} | plural(n=3)` picks the form for `n` and fills it.
fn plural(forms: Value, arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let n: u64 = arguments.must_get("n")?;
    // English knows two forms; a language without `one` always takes `other`.
    let name = if n == 1 { "one" } else { "other" };
    let form = forms.get_from_path(name).or_else(|| forms.get_from_path("other"));
    match form {
        Some(form) => filled(form.clone(), &arguments, state),
        None => {
            Err(tera::Error::message("`plural` wants a string with the forms `one` and `other`"))
        }
    }
}

fn filled(text: Value, arguments: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let argument = |name: &str| arguments.iter().find(|(key, _)| key.as_str() == Some(name));
    let mut filled = String::new();
    for piece in strings::pieces(text.as_str().unwrap_or_default(), |it| argument(it).is_some()) {
        let (said, is_safe) = match piece {
            Piece::Words(words) => (Cow::Borrowed(words), text.is_safe()),
            Piece::Place(name) => match argument(name) {
                Some((_, value)) => (Cow::Owned(shown(name, value)), value.is_safe()),
                None => continue,
            },
        };
        match is_safe {
            true => filled.push_str(&said),
            false => filled.push_str(&state.escape(&said)?),
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

/// `n` is a number to be read; a year is not grouped.
fn shown(name: &str, value: &Value) -> String {
    match value.as_u64() {
        Some(number) if name == "n" => grouped(number),
        _ => value.to_string(),
    }
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::{grouped, register};

    fn check(template: &str, expected: &str) {
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        register(&mut tera);
        tera.add_raw_template("page", template).expect("the template parses");
        let printed = tera.render("page", &Context::new()).expect("the template prints");
        assert_eq!(printed, expected);
    }

    #[test]
    fn large_numbers_are_grouped_by_three() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(200), "200");
        assert_eq!(grouped(1_200), "1,200");
        assert_eq!(grouped(51_810_502), "51,810,502");
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
}
