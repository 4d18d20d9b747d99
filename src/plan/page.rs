//! The pages that templates print, one file a kind: which pages of its kind there are, and what each shows.
//! Nothing here knows what a page looks like.

pub mod cities;
pub mod city;
pub mod corrections;
pub mod data;
pub mod dispatch;
pub mod dispatches;
pub mod explained;
pub mod front;
pub mod incident;
pub mod linked_data;
pub mod lists;
pub mod map;
pub mod not_found;
pub mod pager;
pub mod plain;
pub mod redirect;
pub mod taxonomy;
pub mod timeline;
