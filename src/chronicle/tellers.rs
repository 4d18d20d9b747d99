//! Which dispatches belong together: those on an incident, the main one among them, and the translations of a dispatch.
//! It does not know in which language readers want to read.

use crate::chronicle::Chronicle;
use crate::chronicle::incident::Incident;
use crate::chronicle::references::DispatchId;

impl Chronicle {
    /// The original of a translation. A dispatch that is not a translation is its own original.
    pub fn original(&self, number: DispatchId) -> DispatchId {
        self.references.translates[number].unwrap_or(number)
    }

    /// The translations of a dispatch that were not withdrawn.
    pub fn translations(&self, number: DispatchId) -> Vec<DispatchId> {
        let is_live = |it: &DispatchId| self.dispatches[*it].withdrawn.is_none();
        let translations = self.references.translations.get(&number);
        translations.into_iter().flatten().copied().filter(is_live).collect()
    }

    /// Every dispatch that is not a translation, in order of publication.
    pub fn originals(&self) -> Vec<DispatchId> {
        let translates = &self.references.translates;
        (0..self.dispatches.len()).filter(|number| translates[*number].is_none()).collect()
    }

    /// The dispatches about an incident, without translations.
    pub fn tellers(&self, incident: &Incident) -> Vec<DispatchId> {
        let is_original = |number: &DispatchId| self.references.translates[*number].is_none();
        incident.dispatches.iter().copied().filter(is_original).collect()
    }

    /// Whether an incident has a page of its own: several dispatches report it, or its people are listed.
    pub fn has_page(&self, incident: &Incident) -> bool {
        !incident.people.persons.is_empty() || self.tellers(incident).len() != 1
    }

    /// The main dispatch about an incident: the latest that was not withdrawn.
    pub fn speaker(&self, incident: &Incident) -> Option<DispatchId> {
        let is_live = |number: &DispatchId| {
            let dispatch = &self.dispatches[*number];
            dispatch.withdrawn.is_none() && dispatch.translation_of.is_none()
        };
        incident.dispatches.iter().rev().copied().find(is_live)
    }
}
