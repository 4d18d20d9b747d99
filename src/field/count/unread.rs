//! Words that editors write for numbers and that are not read, sorted by what to advise.
//! It does not know the words that are read.

use super::token::Token;

/// A phrase that is read, or a key; and the phrases that mean the same, separated by commas.
pub(super) type Meaning = (&'static str, &'static str);

/// Phrases before a number. The meaning is empty if the number alone says it. Longer phrases come first.
pub(super) const SAID_BEFORE: [Meaning; 13] = [
    ("at least", "more than or equal to, greater than or equal to, equal to or more than"),
    ("at most", "less than or equal to, fewer than or equal to, equal to or less than"),
    ("", "a total of, exactly, precisely, only, from"),
    ("at least", "not less than, no less than, not fewer than, a minimum of"),
    (
        "at least",
        "minimum :, minimum of, min ., min :, minimum, min, at a minimum, at minimum, atleast, at the least, as few as, = >",
    ),
    ("more than", "upwards of, in excess of, greater than, well over, just over"),
    ("more than", "exceeding, more then"),
    (
        "at most",
        "not more than, a maximum of, maximum :, maximum of, maximum, max ., max :, max, at the most, = <",
    ),
    ("less than", "below, less then, fewer then"),
    ("nearly", "just under, nearing"),
    ("up to", "upto, as much as"),
    ("about", "approximately, approx ., approx, circa, ca ., ca, c ., ≈, ±, + / -, + -"),
    ("about", "an estimated, estimated, est ., est, close to"),
];

/// Phrases after a number, and how to say the same before one.
pub(super) const SAID_AFTER: [Meaning; 3] = [
    ("about", "or so, approximately"),
    ("at least", "or above, or over, and more, and above, at least, plus"),
    ("at most", "or fewer, or less, at most"),
];

/// The keys of groups, and the words for them.
pub(super) const GROUPS: [Meaning; 8] = [
    ("civilian", "civilian, civilians"),
    ("combatant", "combatant, combatants, soldier, soldiers, troops, servicemen"),
    ("combatant", "fighter, fighters, militant, militants, insurgents, rebels"),
    ("children", "child, children, kids, minors, boys, girls, infants, babies"),
    ("women", "woman, women"),
    ("journalists", "journalist, journalists, reporter, reporters"),
    ("medics", "medic, medics, doctor, doctors, nurse, nurses, paramedics"),
    ("unknown_status", "unidentified"),
];

/// The keys of harms, and the words for them.
pub(super) const HARMS: [Meaning; 8] = [
    (
        "killed",
        "killed, dead, died, death, deaths, fatalities, fatality, slain, murdered, executed",
    ),
    ("injured", "injured, wounded, hurt, injuries, injury, maimed"),
    ("missing", "missing"),
    ("displaced", "displaced, homeless, evacuated, refugees"),
    ("trapped", "trapped, besieged"),
    ("detained", "detained, arrested, detainees, arrests, captured"),
    ("abducted", "abducted, kidnapped, abductions, kidnappings"),
    ("held", "held, prisoners, hostages, captives, imprisoned, jailed"),
];

/// Words that add nothing to a number.
pub(super) const PEOPLE: &str = "people, person, persons, individuals, victims, bodies, others, \
                                 men, man, casualties, residents";

/// Words for nobody.
pub(super) const NOBODY: &str = "nobody, none, nil, no, noone, zero";

/// Words for unknown.
pub(super) const NOT_KNOWN: &str = "not known, not clear, not reported, not available, n / a, n a, na, \
                                    nan, n . a ., n . d ., nd, # n / a, # na, # null, x, xx, \
                                    xxx, no data, no information, no info, no figure, no figures, \
                                    no number, no numbers, not stated, not given, not specified, \
                                    not recorded, not applicable, not confirmed, tbc, tba, tbd, unclear, unconfirmed, undetermined, \
                                    unspecified, unreported, uncertain, ?";

/// Vague quantities.
pub(super) const VAGUE: &str = "several, few, many, multiple, numerous, countless, handful, \
                                couple, pair, number, lots, millions, billions";

/// Yes and no in YAML.
pub(super) const ANSWERS: &str = "true, false, yes, on, off";

/// Numbers that are understood, to say how to write them in digits.
pub(super) const NUMBERS: [(&str, u64); 15] = [
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Words that multiply the number before them, also to say how to write them in digits.
pub(super) const MULTIPLES: [(&str, u64); 6] = [
    ("dozen", 12),
    ("score", 20),
    ("hundred", 100),
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
];

/// Whether the token is one of the words in a list parted by commas.
pub(super) fn is_any(token: &Token<'_>, words: &str) -> bool {
    words.split(", ").any(|word| token.is_word(word))
}

/// The key that a word means.
pub(super) fn meaning_of(meanings: &[Meaning], token: &Token<'_>) -> Option<&'static str> {
    meanings.iter().find(|(_, words)| is_any(token, words)).map(|&(meaning, _)| meaning)
}
