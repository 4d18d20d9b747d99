//! Checks that documents and code agree: imports between rooms, lists of files, rules and views.
//! It does not run dateline; it reads the sources and the manual as text.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dateline::plan::view::Kind;
use dateline::press::filters;
use dateline::text::diagnostic::{Rule, Severity};
use dateline::text::rule;

/// Which rooms each room may import, from the lowest layer up. `ARCHITECTURE.md` has the same table.
const LAW: [(&str, &[&str]); 16] = [
    ("picture", &[]),
    ("text", &["picture"]),
    ("atlas", &[]),
    ("field", &["text"]),
    ("prose", &["text"]),
    ("read", &["text", "field", "prose"]),
    ("import", &["text", "field", "read"]),
    ("config", &["text", "field", "read"]),
    ("chronicle", &["text", "field"]),
    ("plan", &["picture", "text", "atlas", "field", "prose", "config", "chronicle"]),
    ("press", &["picture", "text", "prose", "plan"]),
    ("edge", &["picture", "text", "plan"]),
    ("compose", &["text", "field", "prose", "read", "config", "chronicle", "plan", "press"]),
    ("cli", &[]),
    ("command", &["cli"]),
    ("main", &["cli", "command"]),
];

#[test]
fn no_room_imports_a_room_it_may_not_know() {
    let law: BTreeMap<&str, &[&str]> = LAW.into_iter().collect();
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        if room == "lib" {
            continue;
        }
        let may =
            law.get(room.as_str()).unwrap_or_else(|| panic!("the law does not know `{room}`"));
        for imported in imported(&text) {
            if imported != room && !may.contains(&imported.as_str()) {
                broken.push(format!("{path} imports {imported}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_commands_call_edge() {
    let outside = |path: &String| room_of(path) != "command";
    let callers = sources().into_iter().filter(|(path, _)| outside(path));
    let callers: Vec<String> =
        callers.filter(|(_, text)| text.contains("dateline::edge")).map(|(path, _)| path).collect();
    assert!(callers.is_empty(), "{callers:?}");
}

#[test]
fn the_table_of_imports_is_the_law() {
    let document = document("ARCHITECTURE.md");
    for (room, may) in LAW {
        let may: Vec<String> = may.iter().map(|room| format!("`{room}`")).collect();
        let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
        let line = format!("| `{room}` | {may} |");
        assert!(document.contains(&line), "ARCHITECTURE.md has no line `{line}`");
    }
}

#[test]
fn the_manual_lists_every_rule_in_its_own_words() {
    let document = document("docs/rules.md");
    let listed: BTreeSet<&str> = document.lines().filter(|line| line.starts_with("| `")).collect();
    let line = |rule: &Rule| {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("| `{}` | {severity} | {} |", rule.code, rule.summary)
    };
    let rules: BTreeSet<String> = rule::ALL.iter().map(|rule| line(rule)).collect();
    let rules: BTreeSet<&str> = rules.iter().map(String::as_str).collect();
    let missing: Vec<_> = rules.difference(&listed).collect();
    let extra: Vec<_> = listed.difference(&rules).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nextra: {extra:#?}");
}

#[test]
fn the_tests_that_the_manual_names_exist() {
    let manual = document("docs/safety.md");
    let all: String =
        ["src", "tests/it"].into_iter().flat_map(code_in).map(|(_, text)| text).collect();
    let quoted: Vec<&str> = manual.split('`').skip(1).step_by(2).collect();
    let is_name = |text: &&str| {
        text.contains('_')
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let names: Vec<&str> = quoted.iter().copied().filter(is_name).collect();
    assert!(names.len() > 40, "{names:?}");
    let missing: Vec<&str> =
        names.into_iter().filter(|name| !all.contains(&format!("fn {name}()"))).collect();
    assert!(missing.is_empty(), "docs/safety.md names {missing:#?}, which do not exist");
    let listed = quoted
        .iter()
        .filter_map(|text| text.strip_prefix("faults/"))
        .filter(|rule| *rule != "RULE");
    let gone: Vec<&str> =
        listed.filter(|rule| !root().join(format!("tests/faults/{rule}.txt")).exists()).collect();
    assert!(gone.is_empty(), "docs/safety.md names {gone:#?}, which do not exist");
}

#[test]
fn the_manual_explains_every_field_a_template_sees_in_the_words_of_the_code() {
    let document = document("docs/theme.md");
    let mut unexplained = Vec::new();
    for (path, text) in sources() {
        let is_view = path == "src/plan/view.rs" || path.starts_with("src/plan/view/");
        // Templates do not use these, or print them as a whole.
        let others = ["document", "linked_data", "prose"];
        let is_other = others.iter().any(|it| path == format!("src/plan/view/{it}.rs"));
        if !is_view || is_other {
            continue;
        }
        for (view, fields) in structs(&text) {
            let table = section(&document, &format!("### {view}"));
            let is_unexplained = |(field, meaning): &&(String, String)| {
                let (start, end) = (format!("| `{field}` |"), format!("| {meaning} |"));
                !table.lines().any(|row| row.starts_with(&start) && row.ends_with(&end))
            };
            let fields = fields.iter().filter(is_unexplained);
            unexplained.extend(fields.map(|(field, _)| format!("{view}.{field}")));
        }
    }
    assert!(unexplained.is_empty(), "docs/theme.md does not say the same of {unexplained:#?}");
}

#[test]
fn the_manual_names_the_template_of_every_kind_of_page() {
    let manual = document("docs/theme.md");
    let is_unnamed = |kind: &Kind| !manual.contains(&format!("| `{}` |", kind.template()));
    let unnamed: Vec<&str> = Kind::ALL.into_iter().filter(is_unnamed).map(Kind::name).collect();
    assert!(unnamed.is_empty(), "docs/theme.md does not say which pages {unnamed:?} are");
}

#[test]
fn templates_have_no_function_that_looks_into_the_site() {
    for (path, text) in sources() {
        if room_of(&path) != "press" {
            continue;
        }
        for registered in ["register_function", "register_test"] {
            assert!(!text.contains(registered), "{path} has `{registered}`");
        }
    }
}

#[test]
fn the_manual_names_every_filter() {
    let manual = document("docs/theme.md");
    for name in filters::names() {
        assert!(manual.contains(&format!("`{name}`")), "docs/theme.md does not name `{name}`");
    }
}

#[test]
fn the_manual_names_every_component_that_the_default_theme_explains() {
    let manual = document("docs/theme.md");
    let listed: BTreeSet<String> = section(&manual, "## The components of wire")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | `")?.1.split_once('`'))
        .map(|(component, _)| component.to_owned())
        .collect();
    let mut explained = BTreeSet::new();
    for entry in fs::read_dir(root().join("themes/wire/templates/components")).expect("a folder") {
        let path = entry.expect("it can be listed").path();
        let text = fs::read_to_string(&path).expect("it can be read");
        for (before, after) in text.match_indices("{% component ").map(|(at, _)| text.split_at(at))
        {
            let signature = after["{% component ".len()..].split_once(')').map(|(it, _)| it);
            let (name, arguments) =
                signature.and_then(|it| it.split_once('(')).expect("a component");
            let own = arguments.split(", ").filter(|it| !it.is_empty() && !it.starts_with('@'));
            if before.trim_end().ends_with("#}") {
                let own = own.map(|it| match it.split_once('=') {
                    Some((name, value)) if !value.starts_with('"') => format!("{name}={{{value}}}"),
                    _ => it.to_owned(),
                });
                let whole = [name.to_owned()].into_iter().chain(own).collect::<Vec<_>>();
                explained.insert(whole.join(" "));
            }
        }
    }
    assert_eq!(listed, explained);
}

/// Every Rust file under `src`, by its path from the project's root.
pub(crate) fn sources() -> BTreeMap<String, String> {
    code_in("src")
}

fn code_in(folder: &str) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).expect("it lies in the project");
                let name = name.to_string_lossy().replace('\\', "/");
                sources.insert(name, fs::read_to_string(&path).expect("it can be read"));
            }
        }
    }
    sources
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The room of a file: `plan` for `src/plan.rs` and for files in `src/plan/`.
fn room_of(path: &str) -> String {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let first = below.split('/').next().unwrap_or(below);
    first.strip_suffix(".rs").unwrap_or(first).to_owned()
}

/// The rooms that a file names as `crate::room`. Comments may name any room.
fn imported(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut rooms = BTreeSet::new();
    for line in code {
        for after in line.split("crate::").skip(1) {
            assert!(!after.starts_with('{'), "import room by room, not as a group: {line}");
            let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next();
            rooms.extend(name.map(str::to_owned));
        }
    }
    rooms
}

/// The part of a document below `heading`, up to the next heading of the same or a higher level.
fn section(document: &str, heading: &str) -> String {
    let level = heading.chars().take_while(|c| *c == '#').count();
    let below = document.lines().skip_while(|line| *line != heading).skip(1);
    let is_next = |line: &&str| {
        let hashes = line.chars().take_while(|c| *c == '#').count();
        (1..=level).contains(&hashes) && line[hashes..].starts_with(' ')
    };
    let lines: Vec<&str> = below.take_while(|line| !is_next(line)).collect();
    assert!(!lines.is_empty(), "there is no section `{heading}`");
    format!("\n{}", lines.join("\n"))
}

/// Every struct with named fields: each field with its comment. Flattened fields are left out.
fn structs(text: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let mut structs: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut current = None;
    let mut comment: Vec<&str> = Vec::new();
    let mut is_flattened = false;
    for line in text.lines() {
        if let Some(words) = line.trim_start().strip_prefix("/// ") {
            comment.push(words);
            continue;
        }
        if line.trim_start().starts_with("#[") {
            is_flattened |= line.contains("flatten");
            continue;
        }
        if let Some(name) = line.strip_prefix("pub struct ").and_then(|it| it.strip_suffix(" {")) {
            current = Some(name.to_owned());
        } else if line == "}" {
            current = None;
        }
        let field = line.strip_prefix("    pub ").and_then(|it| it.split_once(": "));
        if let (Some(view), Some((field, _)), false) = (&current, field, is_flattened) {
            structs.entry(view.clone()).or_default().push((field.to_owned(), comment.join(" ")));
        }
        comment.clear();
        is_flattened = false;
    }
    structs
}
