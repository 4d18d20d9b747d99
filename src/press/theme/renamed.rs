//! Names that have changed since a theme may have been written: of fields, variables, words, templates and components.
//! It does not parse templates; it looks for old names inside their tags.

use std::collections::BTreeSet;

use crate::press::theme::files::ThemeFiles;
use crate::press::theme::template_names::{Name, Owner, used, without_comments};
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

#[cfg(test)]
mod tests {
    use super::{NAMES, Name, template, used, without_comments, word};

    /// The old names in a template, as the table has them.
    fn old(text: &str) -> Vec<&'static str> {
        let called = |name: &Name<'_>| NAMES.iter().find(|(old, _)| name.is_called(old));
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
            old(&without_comments("{# {{ body }} #}{% raw %}{{ body }}{% endraw %}")),
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
