//! Files under names that say something else: which are published, which are refused, and what is told.
//! It does not look at how a picture is cleaned.

use super::making::{gif, jpeg, png};
use super::{dispatch, published, site, told};

const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic SECRET";

/// The report on a site with this file in `static`, or nothing if the file is published.
fn in_static(name: &str, bytes: &[u8]) -> String {
    allowed(&format!("static/{name}"), bytes, "")
}

/// The same at any path, with `setting` in site.toml.
fn allowed(path: &str, bytes: &[u8], setting: &str) -> String {
    let settings = format!("{}{setting}\n", super::SETTINGS);
    site(&[
        ("site.toml", settings.into_bytes()),
        ("content/dispatches/a.md", dispatch("", "Text.")),
        (path, bytes.to_vec()),
    ])
    .map_or_else(|report| report, |_| String::new())
}

/// The report on a site whose only dispatch links to this file.
fn linked(name: &str, bytes: &[u8]) -> String {
    site(&[
        ("content/dispatches/a.md", dispatch("", &format!("[It]({name})."))),
        (&format!("content/dispatches/{name}"), bytes.to_vec()),
    ])
    .map_or_else(|report| report, |_| String::new())
}

#[test]
fn a_picture_is_cleaned_under_any_name() {
    let secret = b"SECRET";
    let with_secret = |picture: Vec<u8>| [picture, secret.to_vec()].concat();
    let names = [
        ("a.jfif", jpeg(60, 40)),
        ("b.jpe", jpeg(60, 40)),
        ("c.bin", jpeg(60, 40)),
        ("d", jpeg(60, 40)),
        ("e.pdf", jpeg(60, 40)),
        ("f.heic", jpeg(60, 40)),
        ("g.ico", png(60, 40)),
        ("h.dat", gif(60, 40)),
        ("i.JPG", jpeg(60, 40)),
    ];
    let media: Vec<String> = names
        .iter()
        .map(|(name, _)| format!("  - {{file: {name}, alt: A, credit: B}}\n"))
        .collect();
    let text = dispatch(&format!("media:\n{}", media.concat()), "Text.");
    let mut files = vec![("content/dispatches/a.md".to_owned(), text)];
    for (name, picture) in &names {
        files.push((format!("content/dispatches/{name}"), with_secret(picture.clone())));
        files.push((format!("static/{name}"), with_secret(picture.clone())));
        files.push((format!("assets/{name}"), with_secret(picture.clone())));
        files.push((format!("themes/own/assets/of-theme/{name}"), with_secret(picture.clone())));
    }
    let own = std::fs::read_dir("themes/plain/templates").expect("templates");
    for entry in own {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let template = std::fs::read(&path).expect("a template");
        files.push((format!("themes/own/templates/{name}"), template));
    }
    let css = std::fs::read("themes/plain/assets/plain.css").expect("a style sheet");
    files.push(("themes/own/assets/plain.css".to_owned(), css));
    let icon = std::fs::read("themes/plain/assets/icon.svg").expect("an icon");
    files.push(("themes/own/assets/icon.svg".to_owned(), icon));
    let settings = format!("{}theme = \"own\"\n", super::SETTINGS);
    files.push(("site.toml".to_owned(), settings.into_bytes()));
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(path, it)| (path.as_str(), it.clone())).collect();
    let pages = published(&files);
    for (name, _) in &names {
        for folder in ["dispatches/a/", "", "assets/", "assets/of-theme/"] {
            let bytes = &pages[&format!("{folder}{name}")];
            assert!(!bytes.windows(6).any(|it| it == secret), "{folder}{name} tells");
            assert!(bytes.len() > 100, "{folder}{name} is there");
        }
    }
    let html = super::page(&pages, "dispatches/a/index.html");
    for (name, _) in names {
        assert!(
            html.contains(&format!("<img src=\"/dispatches/a/{name}\"")),
            "{name} is shown: {html}"
        );
    }
    assert!(pages.contains_key("dispatches/a/d-60.webp"), "with its sizes");
}

#[test]
fn a_file_that_is_called_text_is_text() {
    let photo = jpeg(60, 40);
    let names = ["a.txt", "a.csv", "a.json", "a.html", "a.js", "a.xml", "a.svg", "a.css", "a.TXT"];
    for name in names {
        for report in [linked(name, &photo), in_static(name, &photo), told(name, photo.clone())] {
            assert!(
                report.contains(&format!("error[not-text]: `{name}` is a JPEG and not text")),
                "{report}"
            );
            assert!(report.contains("rename it so that it ends in `.jpg`"), "{report}");
            assert!(!report.contains("uncleaned"), "{report}");
        }
        let setting = format!("uncleaned = [{:?}]", name.rsplit('.').next().expect("an ending"));
        for path in [format!("static/{name}"), format!("assets/{name}")] {
            for hidden in [&photo, &HEIC.to_vec(), &b"\0binary\xFF".to_vec(), &b"%PDF-1.7".to_vec()]
            {
                let report = allowed(&path, hidden, &setting);
                assert!(report.contains("error[not-text]"), "{path}: {report}");
            }
        }
    }
    for (bytes, what, remedy) in [
        (HEIC, "is a HEIC picture and not text", "save the picture as a JPEG, a PNG or a WebP"),
        (
            b"%PDF-1.7 all of it text",
            "is a PDF and not text",
            "rename it so that it ends in `.pdf`",
        ),
        (b"K\xF6ln", "is not text in UTF-8", "save it as text in UTF-8"),
        (b"a\0b", "is not text in UTF-8", "save it as text in UTF-8"),
    ] {
        let report = linked("names.csv", bytes);
        assert!(report.contains(&format!("`names.csv` {what}")), "{report}");
        assert!(report.contains(remedy) && !report.contains("uncleaned"), "{report}");
    }
    assert_eq!(linked("names.csv", "Köln,الموصل\n".as_bytes()), "");
}

#[test]
fn what_cannot_be_cleaned_needs_its_line_in_every_folder() {
    for (name, bytes, key) in [
        ("a.pdf", &b"%PDF-1.7"[..], "pdf"),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "mp4"),
        ("a.docx", b"PK\x03\x04\0", "docx"),
        ("a.heic", HEIC, "heic"),
        ("a.tiff", b"II\x2A\0SECRET", "tiff"),
        ("a.bmp", b"BM\x10\0\0\0\0\0\0\0SECRET", "bmp"),
        ("a.mp3", b"ID3\x04\0", "mp3"),
        ("a.wasm", b"\0asm\x01\0\0\0", "wasm"),
        ("a.bin", b"\0\xFFSECRET", "bin"),
        ("a.mp4", b"not even a film", "mp4"),
        // What the bytes tell counts more than the name.
        ("a.bin", HEIC, "heic"),
        ("a", HEIC, "heic"),
        ("a.pdf", HEIC, "heic"),
        ("a.ico", HEIC, "heic"),
        ("a.dat", b"%PDF-1.7", "pdf"),
        ("a.docx", b"%PDF-1.7", "pdf"),
    ] {
        for path in [format!("static/{name}"), format!("assets/{name}")] {
            let report = allowed(&path, bytes, "");
            assert!(report.contains(&format!("error[not-cleaned]: `{name}` ")), "{report}");
            assert!(report.contains(&path), "{report}");
            assert!(report.contains(&format!("`uncleaned = [\"{key}\"]`")), "{report}");
            assert_eq!(allowed(&path, bytes, &format!("uncleaned = [\"{key}\"]")), "");
            let own = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            if own != key {
                let report = allowed(&path, bytes, &format!("uncleaned = [{own:?}]"));
                assert!(report.contains("error[not-cleaned]"), "{path} {own}: {report}");
            }
        }
        assert!(linked(name, bytes).contains("error[not-cleaned]"), "{name}");
    }
    let report = linked("a", b"\0\xFFSECRET");
    assert!(report.contains("find out what it is"), "{report}");
    assert!(!report.contains("uncleaned"), "{report}");
    let report = linked("a", b"Only text.");
    assert!(report.contains("give its name the ending `.txt`"), "{report}");
}

#[test]
fn a_drawing_that_does_not_only_draw_needs_its_line_in_every_folder() {
    let noted = b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<desc>Jane</desc></svg>";
    let plain = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
    for path in ["static/plan.svg", "assets/plan.svg"] {
        let report = allowed(path, noted, "");
        assert!(
            report.contains("line 2 of it has an element `desc`, which does not draw"),
            "{report}"
        );
        assert_eq!(allowed(path, noted, "uncleaned = [\"svg\"]"), "");
        assert_eq!(allowed(path, plain, ""), "");
    }
    assert!(linked("plan.svg", noted).contains("an element `desc`"));
    assert_eq!(linked("plan.svg", plain), "");
}

#[test]
fn code_is_published_in_static_and_not_beside_a_dispatch() {
    for name in ["a.html", "a.htm", "a.js", "a.mjs", "a.xml", "a.css", "a.HTML"] {
        let report = linked(name, b"<meta name=author content=Jane>");
        assert!(report.contains(&format!("error[not-cleaned]: `{name}` may tell")), "{report}");
        assert!(report.contains("save what they need as plain text or CSV"), "{report}");
        assert_eq!(in_static(name, b"x"), "");
    }
}

#[test]
fn what_a_site_needs_in_static_needs_no_line() {
    for (name, bytes) in [
        ("robots.txt", &b"User-agent: *\n"[..]),
        ("CNAME", b"record.example"),
        ("_headers", b"/*\n"),
        (".nojekyll", b""),
        (".well-known/security.txt", b"Contact: mailto:a@record.example"),
        ("site.webmanifest", b"{}"),
        ("key.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----"),
        ("fonts/a.woff2", b"wOF2\0\x01\0\0"),
        ("fonts/a.ttf", b"\0\x01\0\0\0\x0A\0"),
    ] {
        assert_eq!(in_static(name, bytes), "", "{name}");
    }
    let report = in_static("a.woff2", HEIC);
    assert!(report.contains("is a HEIC picture; it may tell more than it shows"), "{report}");
}

#[test]
fn a_picture_is_not_published_under_the_name_of_another_format() {
    for (name, bytes, said) in [
        ("a.png", jpeg(60, 40), "`a.png` is a JPEG and not a PNG"),
        ("a.jfif", png(60, 40), "`a.jfif` is a PNG and not a JPEG"),
        ("a.jpg", HEIC.to_vec(), "`a.jpg` is not a JPEG"),
        ("a.jpg", [b"<html>", jpeg(60, 40).as_slice()].concat(), "`a.jpg` is not a JPEG"),
    ] {
        for report in [in_static(name, &bytes), linked(name, &bytes)] {
            assert!(report.contains(said), "{report}");
            assert!(!report.contains("uncleaned"), "{report}");
        }
    }
}
