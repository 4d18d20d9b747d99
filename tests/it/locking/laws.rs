//! What holds of the record of every site.

use proptest::prelude::*;

use super::Site;

/// A dispatch as it may be written: figures, claims and a place.
fn keys() -> impl Strategy<Value = String> {
    let count = prop_oneof![
        (0..500_u64).prop_map(|n| n.to_string()),
        (0..500_u64).prop_map(|n| format!("\">{n}\"")),
        (0..500_u64, 0..500_u64).prop_map(|(min, more)| format!("{min}-{}", min + more)),
        (0..500_u64).prop_map(|n| format!("nearly {n}")),
        Just("unknown".to_owned()),
    ];
    let city = prop_oneof![Just("Mosul"), Just("Sadr City"), Just("\"100% or so\"")];
    let claims = proptest::collection::vec((count.clone(), 1..28_u8), 0..3);
    (count, city, claims).prop_map(|(killed, city, claims)| {
        let claims: Vec<String> = claims
            .iter()
            .map(|(n, day)| format!("{{by: The mayor, as_of: 2017-05-{day:02}, killed: {n}}}"))
            .collect();
        format!("city: {city}\ncasualties: {{injured: {killed}}}\nclaims: [{}]", claims.join(", "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_accepted_is_silent_and_any_single_change_is_noticed(
        dispatches in proptest::collection::vec(keys(), 1..5),
        which in any::<prop::sample::Index>(),
        killed in 1..500_u64,
    ) {
        let mut site = Site::default();
        for (n, keys) in dispatches.iter().enumerate() {
            site.write(&format!("d{n}"), keys);
        }
        site.accept();
        prop_assert_eq!(site.told(), "");
        let n = which.index(dispatches.len());
        let changed = dispatches[n].replace("casualties: {", &format!("casualties: {{killed: {killed}, "));
        site.write(&format!("d{n}"), &changed);
        prop_assert_eq!(site.told(), "1 figure-changed");
    }
}
