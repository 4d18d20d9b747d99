//! The objects inside cells of `dispatches.json`: figures, claims, attributions, positions, sources, corrections.
//! It says what the dispatch's page says, and nothing about a protected source.

use jiff::Timestamp;
use serde::Serialize;

use crate::chronicle::figure::Origin;
use crate::chronicle::figure::{Figure, FiguresByMeasure};
use crate::chronicle::measure::Measure;
use crate::chronicle::report;
use crate::field::casualties::Group;
use crate::field::claim::{Attributed, Claim, Position};
use crate::field::correction::{Correction, Withdrawal};
use crate::field::day::Day;
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::plan::data::bounds;
use crate::plan::index::Index;
use crate::plan::row::claims;
use crate::plan::view::dispatch::{ClaimView, SourceView};

/// One figure of one report.
#[derive(Serialize)]
pub(crate) struct FigureRecord {
    incident: Option<String>,
    harm: &'static str,
    group: Option<&'static str>,
    min: Option<u64>,
    max: Option<u64>,
    open: Option<bool>,
    approximate: Option<bool>,
    wording: String,
    accused_only: bool,
    as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    area_km2: Option<f64>,
}

/// What one source claims.
#[derive(Serialize)]
pub(crate) struct ClaimRecord {
    incident: Option<String>,
    by: String,
    party: Option<String>,
    role: Option<&'static str>,
    as_of: Option<String>,
    figures: Vec<FigureRecord>,
    accused: bool,
    counted: bool,
    adopted: bool,
    why: Option<String>,
    source: Option<String>,
}

/// One party that is held responsible, and by whom.
#[derive(Serialize)]
pub(crate) struct AttributionRecord {
    incident: Option<String>,
    to: String,
    name: String,
    how: &'static str,
    scope: Option<&'static str>,
    means: Option<String>,
}

/// The answer of an accused party.
#[derive(Serialize)]
pub(crate) struct PositionRecord {
    incident: Option<String>,
    party: String,
    name: String,
    position: &'static str,
    on: Option<Day>,
    promised: Option<String>,
    due: Option<Day>,
    note: Option<String>,
}

/// A source of the dispatch.
#[derive(Serialize)]
pub(crate) struct SourceRecord {
    name: Option<String>,
    url: Option<String>,
    archived: Option<String>,
    published: Option<Day>,
    accessed: Option<Day>,
    language: Option<String>,
    kind: Option<&'static str>,
    syndicated_from: Option<String>,
}

/// A published correction.
#[derive(Serialize)]
pub(crate) struct CorrectionRecord {
    on: String,
    kind: &'static str,
    field: Option<String>,
    was: Option<String>,
    now: Option<String>,
    added: Vec<String>,
    note: Option<String>,
}

/// A withdrawal of a dispatch.
#[derive(Serialize)]
pub(crate) struct WithdrawalRecord {
    on: String,
    why: String,
}

/// One report of a dispatch, with its incident.
#[derive(Clone, Copy)]
pub(crate) struct Testimony<'d> {
    /// The index that the records are built from.
    pub index: &'d Index<'d>,
    /// The dispatch that contains the report.
    pub dispatch: &'d Dispatch,
    /// The report as written.
    pub report: &'d IncidentReport,
    /// The id of the incident, if the report has one.
    pub incident: Option<&'d Slug>,
    /// The figures that the report supports.
    pub figures: &'d FiguresByMeasure,
}

impl Testimony<'_> {
    /// The report's own figures.
    pub(crate) fn figures(&self) -> Vec<FigureRecord> {
        self.listed(
            self.figures,
            self.report.as_of.as_ref().unwrap_or(&self.dispatch.date.value).to_string(),
        )
    }

    /// The claims of others that the report repeats.
    pub(crate) fn claims(&self) -> Vec<ClaimRecord> {
        let index = self.index;
        let shown = claims::claims(index, self.dispatch, self.report);
        let claims = self.report.claims.iter().zip(shown);
        let record = |(claim, shown): (&Claim, ClaimView)| {
            let as_of = shown.as_of.map(|moment| moment.iso);
            let told = report::claim_figures(claim, &index.config.timezone);
            let date = || self.dispatch.date.value.to_string();
            ClaimRecord {
                incident: self.id(),
                by: shown.by,
                party: claim.party.as_ref().map(|party| party.value.clone()),
                role: shown.role,
                figures: self.listed(&told, as_of.clone().unwrap_or_else(date)),
                as_of,
                accused: shown.accused,
                counted: shown.counted,
                adopted: shown.adopted,
                why: shown.why,
                source: shown.source,
            }
        };
        claims.map(record).collect()
    }

    /// The parties that are held responsible.
    pub(crate) fn attribution(&self) -> Vec<AttributionRecord> {
        let record = |attributed: &Attributed| AttributionRecord {
            incident: self.id(),
            to: attributed.to.value.clone(),
            name: self.index.own_party(&attributed.to.value).title,
            how: attributed.how.word(),
            scope: attributed.scope.map(Word::word),
            means: attributed.means.clone(),
        };
        self.report.attribution.iter().map(record).collect()
    }

    /// The answers of the accused parties.
    pub(crate) fn positions(&self) -> Vec<PositionRecord> {
        let record = |said: &Position| PositionRecord {
            incident: self.id(),
            party: said.party.value.clone(),
            name: self.index.own_party(&said.party.value).title,
            position: said.position.word(),
            on: said.on,
            promised: said.promised.clone(),
            due: said.due,
            note: said.note.clone(),
        };
        self.report.positions.iter().map(record).collect()
    }

    fn id(&self) -> Option<String> {
        self.incident.map(Slug::to_string)
    }

    /// Figures as records. Those without their own date are dated `as_of`.
    fn listed(&self, figures: &FiguresByMeasure, as_of: String) -> Vec<FigureRecord> {
        let day = |moment: Timestamp| Day::from_instant(moment, &self.index.config.timezone).iso();
        let record = |(measure, figure): (&Measure, &Figure)| FigureRecord {
            incident: self.id(),
            harm: bounds::harm(*measure),
            group: measure.group().map(Group::word),
            min: figure.bounds.map(|bounds| bounds.min),
            max: figure.bounds.and_then(|bounds| bounds.max),
            open: figure.bounds.map(|bounds| bounds.max.is_none()),
            approximate: figure.bounds.map(|bounds| bounds.approximate),
            wording: figure.wording.clone(),
            accused_only: figure.origin == Origin::AccusedOnly,
            as_of: figure.as_of.map_or_else(|| as_of.clone(), day),
            area_km2: figure.area.map(|area| area.as_f64()),
        };
        figures.iter().map(record).collect()
    }
}

/// The sources that may be named.
pub(crate) fn sources(dispatch: &Dispatch) -> Vec<SourceRecord> {
    let named = dispatch.sources.iter().filter(|source| !source.protect);
    named.map(|source| SourceRecord::of(claims::citation(dispatch, source))).collect()
}

/// The published corrections, in the order written.
pub(crate) fn corrections(dispatch: &Dispatch) -> Vec<CorrectionRecord> {
    let record = |correction: &Correction| CorrectionRecord {
        on: correction.on.to_string(),
        kind: correction.kind.word(),
        field: correction.field.clone(),
        was: correction.was.clone(),
        now: correction.now.clone(),
        added: correction.added.clone(),
        note: correction.note.clone(),
    };
    dispatch.corrections.iter().map(record).collect()
}

/// The withdrawal as a record.
pub(crate) fn withdrawal(withdrawal: &Withdrawal) -> WithdrawalRecord {
    WithdrawalRecord { on: withdrawal.on.to_string(), why: withdrawal.why.clone() }
}

impl SourceRecord {
    fn of(shown: SourceView) -> SourceRecord {
        SourceRecord {
            name: shown.name,
            url: shown.url,
            archived: shown.archived,
            published: shown.published.map(|day| day.0),
            accessed: shown.accessed.map(|day| day.0),
            language: shown.language,
            kind: shown.kind,
            syndicated_from: shown.syndicated_from,
        }
    }
}
