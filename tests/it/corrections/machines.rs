//! The data for machines in a dispatch's page: what the page tells, and nothing that could break out of it.

use serde_json::Value;

use super::{CORRECTED, Site, dispatch, site, text};
use crate::site::anywhere;

/// The data for machines in a page.
fn linked_data(site: &Site, file: &str) -> Value {
    let page = text(site, file);
    let (_, after) = page.split_once("<script type=\"application/ld+json\">").expect("it has data");
    let (json, _) = after.split_once("</script>").expect("it ends");
    serde_json::from_str(json).expect("it is JSON")
}

#[test]
fn machines_are_told_what_the_page_tells() {
    let lines = format!(
        "{CORRECTED}\ndateline: Erbil\nauthors: [Sara Aziz]\nsummary: In short.\ntopics: [bombing]\nsources: [{{name: A paper, url: \"https://example.net/a\"}}, {{name: Nurse Ahmed, url: \"https://example.net/ahmed\", protect: true}}]"
    );
    let site = site(&[dispatch("strike", "Strike on a bridge", "2017-06-01", &lines)]);
    let data = linked_data(&site, "dispatches/strike/index.html");
    let expected = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://example.org/dispatches/strike/",
        "mainEntityOfPage": "https://example.org/dispatches/strike/",
        "headline": "Strike on a bridge",
        "description": "In short.",
        "datePublished": "2017-06-01",
        "dateModified": "2017-06-05",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Sara Aziz", "url": "https://example.org/authors/sara-aziz/"}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Record",
            "url": "https://example.org/",
            "correctionsPolicy": "https://example.org/corrections/",
        },
        "dateline": "Erbil",
        "contentLocation": [{"@type": "Place", "name": "Mosul"}],
        "locationCreated": {"@type": "Place", "name": "Erbil"},
        "isAccessibleForFree": true,
        "keywords": ["bombing"],
        "isBasedOn": ["https://example.net/a"],
        "correction": [
            {
                "@type": "CorrectionComment",
                "@id": "https://example.org/dispatches/strike/#correction-2017-06-05-1",
                "text": "killed civilian: – → 90",
                "datePublished": "2017-06-05",
            },
            {
                "@type": "CorrectionComment",
                "@id": "https://example.org/dispatches/strike/#correction-2017-06-04-1",
                "text": "title: Raid → Strike",
                "datePublished": "2017-06-04",
            },
            {
                "@type": "CorrectionComment",
                "@id": "https://example.org/dispatches/strike/#correction-2017-06-03-1",
                "text": "killed: 70 → more than 120. The hospital counted again.",
                "datePublished": "2017-06-03",
            },
        ],
    });
    assert_eq!(data, expected);
}

#[test]
fn a_hostile_headline_stays_a_headline() {
    let headline = r#"</script><script>alert(1)</script> <!-- & "quoted" 'too' \ \u003c"#;
    let quoted = headline.replace('\'', "''");
    let note = format!("corrections: [{{on: 2017-06-03, kind: corrected, note: '{quoted}'}}]");
    let site = site(&[dispatch("hostile", &format!("'{quoted}'"), "2017-06-01", &note)]);
    let data = linked_data(&site, "dispatches/hostile/index.html");
    assert_eq!(data["headline"], headline);
    assert_eq!(data["correction"][0]["text"], headline);
    // A file of JSON is no page, and says what was written.
    for markup in ["<script>", "<!--"] {
        let files = anywhere(&site, markup);
        assert!(files.iter().all(|file| file.ends_with(".json")), "{files:?}");
    }
    let page = text(&site, "dispatches/hostile/index.html");
    assert_eq!(page.matches("</script").count(), 1, "the data ends once");
}
