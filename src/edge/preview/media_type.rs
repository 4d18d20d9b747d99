//! The media type of a published file, which follows from its name.
//! It reads no byte of the file: static hosts use only the name too.

/// The media type of a published file, such as `text/html; charset=utf-8` for `cities/index.html`.
///
/// The preview forbids browsers to guess, so a style sheet, script or font with the wrong type is not loaded at all.
pub fn media_type(file: &str) -> &'static str {
    const UNKNOWN: &str = "application/octet-stream";
    let name = file.rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else {
        return "text/plain; charset=utf-8";
    };
    let extension = extension.to_ascii_lowercase();
    own_type(&extension).or_else(|| mime_guess::from_ext(&extension).first_raw()).unwrap_or(UNKNOWN)
}

/// The types that are missing or different in the list of `mime_guess`: text needs a character set, and fonts and
/// recordings need the names that browsers know.
fn own_type(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "srt" => "application/x-subrip; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        // As plain text, browsers show these and do not download them.
        "txt" | "md" | "log" | "yaml" | "yml" | "toml" | "asc" => "text/plain; charset=utf-8",
        "map" | "topojson" => "application/json",
        "jsonld" => "application/ld+json",
        "woff" => "font/woff",
        "otf" => "font/otf",
        "m4a" => "audio/mp4",
        "m4v" => "video/mp4",
        "ts" => "video/mp2t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files_and_types: &str) {
        for line in files_and_types.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (file, expected) = line.split_once(' ').expect("a file and its type");
            assert_eq!(media_type(file), expected, "{file}");
        }
    }

    #[test]
    fn pages_and_what_they_load_have_the_types_without_which_they_do_not_work() {
        check(
            "cities/mosul/index.html text/html; charset=utf-8
             OLD.HTM text/html; charset=utf-8
             assets/style.css text/css; charset=utf-8
             assets/map.js text/javascript; charset=utf-8
             assets/map.mjs text/javascript; charset=utf-8
             assets/lib.wasm application/wasm
             site.webmanifest application/manifest+json
             fonts/a.woff2 font/woff2
             fonts/a.woff font/woff
             fonts/a.ttf font/ttf
             fonts/a.otf font/otf
             icon.svg image/svg+xml
             favicon.ico image/x-icon",
        );
    }

    #[test]
    fn pictures_and_recordings_can_be_seen_and_heard() {
        check(
            "a.jpg image/jpeg
             a.JPEG image/jpeg
             a.png image/png
             a.gif image/gif
             a.webp image/webp
             a.avif image/avif
             a.mp4 video/mp4
             a.m4v video/mp4
             a.mov video/quicktime
             a.webm video/webm
             a.ogv video/ogg
             a.mp3 audio/mpeg
             a.m4a audio/mp4
             a.ogg audio/ogg
             a.opus audio/ogg
             a.wav audio/wav
             a.flac audio/flac
             a.vtt text/vtt; charset=utf-8
             a.srt application/x-subrip; charset=utf-8",
        );
    }

    #[test]
    fn data_and_documents_are_what_they_are() {
        check(
            "data/dispatches.json application/json
             data/incidents.geojson application/geo+json
             data/incidents.topojson application/json
             data/tolls.csv text/csv; charset=utf-8
             data/tolls.tsv text/tab-separated-values; charset=utf-8
             feed.xml application/xml; charset=utf-8
             feed.atom application/atom+xml; charset=utf-8
             feed.rss application/rss+xml; charset=utf-8
             walk.gpx application/gpx+xml
             walk.kml application/vnd.google-earth.kml+xml
             all.zip application/zip
             all.tar.gz application/gzip
             report.pdf application/pdf
             a.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
             a.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
             a.ods application/vnd.oasis.opendocument.spreadsheet",
        );
    }

    #[test]
    fn a_file_without_an_ending_is_text_and_one_with_an_unknown_ending_is_bytes() {
        check(
            "CNAME text/plain; charset=utf-8
             .well-known/security.txt text/plain; charset=utf-8
             a.b/LICENSE text/plain; charset=utf-8
             a.unheard-of application/octet-stream
             a. application/octet-stream",
        );
    }

    #[test]
    fn every_type_can_stand_in_a_header() {
        for file in ["a.html", "a.srt", "a.xlsx", "a.unheard-of", "a.\r\nX: y", "a.é"] {
            assert!(media_type(file).bytes().all(|b| b.is_ascii_graphic() || b == b' '), "{file}");
        }
    }
}
