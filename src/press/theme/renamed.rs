//! Names that have changed since a theme may have been written: of fields, variables, words, templates and components.
//! It does not parse templates; it looks for old names inside their tags.

use std::collections::BTreeSet;

use crate::press::theme::files::ThemeFiles;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::span::Span;

/// Old and new names in templates. `.name` is a field of anything, `page.name` a field of what is called `page`, and `<name` a
/// component. `"name` is a text that something is compared with. A name alone is a variable of the page. The first match counts.
const NAMES: [(&str, &str); 63] = [
    ("site.language", "site.default_language"),
    ("site.lang", "site.title_lang"),
    ("site.policy", "site.csp"),
    ("card.address", "card.url"),
    (".address", ".permalink"),
    (".spark", ".sparkline"),
    (".lanes", ".span_rows"),
    (".told_by", ".counted_dispatches"),
    (".graded_out", ".excluded_by_grade"),
    (".graded_out_about", ".excluded_by_grade_about"),
    ("chart.lines", "chart.gridlines"),
    (".lines", ".contributions"),
    (".accounts", ".reports"),
    (".told_lang", ".facts_lang"),
    ("dispatch.period", "dispatch.coverage"),
    (".overtaken", ".replaced"),
    (".effective", ".counted"),
    (".narrower", ".srcset"),
    (".slots", ".columns"),
    (".tally", ".period"),
    ("slot.named", "column.show_name"),
    ("chart.spans", "chart.not_drawn"),
    ("field.words", "field.allowed_values"),
    ("t.registers", "t.taxonomies"),
    ("chart.said", "chart.summary"),
    ("measures.*.said", ".unit"),
    ("timeline.graded", "timeline.grade"),
    (".more_beside", ".more_uncounted"),
    ("listed", "terms"),
    ("register", "taxonomy"),
    ("shown", "toll_page"),
    ("graded_out", "excluded_by_grade"),
    ("body", "content"),
    ("<spark", "<sparkline"),
    ("<chart_said", "<chart_summary"),
    ("<slot_name", "<column_name"),
    ("<tally_name", "<period_name"),
    ("<tally_tables", "<period_tables"),
    ("<tally_table", "<period_table"),
    ("<account", "<report"),
    ("<account_claims", "<report_claims"),
    ("<period", "<coverage"),
    ("<explained_of", "<explained_scope"),
    ("<explained_lines", "<contributions"),
    ("<explained_beside", "<uncounted_list"),
    ("<elsewhere", "<uncounted"),
    ("<register", "<terms"),
    ("<headword", "<term_name"),
    ("<corrected", "<correction_item"),
    ("<corrected_rows", "<correction_rows"),
    ("<changed_dispatch", "<corrected_dispatch"),
    ("<take_away", "<downloads"),
    ("\"within", "included"),
    ("\"gives_way", "minimum_overlaps"),
    ("\"inside", "maximum_included"),
    ("\"outgrown", "minimum_only"),
    ("\"overtaken", "replaced"),
    ("\"silent", "no_figure"),
    ("\"nought", "zero"),
    ("\"roomy", "wide"),
    ("\"switch", "boolean"),
    ("\"register", "taxonomy"),
    ("\"listed", "term"),
];

/// Old and new names of templates.
const TEMPLATES: [(&str, &str); 2] =
    [("register.html", "taxonomy.html"), ("listed.html", "term.html")];

/// Old and new keys of words. `.key` is a key in any table, `table.*.key` one in any table of `table`.
const WORDS: [(&str, &str); 19] = [
    ("registers", "taxonomies"),
    ("chart.said", "chart.summary"),
    ("measures.*.said", ".unit"),
    ("chart.spark", "chart.sparkline"),
    ("chart.spans", "chart.not_drawn"),
    ("chart.marks.nought", "chart.marks.zero"),
    ("data.kinds.switch", "data.kinds.boolean"),
    ("dispatch.overtaken", "dispatch.replaced"),
    ("explained.gives_way", "explained.minimum_overlaps"),
    ("explained.inside", "explained.maximum_included"),
    ("explained.more_beside", "explained.more_uncounted"),
    ("explained.outgrown", "explained.minimum_only"),
    ("explained.overtaken", "explained.replaced"),
    ("explained.told_by", "explained.counted_dispatches"),
    ("explained.within", "explained.included"),
    (".graded_out", ".excluded_by_grade"),
    ("incident.effective", "incident.counted"),
    ("incident.silent", "incident.no_figure"),
    ("timeline.graded", "timeline.grade"),
];

/// The new name of a template.
pub(super) fn template(old: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(name, _)| *name == old).map(|(_, new)| *new)
}

/// The new key of a word, such as `chart.summary`.
pub(super) fn word(old: &str) -> Option<String> {
    WORDS.iter().find_map(|(name, new)| match name.split_once('*') {
        Some((tables, key)) => {
            let table = old.strip_prefix(tables)?.strip_suffix(key)?;
            Some(format!("{tables}{table}{new}"))
        }
        None if name.starts_with('.') => Some(format!("{}{new}", old.strip_suffix(name)?)),
        None => (*name == old).then(|| (*new).to_owned()),
    })
}

/// Adds a warning for each old name in each template of `files`, at the first place where it is used.
pub(super) fn check(files: &ThemeFiles, found: &mut Vec<Diagnostic>) {
    let templates = || files.templates().filter_map(|(name, it)| Some((name, it.text()?)));
    let is_own = |component: &str| {
        let defined = format!("component {component}(");
        templates().any(|(_, text)| text.contains(&defined))
    };
    for (file, text) in templates() {
        let mut seen = BTreeSet::new();
        let text = without_comments(text);
        for name in used(&text) {
            let Some((old, new)) = NAMES.iter().find(|(old, _)| name.is_called(old)) else {
                continue;
            };
            let is_other = old.strip_prefix('<').is_some_and(is_own);
            if !is_other && seen.insert(*old) {
                found.push(warning(files, file, &name, new));
            }
        }
    }
}

fn warning(files: &ThemeFiles, file: &str, name: &Name<'_>, new: &str) -> Diagnostic {
    let bare = |name: &str| name.rsplit(['.', '<', '"']).next().unwrap_or_default().to_owned();
    let span = Span::of(name.at..name.at + name.word.len());
    rule::OLD_NAME
        .at(&files.path_of(file), span, format!("`{}` has a new name", name.word))
        .label(format!("it is called `{}` now", bare(new)))
        .help("write the new name; docs/theme.md lists all of them")
}

/// A name that a template uses.
struct Name<'t> {
    /// The name itself.
    word: &'t str,
    /// Where it begins in the text.
    at: usize,
    /// What it belongs to.
    of: Owner<'t>,
}

/// What a name belongs to.
enum Owner<'t> {
    /// It is a field of what has this name; empty if that has none, as in `list[0].field`.
    Field(&'t str),
    /// It is a component.
    Component,
    /// It is a variable of the page.
    Page,
    /// It is an argument, or a variable that the template itself defines.
    Local,
    /// It is a text that something is compared with.
    Compared,
}

impl Name<'_> {
    /// Whether this is what [`NAMES`] calls `old`.
    fn is_called(&self, old: &str) -> bool {
        match (&self.of, old.split_once(['.', '<', '"'])) {
            (Owner::Field(of), Some((parent, field))) if old.contains('.') => {
                field == self.word && (parent.is_empty() || parent == *of)
            }
            (Owner::Component, Some(("", component))) if old.starts_with('<') => {
                component == self.word
            }
            (Owner::Compared, Some(("", text))) if old.starts_with('"') => text == self.word,
            (Owner::Page, None) => old == self.word,
            _ => false,
        }
    }
}

/// Every name inside the tags of a template.
fn used(text: &str) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    let mut in_component = false;
    let mut rest = 0;
    let own = Defined::new(text);
    while let Some((from, end)) = next_tag(text, rest) {
        let tag = &text[from..end];
        in_component |= tag.trim_start_matches('-').trim_start().starts_with("component ");
        names.extend(names_in(tag, from, in_component).into_iter().filter(|name| !own.has(name)));
        in_component &= !tag.trim_start_matches('-').trim_start().starts_with("endcomponent ");
        rest = end;
    }
    names
}

/// The variables that a template defines itself.
struct Defined<'t> {
    /// By `set`. What their fields are called is the template's own matter.
    by_set: BTreeSet<&'t str>,
    /// By `for`. They may be values of the page.
    by_for: BTreeSet<&'t str>,
}

impl<'t> Defined<'t> {
    fn new(text: &'t str) -> Defined<'t> {
        let (mut by_set, mut by_for) = (BTreeSet::new(), BTreeSet::new());
        let mut rest = 0;
        while let Some((from, end)) = next_tag(text, rest) {
            let mut names = names_in(&text[from..end], from, false).into_iter();
            match names.next().map(|first| first.word) {
                Some("set" | "set_global") => by_set.extend(names.next().map(|it| it.word)),
                Some("for") => by_for.extend(names.map(|it| it.word).take_while(|it| *it != "in")),
                _ => {}
            }
            rest = end;
        }
        Defined { by_set, by_for }
    }

    /// Whether a name is one of them, or a field of one that `set` defines.
    fn has(&self, name: &Name<'_>) -> bool {
        match name.of {
            Owner::Page => self.by_set.contains(name.word) || self.by_for.contains(name.word),
            Owner::Field(of) => self.by_set.contains(of),
            Owner::Component | Owner::Local | Owner::Compared => false,
        }
    }
}

/// A template with blanks in place of comments and of what it prints as it is, so that every place stays the same.
fn without_comments(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{% raw %}", "{% endraw %}")] {
        let mut rest = 0;
        while let Some(start) = text[rest..].find(open).map(|at| rest + at) {
            let length =
                text[start..].find(close).map_or(text.len() - start, |at| at + close.len());
            rest = start + length;
            text.replace_range(start..rest, &" ".repeat(length));
        }
    }
    text
}

/// The next tag that begins at `from` or after it: what stands between its braces.
fn next_tag(text: &str, from: usize) -> Option<(usize, usize)> {
    let opening = |sign: &str| text[from..].find(sign).map(|at| from + at + sign.len());
    let (start, close) = match (opening("{{"), opening("{%")) {
        (Some(print), Some(tag)) if tag < print => (tag, "%}"),
        (Some(print), _) => (print, "}}"),
        (None, tag) => (tag?, "%}"),
    };
    let length = text[start..].find(close).unwrap_or(text.len() - start);
    Some((start, start + length))
}

/// The names in one tag, which begins at `from` in its file. Texts in quotes hold none.
fn names_in(tag: &str, from: usize, in_component: bool) -> Vec<Name<'_>> {
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut at = 0;
    while let Some(sign) = tag[at..].chars().next() {
        if sign == '"' || sign == '\'' {
            let text = &tag[at + 1..];
            let length = text.find(sign).unwrap_or(text.len());
            let before = tag[..at].trim_end();
            let after = text[length..].trim_start_matches(sign).trim_start();
            let is_compared =
                ["==", "!="].iter().any(|sign| before.ends_with(sign) || after.starts_with(sign));
            if is_compared {
                let word = &text[..length];
                names.push(Name { word, at: from + at + 1, of: Owner::Compared });
            }
            at += 1 + (length + 1).min(text.len());
        } else if sign.is_alphabetic() || sign == '_' {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let length = tag[at..].find(|c| !is_part(c)).unwrap_or(tag.len() - at);
            let is_argument = tag[at + length..].starts_with('=');
            let of = match tag[..at].chars().next_back() {
                Some('.') => {
                    let before = names.last().filter(|it| it.at + it.word.len() + 1 == from + at);
                    Owner::Field(before.map_or("", |it| it.word))
                }
                Some('<') => Owner::Component,
                _ if in_component || is_argument => Owner::Local,
                _ => Owner::Page,
            };
            names.push(Name { word: &tag[at..at + length], at: from + at, of });
            at += length;
        } else {
            at += sign.len_utf8();
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{NAMES, template, used, word};

    /// The old names in a template, as the table has them.
    fn old(text: &str) -> Vec<&'static str> {
        let called = |name: &super::Name<'_>| NAMES.iter().find(|(old, _)| name.is_called(old));
        used(text).iter().filter_map(called).map(|(old, _)| *old).collect()
    }

    #[test]
    fn an_old_field_is_known_by_what_it_belongs_to() {
        assert_eq!(old("{{ site.language }} {{ source.language }}"), ["site.language"]);
        assert_eq!(old("{%- for it in dispatch.accounts -%}"), [".accounts"]);
        assert_eq!(old("{{ chart.slots[0].tally | date }}"), [".slots", ".tally"]);
    }

    #[test]
    fn words_outside_of_tags_and_texts_in_quotes_are_no_names() {
        assert_eq!(old("<body>listed, shown</body> {{ \"site.language\" }}"), [""; 0]);
    }

    #[test]
    fn a_variable_of_the_page_is_none_inside_a_component() {
        assert_eq!(old("{{ body }}"), ["body"]);
        let component = "{% component line(body) %}{{ body }}{% endcomponent line %}";
        assert_eq!(old(component), [""; 0]);
        assert_eq!(old("{{ <register listed=\"x\" /> }}"), ["<register"]);
    }

    #[test]
    fn what_a_template_defines_itself_is_its_own() {
        assert_eq!(
            old("{% set shown = 1 %}{{ shown }} {% for listed in it %}{{ listed }}{% endfor %}"),
            [""; 0]
        );
        assert_eq!(old("{% set m = {\"lines\": 3} %}{{ m.lines }}"), [""; 0]);
        assert_eq!(old("{% for row in rows %}{{ row.told_by }}{% endfor %}"), [".told_by"]);
        assert_eq!(
            old(&super::without_comments("{# {{ body }} #}{% raw %}{{ body }}{% endraw %}")),
            [""; 0]
        );
    }

    #[test]
    fn an_old_value_is_known_where_something_is_compared_with_it() {
        assert_eq!(
            old("{% if e.reason == \"within\" or \"silent\" != why %}"),
            ["\"within", "\"silent"]
        );
        assert_eq!(old("{{ \"within\" }}"), [""; 0]);
    }

    #[test]
    fn templates_and_words_have_new_names_too() {
        assert_eq!(template("register.html"), Some("taxonomy.html"));
        assert_eq!(word("measures.killed.said").as_deref(), Some("measures.killed.unit"));
        assert_eq!(word("incident.said"), None);
        assert_eq!(word("front.latest"), None);
    }
}
