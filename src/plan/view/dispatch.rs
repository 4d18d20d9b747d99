//! Views of a dispatch and its parts.
//! They hold no HTML. Templates get the text of the dispatch as `content`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::field::dispatch::Extra;
use crate::plan::view::lists::DispatchRowView;
use crate::plan::view::people::PeopleView;
use crate::plan::view::toll::PresentView;
use crate::plan::view::values::{
    CorrectionView, DayView, DaysView, FigureView, LinkView, MomentView,
};

/// A claim: who gives which figures.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// Its id. Quotations link to it: `#claim-ID`.
    pub id: Option<String>,
    /// Who makes the claim.
    pub by: String,
    /// The role of that person or body.
    pub role: Option<&'static str>,
    /// True if the claim is made by a party that is held responsible.
    pub accused: bool,
    /// The figures.
    pub figures: Vec<FigureView>,
    /// The day or time to which the figures apply.
    pub as_of: Option<MomentView>,
    /// The name of the source of the claim.
    pub source: Option<String>,
    /// The number of that source in the list of sources, from 1.
    pub source_number: Option<usize>,
    /// True if only this claim is counted for the incident.
    pub adopted: bool,
    /// True if the claim may be counted.
    pub counted: bool,
    /// Why it is not counted.
    pub why: Option<String>,
}

/// A party that is held responsible.
#[derive(Clone, Debug, Serialize)]
pub struct AttributionView {
    /// The name of the party, from `site.toml`.
    pub to: String,
    /// The link to the page of the party. None if it has no page.
    pub href: Option<String>,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// `alleged`, `claimed`, `confirmed` or `denied`.
    pub how: &'static str,
    /// For how much of the incident: `all`, `some` or `unknown`. None if nobody says.
    pub scope: Option<&'static str>,
    /// The method, such as an air strike.
    pub means: Option<String>,
    /// The language of `means`, if it is not the site's.
    pub words_lang: Option<String>,
}

/// The response of an accused party.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The name of the party, from `site.toml`.
    pub party: String,
    /// The link to the page of the party. None if it has no page.
    pub href: Option<String>,
    /// The language of the name, if it is not the site's.
    pub lang: Option<String>,
    /// `investigating`, `acknowledged`, `denied`, `rejected`, `silent` or `no_comment`.
    pub position: &'static str,
    /// The day of the response.
    pub on: Option<DayView>,
    /// What the party promised.
    pub promised: Option<String>,
    /// The last day for what the party promised.
    pub due: Option<DayView>,
    /// True if that day is over. The promise was not kept, as far as the reports say.
    pub overdue: bool,
    /// A note.
    pub note: Option<String>,
    /// The language of `promised` and `note`, if it is not the site's.
    pub words_lang: Option<String>,
}

/// What a dispatch reports on one incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentReportView {
    /// The link to the incident's page. None if only one dispatch covers it and nobody is listed.
    pub incident: Option<LinkView>,
    /// When it happened, if the dispatch says so.
    pub days: Option<DaysView>,
    /// Where it happened, if that differs from the dispatch.
    pub cities: Vec<LinkView>,
    /// The place within the city, in free text.
    pub area: Option<String>,
    /// The dispatch's own figures.
    pub figures: Vec<FigureView>,
    /// The people whom it lists.
    pub people: PeopleView,
    /// Claims by others.
    pub claims: Vec<ClaimView>,
    /// Who is held responsible.
    pub attribution: Vec<AttributionView>,
    /// What the accused say.
    pub positions: Vec<PositionView>,
    /// The grade of the evidence.
    pub grade: &'static str,
    /// True if a later dispatch's figures are counted instead of these.
    pub replaced: bool,
    /// What is true now, if a later dispatch replaces these figures, or continues this running total.
    pub present: Option<PresentView>,
}

/// A source of a dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its name. None if the source is protected.
    pub name: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The link to an archived copy.
    pub archived: Option<String>,
    /// When it was published.
    pub published: Option<DayView>,
    /// When it was read.
    pub accessed: Option<DayView>,
    /// Its language.
    pub language: Option<String>,
    /// Its kind, such as `news` or `report`.
    pub kind: Option<&'static str>,
    /// The source that has the same text.
    pub syndicated_from: Option<String>,
}

/// How a browser shows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MediumKind {
    /// As a picture.
    Image,
    /// In a player with a picture.
    Video,
    /// In a player.
    Audio,
    /// Not by itself: readers follow a link to it.
    File,
}

impl MediumKind {
    /// How a browser shows the file called `name`.
    pub fn of(name: &str) -> MediumKind {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "svg") => MediumKind::Image,
            Some("mp4" | "m4v" | "webm" | "mov" | "ogv") => MediumKind::Video,
            Some("mp3" | "ogg" | "oga" | "opus" | "m4a" | "wav" | "flac") => MediumKind::Audio,
            _ => MediumKind::File,
        }
    }
}

/// A picture, a video, a sound or a document.
#[derive(Clone, Debug, Serialize)]
pub struct MediumView {
    /// The link to the file.
    pub href: String,
    /// `image`, `video`, `audio` or `file`.
    pub kind: MediumKind,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: String,
    /// True if it is graphic. Then it must not load with the page: link to it.
    pub graphic: bool,
    /// The warning to show before it.
    pub warning: Option<String>,
    /// The language of these texts, if it is not the site's.
    pub lang: Option<String>,
    /// The sizes of the picture. None if it is not a picture or could not be cleaned.
    pub sizes: Option<SizesView>,
}

/// The sizes of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SizesView {
    /// The width of the largest size, in pixels.
    pub width: u32,
    /// The height of the largest size, in pixels.
    pub height: u32,
    /// The smaller sizes as WebP, for a `srcset` attribute: `street-480.webp 480w, street-960.webp
    /// 960w`.
    pub srcset: Option<String>,
}

/// The picture that other sites show when they link to the page.
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

/// What a total for a period covers.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    /// The name of the running total that it is part of.
    pub series: Option<String>,
    /// The language of that name, if it is not the site's.
    pub series_lang: Option<String>,
    /// The phase of that running total.
    pub phase: Option<u32>,
    /// What is known to be part of it.
    pub includes: Vec<LinkView>,
    /// What is known not to be part of it.
    pub excludes: Vec<LinkView>,
    /// What may or may not be part of it.
    pub may_include: Vec<LinkView>,
}

/// A dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct DispatchView {
    /// The headline.
    pub title: String,
    /// The summary below the headline.
    pub summary: Option<String>,
    /// When it was published.
    pub published: MomentView,
    /// When it was last changed.
    pub updated: Option<MomentView>,
    /// The cities where it happened.
    pub cities: Vec<LinkView>,
    /// The place within the city, in free text.
    pub area: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The link to the page of the region.
    pub region_href: Option<String>,
    /// The country, as two capital letters.
    pub country: Option<String>,
    /// The link to the page of the country.
    pub country_href: Option<String>,
    /// Where it was filed from, if that is not where it happened. The dateline begins with it.
    pub filed_from: Option<String>,
    /// The language of `filed_from`, if it is not the site's.
    pub filed_from_lang: Option<String>,
    /// The authors.
    pub authors: Vec<LinkView>,
    /// The topics.
    pub topics: Vec<LinkView>,
    /// `incident`, `toll` or `statement`.
    pub kind: &'static str,
    /// Labels: `draft`, `embargoed`, `developing`, `verified`, `corrected`, `superseded`, `toll`,
    /// `statement`.
    pub marks: Vec<&'static str>,
    /// The warning to show before the text.
    pub content_warning: Option<String>,
    /// The language of the warning, if it is not the site's.
    pub content_warning_lang: Option<String>,
    /// What it reports on each incident.
    pub reports: Vec<IncidentReportView>,
    /// What it covers, if it is a total for a period.
    pub coverage: Option<CoverageView>,
    /// Its sources.
    pub sources: Vec<SourceView>,
    /// Changes made after publication, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Pictures, videos, sounds and documents. A picture that the text already shows is not among
    /// them.
    pub media: Vec<MediumView>,
    /// The first picture that is not graphic, for sites that link to this page.
    pub card: Option<CardView>,
    /// The language of the facts, if it is not the site's: of the texts in `reports`, `sources`,
    /// `area`, `region` and `filed_from`. A translation has the facts of its original.
    pub facts_lang: Option<String>,
    /// The dispatch that it replaces.
    pub supersedes: Option<LinkView>,
    /// The dispatch that replaces it: the latest, if there are several in a row.
    pub superseded_by: Option<LinkView>,
    /// The same dispatch in other languages.
    pub translations: Vec<TranslationView>,
    /// Other dispatches on the same incident that are nearest in time, in order. The page of the
    /// incident lists all of them.
    pub same_incident: Vec<Arc<DispatchRowView>>,
    /// What to read next: what the dispatch names, or else earlier dispatches on its topics.
    pub related: Vec<LinkView>,
    /// The dispatch before it.
    pub previous: Option<LinkView>,
    /// The dispatch after it.
    pub next: Option<LinkView>,
    /// The dispatch before it in the same city.
    pub previous_in_city: Option<LinkView>,
    /// The dispatch after it in the same city.
    pub next_in_city: Option<LinkView>,
    /// The `extra` values from the front matter, for the theme.
    pub extra: BTreeMap<String, Extra>,
}

/// The same dispatch in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// The language tag.
    pub lang: String,
    /// What the language calls itself, such as `العربية`. None if that is not known.
    pub name: Option<&'static str>,
    /// Its headline.
    pub title: String,
    /// The link to it.
    pub href: String,
    /// Its whole address, for `hreflang`.
    pub permalink: String,
}
