//! A dispatch for machines, in the words of schema.org. Templates print it whole, with the filter `json`.
//! It holds nothing that its page does not show.

use serde::Serialize;

/// A dispatch as a `NewsArticle`.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct NewsArticle {
    /// Whose words these are.
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
    /// The cities it tells of, else the region.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content_location: Vec<Place>,
    /// Where it was filed from, when that differs from where it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_created: Option<Place>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The addresses of its sources, and of the dispatch it replaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub is_based_on: Vec<String>,
    /// The address of the dispatch it translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of_work: Option<String>,
    /// What was changed in the open, newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<CorrectionComment>,
}

/// Somebody who writes or publishes.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub enum Agent {
    /// Who is named in a byline.
    Person {
        /// The name.
        name: String,
    },
    /// A newsroom.
    NewsMediaOrganization {
        /// The site's title.
        name: String,
        /// The front page's whole address.
        url: String,
    },
}

/// A place by its name, and no closer.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub struct Place {
    /// The name.
    pub name: String,
}

/// A change made in the open.
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
