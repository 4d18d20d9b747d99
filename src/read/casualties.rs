//! Reads `casualties` and the figures of claims: one bare number, or figures by harm and group.
//! It adds nothing up, but it checks that no part is larger than its whole.

use crate::field::area::Area;
use crate::field::casualties::{BareNumber, Casualties, Figures, Group, Harm};
use crate::field::count::Count;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::{Keyed, Value};
use crate::read::reader::Reader;
use crate::text::rule;

/// The size of the area in which a state holds, in square kilometres.
const AREA: &str = "area_km2";

/// The value of `casualties`: a count, or figures by harm.
pub fn casualties<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Casualties {
    if is_one_count(from) {
        let count = count(reader, from);
        let bare_number = count.map(|count| BareNumber { count, span: from.node.span });
        return Casualties { bare_number, ..Casualties::default() };
    }
    let Some(mut fields) = Fields::new(reader, from, "`casualties`") else {
        return Casualties::default();
    };
    let casualties = harms(&mut fields);
    if casualties.is_empty() && fields.is_all_taken() {
        no_number(reader, from, "{killed: 12}");
    }
    for group in Group::ALL.iter().map(|group| group.word()) {
        if let Some(entry) = fields.take_misplaced(group) {
            let message = format!("`{group}` does not say what happened to them");
            reader.report(
                rule::UNKNOWN_KEY
                    .at(reader.path, entry.key.span, message)
                    .label("killed, injured or missing?")
                    .help(format!("put the group under the harm: `killed: {{{group}: ..}}`")),
            );
        }
    }
    fields.finish();
    casualties
}

/// The figures among `fields`, one key per harm.
pub fn harms(fields: &mut Fields<'_>) -> Casualties {
    let figures =
        |&harm: &Harm| Some((harm, figures(fields.reader, harm, fields.take(harm.word())?)));
    Casualties { harms: Harm::ALL.iter().filter_map(figures).collect(), ..Casualties::default() }
}

fn figures<'n>(reader: &'n Reader<'n>, harm: Harm, from: Keyed<'n>) -> Figures {
    let mut figures = Figures { span: from.node.span, ..Figures::default() };
    if !matches!(from.node.value, Value::Map(_)) {
        figures.total = count(reader, from);
        return figures;
    }
    let Some(mut fields) = Fields::new(reader, from, format!("`{}`", from.key)) else {
        return figures;
    };
    figures.as_of = fields.read("as_of", Reader::moment).map(|moment| moment.value);
    figures.area = area(&mut fields, harm);
    if is_one_count(from) {
        figures.total = long_form(&mut fields);
        fields.finish();
        return figures;
    }
    let total = fields.take("total");
    figures.total = total.and_then(|total| count(reader, total));
    let mut has_counts = total.is_some();
    for &group in Group::ALL {
        let Some(written) = fields.take(group.word()) else {
            continue;
        };
        has_counts = true;
        let Some(part) = count(reader, written) else {
            continue;
        };
        let whole = total.zip(figures.total.as_ref());
        // A part that cannot be right is left out. Otherwise it would be reported again wherever it is counted.
        if fits(reader, (written, &part), whole) {
            figures.parts.insert(group, part);
        }
    }
    if !has_counts && fields.is_all_taken() {
        no_number(reader, from, "{civilian: 12}");
    }
    fields.finish();
    figures
}

/// The area in which a state holds, such as the part of a city in which people are trapped.
fn area(fields: &mut Fields<'_>, harm: Harm) -> Option<Area> {
    let reader = fields.reader;
    if harm.is_state() {
        return fields.read(AREA, Reader::area);
    }
    let entry = fields.take_misplaced(AREA)?;
    let states = Harm::ALL.iter().filter(|harm| harm.is_state()).map(|harm| harm.word());
    let states: Vec<&str> = states.collect();
    let message = format!("`{AREA}` is beside `{}`, which is no state", harm.word());
    reader.report(
        rule::UNKNOWN_KEY
            .at(reader.path, entry.key.span, message)
            .label("an area says where a state holds")
            .help(format!(
                "write it beside one of {}, or delete it and tell it in the text",
                states.join(", ")
            )),
    );
    None
}

/// Reports a mapping without a number. It does not mean `unknown`.
fn no_number(reader: &Reader<'_>, Keyed { key, node }: Keyed<'_>, example: &str) {
    reader.report(
        rule::EMPTY_VALUE
            .at(reader.path, node.span, format!("`{key}` has no number"))
            .label("nothing is counted here")
            .help(format!("write `{key}: 12`, `{key}: {example}` or `{key}: unknown`")),
    );
}

/// Whether the value is one count, short or long, and not figures by harm or group.
fn is_one_count(from: Keyed<'_>) -> bool {
    match &from.node.value {
        Value::Scalar(_) | Value::List(_) => true,
        Value::Map(entries) => {
            entries.iter().any(|entry| matches!(entry.key.value.as_str(), "min" | "max" | "text"))
        }
    }
}

/// A count in its short form (`12`) or its long form (`{min: 80, max: 115}`).
fn count<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Count> {
    if !matches!(from.node.value, Value::Map(_)) {
        let count = reader.count(from)?;
        warn_of_code(reader, from, &count);
        return Some(count);
    }
    let mut fields = Fields::new(reader, from, format!("the count of `{}`", from.key))?;
    let count = long_form(&mut fields);
    fields.finish();
    count
}

/// Asks about 999 and 9999. Data sets write them where no number is known, and then a total counts people who do not exist.
fn warn_of_code(reader: &Reader<'_>, from: Keyed<'_>, count: &Count) {
    let number = count.wording();
    if number.len() < 3 || !number.bytes().all(|digit| digit == b'9') {
        return;
    }
    reader.report(
        rule::MISSING_CODE
            .at(reader.path, from.node.span, format!("`{}` is {number}", from.key))
            .label("many data sets write this where no number is known")
            .help(format!(
                "write `unknown` if it means that; if {number} people were counted, write `{{min: {number}, max: {number}}}`"
            )),
    );
}

/// `{min: 80, max: 115, text: "..."}`; each key is optional.
fn long_form(fields: &mut Fields<'_>) -> Option<Count> {
    let reader = fields.reader;
    let text = fields.read("text", Reader::text);
    let (min, max) = (fields.take("min"), fields.take("max"));
    let Some(first) = min.or(max) else {
        let text = text?;
        let refused = |error| reader.refused(text.span, &rule::NOT_A_COUNT, error);
        return Count::parse(&text.value).map_err(refused).ok();
    };
    let lowest = min.and_then(|min| plain_bound(reader, min));
    let highest = max.and_then(|max| plain_bound(reader, max));
    if min.is_some() != lowest.is_some() || max.is_some() != highest.is_some() {
        return None;
    }
    let refused = |error| reader.refused(first.node.span, &rule::NOT_A_COUNT, error);
    let count = Count::from_bounds(lowest, highest).map_err(refused).ok()?;
    Some(match text {
        Some(text) => count.with_wording(&text.value),
        None => count,
    })
}

/// `min` and `max` are plain numbers: a phrase such as "at least 5" would be a range inside a range.
fn plain_bound(reader: &Reader<'_>, from: Keyed<'_>) -> Option<u64> {
    let bounds = reader.count(from)?.bounds();
    let exact = bounds.and_then(|bounds| bounds.exact());
    if exact.is_none() {
        let key = from.key;
        let message = format!("`{key}` is not a plain number");
        let meant = match (bounds, key) {
            (Some(bounds), "max") => bounds.max,
            (Some(bounds), _) => Some(bounds.min),
            (None, _) => None,
        };
        let help = match (bounds, meant) {
            (None, _) if key == "max" => {
                "delete `max`; a count without it has no upper limit".to_owned()
            }
            (None, _) => "delete `min`; a count without it starts at zero".to_owned(),
            (Some(_), Some(meant)) => {
                format!("write `{key}: {meant}`, and put the original words under `text`")
            }
            (Some(_), None) => {
                format!("delete `{key}`, because these words give no limit; put them under `text`")
            }
        };
        reader.report(
            rule::NOT_A_COUNT
                .at(reader.path, from.node.span, message)
                .label("one number is needed here")
                .help(help),
        );
    }
    exact
}

/// Whether a part fits into its whole. If not, it is reported.
fn fits(
    reader: &Reader<'_>,
    (from, part): (Keyed<'_>, &Count),
    whole: Option<(Keyed<'_>, &Count)>,
) -> bool {
    let Some((total, whole)) = whole else { return true };
    let least = part.bounds().map_or(0, |bounds| bounds.min);
    let most = whole.bounds().and_then(|bounds| bounds.max);
    let Some(most) = most.filter(|most| least > *most) else { return true };
    let message = format!("the group `{}` is larger than the whole", from.key);
    reader.report(
        rule::PART_ABOVE_WHOLE
            .at(reader.path, from.node.span, message)
            .label(format!("at least {least}"))
            .related(reader.path, total.node.span, format!("at most {most} in total"))
            .help("check which of the two numbers is right"),
    );
    false
}
