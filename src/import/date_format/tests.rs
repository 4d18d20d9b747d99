//! Tests of patterns for dates.
//! They know no map and no table.

use jiff::tz::Offset;

use super::*;

fn read(pattern: &str, cell: &str) -> Result<String, Misfit> {
    let zone = TimeZone::fixed(Offset::constant(3));
    DateFormat::parse(pattern, Zone::Known(zone)).expect("a pattern").read(cell)
}

#[test]
fn a_pattern_says_which_number_is_the_day() {
    assert_eq!(read("DD/MM/YYYY", "03/04/2017").as_deref(), Ok("2017-04-03"));
    assert_eq!(read("MM/DD/YYYY", "3/4/2017").as_deref(), Ok("2017-03-04"));
    assert_eq!(read("dd.mm.yy", "21.08.13").as_deref(), Ok("2013-08-21"));
    assert_eq!(read("D MMM YYYY", "21 August 2013").as_deref(), Ok("2013-08-21"));
    assert_eq!(read("ddd, MMM D, YYYY", "Wed, Aug 21, 2013").as_deref(), Ok("2013-08-21"));
    assert_eq!(read("YYYYMMDD", "20130821").as_deref(), Ok("2013-08-21"));
}

#[test]
fn a_time_has_the_zone_that_the_cell_or_the_map_says() {
    let morning = "2013-08-21T00:05+03:00";
    assert_eq!(read("MM/DD/YY h:mm AM", "08/21/13 12:05 AM").as_deref(), Ok(morning));
    assert_eq!(
        read("YYYY-MM-DD HH:mm Z", "2013-08-21 00:05 UTC").as_deref(),
        Ok("2013-08-21T00:05+00:00")
    );
    assert_eq!(
        read("YYYY-MM-DDTHH:mm:ssZ", "2013-08-21T12:00:30.25+0200").as_deref(),
        Ok("2013-08-21T12:00:30+02:00")
    );
    let silent = DateFormat::parse("MM/DD/YY h:mm AM", Zone::NotSaid).expect("a pattern");
    assert_eq!(silent.read("08/21/13 12:00 AM").as_deref(), Ok("2013-08-21"));
    assert_eq!(silent.read("08/21/13 12:05 AM"), Err(Misfit::NoZone));
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(read("DD/MM/YYYY", "08/21/2013"), Err(Misfit::NoSuchTime));
    assert_eq!(read("DD/MM/YYYY", "21/08/13"), Err(Misfit::Form));
    assert_eq!(read("ddd D MMM YYYY", "Thu 21 Aug 2013"), Err(Misfit::NoSuchTime));
    assert_eq!(read("MM/DD/YY h:mm AM", "08/21/13 13:00 PM"), Err(Misfit::NoSuchTime));
    assert!(DateFormat::parse("MM/YYYY", Zone::None).is_err());
    assert!(DateFormat::parse("DD/DD/YYYY", Zone::None).is_err());
}

#[test]
fn the_patterns_that_fit_a_cell_are_known() {
    assert_eq!(that_fit("21/08/2013"), ["DD/MM/YYYY"]);
    assert_eq!(that_fit("03/04/2013"), ["DD/MM/YYYY", "MM/DD/YYYY"]);
    assert_eq!(that_fit("08/21/13 12:00 AM"), ["MM/DD/YY h:mm AM"]);
    assert_eq!(that_fit("soon"), Vec::<String>::new());
}
