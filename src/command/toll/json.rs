//! A toll for programs, as JSON.
//! It does not know how a toll is counted.

use dateline::chronicle::incident::Incident;
use dateline::chronicle::measure::Measure;
use dateline::chronicle::reckoning::Uncertain;
use dateline::chronicle::reckoning::explanation::Line;
use dateline::chronicle::reckoning::fact::Share;
use dateline::field::count::Bounds;
use dateline::field::dispatch::Kind;
use dateline::field::place_name::PlaceName;
use dateline::field::slug::Slug;
use dateline::field::word::Word;
use serde_json::{Map, Value, json};

use crate::command::toll::answer::{Answer, reason};

/// The toll as one JSON object. If a party was asked for without a row, the object has each row under its name.
pub(super) fn write(answers: &[Answer<'_>]) -> String {
    let whole = match answers {
        [only] => object(only),
        several => {
            let party = several.iter().find_map(|answer| answer.party);
            let mut whole = Map::new();
            whole.insert("party".to_owned(), json!(party.map(|party| &party.id)));
            for answer in several {
                let row = answer.question.party.map_or("", |party| party.standing.word());
                whole.insert(row.to_owned(), object(answer));
            }
            Value::Object(whole)
        }
    };
    format!("{whole:#}\n")
}

fn object(answer: &Answer<'_>) -> Value {
    let reckoning = &answer.reckoning;
    let days = answer.question.days;
    let rows = answer.rows().map(|(measure, toll)| {
        let mut row = number(measure, toll.bounds);
        row.insert("incidents".to_owned(), json!(toll.known));
        row.insert("unknown".to_owned(), json!(toll.unknown));
        Value::Object(row)
    });
    let states = answer.states().map(|state| {
        let mut row = number(Measure::Whole(state.harm), state.bounds);
        row.insert("wording".to_owned(), json!(state.wording));
        row.insert("as_of".to_owned(), json!(state.as_of.to_string()));
        if let Some(area) = state.area {
            row.insert("area_km2".to_owned(), json!(area.as_f64()));
        }
        Value::Object(row)
    });
    let (city, region, country) = match answer.question.place {
        None => (None, None, None),
        Some(PlaceName::City(name)) => (Some(name), None, None),
        Some(PlaceName::Region(name)) => (None, Some(name), None),
        Some(PlaceName::Country(code)) => (None, None, Some(code)),
    };
    let mut whole = json!({
        "city": city,
        "region": region,
        "country": country,
        "from": days.map(|days| days.from().iso()),
        "to": days.map(|days| days.to().iso()),
        "grades": answer.question.grades.iter().map(|grade| grade.word()).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "states": states.collect::<Vec<_>>(),
        "counted": ids(&reckoning.counted),
        "partly": ids(&reckoning.partly),
        "tolls": ids(&reckoning.tolls),
        "overtaken": ids(&reckoning.overtaken),
        "place_unclear": beside(answer, &reckoning.place_unclear),
        "spans": beside(answer, &reckoning.spans),
        "graded_out": ids(&reckoning.graded_out),
        "graded_out_unclear": ids(&reckoning.graded_out_unclear),
    });
    if let Some(explanation) = &answer.explanation {
        let lines = explanation.lines.iter().map(|of_line| line(answer, of_line));
        whole["lines"] = lines.collect();
        let shown = explanation.remainders.iter().filter(|it| answer.shows(it.measure));
        let remainders = shown.map(|remainder| {
            let mut row = number(remainder.measure, Some(remainder.bounds));
            row.insert("toll".to_owned(), json!(remainder.toll.id.as_str()));
            Value::Object(row)
        });
        whole["not_itemised"] = remainders.collect();
    }
    if let (Some(party), Some(of)) = (answer.party, answer.question.party) {
        whole["party"] = json!(party.id);
        whole["how"] = json!(of.standing.word());
    }
    whole
}

fn ids(slugs: &[Slug]) -> Vec<&str> {
    slugs.iter().map(Slug::as_str).collect()
}

/// Everything is `null` if no number is known. A number without a maximum is `open`.
fn number(measure: Measure, bounds: Option<Bounds>) -> Map<String, Value> {
    let row = json!({
        "measure": measure.name(),
        "min": bounds.map(|bounds| bounds.min),
        "max": bounds.and_then(|bounds| bounds.max),
        "open": bounds.map(|bounds| bounds.max.is_none()),
        "approximate": bounds.map(|bounds| bounds.approximate),
    });
    match row {
        Value::Object(row) => row,
        _ => Map::new(),
    }
}

fn beside(answer: &Answer<'_>, elsewhere: &Uncertain) -> Value {
    let rows = elsewhere.rows.iter().filter(|(measure, _)| answer.shows(**measure));
    let most = rows.map(|(measure, _)| (measure.name(), json!(elsewhere.most(*measure))));
    json!({"incidents": ids(&elsewhere.incidents), "most": most.collect::<Map<_, _>>()})
}

fn line<'a>(answer: &Answer<'a>, line: &Line<'a>) -> Value {
    let incident: &'a Incident = line.incident;
    let figures = answer.figures(incident).map(|reported| {
        let mut figure = number(reported.measure, reported.effective.figure.bounds);
        figure.insert("wording".to_owned(), json!(reported.effective.figure.wording));
        figure.insert("by_name".to_owned(), json!(reported.by_name));
        figure.insert("dispatch".to_owned(), json!(reported.dispatch.slug.value.as_str()));
        figure.insert("file".to_owned(), json!(reported.dispatch.path.as_str()));
        Value::Object(figure)
    });
    let exceptions = answer.exceptions(line).map(|(measures, why)| {
        let (word, named) = reason(why);
        let measures: Vec<String> = measures.into_iter().map(Measure::name).collect();
        let by: Vec<&str> = named.iter().map(|named| named.0.id.as_str()).collect();
        json!({"measures": measures, "reason": word, "by": by})
    });
    json!({
        "id": incident.id.as_str(),
        "kind": if incident.kind == Kind::Toll { "toll" } else { "incident" },
        "from": incident.days.from().iso(),
        "to": incident.days.to().iso(),
        "grade": incident.grade.word(),
        "partly": line.share == Share::Perhaps,
        "figures": figures.collect::<Vec<_>>(),
        "exceptions": exceptions.collect::<Vec<_>>(),
    })
}
