//! Lists the pages that templates print, one file per kind: which pages exist and what each one shows.
//! It does not know what a page looks like; the theme does.

pub(crate) mod cities;
pub(crate) mod city;
pub(crate) mod corrections;
pub(crate) mod data;
pub(crate) mod dispatch;
pub(crate) mod dispatches;
pub(crate) mod explained;
pub(crate) mod front;
pub(crate) mod incident;
pub(crate) mod linked_data;
pub(crate) mod lists;
pub(crate) mod map;
pub(crate) mod not_found;
pub(crate) mod pager;
pub(crate) mod parties;
pub(crate) mod party;
pub(crate) mod people;
pub(crate) mod plain;
pub(crate) mod redirect;
pub(crate) mod taxonomy;
pub(crate) mod territories;
pub(crate) mod timeline;
