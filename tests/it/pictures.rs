//! Tests of pictures as readers get them: their sizes, without metadata, and graphic ones only after a click.
//! It makes its own pictures; the project contains no picture files for it.

mod making;
mod names;
mod program;
mod reader;
pub(crate) mod secrets;

use std::collections::BTreeMap;
use std::io::Cursor;

use dateline::chronicle::visible::Drafts;
use dateline::compose::{ComposeOptions, compose};
use dateline::picture::{Format, head};
use dateline::plan::edition::{Making, Picture};
use dateline::press::{self, Printed, picture};
use dateline::text::report::{self, ReportStyle};
use dateline::text::snapshot::Snapshot;
use dateline::text::source::{Hash, Source, SourcePath};
use dateline::text::span::Span;
use image::{DynamicImage, GenericImageView, ImageFormat, ImageReader};

use crate::site;
use crate::support;
use making::{gif, jpeg, png, still_gif};

const SETTINGS: &str = "title = \"The Record\"\nbase_url = \"https://example.org/\"\n";

/// A dispatch with these lines in its front matter and this text.
fn dispatch(keys: &str, text: &str) -> Vec<u8> {
    format!("---\ntitle: Strike on a market\ndate: 2017-06-01\ncity: Mosul\n{keys}---\n{text}\n")
        .into_bytes()
}

const STREET: &str = "media: [{file: street.jpg, alt: A street in rubble, credit: Hala Jaber}]\n";

fn snapshot(files: &[(&str, Vec<u8>)]) -> Snapshot {
    let settings = [("site.toml", SETTINGS.as_bytes().to_vec())];
    let source = |(path, bytes): &(&str, Vec<u8>)| {
        let path = SourcePath::new(path);
        let source = Source::new(&path, bytes.clone());
        (path, source)
    };
    let sources = settings.iter().chain(files).map(source).collect();
    let now = site::NOW.parse().expect("a moment");
    Snapshot { sources, unreadable: Vec::new(), ignored: Vec::new(), now, clock: now }
}

/// Every file of the site with its bytes, including pictures, or the report of faults.
fn site(files: &[(&str, Vec<u8>)]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let snapshot = snapshot(files);
    let options = ComposeOptions { drafts: Drafts::Hidden, base_url: None };
    let composition = compose(&snapshot.clone().into(), &options, &mut support::cache());
    let text_of = |path: &SourcePath| snapshot.text(path).map(|text| text.to_string());
    let mut errors: Vec<_> =
        composition.faults.iter().filter(|it| it.is_error()).cloned().collect();
    let site = composition.site.as_ref().expect("a site");
    let mut made = BTreeMap::new();
    for (route, page) in site.edition.pages.iter().filter(|_| errors.is_empty()) {
        let bytes = |source: &SourcePath| {
            snapshot.sources[source].bytes().expect("all is in memory").to_vec()
        };
        let printed = press::print(&site.theme, page).and_then(|printed| match printed {
            Printed::Bytes(bytes) => Ok(bytes),
            Printed::Copy(source) => Ok(bytes(&source)),
            Printed::Picture(picture) => picture::make(&picture, &bytes(&picture.source)),
        });
        made.insert(route.as_file().to_owned(), printed);
    }
    let mut pages = BTreeMap::new();
    for (file, printed) in made {
        match printed {
            Ok(bytes) => drop(pages.insert(file, bytes)),
            Err(fault) => errors.push(*fault),
        }
    }
    if errors.is_empty() {
        Ok(pages)
    } else {
        // Each by itself, because a report puts many of one kind together.
        let alone =
            |fault| report::human(std::slice::from_ref(fault), &text_of, ReportStyle::Plain);
        Err(errors.iter().map(alone).collect())
    }
}

fn published(files: &[(&str, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    site(files).unwrap_or_else(|report| panic!("{report}"))
}

/// The names of the media files beside the only dispatch.
fn beside(pages: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    let below = pages.keys().filter_map(|file| file.strip_prefix("dispatches/a/"));
    below.filter(|file| *file != "index.html").collect()
}

fn page(pages: &BTreeMap<String, Vec<u8>>, file: &str) -> String {
    String::from_utf8(pages[file].clone()).expect("a page is text")
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("a picture");
    reader.decode().expect("it can be decoded")
}

#[test]
fn a_photo_comes_in_the_sizes_that_screens_need_and_none_is_larger_than_it() {
    let photo = jpeg(2000, 1000);
    let pages = published(&[
        ("content/dispatches/a.md", dispatch(STREET, "Text.")),
        ("content/dispatches/street.jpg", photo.clone()),
    ]);
    assert_eq!(
        beside(&pages),
        ["street-1600.webp", "street-480.webp", "street-960.webp", "street.jpg"]
    );
    for width in [480, 960, 1600] {
        let narrower = &pages[&format!("dispatches/a/street-{width}.webp")];
        assert_eq!(decoded(narrower).dimensions(), (width, width / 2));
        assert!(narrower.len() < photo.len(), "{width}: {} bytes", narrower.len());
    }
    let html = page(&pages, "dispatches/a/index.html");
    for sought in [
        "srcset=\"/dispatches/a/street-480.webp 480w, /dispatches/a/street-960.webp 960w, /dispatches/a/street-1600.webp 1600w\"",
        "src=\"/dispatches/a/street.jpg\" alt=\"A street in rubble\" width=\"2000\" height=\"1000\" loading=\"lazy\" decoding=\"async\"",
        "Credit: <bdi>Hala Jaber</bdi>",
        "<meta property=\"og:image\" content=\"https://example.org/dispatches/a/street.jpg\">",
        "<meta property=\"og:image:width\" content=\"2000\">",
        "<meta property=\"og:image:alt\" content=\"A street in rubble\">",
    ] {
        assert!(html.contains(sought), "{sought}\n{html}");
    }
}

#[test]
fn a_picture_in_a_text_is_shown_like_any_other_on_every_kind_of_page() {
    let text = "![The river](river.png \"The Tigris <in> May. Photo: The Record\")";
    let city = format!("---\nname: Mosul\n---\n{text}\n").into_bytes();
    let about = format!("---\ntitle: About\n---\n{text}\n").into_bytes();
    let pages = published(&[
        ("content/dispatches/a.md", dispatch("", text)),
        ("content/dispatches/river.png", png(600, 400)),
        ("content/cities/mosul.md", city),
        ("content/cities/river.png", png(600, 400)),
        ("content/about.md", about),
        ("content/river.png", png(600, 400)),
    ]);
    for folder in ["dispatches/a", "cities/mosul", "about"] {
        let html = page(&pages, &format!("{folder}/index.html"));
        let figure = format!(
            "<figure>\n<picture><source type=\"image/webp\" srcset=\"/{folder}/river-480.webp 480w, \
             /{folder}/river-600.webp 600w\" sizes=\"(min-width: 44rem) 40rem, 100vw\"><img loading=\"lazy\" \
             decoding=\"async\" width=\"600\" height=\"400\" src=\"/{folder}/river.png\" alt=\"The river\"></picture>\n\
             <figcaption>The Tigris &lt;in&gt; May. Photo: The Record</figcaption>\n</figure>"
        );
        assert!(html.contains(&figure), "{figure}\n{html}");
        let narrower = &pages[&format!("{folder}/river-480.webp")];
        assert_eq!(decoded(narrower).dimensions(), (480, 320));
    }
    let feed = page(&pages, "feed.xml");
    assert!(feed.contains("https://example.org/dispatches/a/river-480.webp 480w"), "{feed}");
}

#[test]
fn a_picture_that_the_text_shows_has_its_credit_there_and_is_not_shown_again() {
    let pages = published(&[
        ("content/dispatches/a.md", dispatch(STREET, "![Rubble](street.jpg)")),
        ("content/dispatches/street.jpg", jpeg(300, 200)),
    ]);
    let html = page(&pages, "dispatches/a/index.html");
    assert_eq!(html.matches("<img").count(), 1, "{html}");
    assert!(html.contains("<figcaption><small>Hala Jaber</small></figcaption>"), "{html}");
}

#[test]
fn a_graphic_picture_is_on_no_page_and_its_warning_comes_first() {
    let media = "media: [{file: street.jpg, alt: Bodies in a yard, credit: Us, graphic: true, warning: Shows the dead}]\n";
    let about = b"---\ntitle: About\n---\n![Dead](dispatches/street.jpg \"Photo: us\")\n".to_vec();
    let pages = published(&[
        ("content/dispatches/a.md", dispatch(media, "![Dead](street.jpg) and [more](street.jpg)")),
        ("content/dispatches/street.jpg", jpeg(700, 500)),
        ("content/about.md", about),
    ]);
    assert_eq!(beside(&pages), ["street.jpg"], "it is fetched as it is or not at all");
    for (file, bytes) in pages.iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for shows in ["<img", "<source", "og:image", "preload"] {
            assert!(!html.contains(shows), "{file} has {shows}");
        }
    }
    let html = page(&pages, "dispatches/a/index.html");
    let (before, after) = html.split_once("street.jpg").expect("it can be opened");
    assert!(before.contains("Shows the dead") && before.contains("<details>"), "{html}");
    assert!(!after.contains("street.jpg"), "there is one way to it");
    assert!(html.contains("<a href=\"/dispatches/a/#media\""), "{html}");
    let about = page(&pages, "about/index.html");
    assert!(about.contains("<a href=\"/dispatches/a/#media\""), "{about}");
    assert!(!pages.keys().any(|file| file.starts_with("about/street")), "it is nowhere else");
}

#[test]
fn the_pictures_of_what_is_hidden_are_nowhere() {
    let open = ("content/dispatches/a.md", dispatch("", "Text."));
    let about = |key: &str| {
        let text = format!(
            "---\ntitle: T\ndate: 2017-06-02\ncity: Mosul\n{key}\n{STREET}---\n![S](other.jpg \"c\")\n"
        );
        text.into_bytes()
    };
    let (street, other) = (jpeg(700, 500), jpeg(500, 700));
    let photos =
        [("content/dispatches/street.jpg", street), ("content/dispatches/other.jpg", other)];
    let without = published(std::slice::from_ref(&open));
    for key in ["draft: true", "embargo: 2017-07-01T06:00:00Z"] {
        let mut files = vec![open.clone(), ("content/dispatches/b.md", about(key))];
        files.extend(photos.clone());
        assert_eq!(published(&files), without, "{key}");
    }
    let mut files =
        vec![open, ("content/dispatches/b.md", about("withdrawn: {on: 2017-06-05, why: Wrong}"))];
    files.extend(photos);
    let withdrawn = published(&files);
    let pictures =
        withdrawn.keys().filter(|file| file.ends_with(".jpg") || file.ends_with(".webp"));
    assert_eq!(pictures.count(), 0);
    let named = withdrawn.values().filter(|it| String::from_utf8_lossy(it).contains("street.jpg"));
    assert_eq!(named.count(), 0);
}

#[test]
fn what_moves_goes_on_moving_and_what_is_fine_is_shown_less_fine() {
    let media = "media:\n  - {file: moves.gif, alt: A loop, credit: Us}\n  - {file: still.gif, alt: A map, credit: Us}\n  - {file: deep.png, alt: Smoke, credit: Us}\n";
    let deep = DynamicImage::from(decoded(&png(700, 30)).into_rgba16());
    let pages = published(&[
        ("content/dispatches/a.md", dispatch(media, "Text.")),
        ("content/dispatches/moves.gif", gif(600, 20)),
        ("content/dispatches/still.gif", still_gif(600, 20)),
        ("content/dispatches/deep.png", making::written(&deep, ImageFormat::Png)),
    ]);
    assert_eq!(
        beside(&pages),
        [
            "deep-480.webp",
            "deep-700.webp",
            "deep.png",
            "moves.gif",
            "still-480.webp",
            "still-600.webp",
            "still.gif"
        ]
    );
    assert_eq!(decoded(&pages["dispatches/a/deep-480.webp"]).dimensions(), (480, 20));
}

#[test]
fn the_same_picture_comes_out_the_same_on_one_core_and_on_many() {
    let files = [
        ("content/dispatches/a.md", dispatch(STREET, "Text.")),
        ("content/dispatches/street.jpg", jpeg(1000, 700)),
    ];
    let pool =
        |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    assert_eq!(pool(1).install(|| published(&files)), pool(4).install(|| published(&files)));
}

/// The report on a project whose only medium is `file`, with these `bytes`.
fn told(file: &str, bytes: Vec<u8>) -> String {
    let media = format!("media: [{{file: {file}, alt: A, credit: B}}]\n");
    let path = format!("content/dispatches/{file}");
    site(&[("content/dispatches/a.md", dispatch(&media, "Text.")), (&path, bytes)])
        .map_or_else(|report| report, |_| "nothing".to_owned())
}

#[test]
fn a_picture_that_is_none_is_told_at_the_place_that_names_it() {
    let photo = jpeg(300, 200);
    let broken = photo[..photo.len() / 2].to_vec();
    for (file, bytes, said) in [
        ("street.jpg", broken, "`street.jpg` is incomplete: the end of the JPEG is missing"),
        ("street.jpg", png(30, 20), "`street.jpg` is a PNG and not a JPEG"),
        ("street.webp", photo.clone(), "`street.webp` is a JPEG and not a WebP"),
        ("street.png", b"not really".to_vec(), "`street.png` is not a PNG"),
        ("street.jpg", Vec::new(), "`street.jpg` is not a JPEG"),
        ("street.png", making::bomb(), "`street.png` has 60000 by 60000 pixels"),
        (
            "street.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(),
            "may tell more than it shows",
        ),
        ("film.mp4", vec![0, 1, 2, 0xFF], "may tell more than it shows"),
    ] {
        let report = told(file, bytes);
        assert!(report.contains(said), "{said}\n{report}");
        assert!(report.contains("content/dispatches/a.md:5:16"), "{report}");
    }
}

#[test]
fn a_file_of_a_kind_that_is_named_is_published_as_it_is() {
    let settings = format!("{SETTINGS}uncleaned = [\"MP4\"]\n");
    let media = "media: [{file: film.mp4, alt: A, credit: B}]\n";
    let pages = published(&[
        ("site.toml", settings.into_bytes()),
        ("content/dispatches/a.md", dispatch(media, "Text.")),
        ("content/dispatches/film.mp4", vec![0, 1, 2, 0xFF]),
    ]);
    assert_eq!(pages["dispatches/a/film.mp4"], [0, 1, 2, 0xFF]);
}

#[test]
fn no_damage_makes_anything_but_a_picture_or_a_report() {
    let webp = making::written(&decoded(&png(40, 30)), ImageFormat::WebP);
    for (format, whole) in [
        (Format::Jpeg, jpeg(40, 30)),
        (Format::Png, png(40, 30)),
        (Format::WebP, webp),
        (Format::Gif, gif(40, 30)),
    ] {
        for at in 0..whole.len() {
            assert!(head(format, &whole[..at]).is_err(), "{format:?} cut at {at}");
            let mut flipped = whole.clone();
            flipped[at] ^= 0x5A;
            let Ok(head) = head(format, &flipped) else { continue };
            let of = SourcePath::new("content/a");
            for making in [Making::Cleaned, Making::Narrowed(20)] {
                let asked_by = (of.clone(), Span::default());
                let hash = Hash::default();
                let picture = Picture { source: of.clone(), hash, head, making, asked_by };
                // The decoder may reject this file. If it does not, the result must stay small.
                let made = picture::make(&picture, &flipped).unwrap_or_default();
                assert!(made.len() < 16 * 1024, "{format:?} at {at}");
            }
        }
    }
}

#[test]
fn a_png_whose_header_has_another_length_is_damaged() {
    use dateline::picture::{Flaw, Format, cleaned};
    let mut picture =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0eIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0?".to_vec();
    picture.extend(b"\0\0\0\0\0\0\0\0IEND\xaeB\x60\x82");
    assert_eq!(cleaned(Format::Png, &picture), Err(Flaw::Damaged(Format::Png)));
}
