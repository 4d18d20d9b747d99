//! The file that a wrong name most likely means, because names of files tell capitals from small letters on the web.
//! It does not know which files are published.

use crate::text::diagnostic::Diagnostic;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;
use crate::text::spelling::nearest;

/// `fault`, about the missing file `wanted`, with the name to write if a file of almost this name is in the same folder.
pub(crate) fn named(fault: Diagnostic, snapshot: &Snapshot, wanted: &SourcePath) -> Diagnostic {
    let folder = wanted.folder();
    let names =
        || snapshot.below(folder).map(|(_, below, _)| below).filter(|below| !below.contains('/'));
    let name = wanted.name();
    if let Some(same) = names().find(|it| it.to_lowercase() == name.to_lowercase()) {
        return fault.label(format!("the file is called `{same}`")).help(format!(
            "write `{same}`, or rename the file; web servers tell capitals from small letters in names, although some computers do not"
        ));
    }
    match nearest(name, names()) {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => fault,
    }
}
