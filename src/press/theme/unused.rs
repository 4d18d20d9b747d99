//! Templates that print no page and that no other template uses. Most often the name is misspelled.
//! It does not read templates; it searches them for names.

use crate::plan::view::Kind;
use crate::press::theme::built_in;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::foreign::tags;
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
    let is_called = |component: &&str| {
        let call = format!("<{component}");
        texts.iter().any(|(_, text)| text.contains(&call))
    };
    let is_unused = |(name, text): &&(&str, &str)| {
        let components = tags(text, "component");
        // A theme may bring components for its sites to use. A component of the site that nobody calls overrides nothing.
        let has_use = match files.is_of_site(name) {
            true => components.iter().any(is_called),
            false => !components.is_empty(),
        };
        !prints_pages(name) && !has_use && !is_named(name)
    };
    found.extend(texts.iter().filter(is_unused).map(|(name, _)| unused(files, name)));
}

fn prints_pages(name: &str) -> bool {
    name == ANY || Kind::ALL.into_iter().any(|kind| kind.template() == name)
}

fn unused(files: &ThemeFiles, name: &str) -> Diagnostic {
    let other = built_in::names().into_iter().find(|theme| {
        let texts = built_in::texts(theme).unwrap_or_default();
        *theme != files.theme && texts.contains_key(&format!("templates/{name}"))
    });
    if let Some(other) = other.filter(|_| files.is_of_site(name)) {
        let own = &files.theme;
        let message = format!(
            "the template `{name}` overrides nothing: the theme `{own}` has no such template"
        );
        let help = format!(
            "it belongs to the theme `{other}`; delete it, or write `theme = \"{other}\"` in site.toml"
        );
        return rule::UNUSED_TEMPLATE.in_file(&files.path_of(name), message).help(help);
    }
    let kinds = Kind::ALL.into_iter().map(Kind::template).chain([ANY]);
    let help = match (renamed::template(name), nearest(name, kinds)) {
        (Some(new), _) => format!("it is called `{new}` now"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) if files.template(name).and_then(|it| it.text()).is_some_and(|it| !tags(it, "component").is_empty()) => {
            "no template calls its components: check their names, or delete the file".to_owned()
        }
        (None, None) => "docs/theme.md lists the names of templates; delete this one, or extend or include it in another".to_owned(),
    };
    let message = format!("the template `{name}` is not used: it prints no page");
    rule::UNUSED_TEMPLATE.in_file(&files.path_of(name), message).help(help)
}
