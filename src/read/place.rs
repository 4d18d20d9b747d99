//! Where and when: the keys of place and of event days.
//! It does not know which cities there are.

use crate::field::dateline::{DayPrecision, Event, Location, Place};
use crate::field::day::DayRange;
use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

/// The keys `city`, `cities`, `country`, `region`, `area` and `location` of `fields`.
pub fn place(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Place {
    let city = city(reader, fields.take("city"));
    let listed = fields.take("cities");
    let mut cities: Vec<Spanned<String>> =
        reader.each(listed, "cities", |reader, item| reader.name(Some(item), "cities"));
    if let (Some(city), Some(listed)) = (&city, listed) {
        reader.faults.push(
            rule::TOGETHER
                .at(reader.path, listed.span, "`city` and `cities` stand side by side")
                .label("one of the two")
                .related(reader.path, city.span, "and the other")
                .help("name one city under `city`, or all of them under `cities`"),
        );
    }
    cities.extend(city);
    Place {
        cities,
        country: country(reader, fields),
        region: reader.name(fields.take("region"), "region"),
        area: reader.words(fields.take("area"), "area"),
        location: fields.take("location").map(|node| location(reader, node)).unwrap_or_default(),
    }
}

fn city(reader: &mut Reader<'_>, node: Option<&Node>) -> Option<Spanned<String>> {
    let node = node?;
    if matches!(node.value, Value::List(_)) {
        reader.wrong_shape(node, "city", "one name, or all of them under `cities`");
        return None;
    }
    reader.name(Some(node), "city")
}

/// `country`: two capital letters.
pub fn country(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<String> {
    let country = reader.text(fields.take("country"), "country")?;
    let is_code = country.value.len() == 2 && country.value.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code {
        reader.fault(
            &rule::NOT_ONE_OF,
            country.span,
            format!("`{}` is not a country code", excerpt(&country.value)),
            "not two capital letters",
            "write the two-letter code of ISO 3166, such as IQ or UA",
        );
        return None;
    }
    Some(country.value)
}

fn location(reader: &mut Reader<'_>, node: &Node) -> Location {
    let Some(mut fields) = reader.fields(node, "location") else {
        return Location::default();
    };
    let location = Location {
        coordinates: reader.coordinates(&mut fields),
        precision: reader.word(fields.take("precision"), "precision"),
        publish: reader.word(fields.take("publish"), "publish"),
    };
    reader.finish(fields, "`location`");
    location
}

/// The value of `event`: a day, or `{from, to, precision}`.
pub fn event(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<Event>> {
    if matches!(node.value, Value::Scalar(_)) {
        let day = reader.day(Some(node), "event")?;
        let event = Event { days: DayRange::on(day.value), precision: DayPrecision::Day };
        return Some(day.map(|_| event));
    }
    let mut fields = reader.fields(node, "event")?;
    let (from, to) = (fields.take("from"), fields.take("to"));
    let precision = fields.take("precision");
    let precision = match precision {
        Some(node) => reader.word(Some(node), "precision"),
        None => Some(DayPrecision::Day),
    };
    if from.is_none() {
        reader.missing(node.span, "`event`", "from", "when it began");
    }
    let first = reader.day(from, "from");
    let last = reader.day(to, "to");
    reader.finish(fields, "`event`");
    let (first, last) = match (first, last, to) {
        (Some(first), Some(last), _) => (first, last),
        (Some(first), None, None) => (first.clone(), first),
        _ => return None,
    };
    let Some(days) = DayRange::new(first.value, last.value) else {
        reader.faults.push(
            rule::BACKWARDS
                .at(reader.path, last.span, "the event ends before it begins")
                .label(format!("before {}", first.value))
                .related(reader.path, first.span, "it begins here")
                .help("exchange the two days, or mend the one that is wrong"),
        );
        return None;
    };
    Some(Spanned::new(Event { days, precision: precision? }, node.span))
}
