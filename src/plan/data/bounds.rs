//! The columns for a number in tables: minimum, maximum, open end, approximate.
//! It does not know how the number was counted.

use crate::chronicle::measure::Measure;
use crate::field::casualties::{Group, Harm};
use crate::field::count::Bounds;
use crate::field::word::Word;
use crate::plan::table::column::Column;

/// The four columns of a number. For the prefix `killed_`: `killed_min`, `killed_max`, `killed_open` and
/// `killed_approximate`. `whom` completes "the fewest ..".
pub(crate) fn columns<'c, L: 'c>(
    prefix: &str,
    tag: &str,
    whom: &str,
    cell: impl Fn(&L) -> Option<Bounds> + Copy + 'c,
) -> [Column<'c, L>; 4] {
    let name = |part: &str| format!("{prefix}{part}");
    let min = format!(
        "The minimum number of {whom} according to the reports. \"More than 120\" is 120. Empty if no number is known. \
         Empty does not mean 0."
    );
    let max = format!(
        "The maximum number of {whom}: the highest that the reports support. The true number may be higher. Empty if the \
         reports give no maximum (\"more than 120\"), or if no number is known."
    );
    let open = "True if the reports give no maximum. Empty if no number is known.";
    let approximate = "True if a report said \"about\". dateline does not widen the number. Empty if no number is \
                       known.";
    [
        Column::new(&name("min"), &min, move |line| Some(cell(line)?.min))
            .tagged(&format!("{tag}+min")),
        Column::new(&name("max"), &max, move |line| cell(line)?.max).tagged(&format!("{tag}+max")),
        Column::new(&name("open"), open, move |line| Some(cell(line)?.max.is_none()))
            .tagged(&format!("{tag}+open")),
        Column::new(&name("approximate"), approximate, move |line| Some(cell(line)?.approximate))
            .tagged(&format!("{tag}+approximate")),
    ]
}

/// The name of a measure's harm in data: `killed`, or `casualties` for killed and injured together.
pub(crate) fn harm(measure: Measure) -> &'static str {
    measure.harm().map_or("casualties", Harm::word)
}

/// The people that a measure counts, in words.
pub(crate) fn whom(measure: Measure) -> String {
    let Some(harm) = measure.harm().map(Harm::word) else {
        return "people killed and injured combined".to_owned();
    };
    match measure.group() {
        None => format!("people {harm}"),
        Some(Group::Civilian) => format!("civilians {harm}"),
        Some(Group::Combatant) => format!("combatants {harm}"),
        Some(Group::UnknownStatus) => format!("people of unknown status {harm}"),
        Some(of_whom) => format!("{} among the {harm}", of_whom.word()),
    }
}
