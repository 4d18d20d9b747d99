//! What one report supports: its figures by measure, from the newsroom's own number or from the claims it reports.
//! Rules 1, 3 and 8 of the counting policy. It does not know other reports of the same incident.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use litemap::LiteMap;

use crate::chronicle::measure::Measure;
use crate::chronicle::parts::{PartsAboveWhole, Whose, hold_to_wholes, together, whole};
use crate::chronicle::voices::{Voice, Weighing, speaking};
use crate::field::casualties::{Casualties, Figures, Group, Harm};
use crate::field::claim::Claim;
use crate::field::count::{Bounds, Count};
use crate::field::dispatch::IncidentReport;
use crate::field::word::Word;
use crate::text::span::Span;

/// One figure of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it proves and supports; `None` when the number is unknown.
    pub bounds: Option<Bounds>,
    /// As reported.
    pub wording: String,
    /// What it rests on.
    pub voice: Voice,
    /// Whose harm it proves.
    pub whose: Whose,
    /// The state of knowledge, where it differs from the report's.
    pub as_of: Option<Timestamp>,
    /// Where it stands in the file.
    pub span: Span,
}

/// The figures of a report, by measure. A measure it is silent on is missing.
pub type FiguresByMeasure = LiteMap<Measure, Figure>;

impl Figure {
    /// Gives the figure other bounds, and words for them; the same bounds keep the words of their source.
    pub fn restate(&mut self, bounds: Option<Bounds>) {
        if self.bounds != bounds {
            self.bounds = bounds;
            self.whose = Whose::ANYBODY;
            self.wording = worded(bounds);
        }
    }
}

/// What `report` supports. The newsroom's own figures count, and claims then stand beside them.
pub fn figures(
    report: &IncidentReport,
    weighing: &Weighing<'_>,
) -> Result<FiguresByMeasure, PartsAboveWhole> {
    let mut figures = if report.casualties.is_empty() {
        by_claims(report, weighing)
    } else {
        stated(&report.casualties, Voice::Newsroom, report.span, weighing.zone)
    };
    hold_to_wholes(&mut figures)?;
    Ok(figures)
}

/// What one claim says by itself.
pub fn claimed(claim: &Claim, zone: &TimeZone) -> FiguresByMeasure {
    stated(&claim.casualties, Voice::Claims, claim.span, zone)
}

/// What the claims support, kind of harm by kind of harm: from the lowest least to the highest most.
fn by_claims(report: &IncidentReport, weighing: &Weighing<'_>) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    for &harm in Harm::ALL {
        let states = |claim: &Claim| claim.casualties.harms.contains_key(&harm);
        let (claims, voice) = speaking(report, weighing, states);
        for claim in claims {
            let Some(given) = claim.casualties.harms.get(&harm) else {
                continue;
            };
            let as_of = Some(weighing.as_of(claim));
            for (measure, mut figure) in of_harm(harm, given, voice, weighing.zone) {
                figure.as_of = figure.as_of.or(as_of);
                widen(&mut figures, measure, figure);
            }
        }
    }
    if report.claims.iter().any(|claim| claim.casualties.untold.is_some()) {
        together_by_claims(&mut figures, report, weighing);
    }
    figures
}

/// Everyone together, once somebody gave a bare number. Who told the killed from the injured has a voice here too.
fn together_by_claims(
    figures: &mut FiguresByMeasure,
    report: &IncidentReport,
    weighing: &Weighing<'_>,
) {
    let states = |claim: &Claim| {
        let harms = &claim.casualties.harms;
        claim.casualties.untold.is_some()
            || harms.contains_key(&Harm::Killed)
            || harms.contains_key(&Harm::Injured)
    };
    let (claims, voice) = speaking(report, weighing, states);
    let bare = claims.iter().any(|claim| claim.casualties.untold.is_some());
    for claim in claims.into_iter().filter(|_| bare) {
        let mut all = stated(&claim.casualties, voice, claim.span, weighing.zone);
        let known = |measure| all.get(&measure).and_then(|figure: &Figure| figure.bounds);
        let told_apart =
            together(known(Measure::Whole(Harm::Killed)), known(Measure::Whole(Harm::Injured)));
        let figure = all
            .remove(&Measure::Casualties)
            .unwrap_or_else(|| summed(told_apart, voice, None, claim.span));
        let as_of = Some(weighing.as_of(claim));
        widen(figures, Measure::Casualties, Figure { as_of, ..figure });
    }
}

/// All that one voice states.
fn stated(casualties: &Casualties, voice: Voice, span: Span, zone: &TimeZone) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    for (&harm, given) in &casualties.harms {
        figures.extend(of_harm(harm, given, voice, zone));
    }
    if let Some(untold) = &casualties.untold {
        let written = untold.span != Span::default();
        let span = if written { untold.span } else { span };
        figures.insert(Measure::Casualties, figure(&untold.count, voice, None, span));
    }
    figures
}

fn of_harm(
    harm: Harm,
    given: &Figures,
    voice: Voice,
    zone: &TimeZone,
) -> impl Iterator<Item = (Measure, Figure)> {
    let as_of = given.as_of.as_ref().map(|moment| moment.instant(zone));
    let figure = move |count: &Count| figure(count, voice, as_of, given.span);
    let all = match &given.total {
        Some(total) => figure(total),
        None => {
            Figure { whose: Whose::of(given), ..summed(whole(given), voice, as_of, given.span) }
        }
    };
    let part = move |(group, count): (&Group, &Count)| (Measure::Part(harm, *group), figure(count));
    std::iter::once((Measure::Whole(harm), all)).chain(given.parts.iter().map(part))
}

fn figure(count: &Count, voice: Voice, as_of: Option<Timestamp>, span: Span) -> Figure {
    let wording = count.wording().to_owned();
    Figure { bounds: count.bounds(), wording, voice, whose: Whose::ANYBODY, as_of, span }
}

/// A figure that nobody put into words.
pub fn summed(
    bounds: Option<Bounds>,
    voice: Voice,
    as_of: Option<Timestamp>,
    span: Span,
) -> Figure {
    Figure { bounds, wording: worded(bounds), voice, whose: Whose::ANYBODY, as_of, span }
}

/// Takes one more voice into an envelope; a voice without a number widens nothing.
fn widen(figures: &mut FiguresByMeasure, measure: Measure, voice: Figure) {
    let Some(so_far) = figures.get_mut(&measure) else {
        figures.insert(measure, voice);
        return;
    };
    so_far.as_of = so_far.as_of.max(voice.as_of);
    so_far.whose = so_far.whose.or(voice.whose);
    let bounds = match (so_far.bounds, voice.bounds) {
        (Some(one), Some(other)) => Some(one.envelope(other)),
        (known, other) => known.or(other),
    };
    if so_far.bounds != bounds {
        so_far.bounds = bounds;
        so_far.wording = match bounds == voice.bounds {
            true => voice.wording,
            false => worded(bounds),
        };
    }
}

fn worded(bounds: Option<Bounds>) -> String {
    bounds.map_or_else(|| "unknown".to_owned(), |bounds| bounds.to_string())
}
