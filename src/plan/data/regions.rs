//! The table of tolls of countries and regions, for all time, each year and each month.
//! It does not add numbers; its rows are counted as those of cities are.

use crate::field::place_name::PlaceName;
use crate::plan::data::tolls::{Column, Line, address, answers, in_every_period, of_what};
use crate::plan::index::Index;
use crate::plan::index::scope::Scope;
use crate::plan::table::{About, Table};

const ABOUT: About = About {
    name: "regions",
    title: "Countries and regions",
    description: "The totals on the pages of countries and regions. Nobody is counted twice in a total. There is one row for \
                  each country and region, period (all time, a year, a month), harm, group and grade that has figures. \
                  Never add up rows: a region lies in its country, and perhaps in a wider region, and an incident in \
                  several regions counts from zero in each.",
};

/// Every toll of a country or a region: first the countries, each with all its periods.
pub(crate) fn table(index: &Index<'_>) -> Table {
    let of = |kind| index.territories.keys().filter(move |name| name.kind() == kind);
    let countries = of(PlaceName::Country(()));
    let scopes = countries.chain(of(PlaceName::Region(()))).map(Scope::place);
    let lines = scopes.flat_map(|scope| in_every_period(index, &scope));
    let mut columns = places(index);
    columns.extend(of_what());
    columns.extend(answers());
    columns.push(address(index));
    Table::of(ABOUT, columns, lines)
}

fn places<'d>(index: &'d Index<'_>) -> Vec<Column<'d>> {
    let region = |line: &Line| match &line.scope.place {
        Some(PlaceName::Region(name)) => Some(name.to_string()),
        Some(PlaceName::Country(_) | PlaceName::City(_)) | None => None,
    };
    let country = |line: &Line| match line.scope.place.as_ref()? {
        PlaceName::Country(code) => Some(code.to_string()),
        PlaceName::Region(name) => {
            index.chronicle.places.country_of_region(name).map(str::to_owned)
        }
        PlaceName::City(_) => None,
    };
    let within =
        |line: &Line| match index.territories.get(line.scope.place.as_ref()?)?.around.as_ref()? {
            PlaceName::Region(name) => Some(name.to_string()),
            PlaceName::Country(_) | PlaceName::City(_) => None,
        };
    vec![
        Column::required("kind", "Whether the row is that of a `country` or of a `region`.", |line: &Line| {
            line.scope.place.as_ref().map_or("", |name| name.kind().word())
        })
        .one_of(["country", "region"])
        .tagged("#loc+type"),
        Column::new("country", "The country, or the country of the region, as a two-letter ISO 3166-1 code. Empty if no file says in which country the region lies.", country)
            .tagged("#country+code+v_iso2"),
        Column::new("region", "The region. Empty in the rows of countries.", region).tagged("#adm1+name"),
        Column::new("within", "The wider region that the region lies in. Empty if there is none.", within)
            .tagged("#adm1+parent+name"),
    ]
}
