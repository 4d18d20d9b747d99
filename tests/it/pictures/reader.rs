//! Published pictures as exiftool sees them, a reader and writer that shares no code with dateline.
//! It needs the program `exiftool`; without it, it says so and checks nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::making::{gif, jpeg, png, written};
use crate::support::{Preview, dateline, new_site, said, save, say};

/// What exiftool may tell of a published picture: what decides how it looks, and what is true of every file.
const HARMLESS: [&str; 13] = [
    "Composite:ImageSize",
    "Composite:Megapixels",
    "ExifTool:",
    "File:",
    "GIF:",
    "ICC-header:",
    "ICC_Profile:",
    "IFD0:Orientation",
    "JFIF:",
    "PNG:",
    "RIFF:",
    "SourceFile",
    "System:",
];

const NAMES: [(&str, &str); 22] = [
    ("a.jpg", "jpg"),
    ("b.jpeg", "jpg"),
    ("c.JPG", "jpg"),
    ("d.jfif", "jpg"),
    ("e.jpe", "jpg"),
    ("f.jif", "jpg"),
    ("g.bin", "jpg"),
    ("h.dat", "jpg"),
    ("i", "jpg"),
    ("j.ico", "jpg"),
    ("k.pdf", "jpg"),
    ("l.heic", "jpg"),
    ("m.tiff", "jpg"),
    ("n.mp4", "jpg"),
    ("o.png", "png"),
    ("p.apng", "png"),
    ("favicon.ico", "png"),
    ("q", "png"),
    ("r.webp", "webp"),
    ("s.raw", "webp"),
    ("t.gif", "gif"),
    ("u.jpg.tmp", "gif"),
];

/// The same picture in four formats, with everything that exiftool can write into each.
fn with_secrets(folder: &Path) -> BTreeMap<&'static str, Vec<u8>> {
    let webp = written(&super::decoded(&png(60, 40)), image::ImageFormat::WebP);
    let pictures =
        [("jpg", jpeg(60, 40)), ("png", png(60, 40)), ("webp", webp), ("gif", gif(60, 40))];
    let profile = folder.join("display.icc");
    fs::write(&profile, super::secrets::profile()).expect("writable");
    let with_secret = |(ending, bytes): (&'static str, Vec<u8>)| {
        let file = folder.join(format!("secret.{ending}"));
        fs::write(&file, bytes).expect("writable");
        let mut exiftool = Command::new("exiftool");
        exiftool.args(["-q", "-q", "-m", "-overwrite_original"]);
        exiftool.args(["-GPSLatitude=36.34", "-GPSLatitudeRef=N", "-GPSLongitude=43.13"]);
        exiftool.args(["-SerialNumber=SECRET 4711", "-Artist=SECRET Jane", "-Make=SECRET"]);
        exiftool.args(["-XMP:Creator=SECRET Jane", "-IPTC:By-line=SECRET Jane", "-Comment=SECRET"]);
        exiftool.args(["-DateTimeOriginal=2017:06:01 09:00:00", "-Orientation=Rotate 90 CW"]);
        // A GIF has no profile.
        if ending != "gif" {
            exiftool.arg(format!("-icc_profile<={}", profile.display()));
        }
        let output = exiftool.arg(&file).output().expect("exiftool runs");
        assert!(output.status.success(), "{}", said(&output));
        let bytes = fs::read(&file).expect("it is there");
        assert!(bytes.windows(6).any(|it| it == b"SECRET"), "{ending} has something to hide");
        (ending, bytes)
    };
    pictures.into_iter().map(with_secret).collect()
}

/// What exiftool finds in these files, known to it or not.
fn found(files: &[PathBuf]) -> Vec<(String, String, String)> {
    let output =
        Command::new("exiftool").args(["-j", "-a", "-u", "-U", "-G1"]).args(files).output();
    let output = output.expect("exiftool runs");
    let told: Vec<BTreeMap<String, Value>> =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    assert_eq!(told.len(), files.len(), "it read all of them");
    let tags = told.into_iter().flat_map(|tags| {
        let file = tags["SourceFile"].to_string();
        tags.into_iter().map(move |(tag, value)| (file.clone(), tag, value.to_string()))
    });
    tags.collect()
}

#[test]
fn exiftool_finds_nothing_in_a_picture_published_under_any_name() {
    if Command::new("exiftool").arg("-ver").output().is_err() {
        say(
            "NOT TESTED, because exiftool is missing (Debian: libimage-exiftool-perl): pictures read by another program",
        );
        return;
    }
    let (folder, site) = new_site();
    let secrets = with_secrets(folder.path());
    let names: Vec<String> = NAMES
        .iter()
        .map(|(name, _)| format!("  - {{file: {name}, alt: A, credit: B}}\n"))
        .collect();
    save(
        &site.join("content/dispatches/a.md"),
        &format!(
            "---\ntitle: A\ndate: 2017-06-01\ncity: Mosul\nmedia:\n{}---\nText.\n",
            names.concat()
        ),
    );
    for below in ["content/dispatches", "static", "assets"] {
        fs::create_dir_all(site.join(below)).expect("writable");
        for (name, format) in NAMES {
            fs::write(site.join(below).join(name), &secrets[format]).expect("writable");
        }
    }
    let sources: Vec<PathBuf> =
        NAMES.iter().map(|(name, _)| site.join("static").join(name)).collect();
    let told = found(&sources).iter().filter(|(_, _, value)| value.contains("SECRET")).count();
    assert!(told > 3 * NAMES.len(), "exiftool sees what there is to hide: {told}");

    let output = dateline(&site, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let mut published = Vec::new();
    for below in ["dispatches/a", "", "assets"] {
        let folder = site.join("public").join(below);
        published.extend(NAMES.iter().map(|(name, _)| folder.join(name)));
        let listed = fs::read_dir(&folder).expect("a folder");
        let files = listed.map(|it| it.expect("an entry").path());
        published.extend(files.filter(|it| it.to_string_lossy().contains("-40.webp")));
    }
    assert!(published.len() > 3 * NAMES.len(), "with narrower ones: {published:?}");
    for (file, tag, value) in found(&published) {
        let is_harmless = HARMLESS.iter().any(|known| tag.starts_with(known));
        assert!(is_harmless, "{file} tells {tag}: {value}");
        let tells = ["SECRET", "Jane", "36.34", "36 deg", "2017:06:01"];
        assert!(!tells.iter().any(|it| value.contains(it)), "{file} tells {tag}: {value}");
        assert!(
            !tag.contains("Comment") && !tag.contains("Warning"),
            "{file} tells {tag}: {value}"
        );
    }
    for file in &published {
        let bytes = fs::read(file).expect("it is there");
        assert!(!bytes.windows(6).any(|it| it == b"SECRET"), "{}", file.display());
    }
    let preview = Preview::start(&site);
    preview.wait_until("/dispatches/a/", "shown", |status, _| status == 200);
    for (name, _) in NAMES {
        let (status, answer) = preview.get(&format!("/dispatches/a/{name}"));
        assert!(status == 200 && !answer.contains("SECRET"), "{name}: {status}");
    }
}
