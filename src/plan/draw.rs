//! Charts and maps: numbers in, views out.
//! Nothing here draws pixels or lines; it says where everything stands.

pub mod chart;
pub mod map;
pub mod month_spans;
pub mod sparkline;
