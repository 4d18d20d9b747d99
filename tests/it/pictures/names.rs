//! Files under names that say something else: which are published, which are refused, and what is told.
//! It does not look at how a picture is cleaned.

use super::making::{gif, jpeg, png};
use super::{dispatch, published, site};

const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic SECRET";

/// The report on a site with these files, and with `setting` in site.toml; empty if all of them are published.
fn report(files: &[(String, &[u8])], setting: &str) -> String {
    let settings = format!("{}{setting}\n", super::SETTINGS);
    let mut all = vec![
        ("site.toml", settings.into_bytes()),
        ("content/dispatches/a.md", dispatch("", "Text.")),
    ];
    all.extend(files.iter().map(|(path, bytes)| (path.as_str(), bytes.to_vec())));
    site(&all).map_or_else(|report| report, |_| String::new())
}

/// The report on a site whose only dispatch links to these files.
fn linked(files: &[(&str, &[u8])]) -> String {
    let links: Vec<String> = files.iter().map(|(name, _)| format!("[It]({name})\n")).collect();
    let mut all = vec![("content/dispatches/a.md".to_owned(), dispatch("", &links.concat()))];
    for (name, bytes) in files {
        all.push((format!("content/dispatches/{name}"), bytes.to_vec()));
    }
    let all: Vec<(&str, Vec<u8>)> =
        all.iter().map(|(path, it)| (path.as_str(), it.clone())).collect();
    site(&all).map_or_else(|report| report, |_| String::new())
}

/// The same file in the two folders of a site that are published as they are.
fn in_both<'b>(below: &str, bytes: &'b [u8]) -> [(String, &'b [u8]); 2] {
    [(format!("static/{below}"), bytes), (format!("assets/{below}"), bytes)]
}

/// The files of a theme, as files of a site's own theme.
fn theme(folder: &str, own: &str) -> Vec<(String, Vec<u8>)> {
    let listed = std::fs::read_dir(folder).expect("a folder");
    let below = listed.flat_map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (from, own) = (format!("{folder}/{name}"), format!("{own}/{name}"));
        match path.is_dir() {
            true => theme(&from, &own),
            false => vec![(own, std::fs::read(path).expect("a file"))],
        }
    });
    below.collect()
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
    files.extend(theme("themes/plain", "themes/own"));
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
    let names =
        ["a.txt", "a.csv", "a.json", "a.html", "a.js", "a.xml", "a.svg", "a.css", "b.TXT", "a.vtt"];
    let of_dispatch: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &*photo)).collect();
    let own: Vec<(String, &[u8])> = names.iter().flat_map(|name| in_both(name, &photo)).collect();
    for (report, count) in [(linked(&of_dispatch), 1), (report(&own, ""), 2)] {
        for name in names {
            let told = format!("error[not-text]: `{name}` is a JPEG and not text");
            assert_eq!(report.matches(&told).count(), count, "{report}");
        }
        let remedies = report.matches("rename it so that it ends in `.jpg`").count();
        assert_eq!(remedies, count * names.len(), "{report}");
        assert!(!report.contains("uncleaned"), "{report}");
    }
    for (bytes, what, remedy) in [
        (HEIC, "is a HEIC picture and not text", "save the picture as a JPEG, a PNG or a WebP"),
        (b"%PDF-1.7 all of it text", "is a PDF and not text", "it ends in `.pdf`"),
        (b"K\xF6ln", "is not text in UTF-8", "save it as text in UTF-8"),
        (b"a\0b", "is not text in UTF-8", "save it as text in UTF-8"),
    ] {
        let own: Vec<(String, &[u8])> =
            names.iter().flat_map(|name| in_both(name, bytes)).collect();
        let setting =
            "uncleaned = ['txt', 'csv', 'json', 'html', 'js', 'xml', 'svg', 'css', 'vtt', 'bin']";
        let report = report(&own, setting);
        assert_eq!(report.matches(what).count(), own.len(), "{report}");
        assert_eq!(report.matches(remedy).count(), own.len(), "{report}");
        assert!(!report.contains("site.toml says"), "{report}");
    }
    assert_eq!(linked(&[("names.csv", "Köln,الموصل\n".as_bytes())]), "");
}

#[test]
fn what_cannot_be_cleaned_needs_its_line_in_every_folder() {
    let cases: [(&str, &[u8], &str); 16] = [
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("b.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "mp4"),
        ("c.docx", b"PK\x03\x04\0", "docx"),
        ("d.heic", HEIC, "heic"),
        ("e.tiff", b"II\x2A\0SECRET", "tiff"),
        ("f.bmp", b"BM\x10\0\0\0\0\0\0\0SECRET", "bmp"),
        ("g.mp3", b"ID3\x04\0", "mp3"),
        ("h.wasm", b"\0asm\x01\0\0\0", "wasm"),
        ("i.bin", b"\0\xFFSECRET", "bin"),
        ("j.mp4", b"not even a film", "mp4"),
        // What the bytes tell counts more than the name.
        ("k.bin", HEIC, "heic"),
        ("l", HEIC, "heic"),
        ("m.ico", HEIC, "heic"),
        ("n.mp4", HEIC, "heic"),
        ("o.dat", b"%PDF-1.7", "pdf"),
        ("p.docx", b"%PDF-1.7", "pdf"),
    ];
    let own: Vec<(String, &[u8])> =
        cases.iter().flat_map(|(name, bytes, _)| in_both(name, bytes)).collect();
    let refused = report(&own, "");
    let parts: Vec<&str> = refused.split("error[not-cleaned]: ").collect();
    for (name, _, key) in cases {
        for path in [format!("static/{name}"), format!("assets/{name}")] {
            let part = parts.iter().find(|part| part.contains(&format!("--> {path}\n")));
            let part = part.unwrap_or_else(|| panic!("{path} is refused: {refused}"));
            assert!(part.contains(&format!("`uncleaned = [\"{key}\"]`")), "{part}");
        }
    }
    let all = "uncleaned = ['pdf', 'mp4', 'docx', 'heic', 'tiff', 'bmp', 'mp3', 'wasm', 'bin']";
    assert_eq!(report(&own, all), "");
    let by_name = report(&own, &all.replace("'heic', ", "").replace("'pdf', ", "'ico', 'dat', "));
    let still = cases.iter().filter(|(_, _, key)| ["heic", "pdf"].contains(key));
    for (name, ..) in still.clone() {
        assert!(by_name.contains(&format!("static/{name}\n")), "{name}: {by_name}");
    }
    assert_eq!(by_name.matches("error[").count(), 2 * still.count(), "{by_name}");

    let beside: Vec<(&str, &[u8])> = cases.iter().map(|(name, bytes, _)| (*name, *bytes)).collect();
    let report = linked(&beside);
    assert_eq!(report.matches("error[not-cleaned]").count(), cases.len(), "{report}");
    let report = linked(&[("a", b"\0\xFFSECRET"), ("b", b"Only text.")]);
    assert!(report.contains("find out what it is"), "{report}");
    assert!(report.contains("give its name the ending `.txt`"), "{report}");
    assert!(!report.contains("uncleaned"), "{report}");
}

#[test]
fn a_drawing_that_does_not_only_draw_needs_its_line_in_every_folder() {
    let noted = b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<desc>Jane</desc></svg>";
    let plain = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
    let own = in_both("plan.svg", noted);
    let finding = "line 2 of it has an element `desc`, which does not draw";
    assert_eq!(report(&own, "").matches(finding).count(), 2);
    assert_eq!(report(&own, "uncleaned = [\"svg\"]"), "");
    assert_eq!(report(&in_both("plan.svg", plain), ""), "");
    assert!(linked(&[("plan.svg", noted)]).contains(finding));
    assert_eq!(linked(&[("plan.svg", plain)]), "");
}

#[test]
fn code_is_published_in_static_and_not_beside_a_dispatch() {
    let names = ["a.html", "a.htm", "a.js", "a.mjs", "a.xml", "a.css", "b.HTML"];
    let code = b"<meta name=author content=Jane>";
    let own: Vec<(String, &[u8])> = names.iter().flat_map(|name| in_both(name, code)).collect();
    assert_eq!(report(&own, ""), "");
    let beside: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &code[..])).collect();
    let report = linked(&beside);
    for name in names {
        assert!(report.contains(&format!("error[not-cleaned]: `{name}` may tell")), "{report}");
    }
    assert!(report.contains("save what they need as plain text or CSV"), "{report}");
}

#[test]
fn what_a_site_needs_in_static_needs_no_line() {
    let files: [(&str, &[u8]); 9] = [
        ("humans.txt", b"Jane\n"),
        ("CNAME", b"record.example"),
        ("_headers", b"/*\n"),
        (".nojekyll", b""),
        (".well-known/security.txt", b"Contact: mailto:a@record.example"),
        ("site.webmanifest", b"{}"),
        ("key.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----"),
        ("fonts/a.woff2", b"wOF2\0\x01\0\0"),
        ("fonts/a.ttf", b"\0\x01\0\0\0\x0A\0"),
    ];
    let own: Vec<(String, &[u8])> =
        files.iter().map(|(name, it)| (format!("static/{name}"), *it)).collect();
    assert_eq!(report(&own, ""), "");
    let report = report(&in_both("a.woff2", HEIC), "");
    assert!(report.contains("is a HEIC picture; it may tell more than it shows"), "{report}");
}

#[test]
fn a_picture_is_not_published_under_the_name_of_another_format() {
    let (photo, screen) = (jpeg(60, 40), png(60, 40));
    let behind = [b"<html>", photo.as_slice()].concat();
    let cases: [(&str, &[u8], &str); 4] = [
        ("a.png", &photo, "`a.png` is a JPEG and not a PNG"),
        ("b.jfif", &screen, "`b.jfif` is a PNG and not a JPEG"),
        ("c.jpg", HEIC, "`c.jpg` is not a JPEG"),
        ("d.jpg", &behind, "`d.jpg` is not a JPEG"),
    ];
    let own: Vec<(String, &[u8])> =
        cases.iter().flat_map(|(name, bytes, _)| in_both(name, bytes)).collect();
    let beside: Vec<(&str, &[u8])> = cases.iter().map(|(name, bytes, _)| (*name, *bytes)).collect();
    for (report, count) in [(report(&own, "uncleaned = ['jpg', 'heic']"), 2), (linked(&beside), 1)]
    {
        for (_, _, said) in cases {
            assert_eq!(report.matches(said).count(), count, "{report}");
        }
        assert!(!report.contains("site.toml says"), "{report}");
    }
}
