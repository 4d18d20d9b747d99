//! A body of Markdown as HTML, with its links resolved.
//! It does not know which page it becomes part of.

use tera::Value;

use crate::plan::view::prose::Prose;
use crate::press::counts;
use crate::press::fallback;
use crate::press::localized::LocalizedTheme;
use crate::press::placeholders::filled;
use crate::press::strings::word;
use crate::prose::html::html;
use crate::prose::resolved::Resolved;
use crate::text::language::fallbacks;

/// The HTML of a body, for pages in a language. Notes have their label in its words, a link to a page in another language says so in
/// them, and so do figures of the record.
pub fn body(prose: &Prose, LocalizedTheme { words, page, .. }: &LocalizedTheme) -> String {
    let resolve = |destination: &str| {
        if let Some(figure) = prose.live_figures.get(destination) {
            let number = counts::said(page, &Value::from_serializable(&figure.count)).ok();
            let number = number.map(|number| fallback::unmarked(&number.to_string()));
            return Some(Resolved { number, ..Resolved::address(&figure.href) });
        }
        let mut resolved = prose.links.get(destination).cloned()?;
        if let Some(leads_to) = &mut resolved.leads_to {
            leads_to.words = in_language(&leads_to.lang, words);
        }
        Some(resolved)
    };
    let label = |kind: &str| word(words, &["alerts", kind]).map(fallback::unmarked);
    html(prose.markdown(), prose.raw_html, &resolve, &label)
}

/// "(in Arabic)", in the words of the page.
fn in_language(lang: &str, words: &Value) -> Option<String> {
    let name = fallbacks(lang).find_map(|tag| word(words, &["languages", tag])).unwrap_or(lang);
    let text = word(words, &["in_language"])?;
    Some(fallback::unmarked(&format!("({})", filled(text, &[("language", name)]))))
}
