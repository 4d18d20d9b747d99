//! What pages and data share about one dispatch, incident, toll or claim, as views.
//! Nothing here knows which page it stands on.

pub(crate) mod claims;
pub(crate) mod correction;
pub(crate) mod dispatch;
pub(crate) mod figures;
pub(crate) mod incident;
pub(crate) mod media;
pub(crate) mod pictures;
pub(crate) mod tally;
pub(crate) mod toll;
