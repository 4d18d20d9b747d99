//! A value of the map filled in from one row.
//! It does not know which key it is for, nor how it is written down.

use crate::field::excerpt::excerpt;
use crate::import::said::{Origin, Said};
use crate::import::sheet::{Row, Sheet};
use crate::import::template::{Part, Template};
use crate::import::value::{Condition, Form, Split, Text, Value, Words};
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// How the text of a cell is put into what is written: as it is, or with its signs made plain.
pub(super) type Put = fn(&str) -> String;

/// A row that is being mapped.
pub(super) struct Filling<'a> {
    /// The spreadsheet.
    pub(super) sheet: &'a Sheet<'a>,
    /// The row.
    pub(super) row: &'a Row,
    /// The file the map stands in.
    pub(super) map: &'a SourcePath,
    /// What was found in the row.
    pub(super) faults: Vec<Diagnostic>,
}

/// What a template is filled with beside the cells of the row.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// How cells are put in.
    pub(super) put: Put,
    /// The piece of a cell that is at hand, and the column of that cell.
    pub(super) piece: Option<(&'a str, Option<usize>)>,
}

impl Filling<'_> {
    /// Whether all of `conditions` hold.
    pub(super) fn holds(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| {
            let column = self.sheet.column(&condition.column.value);
            let cell = column.map(|column| self.row.cell(column)).unwrap_or_default();
            condition.among.contains(&cell)
        })
    }

    /// What `value` says of the row; `None` if that is nothing. What is empty is left out and never written empty.
    pub(super) fn value(&mut self, value: &Value, scope: Scope<'_>) -> Option<Said> {
        if !self.holds(&value.when) {
            return None;
        }
        match &value.form {
            Form::Text(text) => self.text(text, scope),
            Form::First(values) => values.iter().find_map(|value| self.value(value, scope)),
            Form::Join { parts, with } => self.join(parts, with, scope),
            Form::Range { figures, out_of_order } => {
                self.range(value.span, figures, *out_of_order, scope)
            }
            Form::List(values) => {
                let items = values.iter().filter_map(|value| self.value(value, scope));
                // A cell that was split gives several items of the list it stands in.
                let items = items.flat_map(|item| match item {
                    Said::List(items, _) => items,
                    item => vec![item],
                });
                list(value.span, items.collect())
            }
            Form::Split(split) => self.split(value.span, split, scope),
            Form::Map(entries) => {
                let said = entries
                    .iter()
                    .filter_map(|(key, value)| Some((key.clone(), self.value(value, scope)?)));
                let said: Vec<(Spanned<String>, Said)> = said.collect();
                let column = said.iter().find_map(|(_, said)| said.origin().column);
                // The map's own words beside cells that are all empty would say something of nothing.
                let is_empty = column.is_none() && !value.is_fixed();
                (!said.is_empty() && !is_empty)
                    .then_some(Said::Map(said, Origin { map: value.span, column }))
            }
        }
    }

    /// The text that `value` makes, which is known to make one.
    pub(super) fn words(&mut self, value: &Value, scope: Scope<'_>) -> Option<(String, Origin)> {
        match self.value(value, scope)? {
            Said::Text { text, origin } => Some((text, origin)),
            Said::List(..) | Said::Map(..) => None,
        }
    }

    /// `template` with its cells; `None` if one of them is empty.
    pub(super) fn template(
        &self,
        template: &Template,
        scope: Scope<'_>,
    ) -> Option<(String, Origin)> {
        let mut origin = Origin { map: template.span, column: None };
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
                    text.push_str(&(scope.put)(&cell));
                }
                Part::Piece => {
                    let (piece, column) = scope.piece?;
                    origin.column = origin.column.or(column);
                    text.push_str(&(scope.put)(piece));
                }
            }
        }
        Some((text, origin))
    }

    fn text(&mut self, text: &Text, scope: Scope<'_>) -> Option<Said> {
        let (text, origin) = match &text.words {
            None => {
                let (filled, origin) = self.template(&text.template, scope)?;
                (without_end(filled, text.drop_end.as_deref()), origin)
            }
            Some(words) => {
                // A cell is looked up as it stands; the word for it is the map's own.
                let as_it_stands = Scope { put: str::to_owned, ..scope };
                let (filled, origin) = self.template(&text.template, as_it_stands)?;
                let filled = without_end(filled, text.drop_end.as_deref());
                (self.word(words, &filled, origin)?, origin)
            }
        };
        (!text.is_empty()).then_some(Said::Text { text, origin })
    }

    fn word(&mut self, words: &Words, filled: &str, origin: Origin) -> Option<String> {
        let word = words.by_text.get(filled).or(words.default.as_ref()).cloned();
        if word.is_none() {
            let shown = excerpt(filled);
            let message = format!("the map has no word for `{shown}`");
            let fault = self.fault(&rule::NOT_MAPPED, origin, message);
            let help =
                format!("add `\"{shown}\" = \"..\"` to `words`, or a `default` for all others");
            self.faults.push(fault.label("not among the words of the map").help(help));
        }
        word
    }

    fn join(&mut self, parts: &[Value], with: &str, scope: Scope<'_>) -> Option<Said> {
        let said: Vec<(String, Origin)> =
            parts.iter().filter_map(|part| self.words(part, scope)).collect();
        let origin = said.iter().find(|(_, origin)| origin.column.is_some()).or(said.first())?.1;
        let texts: Vec<String> = said.into_iter().map(|(text, _)| text).collect();
        Some(Said::Text { text: texts.join(with), origin })
    }

    fn split(&mut self, span: Span, split: &Split, scope: Scope<'_>) -> Option<Said> {
        let (text, origin) = self.template(&split.of, Scope { put: str::to_owned, ..scope })?;
        let is_trimmed = |c: char| c.is_whitespace() || split.trim.contains(c);
        let pieces = text.split(split.at.as_str()).map(|piece| piece.trim_matches(is_trimmed));
        let items = pieces.filter(|piece| !piece.is_empty()).filter_map(|piece| {
            self.value(&split.each, Scope { piece: Some((piece, origin.column)), ..scope })
        });
        list(span, items.collect())
    }

    /// A fault at the cell that something came from; the first cell of the row stands for all of it.
    pub(super) fn fault(
        &self,
        rule: &'static Rule,
        origin: Origin,
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.sheet.place(self.row, origin.column.unwrap_or(0));
        let message = message.into();
        match origin.column {
            Some(column) => {
                let message = format!("column `{}`: {message}", excerpt(self.sheet.name(column)));
                rule.at(self.sheet.path, place, message)
            }
            None => rule.at(self.sheet.path, place, message),
        }
    }
}

fn list(span: Span, items: Vec<Said>) -> Option<Said> {
    let column = items.iter().find_map(|item| item.origin().column);
    (!items.is_empty()).then_some(Said::List(items, Origin { map: span, column }))
}

fn without_end(text: String, end: Option<&str>) -> String {
    let shorter = end.and_then(|end| text.strip_suffix(end)).map(str::to_owned);
    shorter.unwrap_or(text)
}
