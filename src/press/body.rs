//! A body of Markdown as HTML, with its links resolved.
//! It does not know which page it becomes part of.

use tera::{Context, Value};

use crate::plan::view::prose::{LiveFigureView, LiveView, Prose};
use crate::press::counts;
use crate::press::fallback;
use crate::press::localized::LocalizedTheme;
use crate::press::placeholders::filled;
use crate::press::strings::word;
use crate::prose::html::html;
use crate::prose::resolved::{Live, Resolved};
use crate::text::language::fallbacks;

/// The HTML of a body, for pages in a language. Notes have their label in its words, and a link to a page in another language says so in
/// them. `context` is what the templates of the page have, for what the body shows of the record.
pub fn body(prose: &Prose, theme: &LocalizedTheme, context: &Context) -> String {
    let words = &theme.words;
    let resolve = |destination: &str| {
        let mut resolved = match prose.live_figures.get(destination) {
            Some(LiveFigureView { href, leads_to, shows }) => Resolved {
                live: live(theme, destination, shows, context),
                leads_to: leads_to.clone(),
                ..Resolved::address(href)
            },
            None => prose.links.get(destination).cloned()?,
        };
        if let Some(leads_to) = &mut resolved.leads_to {
            leads_to.words = in_language(&leads_to.lang, words);
        }
        Some(resolved)
    };
    let label = |kind: &str| word(words, &["alerts", kind]).map(fallback::unmarked);
    html(prose.markdown(), prose.raw_html, &resolve, &label)
}

/// The component that prints what a body shows of the record.
const EMBEDDED: &str = "embedded";

/// Something of the record as it is printed. None if the theme prints no such thing.
fn live(
    theme: &LocalizedTheme,
    written: &str,
    shows: &LiveView,
    context: &Context,
) -> Option<Live> {
    let (name, view) = match shows {
        LiveView::Number(count) => {
            let number = counts::said(&theme.page, &Value::from_serializable(count)).ok()?;
            return Some(Live::Number(fallback::unmarked(&number.to_string())));
        }
        LiveView::Chart(chart) => ("chart", Value::from_serializable(chart)),
        LiveView::Map(map) => ("map", Value::from_serializable(map)),
        LiveView::Locator(map) => ("locator", Value::from_serializable(map)),
        LiveView::People(people) => ("people", Value::from_serializable(people)),
    };
    if !theme.tera.contains_component(EMBEDDED) {
        return None;
    }
    let is_fit = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let mut arguments = Context::new();
    arguments.insert_value("id", Value::from(written.chars().map(is_fit).collect::<String>()));
    arguments.insert_value(name, view);
    let html = theme
        .tera
        .render_component_with_implicits(EMBEDDED, &arguments, context, None, true)
        .ok()?;
    let html = html.trim();
    (!html.is_empty()).then(|| Live::Block(html.to_owned()))
}

/// "(in Arabic)", in the words of the page.
fn in_language(lang: &str, words: &Value) -> Option<String> {
    let name = fallbacks(lang).find_map(|tag| word(words, &["languages", tag])).unwrap_or(lang);
    let text = word(words, &["in_language"])?;
    Some(fallback::unmarked(&format!("({})", filled(text, &[("language", name)]))))
}
