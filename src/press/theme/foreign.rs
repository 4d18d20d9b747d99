//! Templates of the site that are written for another theme: they use components, blocks or templates that this theme lacks.
//! It does not find what is wrong in a template; it says what several errors have in common.

use crate::press::theme::built_in;
use crate::press::theme::files::ThemeFiles;
use crate::press::theme::located::Located;
use crate::text::diagnostic::Diagnostic;
use crate::text::spelling::did_you_mean;
use crate::text::{listing, rule};

/// Maximum number of names that a message lists.
const NAMED: usize = 12;

/// What a template uses and the theme lacks.
enum Lacking<'m> {
    Component(&'m str),
    Block(&'m str),
    Template(&'m str),
}

/// The report of `faults`. A template that belongs to another theme is reported once, however much it lacks.
pub(super) fn report(files: &ThemeFiles, faults: Vec<Located>) -> Vec<Diagnostic> {
    let mut told: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for fault in faults {
        let Some(lacking) = Lacking::of(&fault.message) else {
            found.push(fault.report(files));
            continue;
        };
        let Some(theme) = lacking.theme(files, &fault.template) else {
            let help = lacking.help(files);
            found.push(fault.report(files).help(help));
            continue;
        };
        if told.contains(&fault.template) {
            continue;
        }
        let (template, own) = (&fault.template, &files.theme);
        let message =
            format!("`{template}` is written for the theme `{theme}`, but this site uses `{own}`");
        found.push(
            rule::BAD_TEMPLATE
                .at(&files.path_of(template), fault.span, message)
                .label(format!("`{own}` has no {}", lacking.name()))
                .help(format!(
                    "write `theme = \"{theme}\"` in site.toml; or delete the template; or write it for `{own}`: \
                     `dateline theme {own}` copies that theme into themes/{own}, where you can read it"
                )),
        );
        told.push(fault.template);
    }
    found
}

impl<'m> Lacking<'m> {
    /// What the message of Tera says that there is not.
    fn of(message: &'m str) -> Option<Lacking<'m>> {
        let name = message.split(['`', '\'']).nth(1)?;
        if message.starts_with("Unknown component") {
            return Some(Lacking::Component(name));
        }
        if message.contains("is not defined in any parent template") {
            return Some(Lacking::Block(name));
        }
        message.starts_with("Unknown template").then_some(Lacking::Template(name))
    }

    /// Another built-in theme that has it, if `template` is one that the site has put in the place of the theme's.
    fn theme(&self, files: &ThemeFiles, template: &str) -> Option<&'static str> {
        if !files.is_of_site(template) {
            return None;
        }
        let others = built_in::names().into_iter().filter(|name| *name != files.theme);
        others.into_iter().find(|name| {
            let texts = built_in::texts(name).unwrap_or_default();
            texts.iter().any(|(inside, text)| match self {
                Lacking::Component(name) => has_tag(text, "component", name),
                Lacking::Block(name) => has_tag(text, "block", name),
                Lacking::Template(name) => inside.strip_prefix("templates/") == Some(name),
            })
        })
    }

    fn name(&self) -> String {
        match self {
            Lacking::Component(name) => format!("component `{name}`"),
            Lacking::Block(name) => format!("block `{name}`"),
            Lacking::Template(name) => format!("template `{name}`"),
        }
    }

    /// What to do if no theme has it.
    fn help(&self, files: &ThemeFiles) -> String {
        let texts = || files.templates().filter_map(|(_, file)| file.text());
        let (word, known, kinds) = match self {
            Lacking::Component(name) => (
                name,
                texts().flat_map(|text| tags(text, "component")).collect::<Vec<_>>(),
                "components",
            ),
            Lacking::Block(name) => {
                let parents = files.templates().filter(|(name, _)| !files.is_of_site(name));
                let texts = parents.filter_map(|(_, file)| file.text());
                (name, texts.flat_map(|text| tags(text, "block")).collect(), "blocks")
            }
            Lacking::Template(name) => {
                (name, files.templates().map(|(name, _)| name).collect(), "templates")
            }
        };
        let mut known = known;
        known.sort_unstable();
        known.dedup();
        known.retain(|it| it != word);
        let listed = match known.len() {
            0..=NAMED => format!("the {kinds} of this theme are {}", listing::all(&known)),
            _ => format!("check the name; docs/theme.md lists the {kinds} of the built-in themes"),
        };
        did_you_mean(word, known.iter().copied(), listed)
    }
}

/// The names in all tags `{% kind name .. %}` of a template.
pub(super) fn tags<'t>(text: &'t str, kind: &str) -> Vec<&'t str> {
    let tag = |part: &'t str| {
        let inside = part.trim_start_matches('-').trim_start().strip_prefix(kind)?;
        let name = inside.strip_prefix(' ')?.trim_start();
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
        Some(&name[..end])
    };
    text.split("{%").skip(1).filter_map(tag).collect()
}

fn has_tag(text: &str, kind: &str, name: &str) -> bool {
    tags(text, kind).contains(&name)
}
