//! Names that programs give to copies of a file, such as `a (conflicted copy 2026-05-01)` and `a - Copy`: what the original is
//! called.
//! It does not know which files exist.

/// Ends that editors, git and synchronizing programs put after the name of a copy.
const ENDS: [&str; 9] =
    [".bak", ".backup", ".orig", ".old", ".copy", ".conflict", ".tmp", ".save", "~"];

/// What stands between the name and the date or number of a copy.
const MARKS: [&str; 6] =
    [".sync-conflict-", "_conflict-", "_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];

/// What OneDrive puts before the name of a computer that Windows has named.
const COMPUTERS: [&str; 2] = ["-DESKTOP-", "-LAPTOP-"];

/// "Copy" in the languages of common systems.
const COPY: [&str; 15] = [
    "copy",
    "copie",
    "copia",
    "cópia",
    "kopie",
    "kopia",
    "kopi",
    "kopio",
    "kopya",
    "копия",
    "копія",
    "másolat",
    "نسخة",
    "نسخه",
    "副本",
];

/// Parts of words for a conflict.
const CONFLICT: [&str; 4] = ["conflict", "conflit", "konflikt", "конфл"];

/// Beginnings of the names of copies.
const BEGINNINGS: [&str; 9] = [
    "copy of ",
    "kopie von ",
    "kopie van ",
    "copie de ",
    "copia de ",
    "cópia de ",
    "copia di ",
    "копия ",
    "копія ",
];

/// The paths that the original of the file at `path` would have, if `path` is named like a copy. A folder may be the copy too.
pub fn originals(path: &str) -> Vec<String> {
    let (body, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    if !may_be_a_copy(body) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, part) in parts(body) {
        let mut name = part;
        while let Some(shorter) = original(name) {
            let (before, after) = (&body[..at], &body[at + part.len()..]);
            found.push(format!("{before}{shorter}{after}.{extension}"));
            name = shorter;
        }
    }
    found
}

/// Whether the path has any character that the names of copies need. Most paths have none.
fn may_be_a_copy(path: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b' ' | b'(' | b'[' | b'.' | b'_' | b'~');
    path.bytes().any(is_mark) || COMPUTERS.iter().any(|mark| path.contains(mark))
}

/// The parts of a path, each with its place.
fn parts(path: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    path.split('/').map(move |part| {
        let place = at;
        at += part.len() + 1;
        (place, part)
    })
}

/// The name without what makes it that of a copy.
fn original(name: &str) -> Option<&str> {
    let found = without_note(name)
        .or_else(|| without_word(name))
        .or_else(|| without_beginning(name))
        .or_else(|| MARKS.iter().find_map(|mark| Some(name.split_once(mark)?.0)))
        .or_else(|| ENDS.iter().find_map(|end| name.strip_suffix(end)))
        .or_else(|| COMPUTERS.iter().find_map(|mark| without_computer(name, mark)));
    found.map(str::trim_end).filter(|name| !name.is_empty())
}

/// `a (1)`, `a (Ana's conflicted copy)`, `a [conflicted]`.
fn without_note(name: &str) -> Option<&str> {
    let (start, note) = if let Some(open) = name.strip_suffix(')') {
        open.rsplit_once('(')?
    } else {
        name.strip_suffix(']')?.rsplit_once('[')?
    };
    let is_number = (1..=3).contains(&note.len()) && note.bytes().all(|it| it.is_ascii_digit());
    let note = note.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| note.contains(word));
    (is_number || says(&COPY) || says(&CONFLICT)).then_some(start)
}

/// `a - Copy`, `a copy`, `a copy 2`.
fn without_word(name: &str) -> Option<&str> {
    let numberless = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let (start, word) = numberless.trim_end().rsplit_once(' ')?;
    let word = word.to_lowercase();
    COPY.contains(&word.as_str()).then(|| start.trim_end_matches([' ', '-', '–', '—', '_']))
}

/// `Copy of a`, `Copy (2) of a`.
fn without_beginning(name: &str) -> Option<&str> {
    let numbered = || name.strip_prefix("Copy (")?.split_once(") of ");
    if let Some((_, original)) = numbered() {
        return Some(original);
    }
    let has_beginning = |beginning: &&str| {
        let first = name.get(..beginning.len());
        first.is_some_and(|first| first.to_lowercase() == **beginning)
    };
    BEGINNINGS.iter().find(|it| has_beginning(it)).map(|beginning| &name[beginning.len()..])
}

/// `a-DESKTOP-4F7K2QX`.
fn without_computer<'n>(name: &'n str, mark: &str) -> Option<&'n str> {
    let (original, computer) = name.rsplit_once(mark)?;
    let is_computer = (7..=8).contains(&computer.len())
        && computer.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    is_computer.then_some(original)
}

#[cfg(test)]
mod tests {
    use super::originals;

    #[track_caller]
    fn check(copy: &str, original: &str) {
        let found = originals(&format!("content/dispatches/{copy}.md"));
        let expected = format!("content/dispatches/{original}.md");
        assert!(found.contains(&expected), "{copy}: {found:?}");
    }

    #[track_caller]
    fn check_is_no_copy(name: &str) {
        assert_eq!(originals(&format!("content/dispatches/{name}.md")), [""; 0], "{name}");
    }

    #[test]
    fn synchronizing_programs_name_their_copies() {
        check("raid (conflicted copy 2026-05-01)", "raid");
        check("raid (Ana's conflicted copy 2026-05-01)", "raid");
        check("raid (in Konflikt stehende Kopie von Ana 2026-05-01)", "raid");
        check("raid (Copie en conflit de Ana 2026-05-01)", "raid");
        check("raid (SFConflict ana@record.example 2026-05-01-10-10-10)", "raid");
        check("raid [conflicted]", "raid");
        check("raid.sync-conflict-20260501-101010-ABCDEFG", "raid");
        check("raid_conflict-20260501-101010", "raid");
        check("raid-DESKTOP-4F7K2QX", "raid");
        check("raid.conflict", "raid");
    }

    #[test]
    fn systems_and_browsers_name_their_copies() {
        check("raid - Copy", "raid");
        check("raid - Copy (2)", "raid");
        check("raid - Copy - Copy", "raid - Copy");
        check("raid - Copy - Copy", "raid");
        check("raid – Kopie", "raid");
        check("raid - копия", "raid");
        check("raid - نسخة", "raid");
        check("raid copy", "raid");
        check("raid copy 2", "raid");
        check("raid (3rd copy)", "raid");
        check("raid (1)", "raid");
        check("raid(1)", "raid");
        check("Copy of raid", "raid");
        check("Copy (2) of raid", "raid");
        check("Kopie von raid", "raid");
    }

    #[test]
    fn editors_and_git_name_their_copies() {
        check("raid.bak", "raid");
        check("raid.orig", "raid");
        check("raid_REMOTE_4711", "raid");
    }

    #[test]
    fn a_folder_may_be_the_copy() {
        check("raid - Copy/index", "raid/index");
        check("2026 copy/05/raid", "2026/05/raid");
    }

    #[test]
    fn other_names_are_no_copies() {
        for name in [
            "2026-05-01-raid",
            "raid-copy",
            "photocopy",
            "hard copy shop/raid",
            "visit (Rivertown)",
            "visit (2026)",
            "visit 2",
            "raid_local",
            "2026.05/raid",
            "a.b.c",
        ] {
            check_is_no_copy(name);
        }
    }
}
