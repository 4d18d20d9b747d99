//! Charts and maps: numbers in, views out.
//! Nothing here draws pixels or lines; it says where everything stands.

pub(crate) mod chart;
pub(crate) mod map;
pub(crate) mod month_spans;
pub(crate) mod sparkline;
