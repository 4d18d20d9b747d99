//! Closed lists of words: each is an enum with one spelling for YAML, templates and messages.
//! It does not know which key a word is written under.

/// A value from a closed list of words.
pub trait Word: Copy + Sized + 'static {
    /// What messages call such a word: "grade", "kind of harm".
    const NOUN: &'static str;
    /// All values, in the order in which messages list them.
    const ALL: &'static [Self];

    /// Its spelling.
    fn word(self) -> &'static str;

    /// The value spelled `text`.
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == text)
    }
}

/// Declares an enum of words; the first line of each is its public documentation.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $noun:literal { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $crate::field::word::Word for $name {
            const NOUN: &'static str = $noun;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}
pub(crate) use words;
