//! A dispatch as its own page shows it, with all that hangs on it.
//! It holds no HTML: the text is printed beside it, as `body`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::chronicle::measure::Measure;
use crate::field::dispatch::Extra;
use crate::plan::view::lists::DispatchRowView;
use crate::plan::view::values::{DayView, DaysView, FigureView, LinkView, MomentView};

/// A claim.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// Who says so.
    pub by: String,
    /// In what capacity.
    pub role: Option<&'static str>,
    /// Whether this party is held responsible.
    pub accused: bool,
    /// What they say.
    pub figures: Vec<FigureView>,
    /// As of when.
    pub as_of: Option<MomentView>,
    /// The source it was taken from, by its name.
    pub source: Option<String>,
    /// The number of that source in the dispatch's list of sources, from 1.
    pub source_number: Option<usize>,
    /// Whether this claim stands for the incident.
    pub adopted: bool,
    /// Whether it may count.
    pub counted: bool,
    /// Why it does not.
    pub why: Option<String>,
}

/// Who is held responsible.
#[derive(Clone, Debug, Serialize)]
pub struct AttributionView {
    /// The party, by the name that site.toml gives it.
    pub to: String,
    /// The language of that name, when not the site's.
    pub lang: Option<String>,
    /// alleged, claimed, confirmed, denied.
    pub how: &'static str,
    /// all, some, unknown.
    pub scope: &'static str,
    /// By what means.
    pub means: Option<String>,
}

/// What an accused party says.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The party, by the name that site.toml gives it.
    pub party: String,
    /// The language of that name, when not the site's.
    pub lang: Option<String>,
    /// investigating, acknowledged, denied ...
    pub position: &'static str,
    /// When.
    pub on: Option<DayView>,
    /// What it promised.
    pub promised: Option<String>,
    /// A sentence more.
    pub note: Option<String>,
}

/// What a dispatch says of one incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentReportView {
    /// The incident's page, when several dispatches tell of it.
    pub incident: Option<LinkView>,
    /// When it happened, if that was written.
    pub days: Option<DaysView>,
    /// Where, when it differs from the dispatch.
    pub cities: Vec<LinkView>,
    /// Free text below the city.
    pub area: Option<String>,
    /// The dispatch's own figures.
    pub figures: Vec<FigureView>,
    /// What others say.
    pub claims: Vec<ClaimView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributionView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// How well the incident is established.
    pub grade: &'static str,
    /// Whether a later dispatch's figures count in place of these.
    pub replaced: bool,
}

/// Where something was taken from.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its name; missing when the source is protected.
    pub name: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it is archived.
    pub archived: Option<String>,
    /// When it was published.
    pub published: Option<DayView>,
    /// When it was read.
    pub accessed: Option<DayView>,
    /// In what language.
    pub language: Option<String>,
    /// Of what kind.
    pub kind: Option<&'static str>,
    /// The source whose text it repeats.
    pub syndicated_from: Option<String>,
}

/// A change made in the open.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub on: MomentView,
    /// corrected, updated, refiled, withdrawn; in lists of corrections also replaced.
    pub kind: &'static str,
    /// Its anchor on the dispatch's page, `correction-2017-06-03-1`, which keeps; none for what was done to the whole dispatch.
    pub anchor: Option<String>,
    /// What changed, as written: `casualties.killed`.
    pub field: Option<String>,
    /// The same as a measure, if it is a figure.
    pub measure: Option<Measure>,
    /// What stood there.
    pub was: Option<String>,
    /// What stands there.
    pub now: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// The language of these words, when not the site's.
    pub lang: Option<String>,
}

/// A picture, a film or a document.
#[derive(Clone, Debug, Serialize)]
pub struct MediumView {
    /// Where it lies, from this page.
    pub href: String,
    /// `image`, `video`, `audio` or `file`.
    pub kind: &'static str,
    /// What it shows.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// Whether it must be asked for.
    pub graphic: bool,
    /// The warning before it.
    pub warning: Option<String>,
    /// The language of what is said of it, when not the site's.
    pub lang: Option<String>,
    /// The sizes it comes in, if it is a picture that could be cleaned.
    pub sizes: Option<SizesView>,
}

/// The sizes a picture comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SizesView {
    /// The width of the largest, in pixels.
    pub width: u32,
    /// The height of the largest, in pixels.
    pub height: u32,
    /// Narrower ones as WebP, as `srcset` lists them: `street-480.webp 480w, street-960.webp 960w`.
    pub srcset: Option<String>,
}

/// The picture that stands for a page where others link to it.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// Its whole address.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// A toll over a period, as its dispatch says it.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    /// The cumulative toll it continues, by name.
    pub series: Option<String>,
    /// Its phase.
    pub phase: Option<u32>,
    /// What it is known to include.
    pub includes: Vec<LinkView>,
    /// What it is known not to include.
    pub excludes: Vec<LinkView>,
    /// Of what nobody knows whether it includes it.
    pub may_include: Vec<LinkView>,
}

/// A dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchView {
    /// The headline.
    pub title: String,
    /// The standfirst.
    pub summary: Option<String>,
    /// When it was published.
    pub published: MomentView,
    /// When it was last changed.
    pub updated: Option<MomentView>,
    /// Where it happened.
    pub cities: Vec<LinkView>,
    /// Free text below the city.
    pub area: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Where it was filed from, when that differs from where it happened.
    pub filed_from: Option<String>,
    /// The language of that, when not the site's.
    pub filed_from_lang: Option<String>,
    /// Who wrote it.
    pub authors: Vec<LinkView>,
    /// What it is about.
    pub topics: Vec<LinkView>,
    /// `incident`, `toll` or `statement`.
    pub kind: &'static str,
    /// `draft`, `embargoed`, `developing`, `verified`, `corrected`, `superseded`, `toll`, `statement`.
    pub marks: Vec<&'static str>,
    /// What to say before anything graphic.
    pub content_warning: Option<String>,
    /// The language of that, when not the site's.
    pub content_warning_lang: Option<String>,
    /// What it says of one incident or several.
    pub reports: Vec<IncidentReportView>,
    /// What it covers, if it is a toll.
    pub coverage: Option<CoverageView>,
    /// Where it was taken from.
    pub sources: Vec<SourceView>,
    /// What was changed in the open, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Pictures, films, documents.
    pub media: Vec<MediumView>,
    /// The first picture that is not graphic, for where others link here.
    pub card: Option<CardView>,
    /// The language of the facts, when not the site's: of the texts in `accounts`, `sources`, `area` and `region`. Those of a
    /// translation are its original's.
    pub facts_lang: Option<String>,
    /// The dispatch it replaces.
    pub supersedes: Option<LinkView>,
    /// The dispatch that replaces it.
    pub superseded_by: Option<LinkView>,
    /// The same in other languages.
    pub translations: Vec<TranslationView>,
    /// The nearest of the other dispatches on the same incident, in order.
    pub same_incident: Vec<Arc<DispatchRowView>>,
    /// The one before it in time.
    pub previous: Option<LinkView>,
    /// The one after it in time.
    pub next: Option<LinkView>,
    /// The one before it in its city.
    pub previous_in_city: Option<LinkView>,
    /// The one after it in its city.
    pub next_in_city: Option<LinkView>,
    /// The link to the same as JSON.
    pub data: String,
    /// For the theme.
    pub extra: BTreeMap<String, Extra>,
}

/// The same dispatch in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// Its language.
    pub lang: String,
    /// Its headline.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// Its whole address, for `hreflang`.
    pub permalink: String,
}
