//! Reads where and when: the keys of a place and the days of an event.
//! It does not know which cities exist.

use crate::field::dateline::{Coordinates, DayPrecision, Event, Location, Place};
use crate::field::day::DayRange;
use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::{Keyed, Value};
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::span::Spanned;

/// The keys `city`, `cities`, `country`, `region`, `area` and `location` of `fields`.
pub fn place(fields: &mut Fields<'_>) -> Place {
    let reader = fields.reader;
    let (city, city_span) = (fields.read("city", city), fields.value_span("city"));
    let mut cities = fields.each("cities", Reader::name);
    if let (Some(city), Some(listed)) = (city_span, fields.value_span("cities")) {
        reader.report(
            rule::TOGETHER
                .at(reader.path, listed, "`city` and `cities` are both used")
                .label("use one of the two")
                .related(reader.path, city, "the other is here")
                .help("name one city under `city`, or all of them under `cities`"),
        );
    }
    cities.extend(city.into_iter().flatten());
    Place {
        cities,
        country: fields.read("country", country),
        region: fields.read("region", Reader::composed_name),
        area: fields.read("area", Reader::words),
        location: fields.read("location", location).unwrap_or_default(),
    }
}

/// `city`: one name, or a list of names.
fn city(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Vec<Spanned<String>>> {
    match from.node.value {
        Value::List(_) => Some(reader.each(from, Reader::name)),
        _ => Some(vec![reader.name(from)?]),
    }
}

/// `country`: two capital letters.
pub fn country(reader: &Reader<'_>, from: Keyed<'_>) -> Option<String> {
    let country = reader.written(from)?;
    if country.value.len() == 2 && country.value.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(country.value);
    }
    let message = format!("`{}` is not a country code", excerpt(&country.value));
    reader.report(
        rule::NOT_ONE_OF
            .at(reader.path, country.span, message)
            .label("not two capital letters")
            .help("write the two-letter code of ISO 3166, such as IQ or UA"),
    );
    None
}

fn location<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Location> {
    let mut fields = Fields::new(reader, from, "`location`")?;
    let location = Location {
        coordinates: coordinates(&mut fields),
        precision: fields.read("precision", Reader::word),
        publish: fields.read("publish", Reader::word),
    };
    fields.finish();
    Some(location)
}

/// The keys `lat` and `lon` of `fields`: both or neither.
pub fn coordinates(fields: &mut Fields<'_>) -> Option<Coordinates> {
    let reader = fields.reader;
    match (fields.take("lat"), fields.take("lon")) {
        (None, None) => None,
        (Some(lat), Some(lon)) => {
            let at = lat.node.span;
            let (lat, lon) = (reader.degrees(lat, 90), reader.degrees(lon, 180));
            let point = Coordinates { lat: lat?, lon: lon? };
            if point == (Coordinates { lat: 0, lon: 0 }) {
                reader.report(
                    rule::ZERO_POINT
                        .at(reader.path, at, "the point is 0, 0, which is in the sea")
                        .label("programs write this where they know no place")
                        .help("write the point of the place, or delete `lat` and `lon`"),
                );
                return None;
            }
            Some(point)
        }
        (Some(one), None) | (None, Some(one)) => {
            reader.report(
                rule::NOT_ALONE
                    .at(reader.path, one.node.span, "`lat` and `lon` need each other")
                    .label("the other of the two is missing")
                    .help("write both, as in `lat: 36.35` and `lon: 43.11`"),
            );
            None
        }
    }
}

/// The value of `event`: a day, or `{from, to, precision}`.
pub fn event<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<Spanned<Event>> {
    if matches!(from.node.value, Value::Scalar(_)) {
        let day = reader.day(from)?;
        let event = Event { days: DayRange::on(day.value), precision: DayPrecision::Day };
        return Some(day.map(|_| event));
    }
    let mut fields = Fields::new(reader, from, "`event`")?;
    let first = fields.required("from", "when it began", Reader::day);
    let to = fields.key_span("to");
    let last =
        fields.read_or("to", first.clone(), |reader, to| reader.approximate_day(to).map(Some));
    let precision = fields.read_or("precision", DayPrecision::Day, Reader::word);
    fields.finish();
    let (first, last) = (first?, last??);
    let Some(days) = DayRange::new(first.value, last.value) else {
        reader.report(
            rule::BACKWARDS
                .at(reader.path, last.span, "the event ends before it begins")
                .label(format!("before {}", first.value))
                .related(reader.path, first.span, "it begins here")
                .help("swap the two days, or correct the one that is wrong"),
        );
        return None;
    };
    let precision = precision?;
    // "Some day in May" may be written on 14 May with its last day, so only a closely known end is a date.
    let is_close = matches!(precision, DayPrecision::Day | DayPrecision::Days);
    if is_close && to.is_some() {
        reader.note_date("to", last.value, last.span);
    }
    Some(Spanned::new(Event { days, precision }, from.node.span))
}
