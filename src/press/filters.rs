//! The filters that templates have beside Tera's own. All are pure; none looks into the site.

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Gives `tera` the filters of dateline.
pub fn register(tera: &mut Tera) {
    tera.register_filter("number", number);
    tera.register_filter("fill", fill);
    tera.register_filter("plural", plural);
}

/// `12345 | number` is `12,345`.
fn number(value: u64, _: Kwargs, _: &State<'_>) -> String {
    grouped(value)
}

/// `"filed from {place}" | fill(place=..)` puts its arguments in their places.
fn fill(text: &str, arguments: Kwargs, _: &State<'_>) -> String {
    filled(text, &arguments)
}

/// `{one = "{n} incident", other = "{n} incidents"} | plural(n=3)` picks the form for `n` and fills it.
fn plural(forms: Value, arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let n: u64 = arguments.must_get("n")?;
    // English knows two forms; a language without `one` always takes `other`.
    let name = if n == 1 { "one" } else { "other" };
    let form = forms
        .get_from_path(name)
        .or_else(|| forms.get_from_path("other"));
    match form.and_then(Value::as_str) {
        Some(form) => Ok(filled(form, &arguments)),
        None => Err(tera::Error::message(
            "`plural` wants a string with the forms `one` and `other`",
        )),
    }
}

fn filled(text: &str, arguments: &Kwargs) -> String {
    let mut filled = text.to_owned();
    for (name, value) in arguments.iter() {
        let Some(name) = name.as_str() else { continue };
        let place = format!("{{{name}}}");
        if filled.contains(&place) {
            let value = match value.as_u64() {
                Some(number) if name == "n" => grouped(number),
                _ => value.to_string(),
            };
            filled = filled.replace(&place, &value);
        }
    }
    filled
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
    use super::grouped;

    #[test]
    fn large_numbers_are_grouped_by_three() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(200), "200");
        assert_eq!(grouped(1_200), "1,200");
        assert_eq!(grouped(51_810_502), "51,810,502");
    }
}
