//! Holds lists of people against the figures of their incident: people who are listed prove at least as many, and never change
//! what is written. Rule 15 of the counting policy. It does not know which entries are one person; `identity` does.

use std::collections::BTreeSet;

use crate::chronicle::figure::{
    EffectiveByMeasure, EffectiveFigure, Figure, FiguresByMeasure, Origin,
};
use crate::chronicle::measure::Measure;
use crate::chronicle::people::contradictions::contradictions;
use crate::chronicle::people::rows::{HARMS, rows};
use crate::chronicle::people::{IncidentPeople, Lists, doubts};
use crate::chronicle::references::DispatchId;
use crate::chronicle::statement::StandingReport;
use crate::field::casualties::Harm;
use crate::field::count::Bounds;
use crate::field::person::People;
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;

/// Raises the figures of an incident to what the lists of its `reports` prove, and says who is listed.
pub fn apply(
    reports: &[StandingReport<'_>],
    effective: &mut EffectiveByMeasure,
    faults: &mut Vec<Diagnostic>,
) -> IncidentPeople {
    let Some(lists) = Lists::new(reports) else { return IncidentPeople::default() };
    let mut people =
        IncidentPeople { persons: lists.resolved(reports), ..IncidentPeople::default() };
    faults.extend(doubts::doubts(&lists, reports));
    let found = contradictions(&lists, reports);
    let is_contradicted: BTreeSet<Measure> =
        found.iter().map(|(measure, _)| measure.whole()).collect();
    faults.extend(found.into_iter().map(|(_, fault)| fault));
    for measure in rows() {
        let by_name = lists.prove_by_name(|it| lists.counts_in(it, measure));
        if by_name > 0 {
            people.by_name.insert(measure, by_name);
        }
        let all = measure.harm().is_some_and(Harm::is_casualty)
            && is_contradicted.contains(&Measure::Casualties);
        if all || is_contradicted.contains(&measure.whole()) {
            continue;
        }
        let proofs = Proofs { lists: &lists, reports, measure, by_name };
        if let Some(fault) = proofs.raise(effective) {
            // One mistake in the whole is not told again for each of its groups.
            if faults.last() != Some(&fault)
                && !faults.iter().any(|it| {
                    it.rule == fault.rule && it.span == fault.span && it.path == fault.path
                })
            {
                faults.push(fault);
            }
        }
    }
    people
}

/// The figures of a list that is said to be complete: each of its harms, with as many people as it has.
pub fn complete(people: &People) -> FiguresByMeasure {
    let mut figures = FiguresByMeasure::new();
    if !people.complete {
        return figures;
    }
    let lists = Lists::of_one(&people.list);
    for harm in HARMS {
        let number = lists.prove_in(0, |it| lists.counts_in(it, Measure::Whole(harm)));
        if number > 0 {
            let bounds = Some(Bounds::exactly(number));
            figures.insert(
                Measure::Whole(harm),
                Figure::computed(bounds, Origin::Newsroom, None, people.span),
            );
        }
    }
    figures
}

/// How many people a list has, by row. A row without anybody is missing.
pub fn numbers(people: &People) -> Vec<(Measure, u64)> {
    if people.is_empty() {
        return Vec::new();
    }
    let lists = Lists::of_one(&people.list);
    let rows = rows().filter(|measure| *measure != Measure::Casualties);
    let number = |measure| (measure, lists.prove_in(0, |it| lists.counts_in(it, measure)));
    rows.map(number).filter(|(_, number)| *number > 0).collect()
}

/// What one list proves by itself, where its report gives no figure: to be shown with the report.
pub fn add_listed(figures: &mut FiguresByMeasure, people: &People) {
    for (measure, number) in numbers(people) {
        if figures.contains_key(&measure) {
            continue;
        }
        let most = figures.get(&measure.whole()).and_then(|whole| whole.bounds?.max);
        let bounds =
            Bounds { min: number, max: most.map(|most| most.max(number)), approximate: false };
        let figure = Figure::computed(Some(bounds), Origin::Newsroom, None, people.span);
        figures.insert(measure, Figure { from_parts: measure.group().is_none(), ..figure });
    }
}

/// What lists prove in one row.
struct Proofs<'l, 'a> {
    lists: &'l Lists<'a>,
    reports: &'l [StandingReport<'a>],
    measure: Measure,
    by_name: u64,
}

impl Proofs<'_, '_> {
    /// Raises the figure of the row, or adds it. A figure that cannot be true beside the lists is a fault.
    fn raise(&self, effective: &mut EffectiveByMeasure) -> Option<Diagnostic> {
        let stated = effective.get(&self.measure).cloned();
        let Some(stated) = stated else {
            if self.measure != Measure::Casualties {
                self.add(effective);
            }
            return None;
        };
        let is_state = self.measure.harm().is_some_and(Harm::is_state);
        let Some(bounds) = stated.figure.bounds else {
            let (people, by) = self.most(|_| true)?;
            // Of missing people, an older list says nothing beside a newer word.
            if !is_state || self.reports[by].recency(self.measure.harm()) >= stated.recency {
                self.replace(effective, Bounds::exactly(people).open(), None);
            }
            return None;
        };
        let newer = |by: usize| self.reports[by].recency(self.measure.harm()) > stated.recency;
        let counts = |by: usize| if is_state { newer(by) || self.is_of(by, &stated) } else { true };
        let (people, by) = self.most(counts)?;
        let by_name = if is_state { 0 } else { self.by_name };
        let most = bounds.max.unwrap_or(u64::MAX);
        if people <= bounds.min {
            return None;
        }
        if people <= most {
            self.replace(effective, Bounds { min: people, ..bounds }, None);
            return None;
        }
        let lists = self.lists.reports();
        let last =
            lists.iter().copied().max_by_key(|by| self.reports[*by].recency(self.measure.harm()));
        if last.is_some_and(newer) {
            let by = if newer(by) { by } else { last? };
            self.replace(effective, Bounds::exactly(people).open(), Some(by));
            return Some(self.outgrown(by, people, &stated));
        }
        if by_name > most {
            return Some(self.fewer_than_named(&stated));
        }
        // Older entries without a name: the figure that came after them was known to be right.
        let kept = by_name.clamp(bounds.min, most);
        self.replace(effective, Bounds { min: kept, ..bounds }, None);
        None
    }

    /// The most people that are proved, and the report whose list has the most of them.
    fn most(&self, counts: impl Fn(usize) -> bool) -> Option<(u64, usize)> {
        let belongs = |it: &_| self.lists.counts_in(it, self.measure);
        let lists = self.lists.reports().into_iter().filter(|by| counts(*by));
        let of_list = lists.map(|by| (self.lists.prove_in(by, belongs), by));
        let is_state = self.measure.harm().is_some_and(Harm::is_state);
        let (people, by) = match is_state {
            // A state is as the latest list says.
            true => of_list
                .filter(|(people, _)| *people > 0)
                .max_by_key(|(_, by)| self.reports[*by].recency(self.measure.harm()))?,
            false => of_list.max_by_key(|(people, by)| (*people, *by))?,
        };
        let people = if is_state { people } else { people.max(self.by_name) };
        (people > 0).then_some((people, by))
    }

    fn is_of(&self, by: usize, stated: &EffectiveFigure) -> bool {
        self.id(by) == stated.dispatch
    }

    fn id(&self, by: usize) -> DispatchId {
        self.reports[by].dated.id
    }

    /// Adds a row in which nobody gives a figure.
    fn add(&self, effective: &mut EffectiveByMeasure) {
        let Some((people, by)) = self.most(|_| true) else { return };
        let whole = effective.get(&self.measure.whole()).and_then(|whole| whole.figure.bounds);
        let most = whole.and_then(|whole| whole.max).filter(|_| self.measure.is_part());
        let report = &self.reports[by];
        let recency = report.recency(self.measure.harm());
        let bounds =
            Bounds { min: people, max: most.map(|most| most.max(people)), approximate: false };
        let figure =
            Figure::computed(Some(bounds), Origin::Newsroom, None, report.dated.report.people.span);
        let figure = Figure { from_parts: !self.measure.is_part(), ..figure };
        let added =
            EffectiveFigure { figure, dispatch: report.dated.id, as_of: recency.0, recency };
        effective.insert(self.measure, added);
    }

    /// Restates the figure of the row. `grown` is the report whose list outgrew it.
    fn replace(&self, effective: &mut EffectiveByMeasure, bounds: Bounds, grown: Option<usize>) {
        let Some(row) = effective.get_mut(&self.measure) else { return };
        // Nobody states a number.
        row.figure.from_parts |= row.figure.bounds.is_none();
        row.figure.restate(Some(bounds));
        if let Some(by) = grown {
            row.dispatch = self.id(by);
            row.recency = self.reports[by].recency(self.measure.harm());
            row.as_of = row.recency.0;
        }
    }

    fn outgrown(&self, by: usize, people: u64, stated: &EffectiveFigure) -> Diagnostic {
        let name = self.measure.name();
        let path = &self.reports[by].dated.dispatch.path;
        let list = self.reports[by].dated.report.people.span;
        let of = self.reports.iter().find(|report| report.dated.id == stated.dispatch);
        let wording = &stated.figure.wording;
        let found = rule::PARTS_OUTGROW_WHOLE
            .at(
                path,
                list,
                format!("the lists of people are longer than the latest figure for {name}"),
            )
            .label(format!("at least {people} people are listed"));
        let found = match of {
            Some(of) => found.related(
                &of.dated.dispatch.path,
                stated.figure.span,
                format!("`{wording}` there"),
            ),
            None => found,
        };
        found.help(format!(
            "the figure is now \"at least {people}\"; write the new figure here if you know it, or correct the list"
        ))
    }

    fn fewer_than_named(&self, stated: &EffectiveFigure) -> Diagnostic {
        let (name, people) = (self.measure.name(), self.by_name);
        let report = self.reports.iter().find(|report| report.dated.id == stated.dispatch);
        let path =
            report.map_or(&self.reports[0].dated.dispatch.path, |it| &it.dated.dispatch.path);
        let message =
            format!("the figure for {name} is below the {people} people who are known by name");
        let mut found = rule::FEWER_THAN_NAMED
            .at(path, stated.figure.span, message)
            .label(format!("`{}` here", stated.figure.wording));
        for by in self.lists.reports() {
            let dated = &self.reports[by].dated;
            let listed = self
                .lists
                .prove_in(by, |it| it.is_named() && self.lists.counts_in(it, self.measure));
            if listed > 0 {
                found = found.related(
                    &dated.dispatch.path,
                    dated.report.people.span,
                    format!("{listed} by name here"),
                );
            }
        }
        found.help("correct the figure; if a person was listed by mistake, delete the entry and say so under `corrections` with `field: victims`")
    }
}
