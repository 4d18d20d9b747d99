//! Evaluates the values of a map for one row.
//! It does not know for which key a value is, nor how it is written.

use crate::field::excerpt::excerpt;
use crate::import::date_format::{DateFormat, Misfit, that_fit};
use crate::import::filled::{Content, Filled, Origin};
use crate::import::sheet::{Row, Sheet};
use crate::import::template::{Part, Template};
use crate::import::value::{Condition, Form, Split, Text, Value, Words};
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// How the text of a cell is changed before it is written.
pub(super) type Escape = fn(&str) -> String;

/// Evaluates values for one row.
pub(super) struct Evaluator<'a> {
    /// The spreadsheet.
    pub(super) sheet: &'a Sheet<'a>,
    /// The row.
    pub(super) row: &'a Row,
    /// The file of the map.
    pub(super) map: &'a SourcePath,
    /// What is wrong with the row.
    pub(super) faults: Vec<Diagnostic>,
}

/// What a template can use besides the cells of the row.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// How the text of cells is changed.
    pub(super) escape: Escape,
    /// The current piece of a cell that is split, and the column of the cell.
    pub(super) piece: Option<(&'a str, Option<usize>)>,
}

impl Evaluator<'_> {
    /// Whether all `conditions` hold.
    pub(super) fn holds(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| {
            let column = self.sheet.column(&condition.column.value);
            let cell = column.map(|column| self.row.cell(column)).unwrap_or_default();
            condition.among.contains(&cell)
        })
    }

    /// The value for this row; `None` if it is empty. Empty values are left out of the dispatch.
    pub(super) fn value(&mut self, value: &Value, scope: Scope<'_>) -> Option<Filled> {
        if !self.holds(&value.when) {
            return None;
        }
        match &value.form {
            Form::Text(text) => self.text(text, scope),
            Form::First(values) => {
                let (number, mut first) = values
                    .iter()
                    .enumerate()
                    .find_map(|(number, value)| Some((number, self.value(value, scope)?)))?;
                first.origin.is_fallback |= number > 0 && first.origin.column.is_none();
                Some(first)
            }
            Form::Join { parts, with } => self.join(parts, with, scope),
            Form::Range { figures, out_of_order } => {
                self.range(value.span, figures, *out_of_order, scope)
            }
            Form::List(values) => {
                let items = values.iter().filter_map(|value| self.value(value, scope));
                // A cell that is split gives several items of the list around it.
                let items = items.flat_map(|item| match item.content {
                    Content::List(items) => items,
                    Content::Text(_) | Content::Map(_) => vec![item],
                });
                list(value.span, items.collect())
            }
            Form::Split(split) => self.split(value.span, split, scope),
            Form::Map(entries) => {
                let filled = entries
                    .iter()
                    .filter_map(|(key, value)| Some((key.clone(), self.value(value, scope)?)));
                let filled: Vec<(Spanned<String>, Filled)> = filled.collect();
                let column = filled.iter().find_map(|(_, it)| it.origin.column);
                // If all cells are empty, only the fixed texts of the map are left, and they describe nothing.
                let is_fallback = filled.iter().any(|(_, it)| it.origin.is_fallback);
                let is_empty = column.is_none() && !is_fallback && !value.is_fixed();
                (!filled.is_empty() && !is_empty).then_some(Filled {
                    content: Content::Map(filled),
                    origin: Origin { map: value.span, column, is_fallback },
                })
            }
        }
    }

    /// The text that `value` makes. The map was checked: it makes a text.
    pub(super) fn words(&mut self, value: &Value, scope: Scope<'_>) -> Option<(String, Origin)> {
        let Filled { content, origin } = self.value(value, scope)?;
        match content {
            Content::Text(text) => Some((text, origin)),
            Content::List(_) | Content::Map(_) => None,
        }
    }

    /// The template with its cells filled in; `None` if one of them is empty.
    pub(super) fn template(
        &self,
        template: &Template,
        scope: Scope<'_>,
    ) -> Option<(String, Origin)> {
        let mut origin = Origin::of_map(template.span);
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Column(name) => {
                    let column = self.sheet.column(name)?;
                    let cell = self.row.cell(column);
                    if cell.is_empty() {
                        return None;
                    }
                    origin.column = origin.column.or(Some(column));
                    text.push_str(&(scope.escape)(&cell));
                }
                Part::Piece => {
                    let (piece, column) = scope.piece?;
                    origin.column = origin.column.or(column);
                    text.push_str(&(scope.escape)(piece));
                }
            }
        }
        Some((text, origin))
    }

    fn text(&mut self, text: &Text, scope: Scope<'_>) -> Option<Filled> {
        let dates = &text.dates;
        let scope = match &text.words {
            None if dates.is_empty() => scope,
            // The words of the map are compared with the cell itself.
            None | Some(_) => Scope { escape: str::to_owned, ..scope },
        };
        let (mut filled, origin) = self.template(&text.template, scope)?;
        let shorter = text.drop_end.as_deref().and_then(|end| filled.strip_suffix(end));
        if let Some(length) = shorter.map(str::len) {
            filled.truncate(length);
        }
        let text = match &text.words {
            None => filled,
            Some(words) => self.word(words, &filled, origin)?,
        };
        let text = match dates.as_slice() {
            [] => text,
            _ if text.trim().is_empty() => return None,
            formats => self.date(formats, &text, origin)?,
        };
        (!text.is_empty()).then(|| Filled::text(text, origin))
    }

    fn word(&mut self, words: &Words, filled: &str, origin: Origin) -> Option<String> {
        let word = words.by_text.get(filled).or(words.default.as_ref()).cloned();
        if word.is_none() {
            let shown = excerpt(filled);
            let message = format!("the map has no word for `{shown}`");
            self.faults.push(
                self.fault(&rule::NOT_MAPPED, origin, message)
                    .label("not among the `words` of the map")
                    .help(format!(
                        "add `\"{shown}\" = \"..\"` to `words`, or a `default` for all other texts"
                    )),
            );
        }
        word
    }

    /// The date in `text`, as dateline reads it. If it fits several formats that mean different days, none is chosen.
    fn date(&mut self, formats: &[DateFormat], text: &str, origin: Origin) -> Option<String> {
        let read: Vec<Result<String, Misfit>> =
            formats.iter().map(|format| format.read(text)).collect();
        let mut days: Vec<&String> = read.iter().filter_map(|it| it.as_ref().ok()).collect();
        days.dedup();
        if let [day] = days.as_slice() {
            return Some((*day).clone());
        }
        let shown = excerpt(text);
        let misfit = read
            .iter()
            .filter_map(|it| it.as_ref().err())
            .max_by_key(|misfit| **misfit != Misfit::Form);
        let (label, help) = match (days.as_slice(), misfit) {
            ([one, other, ..], _) => (
                "two of the formats fit".to_owned(),
                format!("this is `{one}` or `{other}`; leave one `date_format` in the map"),
            ),
            (_, Some(Misfit::NoSuchTime)) => (
                "there is no such day or time".to_owned(),
                match that_fit(text).first() {
                    Some(fits) => format!("correct the cell; it would fit `date_format = \"{fits}\"`"),
                    None => "correct the cell".to_owned(),
                },
            ),
            (_, Some(Misfit::NoZone)) => (
                "a time of day without its zone".to_owned(),
                "add the zone beside `date_format` in the map, as in `zone = \"Asia/Baghdad\"` or `zone = \"+03:00\"`; \
                 `zone = \"none\"` keeps only the day"
                    .to_owned(),
            ),
            (_, Some(Misfit::ClocksChanged)) => (
                "clocks were changed in this hour".to_owned(),
                "write the cell with its offset, or correct the time".to_owned(),
            ),
            (_, _) => (
                "not in the form that `date_format` says".to_owned(),
                match that_fit(text).as_slice() {
                    [] => "correct the cell; or add a second form to the map: `date_format = [\"..\", \"..\"]`".to_owned(),
                    fits => format!(
                        "correct the cell; or add the form {} to `date_format` in the map, as a list",
                        fits.iter().map(|fit| format!("`\"{fit}\"`")).collect::<Vec<_>>().join(" or ")
                    ),
                },
            ),
        };
        let fault = self.fault(&rule::NOT_A_DATE, origin, format!("not a date: `{shown}`"));
        self.faults.push(fault.label(label).help(help).related(
            self.map,
            origin.map,
            "mapped here",
        ));
        None
    }

    fn join(&mut self, parts: &[Value], with: &str, scope: Scope<'_>) -> Option<Filled> {
        let filled: Vec<(String, Origin)> =
            parts.iter().filter_map(|part| self.words(part, scope)).collect();
        let from_cells = filled.iter().find(|(_, origin)| origin.column.is_some());
        let origin = from_cells.or(filled.first())?.1;
        let texts: Vec<String> = filled.into_iter().map(|(text, _)| text).collect();
        Some(Filled::text(texts.join(with), origin))
    }

    fn split(&mut self, span: Span, split: &Split, scope: Scope<'_>) -> Option<Filled> {
        let (text, origin) = self.template(&split.of, Scope { escape: str::to_owned, ..scope })?;
        let is_trimmed = |c: char| c.is_whitespace() || split.trim.contains(c);
        let pieces = text.split(split.at.as_str()).map(|piece| piece.trim_matches(is_trimmed));
        let items = pieces.filter(|piece| !piece.is_empty()).filter_map(|piece| {
            self.value(&split.each, Scope { piece: Some((piece, origin.column)), ..scope })
        });
        list(span, items.collect())
    }

    /// A fault at the cell that a value comes from, or at the first cell of the row if it comes from no cell.
    pub(super) fn fault(
        &self,
        rule: &'static Rule,
        origin: Origin,
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.sheet.place(self.row, origin.column.unwrap_or(0));
        let message = match origin.column {
            None => message.into(),
            Some(column) => {
                format!("column `{}`: {}", excerpt(self.sheet.name(column)), message.into())
            }
        };
        rule.at(self.sheet.path, place, message)
    }
}

fn list(span: Span, items: Vec<Filled>) -> Option<Filled> {
    let column = items.iter().find_map(|item| item.origin.column);
    let is_fallback = items.iter().any(|item| item.origin.is_fallback);
    let origin = Origin { map: span, column, is_fallback };
    (!items.is_empty()).then_some(Filled { content: Content::List(items), origin })
}
