//! Charts and maps: numbers in, views with positions out.
//! It does not draw pixels or lines; the theme does.

pub(crate) mod chart;
pub(crate) mod map;
pub(crate) mod month_spans;
pub(crate) mod sparkline;
