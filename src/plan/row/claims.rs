//! What sources say about an incident: claims, attributions, positions and the sources behind them.
//! It does not weigh them; the chronicle does. Only the kind of a protected source is shown.

use crate::chronicle::report;
use crate::field::claim::{Attributed, Citation, Claim, Position};
use crate::field::dispatch::{Dispatch, IncidentReport};
use crate::field::word::Word;
use crate::plan::index::Index;
use crate::plan::route::Route;
use crate::plan::row::figures;
use crate::plan::view::dispatch::{AttributionView, ClaimView, PositionView, SourceView};
use crate::plan::view::values::TitleView;

/// The claims of a report.
pub(crate) fn claims(
    index: &Index<'_>,
    dispatch: &Dispatch,
    report: &IncidentReport,
) -> Vec<ClaimView> {
    let lang = dispatch.lang.as_deref().unwrap_or(&index.config.language);
    let accused = |claim: &Claim| {
        let party = claim.party.as_ref().map(|party| party.value.as_str());
        report.attribution.iter().any(|to| Some(to.to.value.as_str()) == party)
    };
    let adopted = |claim: &Claim| {
        let ids = claim.id.as_ref().zip(report.adopt.as_ref());
        ids.is_some_and(|(id, adopt)| id.value == adopt.value)
    };
    let zone = &index.config.timezone;
    let view = |claim: &Claim| {
        let source = claim.source.as_ref().and_then(|id| source(dispatch, &id.value));
        let named = source.filter(|(_, source)| !source.protect);
        ClaimView {
            id: claim.id.as_ref().map(|id| id.value.clone()),
            by: claim.by.value.clone(),
            role: claim.role.map(Word::word),
            accused: accused(claim),
            figures: figures::told(index, &report::claim_figures(claim, zone), lang),
            as_of: claim.as_of.as_ref().map(|it| figures::moment(it, zone)),
            source: named.map(|(_, source)| source.name.clone()),
            source_number: named.map(|(number, _)| number),
            adopted: adopted(claim),
            counted: claim.counted,
            why: claim.why.clone(),
        }
    };
    report.claims.iter().map(view).collect()
}

/// The source with this id, and its number in the dispatch's list of sources, from 1.
fn source<'d>(dispatch: &'d Dispatch, id: &str) -> Option<(usize, &'d Citation)> {
    let is_called = |source: &Citation| source.id.as_ref().is_some_and(|own| own.value == id);
    (1..).zip(&dispatch.sources).find(|(_, source)| is_called(source))
}

/// The names of a dispatch's sources, without the protected ones.
pub(crate) fn source_names(dispatch: &Dispatch) -> impl Iterator<Item = &str> {
    dispatch.sources.iter().filter(|source| !source.protect).map(|source| source.name.as_str())
}

/// Who is held responsible, with names in `lang`. The other words are in the language `told_in`.
pub(crate) fn attribution(
    (index, here): (&Index<'_>, &Route),
    all: &[Attributed],
    (lang, told_in): (&str, &str),
) -> Vec<AttributionView> {
    let view = |attributed: &Attributed| {
        let TitleView { title: to, lang } = index.party(&attributed.to.value, (lang, told_in));
        AttributionView {
            to,
            href: index.party_href(here, &attributed.to.value),
            lang,
            how: attributed.how.word(),
            scope: attributed.scope.map(Word::word),
            words_lang: index.foreign(told_in).filter(|_| attributed.means.is_some()),
            means: attributed.means.clone(),
        }
    };
    all.iter().map(view).collect()
}

/// The answers of those who are held responsible, with names in `lang`. The other words are in the language `told_in`. A promise in an
/// answer that is not among those that are `standing` is no longer waited for.
pub(crate) fn positions(
    (index, here): (&Index<'_>, &Route),
    all: &[Position],
    standing: &[Position],
    (lang, told_in): (&str, &str),
) -> Vec<PositionView> {
    let view = |said: &Position| {
        let view = position((index, here), said, (lang, told_in));
        PositionView { overdue: view.overdue && standing.contains(said), ..view }
    };
    all.iter().map(view).collect()
}

/// One answer, with names in `lang`. The other words are in the language `told_in`.
pub(crate) fn position(
    (index, here): (&Index<'_>, &Route),
    position: &Position,
    (lang, told_in): (&str, &str),
) -> PositionView {
    let TitleView { title: party, lang } = index.party(&position.party.value, (lang, told_in));
    PositionView {
        party,
        href: index.party_href(here, &position.party.value),
        lang,
        position: position.position.word(),
        on: position.on.map(figures::day),
        promised: position.promised.clone(),
        due: position.due.map(figures::day),
        overdue: position.due.is_some_and(|due| due < index.today()),
        note: position.note.clone(),
        words_lang: index.foreign(told_in),
    }
}

/// A source. Only the kind of a protected source is shown.
pub(crate) fn citation(dispatch: &Dispatch, cited: &Citation) -> SourceView {
    let shown = !cited.protect;
    let repeated = cited.syndicated_from.as_ref().filter(|_| shown);
    let by_name = |id: &String| match source(dispatch, id) {
        Some((_, repeated)) => (!repeated.protect).then(|| repeated.name.clone()),
        None => Some(id.clone()),
    };
    SourceView {
        name: shown.then(|| cited.name.clone()),
        url: cited.url.clone().filter(|_| shown),
        archived: cited.archived.clone().filter(|_| shown),
        published: cited.published.map(figures::day).filter(|_| shown),
        accessed: cited.accessed.map(figures::day).filter(|_| shown),
        language: cited.language.clone().filter(|_| shown),
        kind: cited.kind.map(Word::word),
        syndicated_from: repeated.and_then(by_name),
    }
}
