//! Reads `[map]` of the settings: which borders maps draw, and whose view of the borders it is.
//! It does not open the file of borders.

use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::Keyed;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// The borders that a site draws on its maps, and whose view they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BordersFile {
    /// The file of the lines, and where the settings name it.
    pub file: Spanned<SourcePath>,
    /// Whose view they are, without a full stop. It is printed below every map that draws a border.
    pub viewpoint: String,
}

/// `[map]`: a file of borders and whose view it is. Both or neither.
pub(super) fn borders<'n>(reader: &'n Reader<'n>, from: Keyed<'n>) -> Option<BordersFile> {
    let mut fields = Fields::new(reader, from, "`[map]`")?;
    let (file, viewpoint) = (fields.take("borders"), fields.take("viewpoint"));
    fields.finish();
    let (at, message, label, help) = match (file, viewpoint) {
        (None, None) => return None,
        (Some(file), Some(viewpoint)) => {
            let file = file_of_borders(reader, file);
            let viewpoint = reader.words(viewpoint);
            // The theme adds the full stop.
            let viewpoint = viewpoint.map(|it| it.trim_end_matches('.').to_owned());
            return Some(BordersFile { file: file?, viewpoint: viewpoint? });
        }
        (Some(file), None) => (
            file.node.span,
            "`borders` has no `viewpoint`",
            "whose view are these borders?",
            "borders on a map are a political statement: say whose it is, as in `viewpoint = \"As drawn by the surveyors of .., 2024\"`",
        ),
        (None, Some(viewpoint)) => (
            viewpoint.node.span,
            "`viewpoint` has no `borders`",
            "which borders?",
            "name the file of the lines, as in `borders = \"borders.geojson\"`, or delete `viewpoint`",
        ),
    };
    reader.report(rule::NOT_ALONE.at(reader.path, at, message).label(label).help(help));
    None
}

/// A path from the folder of site.toml.
fn file_of_borders(reader: &Reader<'_>, from: Keyed<'_>) -> Option<Spanned<SourcePath>> {
    let written = reader.text(from)?;
    let is_rooted = written.value.starts_with('/');
    let path = reader.path.join(&written.value).filter(|_| !is_rooted);
    if path.is_none() {
        let message = format!("`{}` is not a file of this project", excerpt(&written.value));
        reader.report(
            rule::BORDERS_MISSING
                .at(reader.path, written.span, message)
                .label("this path leads out of the project")
                .help("write the path from the folder of site.toml, as in `borders = \"borders.geojson\"`"),
        );
    }
    Some(Spanned::new(path?, written.span))
}
