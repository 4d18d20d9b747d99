//! The content that a site leaves out, in words.
//! It does not know who decides that.

use dateline::chronicle::visible::Reason;
use dateline::compose::Composition;
use dateline::field::introduction::Subject;

/// One line for each file that was left out, with the reason.
pub(super) fn left_out(composition: &Composition) -> Vec<String> {
    let lines = composition.left_out.iter().map(|left| {
        let reason = match &left.reason {
            Reason::Draft => "it is a draft".to_owned(),
            Reason::Embargoed(ends) => format!("its embargo ends {ends}"),
            Reason::Unreferenced => "no published page refers to it".to_owned(),
            Reason::Ignored => {
                "its name is that of a backup, a hidden file, or a file of an editor or a system"
                    .to_owned()
            }
            Reason::Withdrawn => "it was withdrawn; its page now shows only the notice".to_owned(),
            Reason::UnusedCity => "no published dispatch names this city".to_owned(),
            Reason::UnusedRegion => "nothing published is in this region".to_owned(),
            Reason::UnusedIncident => "no published dispatch is on this incident".to_owned(),
            Reason::UnusedIntroduction(subject) => match subject {
                Subject::Topic => "no published dispatch has this topic".to_owned(),
                Subject::Author => "no published dispatch is by this author".to_owned(),
                Subject::Party => "nothing published is attributed to this party".to_owned(),
            },
        };
        format!("left out {}: {reason}", left.path)
    });
    lines.collect()
}
