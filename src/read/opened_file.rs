//! A content file that is opened: its keys, its text and its body, before anyone knows which kind of file it is.
//! It does not know the kinds; each kind reads the keys that it needs.

use crate::field::page::Body;
use crate::field::slug::Slug;
use crate::read::fields::Fields;
use crate::read::front_matter::{self, Parts};
use crate::read::node::{Node, Value};
use crate::read::reader::Reader;
use crate::read::{body, yaml};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::Hash;
use crate::text::span::{Span, Spanned};

/// The text of a content file and the tree of its front matter.
pub struct ParsedText<'a> {
    text: &'a str,
    hash: Hash,
    parts: Parts,
    tree: Option<Node>,
}

/// A content file, ready to be read key by key.
pub struct OpenedFile<'a> {
    /// The keys of the front matter.
    pub fields: Fields<'a>,
    /// The hash of the file.
    pub hash: Hash,
    text: &'a str,
    body: Span,
}

impl<'a> ParsedText<'a> {
    /// Parses the front matter of the file `text`, whose hash is `hash`.
    pub fn new(reader: &Reader<'_>, text: &'a str, hash: Hash) -> Result<Self, Diagnostic> {
        let parts = front_matter::split(reader.path, text)?;
        let tree = yaml::parse(reader.path, text, parts.front_matter)?;
        Ok(ParsedText { text, hash, parts, tree })
    }

    /// The same of a file that needs no key, and so no front matter.
    pub fn without_keys(
        reader: &Reader<'_>,
        text: &'a str,
        hash: Hash,
    ) -> Result<Self, Diagnostic> {
        let parts = front_matter::split_if_any(reader.path, text)?;
        let span = parts.front_matter;
        let tree = yaml::parse(reader.path, text, span)?;
        let no_keys = || Node { span, value: Value::Map(Vec::new()) };
        Ok(ParsedText { text, hash, parts, tree: tree.or_else(|| Some(no_keys())) })
    }

    /// Opens the file, which messages call `what`: "a dispatch". `Err` if its front matter is not a mapping.
    pub fn open(
        &'a self,
        reader: &'a Reader<'a>,
        what: &str,
    ) -> Result<OpenedFile<'a>, Diagnostic> {
        let ParsedText { text, hash, parts, tree } = self;
        let tree = tree.as_ref().ok_or_else(|| {
            rule::NOT_A_MAPPING
                .at(reader.path, parts.opening, "the front matter is empty")
                .label("no key follows")
                .help("write at least `title:` between the two `---` lines")
        })?;
        let fields = Fields::of_node(reader, tree, what).ok_or_else(|| {
            rule::NOT_A_MAPPING
                .at(reader.path, tree.span, "the front matter is not a list of keys")
                .label("not `key: value`")
                .help("write at least `title: ..` here; the text of the page begins below the second `---` line")
        })?;
        if let Some(second) = front_matter::second(text, parts.body) {
            reader.report(
                rule::BAD_YAML
                    .at(reader.path, second, "a second front matter follows the first")
                    .label("this would be printed as text")
                    .help("put all keys between the first two `---` lines; if this is text, leave a blank line above the `---` below it"),
            );
        }
        Ok(OpenedFile { fields, hash: *hash, text, body: parts.body })
    }
}

impl OpenedFile<'_> {
    /// The body below the front matter.
    pub fn body(&self) -> Body {
        self.fields.reader.is_printed(self.body);
        body::body(self.fields.reader, self.text, self.body, self.hash)
    }

    /// The title and the body. Without `title`, the heading that opens the body is the title and not part of the body.
    pub fn title_and_body(&mut self) -> (Option<Spanned<String>>, Body) {
        let written = self.fields.take("title");
        let title = written.and_then(|from| self.fields.reader.text(from));
        if written.is_some() {
            return (title, self.body());
        }
        let Some((title, rest)) = body::opening_title(self.text, self.body) else {
            self.fields.reader.report(
                rule::NO_TITLE
                    .at(self.fields.reader.path, self.fields.span, "the page has no title")
                    .label("`title` is missing")
                    .help("add `title: ..`, or begin the text with a heading `# ..`"),
            );
            return (None, self.body());
        };
        self.fields.reader.is_printed(title.span);
        self.body = rest;
        (Some(title), self.body())
    }

    /// The slug as written, or else made from the name of the file; for an `index.md`, from the name of its folder.
    pub fn slug(&mut self) -> Option<Spanned<Slug>> {
        if let Some(written) = self.fields.take("slug") {
            return self.fields.reader.slug(written);
        }
        Some(Spanned::new(Slug::of_file(self.fields.reader.path), Span::default()))
    }

    /// Whether the file is a draft. If `draft` cannot be read, it is: when in doubt, nothing is published.
    pub fn draft(&mut self) -> bool {
        let written = self.fields.take("draft");
        written.is_some_and(|from| self.fields.reader.switch(from).unwrap_or(true))
    }
}
