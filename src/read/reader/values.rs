//! Reads counts, days, slugs, whole numbers and language tags.
//! It does not know their grammars, which are in `field`; it reports their errors at the right place of the file.

use std::ops::Range;

use crate::field::area::Area;
use crate::field::count::Count;
use crate::field::day::{Day, Moment};
use crate::field::excerpt::excerpt;
use crate::field::parse_error::ParseError;
use crate::field::slug::Slug;
use crate::read::node::{Keyed, Scalar, Style, Value};
use crate::read::reader::{Reader, nothing_written, quotes};
use crate::read::shape;
use crate::text::diagnostic::Rule;
use crate::text::span::{Span, Spanned};
use crate::text::{language, rule};

impl Reader<'_> {
    /// A count, from the text of the value as written.
    pub fn count(&self, from: Keyed<'_>) -> Option<Count> {
        let Keyed { key, node } = from;
        let Value::Scalar(scalar) = &node.value else {
            let fault = self.shape_fault(
                from,
                match key {
                    "casualties" => "a count, or one count per harm: `{killed: 12, injured: 30}`",
                    _ => "a count, or `{min: 80, max: 115, text: \"..\"}`",
                },
            );
            // In the place of a number, these may be the names of those it would count.
            let may_be_names = node.is_list_of_words();
            self.report(if may_be_names { fault.without_lines() } else { fault });
            return None;
        };
        if scalar.style == Style::Block {
            self.report(
                rule::COUNT_IN_BLOCK
                    .at(self.path, node.span, format!("the count of `{key}` would be lost"))
                    .label("without quotes, `>` and `|` begin a block of text in YAML")
                    .help("put the sign and the number in quotes, as in \">5\""),
            );
            return None;
        }
        if scalar.is_blank() {
            self.report(
                rule::EMPTY_VALUE
                    .at(self.path, node.span, format!("`{key}` has no number"))
                    .label(nothing_written(scalar))
                    .help(format!(
                        "write the number, or `{key}: unknown`; delete the line if nobody gave a number"
                    )),
            );
            return None;
        }
        self.parsed(from, scalar, &rule::NOT_A_COUNT, Count::parse)
    }

    /// A day: `2017-05-31`.
    pub fn day(&self, from: Keyed<'_>) -> Option<Spanned<Day>> {
        let day = self.approximate_day(from)?;
        self.note_date(from.key, day.value, day.span);
        Some(day)
    }

    /// A day that may stand for others near it, so that it is not among the dates of the file.
    pub fn approximate_day(&self, from: Keyed<'_>) -> Option<Spanned<Day>> {
        self.spanned(from, &rule::NOT_A_DATE, Day::parse)
    }

    /// A day, or a full timestamp with an offset.
    pub fn moment(&self, from: Keyed<'_>) -> Option<Spanned<Moment>> {
        let moment = self.spanned(from, &rule::NOT_A_DATE, Moment::parse)?;
        self.note_date(from.key, &moment.value, moment.span);
        Some(moment)
    }

    /// A slug or an id.
    pub fn slug(&self, from: Keyed<'_>) -> Option<Spanned<Slug>> {
        // It is a part of an address.
        self.is_printed(from.node.span);
        self.spanned(from, &rule::NOT_A_SLUG, Slug::parse)
    }

    fn spanned<T>(
        &self,
        from: Keyed<'_>,
        rule: &'static Rule,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<Spanned<T>> {
        let scalar = self.scalar(from)?;
        Some(Spanned::new(self.parsed(from, scalar, rule, parse)?, from.node.span))
    }

    fn parsed<T>(
        &self,
        from: Keyed<'_>,
        scalar: &Scalar,
        rule: &'static Rule,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<T> {
        let refused = |error: ParseError| {
            if let Some(inner) = quotes::without(&scalar.text) {
                let help = match parse(inner) {
                    Ok(_) => format!("write `{}`", shape::quoted(inner)),
                    Err(error) => error.help,
                };
                let fault = rule.at(self.path, from.node.span, error.message);
                self.report(fault.label(quotes::LABEL).help(help));
                return;
            }
            let span = part_of(from.node.span, scalar, error.at.clone());
            self.refused(span, rule, error);
        };
        parse(&scalar.text).map_err(refused).ok()
    }

    /// Reports at `span` that a text there could not be read.
    pub fn refused(&self, span: Span, rule: &'static Rule, error: ParseError) {
        self.report(rule.at(self.path, span, error.message).label(error.label).help(error.help));
    }

    /// An area in square kilometres.
    pub fn area(&self, from: Keyed<'_>) -> Option<Area> {
        Some(self.spanned(from, &rule::NOT_A_NUMBER, Area::parse)?.value)
    }

    /// A whole number that is at least `least`.
    pub fn whole_number(&self, from: Keyed<'_>, least: i64) -> Option<i64> {
        let Keyed { key, node } = from;
        let text = &self.scalar(from)?.text;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_plain = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        let number = text.parse().ok().filter(|number| is_plain && *number >= least);
        if number.is_none() {
            let (message, label) = match is_plain {
                true => (format!("`{key}` is out of range"), "too small or too large"),
                false => (format!("`{key}` is not a whole number"), "only digits are allowed here"),
            };
            let help = match least {
                i64::MIN..=0 => "write a whole number in digits, such as 3".to_owned(),
                _ => format!("write a whole number in digits, {least} or more"),
            };
            self.report(
                rule::NOT_A_NUMBER.at(self.path, node.span, message).label(label).help(help),
            );
        }
        number
    }

    /// A language tag such as `ar` or `ar-IQ`.
    pub fn language(&self, from: Keyed<'_>) -> Option<String> {
        self.language_tag(self.written(from)?, from.key)
    }

    /// `lang`, written under `key`, if it is a language tag.
    pub fn language_tag(&self, lang: Spanned<String>, key: &str) -> Option<String> {
        let canonical = language::canonical(&lang.value);
        if canonical.as_ref() == Some(&lang.value) {
            return Some(lang.value);
        }
        let written = excerpt(&lang.value);
        let (message, label, help) = match canonical {
            Some(canonical) => (
                format!("`{written}` under `{key}` is not the standard spelling of the tag"),
                format!("the standard spelling is `{canonical}`"),
                format!("write `{canonical}`"),
            ),
            None => (
                format!("`{written}` under `{key}` is not a language tag"),
                "not a tag such as `ar`".to_owned(),
                "write the code of the language, such as `en`, `ar`, `uk` or `ar-IQ`".to_owned(),
            ),
        };
        self.report(rule::NOT_ONE_OF.at(self.path, lang.span, message).label(label).help(help));
        None
    }
}

/// The place in the file of a part of a scalar's text.
fn part_of(span: Span, scalar: &Scalar, part: Range<usize>) -> Span {
    // Inside quotes the text begins one byte later. Escapes may move it further, so the place is kept inside the value.
    let quote = usize::from(scalar.style == Style::Quoted);
    let part = span.within(part.start + quote..part.end + quote);
    if part.start == part.end { span } else { part }
}
