//! Templates that print nothing and that no other template uses: most often one whose name was misspelt.
//! It does not read templates; it looks for names in them.

use crate::plan::view::Kind;
use crate::press::theme::ANY;
use crate::press::theme::files::Files;
use crate::press::theme::renamed;
use crate::text::diagnostic::Diagnostic;
use crate::text::nearest::nearest;
use crate::text::rule;

/// A warning for each template of `files` that is of no use.
pub(super) fn templates(files: &Files) -> Vec<Diagnostic> {
    let texts: Vec<(&str, &str)> =
        files.under("templates").filter_map(|(name, piece)| Some((name, piece.text()?))).collect();
    let is_named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        texts.iter().any(|(_, text)| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    let is_unused = |(name, text): &&(&str, &str)| {
        !prints_pages(name) && !has_components(text) && !is_named(name)
    };
    texts.iter().filter(is_unused).map(|(name, _)| unused(files, name)).collect()
}

fn prints_pages(name: &str) -> bool {
    name == ANY || Kind::ALL.into_iter().any(|kind| kind.template() == name)
}

/// Components are used by their own names, whichever file they stand in.
fn has_components(text: &str) -> bool {
    ["{% component", "{%- component"].iter().any(|opened| text.contains(opened))
}

fn unused(files: &Files, name: &str) -> Diagnostic {
    let kinds = Kind::ALL.into_iter().map(Kind::template).chain([ANY]);
    let help = match (renamed::template(name), nearest(name, kinds)) {
        (Some(new), _) => format!("it is called `{new}` now"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => "docs/theme.md lists the names of templates; take this one out, or let another extend or include it".to_owned(),
    };
    let message = format!("the template `{name}` prints nothing");
    rule::UNUSED_TEMPLATE.in_file(&files.path_of(name), message).help(help)
}
