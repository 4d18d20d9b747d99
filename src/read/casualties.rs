//! `casualties` and its kin: from a bare number to figures by harm and group.
//! It does not add anything up, but it does hold a part to its whole.

use crate::field::casualties::{BareNumber, Casualties, Figures, Group, Harm};
use crate::field::count::Count;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::text::rule;

/// The value of `casualties`: a count, or figures by harm.
pub fn casualties(reader: &mut Reader<'_>, node: &Node) -> Casualties {
    if is_one_count(node) {
        let count = count(reader, node, "casualties");
        let bare_number = count.map(|count| BareNumber { count, span: node.span });
        return Casualties { bare_number, ..Casualties::default() };
    }
    let Some(mut fields) = reader.fields(node, "casualties") else {
        return Casualties::default();
    };
    let casualties = harms(reader, &mut fields);
    if casualties.is_empty() && fields.is_all_taken() {
        says_nothing(reader, node, "casualties", "{killed: 12}");
    }
    for group in Group::ALL.iter().map(|group| group.word()) {
        if let Some((key, _)) = fields.take_misplaced(group) {
            reader.fault(
                &rule::UNKNOWN_KEY,
                key,
                format!("`{group}` does not say what happened to them"),
                "killed, injured or missing?",
                format!("put the group under the harm: `killed: {{{group}: ..}}`"),
            );
        }
    }
    reader.finish(fields, "`casualties`");
    casualties
}

/// The harms among `fields`, each under its own key.
pub fn harms(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Casualties {
    let mut casualties = Casualties::default();
    for &harm in Harm::ALL {
        if let Some(node) = fields.take(harm.word()) {
            let figures = figures(reader, node, harm);
            casualties.harms.insert(harm, figures);
        }
    }
    casualties
}

fn figures(reader: &mut Reader<'_>, node: &Node, harm: Harm) -> Figures {
    let mut figures = Figures { span: node.span, ..Figures::default() };
    if !matches!(node.value, Value::Map(_)) {
        figures.total = reader.count(node, harm.word());
        return figures;
    }
    let Some(mut fields) = reader.fields(node, harm.word()) else {
        return figures;
    };
    if is_one_count(node) {
        figures.as_of = reader.moment(fields.take("as_of"), "as_of").map(|moment| moment.value);
        figures.total = long_form(reader, &mut fields);
        reader.finish(fields, &format!("`{}`", harm.word()));
        return figures;
    }
    figures.as_of = reader.moment(fields.take("as_of"), "as_of").map(|moment| moment.value);
    let total = fields.take("total");
    if let Some(total) = total {
        figures.total = count(reader, total, "total");
    }
    let mut counts_nobody = total.is_none();
    for &group in Group::ALL {
        let Some(node) = fields.take(group.word()) else {
            continue;
        };
        counts_nobody = false;
        let Some(part) = count(reader, node, group.word()) else {
            continue;
        };
        let whole = total.zip(figures.total.as_ref());
        // A part that cannot be right is left out, lest it be reported again wherever it is counted.
        if fits(reader, (node, &part), group, whole) {
            figures.parts.insert(group, part);
        }
    }
    if counts_nobody && fields.is_all_taken() {
        says_nothing(reader, node, harm.word(), "{civilian: 12}");
    }
    reader.finish(fields, &format!("`{}`", harm.word()));
    figures
}

/// A mapping without a number says nothing, which is not the same as `unknown`.
fn says_nothing(reader: &mut Reader<'_>, node: &Node, name: &str, example: &str) {
    reader.fault(
        &rule::EMPTY_VALUE,
        node.span,
        format!("`{name}` has no number"),
        "nothing is counted here",
        format!("write `{name}: 12`, `{name}: {example}` or `{name}: unknown`"),
    );
}

/// Whether `node` is a count, short or long, and not figures by harm or group.
fn is_one_count(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(_) | Value::List(_) => true,
        Value::Map(entries) => {
            entries.iter().any(|entry| matches!(entry.key.value.as_str(), "min" | "max" | "text"))
        }
    }
}

/// A count in its short or its long form.
pub fn count(reader: &mut Reader<'_>, node: &Node, name: &str) -> Option<Count> {
    if !matches!(node.value, Value::Map(_)) {
        return reader.count(node, name);
    }
    let mut fields = reader.fields(node, name)?;
    let count = long_form(reader, &mut fields);
    reader.finish(fields, &format!("the count of `{name}`"));
    count
}

/// `{min: 80, max: 115, text: "..."}`, each of which may be left out.
fn long_form(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Count> {
    let text = reader.text(fields.take("text"), "text");
    let span = fields.span;
    let (min, max) = (fields.take("min"), fields.take("max"));
    if min.is_none() && max.is_none() {
        let text = text?;
        return match Count::parse(&text.value) {
            Ok(count) => Some(count),
            Err(fault) => {
                reader.fault(&rule::NOT_A_COUNT, text.span, fault.message, fault.label, fault.help);
                None
            }
        };
    }
    let lowest = plain_bound(reader, min, "min");
    let highest = plain_bound(reader, max, "max");
    if min.is_some() != lowest.is_some() || max.is_some() != highest.is_some() {
        return None;
    }
    match Count::from_bounds(lowest, highest) {
        Ok(count) => Some(match text {
            Some(text) => count.with_wording(&text.value),
            None => count,
        }),
        Err(fault) => {
            let at = min.or(max).map_or(span, |node| node.span);
            reader.fault(&rule::NOT_A_COUNT, at, fault.message, fault.label, fault.help);
            None
        }
    }
}

/// `min` and `max` are plain numbers: a phrase inside a range would be a range inside a range.
fn plain_bound(reader: &mut Reader<'_>, node: Option<&Node>, name: &str) -> Option<u64> {
    let node = node?;
    let bounds = reader.count(node, name)?.bounds();
    match bounds {
        Some(bounds) if bounds.max == Some(bounds.min) && !bounds.approximate => Some(bounds.min),
        _ => {
            reader.fault(
                &rule::NOT_A_COUNT,
                node.span,
                format!("`{name}` is not a plain number"),
                "a bound is one number",
                "write digits here, and the wording under `text`",
            );
            None
        }
    }
}

/// Whether a part fits into its whole; reported if not.
fn fits(
    reader: &mut Reader<'_>,
    (node, part): (&Node, &Count),
    group: Group,
    whole: Option<(&Node, &Count)>,
) -> bool {
    let Some((total, whole)) = whole else { return true };
    let least = part.bounds().map_or(0, |bounds| bounds.min);
    let most = whole.bounds().and_then(|bounds| bounds.max);
    let too_small = most.filter(|most| least > *most);
    if let Some(most) = too_small {
        reader.faults.push(
            rule::PART_ABOVE_WHOLE
                .at(
                    reader.path,
                    node.span,
                    format!("the group `{}` is larger than the whole", group.word()),
                )
                .label(format!("at least {least}"))
                .related(reader.path, total.span, format!("at most {most} in all"))
                .help("check which of the two numbers is right"),
        );
    }
    too_small.is_none()
}
