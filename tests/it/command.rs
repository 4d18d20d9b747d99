//! Tests of the program as an editor runs it: commands, exit codes, and which files it writes or never writes.
//! It does not use the library; it runs the program and looks at its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Preview, dateline, new_site, said};

/// Every file below `folder`, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_new_site_is_clean_and_builds() {
    let (_folder, site) = new_site();
    let check = dateline(&site, &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", said(&check));
    assert!(check.stdout.is_empty(), "there is nothing to report");
    let build = dateline(&site, &["build"]);
    assert_eq!(build.status.code(), Some(0), "{}", said(&build));
    assert!(site.join("public/dispatches/a-first-dispatch/index.html").is_file());
    let again = dateline(&site.join("content"), &["build"]);
    assert_eq!(again.status.code(), Some(0), "a site is found from any folder inside");
}

#[test]
fn a_build_warns_of_what_a_new_site_has_invented_until_it_is_gone() {
    let (_folder, site) = new_site();
    let warnings = |arguments: &[&str]| {
        let said = said(&dateline(&site, arguments));
        let lines = said.lines().filter(|line| line.starts_with("warning: "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let example = "warning: content/dispatches/a-first-dispatch.md is the invented example of a new site; delete it before you publish";
    let placeholder = |file: &str, says: &str| {
        format!("warning: {file} still says `{says}`; write your own before you publish")
    };
    let title = placeholder("site.toml", "title = \"A new record\"");
    let about = placeholder("content/about.md", "Write here who you are, what you cover, …");
    let method = placeholder("content/method.md", "Write here which sources you use and who…");
    let address = "warning: `base_url` in site.toml is still https://example.org/; write the address of your site before you publish";
    let invented = [example, &title, &about, &method];
    assert_eq!(warnings(&["build"]), [example, address, &title, &about, &method]);
    assert_eq!(warnings(&["build", "--base-url", "https://record.example/"]), invented);
    let printed = dateline(&site, &["build", "--base-url", "https://record.example/"]).stdout;
    let for_scripts = "left_over=content/dispatches/a-first-dispatch.md\nleft_over=site.toml\n\
         left_over=content/about.md\nleft_over=content/method.md\n";
    assert_eq!(String::from_utf8_lossy(&printed), for_scripts);

    let file = site.join("content/dispatches/a-first-dispatch.md");
    let text = fs::read_to_string(&file).expect("the example");
    fs::write(&file, text.replace("What a dispatch looks like", "A dispatch of our own"))
        .expect("writable");
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    let settings = settings.replace("https://example.org/", "https://record.example/");
    let settings = settings.replace("A new record", "Our record");
    fs::write(site.join("site.toml"), settings).expect("writable");
    for page in ["about", "method"] {
        let own = format!("---\ntitle: {page}\n---\n\nWords of our own.\n");
        fs::write(site.join(format!("content/{page}.md")), own).expect("writable");
    }
    let left = warnings(&["build", "--take-over"]);
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_build_names_the_files_that_are_too_large_for_some_hosts() {
    let (_folder, site) = new_site();
    let settings = fs::read_to_string(site.join("site.toml")).expect("settings");
    fs::write(site.join("site.toml"), format!("uncleaned = [\"mp4\"]\n{settings}"))
        .expect("writable");
    fs::create_dir(site.join("static")).expect("writable");
    let film = fs::File::create(site.join("static/film.mp4")).expect("writable");
    film.set_len(26_000_000).expect("the disk is large enough");
    let build = dateline(&site, &["build"]);
    assert_eq!(build.status.code(), Some(0), "{}", said(&build));
    let warning = "warning: 1 file is larger than 25 MB, which some hosts refuse: film.mp4 (26 MB)";
    assert!(said(&build).contains(warning), "{}", said(&build));
    film.set_len(20_000_000).expect("it can be cut");
    assert!(!said(&dateline(&site, &["build"])).contains("some hosts"));
}

#[test]
fn backups_and_files_of_a_system_stay_out_and_build_and_check_name_them() {
    let (_folder, site) = new_site();
    let left = [
        "content/dispatches/a.txt~",
        "static/.DS_Store",
        "static/.env",
        "static/Thumbs.db",
        "static/photo.jpg.orig",
    ];
    fs::create_dir_all(site.join("static/.well-known")).expect("writable");
    for path in left {
        fs::write(site.join(path), "SECRET").expect("writable");
    }
    for path in ["static/.nojekyll", "static/.htaccess", "static/.well-known/security.txt"] {
        fs::write(site.join(path), "for the host").expect("writable");
    }
    for command in ["check", "build"] {
        let output = dateline(&site, &[command]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let named: Vec<String> = left
            .iter()
            .map(|path| {
                format!("left out {path}: its name is that of a backup, a hidden file, or a file of an editor or a system\n")
            })
            .collect();
        let said = said(&output);
        assert!(said.contains(&named.concat()), "{command}: {said}");
    }
    let public = files(&site.join("public"));
    assert!(public.iter().all(|(_, bytes)| !bytes.windows(6).any(|it| it == b"SECRET")));
    for path in [".nojekyll", ".htaccess", ".well-known/security.txt"] {
        assert!(site.join("public").join(path).is_file(), "{path}");
    }
}

#[test]
fn init_does_not_touch_a_folder_that_holds_anything() {
    let (folder, site) = new_site();
    let before = files(&site);
    let output = dateline(folder.path(), &["init", "site"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(files(&site), before);
}

#[test]
fn new_makes_a_draft_and_never_overwrites() {
    let (_folder, site) = new_site();
    let ask = ["new", "Shelling: \"what\" is known", "--city", "Донецьк", "--date", "2015-01-22"];
    let output = dateline(&site, &ask);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    assert_eq!(path, "content/dispatches/2015/2015-01-22-shelling-what-is-known.md");
    let check = dateline(&site, &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "what `new` writes is clean: {}", said(&check));
    let build = dateline(&site, &["build"]);
    assert!(said(&build).contains("it is a draft"), "{}", said(&build));
    assert!(!site.join("public/dispatches/2015-01-22-shelling-what-is-known").exists());

    fs::write(site.join(&path), "mine").expect("it is written");
    let again = dateline(&site, &ask);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    assert_eq!(fs::read(site.join(&path)).expect("it is there"), b"mine");
}

#[test]
fn new_makes_a_translation_with_the_name_of_its_original_in_the_folder_of_its_language() {
    let (_folder, site) = new_site();
    let ask = |arguments: &[&str]| {
        dateline(&site, &[&["new", "عنوان", "--date", "2026-03-15"], arguments].concat())
    };
    let output = ask(&["--lang", "ar-IQ", "--translates", "a-first-dispatch"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    assert_eq!(path, "content/dispatches/ar-iq/a-first-dispatch.md");
    let check = dateline(&site, &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "what `new` writes is clean: {}", said(&check));
    let build = dateline(&site, &["build", "--drafts", "--output", "drafts"]);
    assert_eq!(build.status.code(), Some(0), "{}", said(&build));
    assert!(site.join("drafts/ar-iq/dispatches/a-first-dispatch/index.html").exists());

    let refused = |arguments: &[&str], reason: &str| {
        let output = ask(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(reason), "{}", said(&output));
    };
    let again = ["--lang", "ar-IQ", "--translates", "a-first-dispatch"];
    refused(&again, "exists already and was not changed; write the translation there");
    let unknown = ["--lang", "ar", "--translates", "a-frist-dispatch"];
    refused(&unknown, "did you mean `a-first-dispatch`?");
    refused(&["--lang", "Arabic!", "--city", "Mosul"], "This site has: ar-IQ, en");
    refused(&["--lang", "ar-iq", "--city", "Mosul"], "write `ar-IQ` for `ar-iq`");
    refused(&["--translates", "a-first-dispatch"], "--lang");
}

#[test]
fn new_writes_the_language_of_a_dispatch_that_is_no_translation() {
    let (_folder, site) = new_site();
    let ask = ["new", "Обстріл", "--city", "Донецьк", "--date", "2015-01-22", "--lang", "uk"];
    let output = dateline(&site, &ask);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let text = fs::read_to_string(site.join(path)).expect("the new file");
    assert!(text.contains("\nlang: uk\n"), "{text}");
    let check = dateline(&site, &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "{}", said(&check));
}

#[test]
fn new_keeps_a_headline_that_looks_like_a_part_of_the_file_to_fill_in() {
    let (_folder, site) = new_site();
    let output = dateline(&site, &["new", "The {city} on {date}", "--city", "{places}"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let text = fs::read_to_string(site.join(path)).expect("the new file");
    assert!(text.contains("\ntitle: \"The {city} on {date}\"\n"), "{text}");
    assert!(text.contains("\ncity: \"{places}\"\n"), "{text}");
}

#[test]
fn new_proposes_the_country_and_the_point_of_a_city_unless_a_file_of_the_site_says_them() {
    let (_folder, site) = new_site();
    let written = |title: &str, city: &str| {
        let output = dateline(&site, &["new", title, "--city", city, "--date", "2015-01-22"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        fs::read_to_string(site.join(path)).expect("the new file")
    };
    let mosul = written("Raid on a market", "Mosul");
    let lines = "# country: IQ\n# location: {lat: 36.34, lon: 43.12, precision: city}\n";
    assert!(mosul.contains(lines), "{mosul}");
    assert!(written("Raid on a bridge", "Tripoli").contains("# country: LB"), "all of that name");
    assert!(!written("Raid on a school", "Nowhereville").contains("GeoNames"));
    fs::create_dir_all(site.join("content/cities")).expect("a folder");
    fs::write(site.join("content/cities/mosul.md"), "---\nname: Mosul\n---\n").expect("a file");
    assert!(!written("Raid on a road", "Mosul").contains("GeoNames"));
}

#[test]
fn new_keeps_a_headline_with_a_number_sign_whole() {
    let (_folder, site) = new_site();
    let output = dateline(&site, &["new", "Video of #Donetsk strike", "--city", "#1 district"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let written = fs::read_to_string(site.join(path)).expect("the new file");
    assert!(written.contains("title: \"Video of #Donetsk strike\""), "{written}");
    assert!(written.contains("city: \"#1 district\""), "{written}");
    let check = dateline(&site, &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "{}", said(&check));
}

/// What `build` refuses because of the content, `check` refuses in the same words, and nothing is written.
#[test]
fn check_finds_every_name_that_build_would_refuse() {
    let strange = [
        "static/.dateline",
        "static/two\nlines.txt",
        "static/bell\u{7}.txt",
        "content/two\nlines.md",
        "content/back\\slash.md",
        "static/assets/wire.css",
    ];
    let (_folder, site) = new_site();
    for file in strange {
        let path = site.join(file);
        let created = |path: &Path| fs::create_dir_all(path.parent()?).ok();
        created(&path).expect("a folder");
        fs::write(&path, "---\ntitle: A page\n---\nText.\n").expect("a file");
        let check = dateline(&site, &["check"]);
        let report = String::from_utf8_lossy(&check.stdout).into_owned();
        assert_eq!(check.status.code(), Some(1), "{file:?}: {}", said(&check));
        assert_eq!(report.matches("error[").count(), 1, "{report}");
        let build = dateline(&site, &["build"]);
        assert_eq!(build.status.code(), Some(1), "{file:?}: {}", said(&build));
        let first = report.lines().next().expect("a report");
        assert!(said(&build).contains(first), "{}", said(&build));
        assert!(!site.join("public").exists(), "{file:?}");
        fs::remove_file(&path).expect("the file");
    }
    let check = dateline(&site, &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", said(&check));
}

#[test]
fn a_theme_that_is_written_out_prints_the_same_site_until_it_is_changed() {
    for name in ["plain", "wire"] {
        let (_folder, site) = new_site();
        let settings = fs::read_to_string(site.join("site.toml")).expect("it has settings");
        let settings = format!("theme = \"{name}\"\n{settings}");
        fs::write(site.join("site.toml"), settings).expect("written");
        assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
        let inside_the_program = files(&site.join("public"));
        let output = dateline(&site, &["theme", name]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("themes/{name}\n"));
        assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
        assert!(files(&site.join("public")) == inside_the_program, "{name} prints another site");

        let base = site.join(format!("themes/{name}/templates/base.html"));
        let text = fs::read_to_string(&base).expect("it was written");
        fs::write(&base, text.replace("</footer>", "<p>Ours</p></footer>")).expect("written");
        assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
        let front = fs::read_to_string(site.join("public/index.html")).expect("a front page");
        assert!(front.contains("<p>Ours</p>"), "{front}");
    }
}

#[test]
fn a_theme_is_written_over_no_file_and_no_theme_is_made_of_a_strange_name() {
    let (_folder, site) = new_site();
    let own = site.join("themes/plain/templates/front.html");
    fs::create_dir_all(own.parent().expect("a folder")).expect("made");
    fs::write(&own, "mine").expect("written");
    let before = files(&site.join("themes"));
    let output = dateline(&site, &["theme", "plain"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let named = "themes/plain/templates/front.html exists already, so nothing was written";
    assert!(said(&output).contains(named), "{}", said(&output));
    for strange in ["plian", "plain/templates", "../plain", "themes"] {
        let output = dateline(&site, &["theme", strange]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    }
    assert!(said(&dateline(&site, &["theme", "plian"])).contains("did you mean `plain`?"));
    assert!(
        said(&dateline(&site, &["theme", "ink"]))
            .contains("the built-in themes are `plain` and `wire`")
    );
    assert_eq!(files(&site.join("themes")), before);
}

#[test]
fn exit_codes_tell_whose_fault_it_is() {
    let (folder, site) = new_site();
    let broken = site.join("content/dispatches/broken.md");
    fs::write(&broken, "---\ntitle: T\ndate: 2024-02-30\ncity: Kyiv\n---\n").expect("written");
    assert_eq!(dateline(&site, &["check"]).status.code(), Some(1), "the content");
    fs::remove_file(&broken).expect("removed");
    assert_eq!(dateline(folder.path(), &["check"]).status.code(), Some(2), "no site here");
    assert_eq!(dateline(&site, &["chekc"]).status.code(), Some(2), "no such verb");
    let now = dateline(&site, &["check", "--now", "yesterday"]);
    assert_eq!(now.status.code(), Some(2), "no such moment");
    fs::write(site.join("site.toml"), "title = 3").expect("written");
    assert_eq!(dateline(&site, &["check"]).status.code(), Some(2), "the settings");
}

#[test]
fn reports_come_for_people_for_lines_and_for_scripts() {
    let (_folder, site) = new_site();
    let text = "---\ntitle: T\ndate: 2024-02-30\ncity: Kyiv\nkilled: 3\n---\n";
    fs::write(site.join("content/dispatches/b.md"), text).expect("written");
    let human = dateline(&site, &["check"]);
    let human = String::from_utf8_lossy(&human.stdout).into_owned();
    assert!(human.contains("content/dispatches/b.md:3:15"), "{human}");
    assert!(human.contains("2 errors"), "all of them in one run: {human}");
    let concise = dateline(&site, &["check", "--format", "concise"]);
    let concise = String::from_utf8_lossy(&concise.stdout).into_owned();
    assert_eq!(concise.lines().count(), 2, "{concise}");
    assert!(concise.starts_with("content/dispatches/b.md:3:15: error[not-a-date]: "), "{concise}");
    let json = dateline(&site, &["check", "--format", "json"]);
    let faults: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(faults[0]["rule"], "not-a-date");
    assert_eq!(faults[0]["line"], 3);
}

#[test]
fn a_fault_leaves_the_last_good_site_byte_for_byte() {
    let (_folder, site) = new_site();
    assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
    let before = files(&site.join("public"));
    let broken = site.join("content/dispatches/broken.md");
    fs::write(&broken, "---\ntitle: T\ndate: 2024-02-01\ncity: Kyiv\ndraft: maybe\n---\n")
        .expect("written");
    let output = dateline(&site, &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(files(&site.join("public")), before);
    fs::remove_file(&broken).expect("removed");

    fs::create_dir(site.join("templates")).expect("made");
    fs::write(site.join("templates/404.html"), "{{ nothing.of.this }}").expect("written");
    let output = dateline(&site, &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("templates/404.html:1"), "{}", said(&output));
    assert_eq!(files(&site.join("public")), before);
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let (_folder, site) = new_site();
    let text = "---\ntitle: T\ndate: 2024-02-01\ncity: Kyiv\n---\n";
    fs::write(site.join("content/dispatches/short-lived.md"), text).expect("written");
    assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
    assert!(site.join("public/cities/kyiv/index.html").is_file());
    fs::remove_file(site.join("content/dispatches/short-lived.md")).expect("removed");
    assert_eq!(dateline(&site, &["build"]).status.code(), Some(0));
    assert!(!site.join("public/cities/kyiv").exists());
    assert!(!site.join("public/dispatches/short-lived").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let (_folder, site) = new_site();
    fs::create_dir(site.join("public")).expect("made");
    fs::write(site.join("public/mine.txt"), "mine").expect("written");
    let output = dateline(&site, &["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(files(&site.join("public")).len(), 1);
    let inside = dateline(&site, &["build", "--output", "content/out"]);
    assert_eq!(inside.status.code(), Some(2), "{}", said(&inside));
}

#[test]
fn the_same_sources_make_the_same_site_for_anybody() {
    let (_folder, site) = new_site();
    let build = |output: &str, vary: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(&site).args(["build", "--output", output]);
        let status = command.envs(vary.iter().copied()).output().expect("it starts").status;
        assert_eq!(status.code(), Some(0));
        let name = |path: &Path| path.strip_prefix(site.join(output)).expect("below").to_owned();
        files(&site.join(output)).into_iter().map(|(p, b)| (name(&p), b)).collect::<Vec<_>>()
    };
    let one = [("TZ", "UTC"), ("LANG", "C"), ("HOME", "/nonexistent"), ("RAYON_NUM_THREADS", "1")];
    let other = [("TZ", "Asia/Baghdad"), ("LANG", "ar_IQ.UTF-8"), ("RAYON_NUM_THREADS", "4")];
    assert_eq!(build("one", &one), build("other", &other));
}

#[test]
fn a_save_shows_and_a_broken_save_keeps_the_last_good_page() {
    let (_folder, site) = new_site();
    // Nothing is recorded in `figures.lock`, so the dispatch can be removed without a correction.
    fs::remove_file(site.join("figures.lock")).expect("removed");
    let preview = Preview::start(&site);
    let page = "/dispatches/a-first-dispatch/";
    let file = site.join("content/dispatches/a-first-dispatch.md");
    assert_eq!(preview.get(page).0, 200);
    assert_eq!(preview.get("/nowhere/").0, 404);

    let text = fs::read_to_string(&file).expect("the dispatch");
    let changed = text.replace("What a dispatch looks like", "What it looks like now");
    fs::write(&file, &changed).expect("saved");
    preview.wait_until(page, "the new headline", |_, text| text.contains("What it looks like now"));

    fs::write(&file, changed.replace("at least 2", "lots")).expect("saved");
    preview.hear(page, "not-a-count");
    assert!(preview.get(page).1.contains("What it looks like now"), "the last good page stays");

    fs::remove_file(&file).expect("removed");
    preview.wait_until(page, "gone", |status, _| status == 404);
    assert!(!site.join("public").exists(), "a preview writes nothing");
}
