//! Dispatches, data sets and the site as linked data (schema.org). Templates print it whole, with the filter `json`.
//! It holds nothing that its page does not show.

use serde::Serialize;

/// A dispatch as a `NewsArticle`.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct NewsArticle {
    /// The vocabulary: schema.org.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// The page's whole address, which also names the article.
    #[serde(rename = "@id")]
    pub id: String,
    /// The page's whole address.
    pub main_entity_of_page: String,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it was published, as written.
    pub date_published: String,
    /// When it was last changed, as written.
    pub date_modified: String,
    /// The language.
    pub in_language: String,
    /// Who wrote it; without a byline, the newsroom.
    pub author: Vec<Agent>,
    /// The newsroom.
    pub publisher: Agent,
    /// Where it was filed from, else where it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// The cities it reports on, or the region.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content_location: Vec<Place>,
    /// Where it was filed from, when that differs from where it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_created: Option<Place>,
    /// Always true: there is no paywall.
    pub is_accessible_for_free: bool,
    /// Its topics or its description.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The addresses of its sources, and of the dispatch it replaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub is_based_on: Vec<String>,
    /// The address of the dispatch it translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of_work: Option<String>,
    /// The people whom it lists by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mentioned>,
    /// The changes made after publication, newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<CorrectionComment>,
}

/// A person whom an article mentions.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename = "Person")]
pub struct Mentioned {
    /// The name.
    pub name: String,
}

/// An author or a publisher.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub enum Agent {
    /// An author.
    Person {
        /// The name.
        name: String,
        /// The whole address of the page that lists the author's dispatches.
        url: String,
    },
    /// A newsroom.
    #[serde(rename_all = "camelCase")]
    NewsMediaOrganization {
        /// The site's title.
        name: String,
        /// The front page's whole address.
        url: String,
        /// The whole address of the page of all corrections.
        corrections_policy: String,
    },
}

/// A site.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct WebSite {
    /// The vocabulary: schema.org.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// The front page's whole address, which also names the site.
    #[serde(rename = "@id")]
    pub id: String,
    /// The front page's whole address.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its topics or its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its language.
    pub in_language: String,
    /// The newsroom.
    pub publisher: Agent,
}

/// The data.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Dataset {
    /// The vocabulary: schema.org.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// The whole address of their page, which also names them.
    #[serde(rename = "@id")]
    pub id: String,
    /// The whole address of their page.
    pub url: String,
    /// What the site is called.
    pub name: String,
    /// The description in datapackage.json.
    pub description: String,
    /// The last day on which anything was published or changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// The first and the last day of all events: `2014-02-18/2017-06-24`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal_coverage: Option<String>,
    /// The language of their texts.
    pub in_language: String,
    /// The newsroom.
    pub creator: Agent,
    /// Always true: there is no paywall.
    pub is_accessible_for_free: bool,
    /// The address of the licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// The files.
    pub distribution: Vec<DataDownload>,
}

/// A file of data.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DataDownload {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub encoding_format: &'static str,
    /// Its whole address.
    pub content_url: String,
}

/// A place, by name only.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub struct Place {
    /// The name.
    pub name: String,
}

/// A change made after publication.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct CorrectionComment {
    /// The whole address of the correction.
    #[serde(rename = "@id")]
    pub id: String,
    /// What was changed, without words of any language but the author's: `killed: 70 → more than 120`, and the note.
    pub text: String,
    /// When, as written.
    pub date_published: String,
}
