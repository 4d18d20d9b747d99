//! For whom a site was built. Its list says so, to people and to programs that hand the site on.
//! It does not know which pages a site has.

/// For whom a site was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// For everybody: it may be published.
    #[default]
    Readers,
    /// For colleagues: it is a staging site.
    Colleagues,
    /// For those who write it: it shows drafts or embargoed dispatches.
    Editors,
}

impl Audience {
    const ALL: [Audience; 3] = [Audience::Readers, Audience::Colleagues, Audience::Editors];

    /// What follows the line for people in the list of a site. A site for readers has nothing to add.
    pub(super) fn note(self) -> &'static str {
        match self {
            Audience::Readers => "",
            Audience::Colleagues => "; this is a staging site",
            Audience::Editors => "; it shows drafts or embargoed dispatches, so do not publish it",
        }
    }

    /// The audience with that note.
    pub(super) fn with_note(note: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|audience| audience.note() == note)
    }
}
