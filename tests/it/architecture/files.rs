//! Which file imports which, inside every room: no circles anywhere, and the layers of `plan`.
//! It reads the sources as text. An import between a module and one below it, parent and child, is no arrow here: the two are
//! one unit with a door.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::sources;

/// The layers of `plan`, from the ground up. A file imports only from its own layer and from those below.
const LAYERS_OF_PLAN: [&str; 19] = [
    "route", "point", "period", "taxonomy", "address", "table", "view", "borders", "edition",
    "cache", "index", "draw", "row", "data", "site", "planned", "page", "document", "bind",
];

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = imports();
    let circles = circles(&imports);
    assert!(circles.is_empty(), "files that import each other in a circle: {circles:#?}");
}

#[test]
fn files_of_plan_import_only_from_their_own_layer_and_those_below() {
    let layer = |module: &str| {
        let name = module.strip_prefix("plan::")?.split("::").next()?;
        let at = LAYERS_OF_PLAN.iter().position(|layer| *layer == name);
        Some((at.unwrap_or_else(|| panic!("`plan::{name}` is in no layer")), name.to_owned()))
    };
    let mut broken = Vec::new();
    for (module, imported) in imports() {
        let Some((height, own)) = layer(&module) else { continue };
        for (other, name) in imported.iter().filter_map(|it| layer(it)) {
            if other > height {
                broken.push(format!("{module} ({own}) imports {name}, which is above it"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let import = |from: &str, to: &[&str]| {
        (from.to_owned(), to.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<String>>())
    };
    let imports = BTreeMap::from([
        import("a", &["b"]),
        import("b", &["c"]),
        import("c", &["a"]),
        import("d", &["a"]),
    ]);
    assert_eq!(circles(&imports), [["a", "b", "c"].map(str::to_owned).to_vec()]);
}

/// The files that each file imports, by their module paths: `plan::page::city`.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let is_test = |path: &str| path.ends_with("tests.rs") || path.contains("/tests/");
    let files: BTreeMap<String, String> = sources()
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (module(&path), text))
        .collect();
    let of_file = |(own, text): (&String, &String)| {
        let paths = paths(own, text);
        let modules = paths.iter().filter_map(|path| file_of(path, &files));
        let others = modules.filter(|other| !is_below(own, other) && !is_below(other, own));
        (own.clone(), others.collect())
    };
    files.iter().map(of_file).collect()
}

fn module(path: &str) -> String {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.strip_suffix(".rs").unwrap_or(below).replace('/', "::")
}

/// Whether `module` is `above`, or inside it.
fn is_below(above: &str, module: &str) -> bool {
    module.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The file that a path leads into.
fn file_of(path: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let mut path = path;
    loop {
        if files.contains_key(path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// Every path in the code of a file, from the root of the crate.
fn paths(own: &str, text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let code: Vec<&str> =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut paths = Vec::new();
    let parent = own.rsplit_once("::").map_or("", |(parent, _)| parent);
    for (start, base) in [("crate::", ""), ("super::", parent)] {
        for after in code.split(start).skip(1) {
            let end = after.find(|c: char| !c.is_alphanumeric() && !"_:{}, \n".contains(c));
            let tree = &after[..end.unwrap_or(after.len())];
            let mut found = Vec::new();
            spell_out(base, tree, &mut found);
            paths.extend(found);
        }
    }
    paths
}

/// The paths of an import tree: `a::{b, c::d}` is `a::b` and `a::c::d`. What follows the tree is passed over.
fn spell_out(base: &str, tree: &str, paths: &mut Vec<String>) {
    let join = |name: &str| {
        let name = name.trim().trim_end_matches("::");
        if base.is_empty() { name.to_owned() } else { format!("{base}::{name}") }
    };
    let Some(open) = tree.find('{').filter(|open| tree[..*open].ends_with("::")) else {
        let name = tree.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next();
        paths.push(join(name.unwrap_or_default()));
        return;
    };
    let base = join(&tree[..open]);
    let (mut depth, mut start) = (0, open + 1);
    for (at, c) in tree.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let ends = depth == 1 && c == ',' || depth == 0;
        if ends && start <= at {
            let item = tree[start..at].trim();
            if !item.is_empty() {
                spell_out(&base, item, paths);
            }
            start = at + 1;
        }
        if depth == 0 {
            return;
        }
    }
}

/// Groups of files in which each reaches every other through imports.
fn circles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached = |from: &String| {
        let mut reached: BTreeSet<&String> = BTreeSet::new();
        let mut next: Vec<&String> = imports[from].iter().collect();
        while let Some(module) = next.pop() {
            if reached.insert(module) {
                next.extend(imports.get(module).into_iter().flatten());
            }
        }
        reached
    };
    let reach: BTreeMap<&String, BTreeSet<&String>> =
        imports.keys().map(|from| (from, reached(from))).collect();
    let mut circles = BTreeSet::new();
    for (from, to) in &reach {
        let circle: Vec<String> = to
            .iter()
            .filter(|other| reach.get(*other).is_some_and(|it| it.contains(from)))
            .map(|other| (*other).clone())
            .collect();
        if circle.contains(from) {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}
