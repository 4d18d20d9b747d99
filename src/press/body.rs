//! A body of Markdown as HTML, with its links resolved.
//! It does not know which page it becomes part of.

use crate::plan::view::prose::Prose;
use crate::prose::html::html;

/// The HTML of a body.
pub fn body(prose: &Prose) -> String {
    html(prose.markdown(), prose.raw_html, &|destination| prose.links.get(destination).cloned())
}
