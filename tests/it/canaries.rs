//! Words that no reader may ever get, in every place where editors write such words: none is in any byte that is published or previewed.

use std::fs;
use std::path::Path;

use crate::pictures::secrets::{SECRET, screen};
use crate::support::{Preview, dateline, said};

/// The word. Nothing else in the site has it.
const CANARY: &str = "KANARIENVOGEL";

/// A site with the canary in every place that is not for readers.
fn nest(site: &Path) {
    let files = [
        (
            "site.toml",
            "# KANARIENVOGEL\ntitle = \"The Record\"\nbase_url = \"https://record.example/\"\n[parties]\nkanarienvogel = \"KANARIENVOGEL\"\n",
        ),
        (
            "content/dispatches/market.md",
            "---\n# KANARIENVOGEL: ask again\ntitle: Market in Rivertown shelled\ndate: 2026-03-14\ncity: Rivertown\nincident: market\n\
             sources:\n  - {id: d, name: Dr KANARIENVOGEL, protect: true, url: \"https://example.com/KANARIENVOGEL\"}\n  - {name: The mayor}\n\
             claims: [{by: A doctor, killed: 12 # KANARIENVOGEL\n, source: d}]\n\
             media: [{file: street.png, alt: A street, credit: Sara Ali}]\n---\n\
             <!-- KANARIENVOGEL -->\n\n<!-- KANARIENVOGEL --> At least 12 people <!-- KANARIENVOGEL\nagain --> died.\n\n\
             [//]: # (KANARIENVOGEL)\n\n> <!-- KANARIENVOGEL -->\n> \"They ran,\" the mayor said.\n\n- one <!-- KANARIENVOGEL -->\n",
        ),
        (
            "content/dispatches/market-ar.md",
            "---\ntitle: سوق\ndate: 2026-03-14\nlang: ar\ntranslation_of: market\n---\n<!-- KANARIENVOGEL --> نص.\n",
        ),
        (
            "content/dispatches/draft/index.md",
            "---\ntitle: KANARIENVOGEL\ndate: 2026-03-15\ncity: Kanarienvogel Town\ndraft: true\nauthors: [KANARIENVOGEL]\ntopics: [KANARIENVOGEL]\nmedia: [{file: KANARIENVOGEL.png, alt: KANARIENVOGEL, credit: KANARIENVOGEL}]\n---\nKANARIENVOGEL [a file](KANARIENVOGEL.csv)\n",
        ),
        ("content/dispatches/draft/KANARIENVOGEL.csv", "KANARIENVOGEL\n"),
        (
            "content/dispatches/later.md",
            "---\ntitle: KANARIENVOGEL\ndate: 2026-03-15\ncity: Nestby\nincident: raid\nembargo: 2999-01-01\ncasualties: {killed: 471147}\nattribution: [{to: kanarienvogel, how: alleged, scope: all}]\n---\nKANARIENVOGEL\n",
        ),
        (
            "content/cities/nestby.md",
            "---\nname: Nestby\nregion: Nestshire\naliases: [KANARIENVOGEL]\n---\nKANARIENVOGEL\n",
        ),
        (
            "content/regions/nestshire.md",
            "---\nname: Nestshire\naliases: [/KANARIENVOGEL/]\n---\nKANARIENVOGEL\n",
        ),
        ("content/incidents/raid.md", "---\ntitle: KANARIENVOGEL\n---\nKANARIENVOGEL\n"),
        (
            "content/topics/kanarienvogel.md",
            "---\naliases: [/KANARIENVOGEL/topic/]\n---\nKANARIENVOGEL\n",
        ),
        ("content/authors/kanarienvogel.md", "KANARIENVOGEL\n"),
        ("content/parties/kanarienvogel.md", "KANARIENVOGEL\n"),
        (
            "content/dispatches/wrong.md",
            "---\ntitle: KANARIENVOGEL\ndate: 2026-03-15\ncity: Rivertown\nsummary: KANARIENVOGEL\nauthors: [KANARIENVOGEL]\ncasualties: {killed: 471247}\nwithdrawn: {on: 2026-03-16, why: The place was wrong}\n---\nKANARIENVOGEL\n",
        ),
        (
            "content/cities/rivertown.md",
            "---\nname: Rivertown\n---\n<!-- KANARIENVOGEL --> A town <!-- KANARIENVOGEL --> by a river.\n",
        ),
        (
            "content/incidents/market.md",
            "---\ntitle: The market\n---\nAn account. <!-- KANARIENVOGEL -->\n",
        ),
        (
            "content/about.md",
            "---\ntitle: About\n---\n<!--\nKANARIENVOGEL\n\nKANARIENVOGEL\n-->\nWho we are.\n",
        ),
        ("content/plan.md", "---\ntitle: KANARIENVOGEL\ndraft: true\n---\nKANARIENVOGEL\n"),
        ("content/dispatches/KANARIENVOGEL.txt", "KANARIENVOGEL\n"),
        ("content/.KANARIENVOGEL", "KANARIENVOGEL\n"),
    ];
    for (path, text) in files {
        let file = site.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let photo = screen();
    fs::write(site.join("content/dispatches/street.png"), &photo).expect("a file");
    fs::write(site.join("content/dispatches/draft/KANARIENVOGEL.png"), &photo).expect("a file");
}

/// Whether some bytes have the canary, in any case of letters.
fn sings(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_uppercase();
    [CANARY, SECRET, "471147", "471,147", "471247", "471,247"]
        .iter()
        .any(|word| text.contains(word))
}

#[test]
fn no_word_that_is_not_for_readers_is_published_or_previewed() {
    let folder = tempfile::tempdir().expect("a folder");
    nest(folder.path());
    let output = dateline(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = folder.path().join("public");
    let files = walkdir(&public);
    assert!(files.len() > 40, "there is a site: {files:?}");
    let preview = Preview::start(folder.path());
    for file in files {
        let bytes = fs::read(public.join(&file)).expect("a file");
        assert!(!sings(file.as_bytes()) && !sings(&bytes), "{file} is published");
        if file.ends_with(".html") {
            let (_, page) = preview.get(file.trim_end_matches("index.html"));
            assert!(!sings(page.as_bytes()), "{file} is previewed");
        }
    }
}

/// A site that lists people with the canary in every name that is withheld, for each reason there is.
fn mourning(site: &Path) {
    let files = [
        ("site.toml", "title = \"The Record\"\nbase_url = \"https://record.example/\"\n"),
        (
            "content/dispatches/market.md",
            "---\ntitle: Market in Rivertown shelled\ndate: 2026-03-14\ncity: Rivertown\nincident: market\ncasualties: {killed: 9}\n\
             victims:\n  - {name: Child Kanarienvogel, names: {ar: كناري KANARIENVOGEL}, age: 8}\n  - {name: Hurt Kanarienvogel, harm: injured}\n  \
             - {name: Held Kanarienvogel, harm: detained}\n  - {name: Taken Kanarienvogel, harm: abducted}\n  \
             - {name: Asked Kanarienvogel, age: about 30, sex: female, withheld: true}\n  - {name: Later Kanarienvogel, age: 12}\n  \
             - {name: Sara Ali, age: 34, role: nurse}\n---\nAt least nine people died.\n",
        ),
        (
            "content/dispatches/again.md",
            "---\ntitle: What is known of the market\ndate: 2026-03-15\ncity: Rivertown\nincident: market\nevent: 2026-03-14\ncasualties: {killed: 9}\n\
             victims: [{name: Later Kanarienvogel}, {name: Asked KANARIENVOGEL}]\n\
             corrections: [{on: 2026-03-16, kind: corrected, field: victims, note: A name was wrong}]\n---\nNames were read out.\n",
        ),
        (
            "content/dispatches/again-ar.md",
            "---\ntitle: سوق\ndate: 2026-03-15\nlang: ar\ntranslation_of: again\n---\nنص.\n",
        ),
        (
            "content/dispatches/gone.md",
            "---\ntitle: A list\ndate: 2026-03-15\ncity: Rivertown\nincident: market\nvictims: [{name: Wrong Kanarienvogel, age: 40}]\n\
             withdrawn: {on: 2026-03-16, why: The list was wrong}\n---\nText.\n",
        ),
        (
            "content/dispatches/draft.md",
            "---\ntitle: A draft\ndate: 2026-03-15\ncity: Rivertown\ndraft: true\nvictims: [{name: Draft Kanarienvogel, age: 40}]\n---\nText.\n",
        ),
    ];
    for (path, text) in files {
        let file = site.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
}

#[test]
fn no_withheld_name_is_published_previewed_recorded_or_said() {
    let folder = tempfile::tempdir().expect("a folder");
    mourning(folder.path());
    for arguments in [&["figures", "accept"][..], &["build"], &["check"], &["toll", "--explain"]] {
        let output = dateline(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert!(!sings(said(&output).as_bytes()), "{arguments:?} says: {}", said(&output));
    }
    let lock = fs::read(folder.path().join("figures.lock")).expect("a lock");
    assert!(!sings(&lock) && String::from_utf8_lossy(&lock).contains("victims.killed  4"));
    let public = folder.path().join("public");
    let preview = Preview::start(folder.path());
    let mut published = String::new();
    for file in walkdir(&public) {
        let bytes = fs::read(public.join(&file)).expect("a file");
        assert!(!sings(file.as_bytes()) && !sings(&bytes), "{file} is published");
        published.push_str(&String::from_utf8_lossy(&bytes));
        if file.ends_with(".html") {
            let (_, page) = preview.get(file.trim_end_matches("index.html"));
            assert!(!sings(page.as_bytes()), "{file} is previewed");
        }
    }
}

#[test]
fn no_report_shows_a_withheld_name() {
    let slips = [
        ("age: 8}", "age: eight or so}"),
        ("{name: Child", "{nmae: Child"),
        ("age: 8}", "age: 8, Kanarienvogel: x}"),
        ("{name: Child Kanarienvogel", "{name: Child # Kanarienvogel\n"),
        ("{name: Child", "{{name: Child"),
        ("victims:\n", "Victims:\n"),
        ("victims:\n", "victim:\n"),
        ("name: Child Kanarienvogel,", "name: \"Child Kanarienvogel,"),
        ("name: Child", "name: Ch\u{202e}ild"),
        ("casualties: {killed: 9}", "casualties: {killed: 1}"),
        ("At least nine people died.", "Child Kanarienvogel died. [Nowhere](/nowhere/)"),
        ("title: Market in Rivertown shelled", "title: Asked Kanarienvogel is mourned"),
        ("withheld: true", "withheld: yes"),
        ("victims:\n", "people: [{name: Other Kanarienvogel, withheld: true}]\nvictims:\n"),
        ("victims:\n", "people:\n  - {name: Other Kanarienvogel}\nvictims:\n"),
        ("victims:\n", "persons: [Other Kanarienvogel]\nvictims:\n"),
        ("victims:\n", "name: Other Kanarienvogel\nvictims:\n"),
        ("victims:\n", "dead: [Other Kanarienvogel]\nvictims:\n"),
        ("victims:\n", "killed: [Other Kanarienvogel]\nvictims:\n"),
        ("victims:\n", "others: [{name: Other Kanarienvogel, withheld: true}]\nvictims:\n"),
        ("{killed: 9}", "{killed: [Other Kanarienvogel, Held Kanarienvogel]}"),
        ("casualties: {killed: 9}", "casualties:\nkilled: [Other Kanarienvogel]"),
        ("{killed: 9}", "{dead: [Other Kanarienvogel]}"),
        ("{killed: 9}", "[Other Kanarienvogel]"),
        ("incident: market\n", "incident: Child Kanarienvogel\n"),
        ("incident: market\n", "incident: child-kanarienvogel-2026\n"),
        ("incident: market\n", "incident: market\nsummary: 'Of Held Kanarienvogel <b>'\n"),
        ("At least nine people died.", "> They ran.\n\n— Held Kanarienvogel"),
        ("At least nine people died.", "[Her](/people/child-kanarienvogel/)"),
        ("At least nine people died.", "[Her](kanarienvogel-child.pdf)"),
        ("city: Rivertown\n", "ctiy: Rivertown\n"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (right, wrong) in slips {
        mourning(folder.path());
        let file = folder.path().join("content/dispatches/market.md");
        let text = fs::read_to_string(&file).expect("a dispatch");
        fs::write(&file, text.replacen(right, wrong, 1)).expect("a file");
        for arguments in
            [&["build"][..], &["check", "--format", "json"], &["check", "--format", "concise"]]
        {
            let output = dateline(folder.path(), arguments);
            assert_ne!(output.status.code(), Some(0), "`{wrong}` is wrong: {}", said(&output));
            assert!(!sings(said(&output).as_bytes()), "`{wrong}`: {}", said(&output));
        }
    }
}

/// The files below a folder, by their paths in it.
fn walkdir(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("it is below");
                files.push(below.to_str().expect("UTF-8").to_owned());
            }
        }
    }
    files.sort();
    files
}
