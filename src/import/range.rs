//! A count made of several figures of a row, from the least to the most, and what to do when they are out of order.
//! It does not know what is counted.

use crate::field::count::Count;
use crate::field::excerpt::excerpt;
use crate::import::filling::{Filling, Scope};
use crate::import::said::{Origin, Said};
use crate::import::value::{OutOfOrder, Stands, Value};
use crate::text::rule;
use crate::text::span::{Span, Spanned};

impl Filling<'_> {
    /// A count from the first figure to the last. It is read only from plain numbers that are all there.
    pub(super) fn range(
        &mut self,
        span: Span,
        figures: &[Value],
        out_of_order: OutOfOrder,
        scope: Scope<'_>,
    ) -> Option<Said> {
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
        let least = numbers.iter().map(|(number, _)| *number).min()?;
        let greatest = numbers.iter().map(|(number, _)| *number).max()?;
        let origin = Origin { map: span, ..numbers.first()?.1 };
        if !numbers.is_sorted_by_key(|(number, _)| *number) {
            self.disordered(&numbers, origin, out_of_order);
            if out_of_order == OutOfOrder::Refuse {
                return None;
            }
        }
        let number = |number: u64| Said::Text { text: number.to_string(), origin };
        if least == greatest {
            return Some(number(least));
        }
        let bound = |key: &str, bound| (Spanned::new(key.to_owned(), span), number(bound));
        Some(Said::Map(vec![bound("min", least), bound("max", greatest)], origin))
    }

    fn figure(&mut self, value: &Value, filled: Option<(String, Origin)>) -> Option<(u64, Origin)> {
        let Some((text, origin)) = filled else {
            let origin = Origin { map: value.span, column: self.first_column(value) };
            let fault = self.fault(&rule::NOT_MAPPED, origin, "a figure of the range is missing");
            let help =
                "write it, or leave all figures of the row empty: the number is unknown then";
            self.faults.push(fault.label("empty, and the others are not").help(help));
            return None;
        };
        let slip = match Count::parse(&text) {
            Ok(count) => match count.bounds().and_then(|bounds| bounds.exact()) {
                Some(number) => return Some((number, origin)),
                None => (
                    format!("`{}` is no plain number", excerpt(&text)),
                    "not one number".to_owned(),
                    "a range is made of plain numbers; map the column by itself, as in `killed = \"{best}\"`"
                        .to_owned(),
                ),
            },
            Err(fault) => (fault.message, fault.label, fault.help),
        };
        let fault = self.fault(&rule::NOT_A_COUNT, origin, slip.0);
        self.faults.push(fault.label(slip.1).help(slip.2));
        None
    }

    fn disordered(&mut self, numbers: &[(u64, Origin)], origin: Origin, how: OutOfOrder) {
        let shown: Vec<String> = numbers
            .iter()
            .map(|(number, origin)| match origin.column {
                Some(column) => format!("{} {number}", self.sheet.name(column)),
                None => number.to_string(),
            })
            .collect();
        let shown = shown.join(", ");
        let fault = match how {
            OutOfOrder::Refuse => self
                .fault(
                    &rule::OUT_OF_ORDER,
                    origin,
                    format!("the figures are out of order: {shown}"),
                )
                .label("they should rise from here")
                .help(
                    "mend the row; or add `out_of_order = \"widen\"` to the `range` in the map, \
                     to read such rows from the least to the greatest of their figures",
                ),
            OutOfOrder::Widen => {
                let all = || numbers.iter().map(|(number, _)| *number);
                let (least, greatest) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
                self.fault(&rule::WIDENED, origin, format!("the figures are out of order: {shown}"))
                    .label(format!("read as {least} to {greatest}, as the map says"))
                    .help("ask whoever publishes the data which figure is wrong")
            }
        };
        self.faults.push(fault);
    }

    fn first_column(&self, value: &Value) -> Option<usize> {
        let mut first = None;
        value.templates(Stands::Outside, &mut |template, _| {
            first = first.or_else(|| template.columns().find_map(|name| self.sheet.column(name)));
        });
        first
    }
}
