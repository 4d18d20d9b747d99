//! The readers of counts, days, slugs, whole numbers and language tags: values with a grammar of their own.
//! It does not know the grammars, which are the fields', and puts their faults in the right place of the file.

use std::ops::Range;

use crate::field::count::Count;
use crate::field::day::{Day, Moment};
use crate::field::excerpt::excerpt;
use crate::field::parse_error::ParseError;
use crate::field::slug::Slug;
use crate::read::node::{Node, Scalar, Style, Value};
use crate::read::reader::Reader;
use crate::text::language;
use crate::text::rule;
use crate::text::span::{Span, Spanned};

impl Reader<'_> {
    /// A count, from the raw text of the value.
    pub fn count(&mut self, node: &Node, name: &str) -> Option<Count> {
        let Value::Scalar(scalar) = &node.value else {
            let expected = match name {
                "casualties" => "a count, or a count for each harm: `{killed: 12, injured: 30}`",
                _ => "a count, or `{min: 80, max: 115, text: \"..\"}`",
            };
            self.wrong_shape(node, name, expected);
            return None;
        };
        if scalar.style == Style::Block {
            self.fault(
                &rule::COUNT_IN_BLOCK,
                node.span,
                format!("the count of `{name}` would vanish"),
                "an unquoted `>` or `|` begins a block of text in YAML",
                "put the sign and the number in quotes, as in \">5\"",
            );
            return None;
        }
        if scalar.is_blank() {
            self.fault(
                &rule::EMPTY_VALUE,
                node.span,
                format!("`{name}` has no number"),
                "nothing is written here",
                format!(
                    "write `{name}: unknown`, or the number; leave the line out if nobody gave one"
                ),
            );
            return None;
        }
        match Count::parse(&scalar.text) {
            Ok(count) => Some(count),
            Err(fault) => {
                let at = part_of(node.span, scalar, fault.at);
                self.fault(&rule::NOT_A_COUNT, at, fault.message, fault.label, fault.help);
                None
            }
        }
    }

    /// A day: `2017-05-31`.
    pub fn day(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Day>> {
        self.dated(node, name, Day::parse)
    }

    /// A day, or a full timestamp with an offset.
    pub fn moment(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Moment>> {
        self.dated(node, name, Moment::parse)
    }

    fn dated<T>(
        &mut self,
        node: Option<&Node>,
        name: &str,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<Spanned<T>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match parse(&scalar.text) {
            Ok(value) => Some(Spanned::new(value, node.span)),
            Err(fault) => {
                let at = part_of(node.span, scalar, fault.at);
                self.fault(&rule::NOT_A_DATE, at, fault.message, fault.label, fault.help);
                None
            }
        }
    }

    /// A slug or an id.
    pub fn slug(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Slug>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match Slug::parse(&scalar.text) {
            Ok(slug) => Some(Spanned::new(slug, node.span)),
            Err(fault) => {
                let at = part_of(node.span, scalar, fault.at);
                self.fault(&rule::NOT_A_SLUG, at, fault.message, fault.label, fault.help);
                None
            }
        }
    }

    /// A list of slugs or ids.
    pub fn slugs(&mut self, node: Option<&Node>, name: &str) -> Vec<Spanned<Slug>> {
        self.each(node, name, |reader, item| reader.slug(Some(item), name))
    }

    /// A whole number that is at least `least`.
    pub fn whole_number(&mut self, node: Option<&Node>, name: &str, least: i64) -> Option<i64> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        let digits = scalar.text.strip_prefix('-').unwrap_or(&scalar.text);
        let plain = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        let number = scalar.text.parse().ok().filter(|_| plain);
        let number = number.filter(|number| *number >= least);
        if number.is_none() {
            let (message, label) = match plain {
                true => (format!("`{name}` is out of bounds"), "too small or too large"),
                false => (format!("`{name}` is not a whole number"), "not digits alone"),
            };
            let help = match least {
                i64::MIN..=0 => "write digits alone, such as 3".to_owned(),
                _ => format!("write a number from {least} upwards, in digits alone"),
            };
            self.fault(&rule::NOT_A_NUMBER, node.span, message, label, help);
        }
        number
    }

    /// A language tag such as `ar` or `ar-IQ`.
    pub fn language(&mut self, node: Option<&Node>, name: &str) -> Option<String> {
        let lang = self.text(node, name)?;
        self.language_tag(lang, name)
    }

    /// `lang`, if it is a language tag.
    pub fn language_tag(&mut self, lang: Spanned<String>, name: &str) -> Option<String> {
        let canonical = language::canonical(&lang.value);
        if canonical.as_ref() == Some(&lang.value) {
            return Some(lang.value);
        }
        let (message, label, help) = match canonical {
            Some(canonical) => (
                format!("`{}` under `{name}` is not how the tag is written", excerpt(&lang.value)),
                format!("the standard writes `{canonical}`"),
                format!("write `{canonical}`, so that one language is not taken for two"),
            ),
            None => (
                format!("`{}` under `{name}` is not a language tag", excerpt(&lang.value)),
                "not a tag such as `ar`".to_owned(),
                "write the language's code in small letters, such as `en`, `ar`, `uk` or `ar-IQ`"
                    .to_owned(),
            ),
        };
        self.fault(&rule::NOT_ONE_OF, lang.span, message, label, help);
        None
    }
}

/// The place of a part of a scalar's text in the file.
fn part_of(span: Span, scalar: &Scalar, part: Range<usize>) -> Span {
    // Between quotes the text begins one byte later; escapes may move it, so the place is held inside the value.
    let quote = usize::from(scalar.style == Style::Quoted);
    let part = span.within(part.start + quote..part.end + quote);
    if part.start == part.end { span } else { part }
}
