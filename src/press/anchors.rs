//! The anchors of a printed page: what links to it may name after `#`.
//! It does not know which of them come from a text and which from a template.

use html5gum::Tokenizer;
use html5gum::emitters::default::Token;

/// The values of every `id`, and of the `name` of every `a`, in the order of the page.
pub fn anchors(page: &str) -> Vec<String> {
    let mut anchors = Vec::new();
    for Ok(token) in Tokenizer::new(page) {
        let Token::StartTag(tag) = token else { continue };
        let is_link = tag.name.as_slice() == b"a";
        let named = tag
            .attributes
            .iter()
            .filter(|(name, _)| name.as_slice() == b"id" || is_link && name.as_slice() == b"name");
        anchors.extend(named.map(|(_, value)| String::from_utf8_lossy(&value.value).into_owned()));
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::anchors;

    #[test]
    fn every_id_is_an_anchor_and_the_name_of_a_link_too() {
        let page = "<h2 id=\"a&amp;b\">A</h2><a name='old'></a><input name=q><p id=c>";
        assert_eq!(anchors(page), ["a&b", "old", "c"]);
    }
}
