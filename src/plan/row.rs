//! What pages and data share about one dispatch, incident, toll or claim, as views.
//! Nothing here knows which page it stands on.

pub mod claims;
pub mod correction;
pub mod dispatch;
pub mod figures;
pub mod incident;
pub mod media;
pub mod pictures;
pub mod tally;
pub mod toll;
