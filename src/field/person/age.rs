//! The age of a person: a number of years, a number of months, or a word such as `child`.
//! It does not know whose age it is.

use serde::{Deserialize, Serialize};

use crate::field::count::Count;
use crate::field::word::{Word, words};

/// The oldest age that is believed, in years.
const OLDEST: u32 = 125;

/// The number of years by which an age may be wrong that is only "about" right.
const ABOUT: u32 = 2;

/// The first age of an adult, in years.
const OF_AGE: u32 = 18;

words! {
    /// An age that is known only roughly.
    AgeGroup, "age" {
        /// Under 18.
        Child = "child",
        /// 18 or more.
        Adult = "adult",
        /// About 60 or more.
        Elderly = "elderly",
    }
}

/// The age of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Age {
    /// A number of years, perhaps only about right.
    Years(u32, Exactness),
    /// A number of months, perhaps only about right.
    Months(u32, Exactness),
    /// A word.
    Group(AgeGroup),
}

/// How closely an age is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Exactness {
    /// As written.
    Exact,
    /// Somebody said "about".
    About,
}

impl Age {
    /// Reads `34`, `about 8`, `8 months`, `child`, `adult` or `elderly`. None if it is something else; the text is the business of
    /// nobody but its author, so no error quotes it.
    pub fn parse(text: &str) -> Option<Age> {
        let text = text.trim();
        if let Some(group) = AgeGroup::parse(text) {
            return Some(Age::Group(group));
        }
        let months = text.strip_suffix("months").or(text.strip_suffix("month"));
        let years = text.strip_suffix("years").or(text.strip_suffix("year"));
        let number = months.or(years).unwrap_or(text).trim_end();
        let bounds = Count::parse(number).ok()?.bounds()?;
        if bounds.max != Some(bounds.min) {
            return None;
        }
        let number = u32::try_from(bounds.min).ok()?;
        let exactness = if bounds.approximate { Exactness::About } else { Exactness::Exact };
        match months {
            Some(_) if number < 36 => Some(Age::Months(number, exactness)),
            None if number <= OLDEST => Some(Age::Years(number, exactness)),
            _ => None,
        }
    }

    /// The youngest and the oldest that it allows, in years.
    pub fn range(self) -> (u32, u32) {
        match self {
            Age::Years(years, Exactness::Exact) => (years, years),
            Age::Years(years, Exactness::About) => (years.saturating_sub(ABOUT), years + ABOUT),
            Age::Months(months, Exactness::Exact) => (months / 12, months / 12),
            Age::Months(months, Exactness::About) => {
                ((months / 12).saturating_sub(1), months / 12 + 1)
            }
            Age::Group(AgeGroup::Child) => (0, OF_AGE - 1),
            Age::Group(AgeGroup::Adult) => (OF_AGE, u32::MAX),
            Age::Group(AgeGroup::Elderly) => (55, u32::MAX),
        }
    }

    /// Whether it is under 18, whatever "about" means.
    pub fn proves_a_child(self) -> bool {
        self.range().1 < OF_AGE
    }

    /// Whether it may be under 18.
    pub fn allows_a_child(self) -> bool {
        self.range().0 < OF_AGE
    }

    /// Whether it is 18 or more, whatever "about" means.
    pub fn proves_an_adult(self) -> bool {
        self.range().0 >= OF_AGE
    }

    /// Whether both may be the age of one person: they meet.
    pub fn agrees_with(self, other: Age) -> bool {
        let ((from, to), (other_from, other_to)) = (self.range(), other.range());
        from <= other_to && other_from <= to
    }

    /// Whether both are so near that one of them may be a slip, or a birthday lies between them.
    pub fn is_near(self, other: Age) -> bool {
        let ((from, to), (other_from, other_to)) = (self.range(), other.range());
        let gap = from.saturating_sub(other_to).max(other_from.saturating_sub(to));
        gap <= ABOUT
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, AgeGroup, Exactness};

    #[test]
    fn an_age_is_a_number_of_years_or_months_or_a_word() {
        assert_eq!(Age::parse("34"), Some(Age::Years(34, Exactness::Exact)));
        assert_eq!(Age::parse("34 years"), Some(Age::Years(34, Exactness::Exact)));
        assert_eq!(Age::parse("about 8"), Some(Age::Years(8, Exactness::About)));
        assert_eq!(Age::parse("8 months"), Some(Age::Months(8, Exactness::Exact)));
        assert_eq!(Age::parse("0"), Some(Age::Years(0, Exactness::Exact)));
        assert_eq!(Age::parse("elderly"), Some(Age::Group(AgeGroup::Elderly)));
        for wrong in ["", "old", "340", "30-40", "at least 30", "200 months", "-3", "unknown"] {
            assert_eq!(Age::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_an_age_that_is_surely_under_eighteen_proves_a_child() {
        let proves = |text| Age::parse(text).is_some_and(Age::proves_a_child);
        assert!(["0", "17", "about 8", "about 15", "8 months", "child"].into_iter().all(proves));
        assert!(!["18", "about 17", "adult", "elderly"].into_iter().any(proves));
    }
}
