//! Views of one dispatch, incident, toll or claim, shared by pages and data.
//! It does not know which page shows them.

pub(crate) mod changed_field;
pub(crate) mod cited;
pub(crate) mod claims;
pub(crate) mod correction;
pub(crate) mod dispatch;
pub(crate) mod figures;
pub(crate) mod incident;
pub(crate) mod killed;
pub(crate) mod live_figures;
pub(crate) mod media;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod present;
pub(crate) mod related;
pub(crate) mod tally;
mod told_in;
pub(crate) mod toll;
