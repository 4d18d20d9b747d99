//! What a correction changed, as readers are told: a figure, whose figure it is, or another field.
//! It does not know the words of any language; the theme has them.

use crate::chronicle::measure::Measure;
use crate::field::dispatch::IncidentReport;
use crate::field::slug::Slug;

/// What the key of a correction means.
#[derive(Default)]
pub(crate) struct ChangedField {
    /// The key that the theme has a word for, such as `event`. Of a figure, its key.
    pub field: Option<String>,
    /// The figure, if it is one.
    pub measure: Option<Measure>,
    /// Who gives the figure, if it is that of a claim.
    pub by: Option<String>,
}

impl ChangedField {
    /// What was added with `key`, which may also be a whole claim or a whole entry of a round-up.
    pub(crate) fn added(key: &str, reports: &[IncidentReport]) -> ChangedField {
        let key = key.trim();
        let of_entry = key.strip_prefix("incidents.");
        if of_entry.is_some_and(|id| !id.contains('.')) {
            return ChangedField { field: Some("incident".to_owned()), ..ChangedField::default() };
        }
        let own = of_entry.and_then(|rest| rest.split_once('.')).map_or(key, |(_, rest)| rest);
        let name = own.strip_prefix("claims.").map(unnumbered);
        match name.filter(|name| !name.contains('.')) {
            Some(name) => {
                let by = speaker(name, reports);
                ChangedField { field: Some("claim".to_owned()), measure: None, by }
            }
            None => ChangedField::new(key, reports),
        }
    }

    /// What `key` means in a dispatch with these `reports`. A key such as `incidents.ID.city` of a round-up means `city`.
    pub(crate) fn new(key: &str, reports: &[IncidentReport]) -> ChangedField {
        let key = key.trim();
        let of_entry = key.strip_prefix("incidents.").and_then(|rest| rest.split_once('.'));
        let key = of_entry.map_or(key, |(_, rest)| rest);
        let of_claim = key.strip_prefix("claims.").and_then(|rest| rest.split_once('.'));
        let Some((name, rest)) = of_claim else {
            return ChangedField {
                field: Some(plain(key)),
                measure: Measure::of_key(key),
                by: None,
            };
        };
        // Several claims of one speaker are numbered: `claims.the-mayor.2.killed`.
        let numbered = rest.split_once('.');
        let numbered = numbered.filter(|(number, _)| number.bytes().all(|it| it.is_ascii_digit()));
        let rest = numbered.map_or(rest, |(_, rest)| rest);
        let measure = Measure::of_key(rest);
        // Other keys of a claim, such as `party`, are no business of readers: the claim was changed.
        let field = if measure.is_some() { rest } else { "claims" };
        let by = speaker(name, reports);
        ChangedField { field: Some(plain(field)), measure, by }
    }
}

/// The name of a claim without its number: `the-mayor` for `the-mayor.2`.
fn unnumbered(name: &str) -> &str {
    let numbered = name.rsplit_once('.');
    let numbered = numbered.filter(|(_, number)| number.bytes().all(|it| it.is_ascii_digit()));
    numbered.map_or(name, |(name, _)| name)
}

/// The first part of a key: `location` of `location.precision`. A figure keeps all of its key.
fn plain(key: &str) -> String {
    let whole = Measure::of_key(key).map(|_| key);
    whole.or_else(|| key.split('.').next()).unwrap_or(key).to_owned()
}

/// Who makes the claim that a key calls `name`: its id, or its speaker.
fn speaker(name: &str, reports: &[IncidentReport]) -> Option<String> {
    let mut claims = reports.iter().flat_map(|report| &report.claims);
    let is_called = |called: &str| called == name || Slug::make(called).as_str() == name;
    let claim = claims.find(|it| is_called(&it.id.as_ref().unwrap_or(&it.by).value));
    claim.map(|claim| claim.by.value.clone())
}
