//! Templates that print no page and that no other template uses. Most often the name is misspelled.
//! It does not read templates; it searches them for names.

use crate::plan::view::Kind;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::renamed;
use crate::press::theme::templates::ANY;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::spelling::nearest;

/// Adds a warning for each template of `files` that is not used.
pub(super) fn check(files: &ThemeFiles, found: &mut Vec<Diagnostic>) {
    let texts: Vec<(&str, &str)> =
        files.templates().filter_map(|(name, file)| Some((name, file.text()?))).collect();
    let is_named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        texts.iter().any(|(_, text)| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    let is_unused = |(name, text): &&(&str, &str)| {
        !prints_pages(name) && !has_components(text) && !is_named(name)
    };
    found.extend(texts.iter().filter(is_unused).map(|(name, _)| unused(files, name)));
}

fn prints_pages(name: &str) -> bool {
    name == ANY || Kind::ALL.into_iter().any(|kind| kind.template() == name)
}

/// Components are used by their own names, whatever file they are in.
fn has_components(text: &str) -> bool {
    ["{% component", "{%- component"].iter().any(|tag| text.contains(tag))
}

fn unused(files: &ThemeFiles, name: &str) -> Diagnostic {
    let kinds = Kind::ALL.into_iter().map(Kind::template).chain([ANY]);
    let help = match (renamed::template(name), nearest(name, kinds)) {
        (Some(new), _) => format!("it is called `{new}` now"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => "docs/theme.md lists the names of templates; delete this one, or extend or include it in another".to_owned(),
    };
    let message = format!("the template `{name}` is not used: it prints no page");
    rule::UNUSED_TEMPLATE.in_file(&files.path_of(name), message).help(help)
}
