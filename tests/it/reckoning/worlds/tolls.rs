//! Tolls and series: which of what happened each counts, and how it is told. A toll may count people of whom no
//! incident tells. It does not know what else is reported, but for what it declares.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::declared::{Knows, knows};
use super::deeds::{CITIES, DAYS, Deed, DeedSet, Harmed, date};
use super::told::{UNSAID, named};
use super::wording::{Figures, figures};

/// The place that a toll is of.
#[derive(Clone, Copy, Debug)]
enum Reach {
    /// The cities whose bits are set.
    Cities(u8),
    Region(&'static str),
    Country(&'static str),
    /// Near a city.
    Guess(usize),
    Anywhere,
}

/// What a toll counts: the deeds of some days at a place, but for those it never learned of.
#[derive(Clone, Copy, Debug)]
struct Frame {
    from: u16,
    days: u16,
    reach: Reach,
    /// The deeds whose bits are set go uncounted.
    unheard_of: u64,
}

/// A toll, what is told of it from report to report, and what was invented.
#[derive(Clone, Debug)]
pub(super) struct Toll {
    frame: Frame,
    reports: Vec<Figures>,
    pub(super) knows: Vec<Knows>,
    /// A lie that was withdrawn, which the toll names among what it includes.
    withdrawn: bool,
    /// A lie that a later dispatch replaced.
    replaced: bool,
}

/// A cumulative toll: how many days each member adds to the one before, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Series {
    frame: Frame,
    first: Vec<(u16, Figures)>,
    /// The next phase starts from zero: it counts nobody whom the first one counted.
    second: Vec<(u16, Figures)>,
    pub(super) knows: Vec<Knows>,
}

/// One member of a series: the days it covers, the deeds it counts.
pub(super) struct Member<'s> {
    frame: Frame,
    figures: &'s Figures,
    pub(super) phase: usize,
    pub(super) deeds: DeedSet,
}

fn frame() -> impl Strategy<Value = Frame> {
    let reach = prop_oneof![
        5 => prop_oneof![0..CITIES.len(), 0..2_usize].prop_map(|city| Reach::Cities(1 << city)),
        2 => (1..16_u8).prop_map(Reach::Cities),
        2 => select(vec!["Nineveh", "Sinjar District", "Kyiv Oblast"]).prop_map(Reach::Region),
        2 => select(vec!["IQ", "UA"]).prop_map(Reach::Country),
        1 => (0..CITIES.len()).prop_map(Reach::Guess),
        2 => Just(Reach::Anywhere),
    ];
    // Months, what there is of both years, and all of it; weeks; and any days at all.
    let whole = vec![(0, 31), (31, 31), (62, 28), (31, 69), (0, DAYS)];
    let days = prop_oneof![
        3 => select(whole),
        2 => (0..DAYS, Just(7)),
        2 => (20..34_u16, Just(7)),
        2 => (0..DAYS, 1..DAYS),
    ];
    let unheard_of = prop_oneof![2 => Just(0), 1 => any::<u64>()];
    (days, reach, unheard_of).prop_map(|((from, days), reach, unheard_of)| Frame {
        from,
        days,
        reach,
        unheard_of,
    })
}

pub(super) fn toll() -> impl Strategy<Value = Toll> {
    let parts = (frame(), vec(figures(), 1..3), knows(), any::<bool>(), any::<bool>());
    parts.prop_map(|(frame, reports, knows, withdrawn, replaced)| Toll {
        frame,
        reports,
        knows,
        withdrawn,
        replaced,
    })
}

pub(super) fn series() -> impl Strategy<Value = Series> {
    let members = |counts| vec((0..30_u16, figures()), counts);
    let parts = (frame(), members(1..4), members(0..3), knows());
    parts.prop_map(|(frame, first, second, knows)| Series { frame, first, second, knows })
}

impl Reach {
    fn holds(self, city: usize) -> bool {
        let regions = CITIES[city].regions;
        match self {
            Reach::Cities(cities) => cities >> city & 1 == 1,
            Reach::Region(region) => regions.contains(&region),
            Reach::Country(country) => CITIES[city].country == country,
            Reach::Guess(near) => regions.contains(&CITIES[near].regions[0]),
            Reach::Anywhere => true,
        }
    }

    fn keys(self) -> String {
        match self {
            Reach::Cities(_) => named((0..CITIES.len()).filter(|city| self.holds(*city))),
            Reach::Region(region) => format!("region: {region}\nlocation: {{precision: region}}"),
            Reach::Country(country) => {
                format!("country: {country}\nlocation: {{precision: country}}")
            }
            Reach::Guess(near) => {
                format!("city: {}\nlocation: {{precision: subregion}}", CITIES[near].slug)
            }
            Reach::Anywhere => "location: {precision: country}".to_owned(),
        }
    }
}

impl Frame {
    fn counts(self, deeds: &[&Deed]) -> DeedSet {
        let counts = |(n, deed): &(usize, &&Deed)| {
            let in_time = (self.from..self.from + self.days).contains(&deed.day);
            in_time && self.reach.holds(deed.city) && self.unheard_of >> (n % 64) & 1 == 0
        };
        deeds.iter().enumerate().filter(counts).map(|(n, _)| n).collect()
    }

    fn keys(self) -> String {
        let (from, to) = (date(self.from), date(self.from + self.days - 1));
        format!("kind: toll\n{}\nevent: {{from: {from}, to: {to}}}\n", self.reach.keys())
    }
}

fn harmed(set: &DeedSet, deeds: &[&Deed]) -> Harmed {
    Harmed::of(set.iter().map(|n| deeds[*n]))
}

impl Toll {
    pub(super) fn counts(&self, deeds: &[&Deed]) -> DeedSet {
        self.frame.counts(deeds)
    }

    /// The same toll, of which everybody knows everything.
    pub(super) fn in_plain_sight(self) -> Toll {
        let (reports, knows) = (vec![Figures::EXACT], vec![Knows::HowTheyStand]);
        Toll { reports, knows, withdrawn: false, replaced: false, ..self }
    }

    /// The dispatches that tell it: their names and keys.
    pub(super) fn dispatches(
        &self,
        id: usize,
        deeds: &[&Deed],
        declared: &str,
    ) -> Vec<(String, String)> {
        let harmed = harmed(&self.counts(deeds), deeds);
        let frame = format!("incident: t-{id}\n{}", self.frame.keys());
        let mut dispatches = Vec::new();
        for (n, figures) in self.reports.iter().enumerate() {
            let published = 200 + u16::try_from(n).unwrap_or(0);
            let mut keys = format!("date: {}\n{frame}{declared}", date(published));
            keys += &figures.keys(harmed, published);
            dispatches.push((format!("toll-{id}-{n}"), keys));
        }
        let lie = "casualties: {killed: 70000, injured: 80000}";
        if self.replaced {
            let keys = format!("date: {}\n{frame}{lie}", date(150));
            dispatches.push((format!("lie-t-{id}"), keys));
            let keys = format!("date: {}\n{frame}supersedes: lie-t-{id}\n{UNSAID}", date(160));
            dispatches.push((format!("unsaid-t-{id}"), keys));
        }
        if self.withdrawn {
            let gone = "withdrawn: {on: 2018-01-01, why: invented}";
            let keys = format!(
                "date: {}\nincident: gone-t-{id}\n{}{declared}{lie}\n{gone}",
                date(250),
                self.frame.keys()
            );
            dispatches.push((format!("gone-t-{id}"), keys));
        }
        dispatches
    }

    /// The lie that it names among what it includes.
    pub(super) fn lost(&self, id: usize) -> Option<String> {
        self.withdrawn.then(|| format!("gone-t-{id}"))
    }
}

impl Series {
    /// The members of both phases, from the first to the last.
    pub(super) fn members(&self, deeds: &[&Deed]) -> Vec<Member<'_>> {
        let mut members: Vec<Member<'_>> = Vec::new();
        let mut closed = DeedSet::new();
        for (phase, steps) in [(1, &self.first), (2, &self.second)] {
            let mut frame = self.frame;
            for (more, figures) in steps {
                frame.days += more;
                let deeds = &frame.counts(deeds) - &closed;
                members.push(Member { frame, figures, phase, deeds });
            }
            closed = members.last().map_or(DeedSet::new(), |member| member.deeds.clone());
        }
        members
    }

    /// The same series, of which everybody knows everything.
    pub(super) fn in_plain_sight(self) -> Series {
        let exact = |steps: Vec<(u16, Figures)>| {
            steps.into_iter().map(|(more, _)| (more, Figures::EXACT)).collect()
        };
        let (first, second) = (exact(self.first), exact(self.second));
        Series { frame: self.frame, first, second, knows: vec![Knows::HowTheyStand] }
    }
}

impl Member<'_> {
    /// The dispatch that tells it: its name and keys. Each is published ten days after the one before.
    pub(super) fn dispatch(
        &self,
        (series, at): (usize, usize),
        deeds: &[&Deed],
        declared: &str,
    ) -> (String, String) {
        let published = 210 + 10 * u16::try_from(at).unwrap_or(0);
        let keys = format!(
            "date: {}\nincident: s-{series}-{at}\nseries: war-{series}\nphase: {}\n{}{declared}{}",
            date(published),
            self.phase,
            self.frame.keys(),
            self.figures.keys(harmed(&self.deeds, deeds), published),
        );
        (format!("bulletin-{series}-{at}"), keys)
    }
}
