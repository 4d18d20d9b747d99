//! Tests of quotations with their speaker, and of notes and warnings, as pages, feeds and reports show them.
//! It reads pages as text; how a speaker is recognised is tested beside the code.

use dateline::chronicle::visible::Drafts;

use crate::site::{built, composed, snapshot};
use crate::support::{self, in_order};

const SPOKEN: &str = "---
title: Shelling of a market
date: 2017-05-31
city: Rivertown
casualties: {killed: 2}
claims: [{id: aj, by: The hospital, killed: 3, counted: false}]
---
> Two of them were children.
> — [The *registrar*](#claim-aj), hospital

> [!WARNING]
> What follows is hard to read.
";

/// The rules that a site with this dispatch breaks.
fn broken(dispatch: &str) -> Vec<&'static str> {
    let snapshot = snapshot(&[("content/dispatches/market.md", dispatch)]);
    let composition = composed(&snapshot, Drafts::Hidden, &mut support::cache());
    composition.faults.iter().map(|fault| fault.rule.code).collect()
}

fn page(theme: &str, lang: &str) -> String {
    let settings = format!(
        "title = \"The Record\"\nbase_url = \"https://example.org/\"\ntheme = \"{theme}\"\nlanguage = \"{lang}\"\n"
    );
    let pages = built(&[("site.toml", &settings), ("content/dispatches/market.md", SPOKEN)]);
    String::from_utf8_lossy(&pages["dispatches/market/index.html"]).into_owned()
}

#[test]
fn a_quotation_is_a_figure_whose_caption_leads_to_the_claim() {
    for theme in ["wire", "plain"] {
        in_order(
            &page(theme, "en"),
            &[
                "<figure class=\"quotation\">\n<blockquote>\n<p>Two of them were children.</p>\n</blockquote>",
                "<figcaption>— <a href=\"#claim-aj\">The <em>registrar</em></a>, hospital</figcaption>",
                "<tr id=\"claim-aj\">",
            ],
        );
    }
}

#[test]
fn a_warning_has_its_label_in_the_language_of_the_page() {
    for (lang, label) in [("en", "Warning"), ("ar", "تحذير")] {
        for theme in ["wire", "plain"] {
            let label = format!("<p class=\"alert-label\">{label}</p>\n<p>What follows");
            in_order(
                &page(theme, lang),
                &["<div class=\"alert alert-warning\" role=\"note\">", &label],
            );
        }
    }
}

#[test]
fn a_speaker_who_is_a_protected_source_is_found_by_name() {
    let dispatch = "---\ntitle: Shelling of a market\ndate: 2017-05-31\ncity: Rivertown\ncasualties: {killed: 2}\nsources: [{id: n, name: Mara Lindholm, protect: true}]\n---\n> Two were children.\n> — Mara Lindholm, nurse\n";
    assert!(broken(dispatch).contains(&"may-leak"), "{:?}", broken(dispatch));
    let described = dispatch.replace("— Mara Lindholm, nurse", "— A nurse");
    let broken = broken(&described);
    assert!(!broken.contains(&"may-leak") && !broken.contains(&"speaker-unclear"), "{broken:?}");
}
