//! Makes a count of several figures of a row, from the lowest to the highest, also when they are out of order.
//! It does not know what is counted.

use crate::field::count::Count;
use crate::field::excerpt::excerpt;
use crate::field::parse_error::ParseError;
use crate::import::evaluator::{Evaluator, Scope};
use crate::import::filled::{Content, Filled, Origin};
use crate::import::value::{Context, OutOfOrder, Value};
use crate::text::rule;
use crate::text::span::{Span, Spanned};

impl Evaluator<'_> {
    /// A count from the first figure to the last. All figures must be plain numbers; if all are empty, there is no count.
    pub(super) fn range(
        &mut self,
        span: Span,
        figures: &[Value],
        out_of_order: OutOfOrder,
        scope: Scope<'_>,
    ) -> Option<Filled> {
        let filled: Vec<Option<(String, Origin)>> =
            figures.iter().map(|figure| self.words(figure, scope)).collect();
        if filled.iter().all(Option::is_none) {
            return None;
        }
        let mut numbers = Vec::new();
        for (figure, filled) in figures.iter().zip(filled) {
            numbers.push(self.figure(figure, filled));
        }
        let numbers: Vec<(u64, Origin)> = numbers.into_iter().collect::<Option<_>>()?;
        let lowest = numbers.iter().map(|(number, _)| *number).min()?;
        let highest = numbers.iter().map(|(number, _)| *number).max()?;
        let origin = Origin { map: span, ..numbers.first()?.1 };
        if !numbers.is_sorted_by_key(|(number, _)| *number) {
            let message = format!("the figures are out of order: {}", self.listed(&numbers));
            match out_of_order {
                OutOfOrder::Refuse => {
                    self.faults.push(
                        self.fault(&rule::OUT_OF_ORDER, origin, message)
                            .label("they should rise from here")
                            .help(
                                "correct the row; or add `out_of_order = \"widen\"` to the `range` in the map, \
                                 and such rows are read from the lowest to the highest figure",
                            ),
                    );
                    return None;
                }
                OutOfOrder::Widen => self.faults.push(
                    self.fault(&rule::WIDENED, origin, message)
                        .label(format!("read as {lowest} to {highest}, as the map says"))
                        .help("ask the publisher of the data which figure is wrong"),
                ),
            }
        }
        let number = |number: u64| Filled::text(number.to_string(), origin);
        if lowest == highest {
            return Some(number(lowest));
        }
        let bound = |key: &str, bound| (Spanned::new(key.to_owned(), span), number(bound));
        let bounds = vec![bound("min", lowest), bound("max", highest)];
        Some(Filled { content: Content::Map(bounds), origin })
    }

    fn figure(&mut self, value: &Value, filled: Option<(String, Origin)>) -> Option<(u64, Origin)> {
        let Some((text, origin)) = filled else {
            let origin = Origin { column: self.first_column(value), ..Origin::of_map(value.span) };
            self.faults.push(
                self.fault(&rule::NOT_MAPPED, origin, "one figure of the range is missing")
                    .label("this cell is empty, and the others are not")
                    .help("fill it in; or leave all figures of the row empty, and the number is unknown"),
            );
            return None;
        };
        let number = Count::parse(&text).and_then(|count| {
            count.bounds().and_then(|bounds| bounds.exact()).ok_or_else(|| ParseError {
                at: 0..0,
                message: format!("`{}` is not a plain number", excerpt(&text)),
                label: "not one number".to_owned(),
                help: "a range needs plain numbers; map this column by itself, as in `killed = \"{best}\"`".to_owned(),
            })
        });
        let refused = |error: ParseError| {
            let fault = self.fault(&rule::NOT_A_COUNT, origin, error.message);
            self.faults.push(fault.label(error.label).help(error.help));
        };
        Some((number.map_err(refused).ok()?, origin))
    }

    /// The numbers with the names of their columns: "low 5, high 3".
    fn listed(&self, numbers: &[(u64, Origin)]) -> String {
        let named = |(number, origin): &(u64, Origin)| match origin.column {
            Some(column) => format!("{} {number}", self.sheet.name(column)),
            None => number.to_string(),
        };
        numbers.iter().map(named).collect::<Vec<_>>().join(", ")
    }

    /// The first column that a value is made from.
    pub(super) fn first_column(&self, value: &Value) -> Option<usize> {
        let mut first = None;
        value.templates(Context::Row, &mut |template, _| {
            first = first.or_else(|| template.columns().find_map(|name| self.sheet.column(name)));
        });
        first
    }
}
