//! SVG: whether a drawing only draws.
//! It does not change a drawing; if there is more in it, its author has to save it again.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that are refused: they draw nothing, or may hold anything.
const REFUSED: [&str; 7] =
    ["script", "foreignObject", "metadata", "iframe", "image", "audio", "video"];

/// Attributes of other vocabularies that are allowed, because they only say how to read the drawing.
const ALLOWED: [&str; 4] = ["xmlns:xlink", "xlink:href", "xml:space", "xml:lang"];

/// Whether the drawing in `text` has no script, no comment, no notes of the program that made it, no picture and no
/// address outside it.
pub fn only_draws(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        let is_plain = match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(Event::Start(element) | Event::Empty(element)) => draws(&element),
            Ok(Event::Text(words)) => stays_inside(&words),
            Ok(Event::Decl(_) | Event::End(_)) => true,
            Ok(Event::GeneralRef(name)) => !name.starts_with('#'),
            Ok(Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::CData(_)) | Err(_) => {
                false
            }
        };
        if !is_plain {
            return false;
        }
    }
}

fn draws(element: &BytesStart<'_>) -> bool {
    let name = element.name();
    let is_known = |key: &str| !key.contains(':') || ALLOWED.contains(&key);
    !name.as_ref().contains(':')
        && !REFUSED.iter().any(|refused| name.as_ref().eq_ignore_ascii_case(refused))
        && element.attributes().all(|attribute| {
            attribute.is_ok_and(|attribute| {
                let key = attribute.key.as_ref();
                let leads = key.ends_with("href");
                is_known(key)
                    && !key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"))
                    && (!leads || attribute.value.starts_with('#'))
                    && stays_inside(&attribute.value)
            })
        })
}

/// Whether a style or a value refers to nothing outside the drawing.
fn stays_inside(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    // Escaped characters may spell anything.
    const OUTSIDE: [&str; 5] = ["@import", "data:", "javascript:", "\\", "&#"];
    !OUTSIDE.iter().any(|outside| value.contains(outside))
        && value.split("url(").skip(1).all(|rest| rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::only_draws;

    #[test]
    fn a_drawing_with_more_in_it_than_lines_is_refused() {
        for inside in [
            "",
            "<g id=\"a\"><path d=\"M0 0h9\" style=\"fill: url(#b)\"/><text>Tigris &amp; Mosul</text></g>",
            "<use href=\"#a\"/><style>path { fill: teal }</style>",
        ] {
            assert!(
                only_draws(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")),
                "{inside}"
            );
        }
        for inside in [
            "<script>x</script>",
            "<SCRIPT/>",
            "<metadata>Jane</metadata>",
            "<!-- Jane -->",
            "<?xpacket Jane?>",
            "<g onclick=\"x\"/>",
            "<g xmlns:inkscape=\"http://www.inkscape.org/\" inkscape:export-filename=\"/home/jane/a.png\"/>",
            "<image href=\"data:image/png;base64,AA\"/>",
            "<a href=\"https://example.org/\"/>",
            "<style>@import 'https://example.org/'</style>",
            "<path style=\"fill: url(https://example.org/)\"/>",
            "<path style=\"fill: &#117;rl(https://example.org/)\"/>",
            "<style>@&#105;mport 'https://example.org/'</style>",
            "<set attributeName=\"href\" to=\"javascript:x\"/>",
            "<![CDATA[Jane]]>",
        ] {
            assert!(
                !only_draws(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")),
                "{inside}"
            );
        }
        assert!(!only_draws("<svg"));
    }
}
