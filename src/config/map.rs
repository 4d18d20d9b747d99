//! What `[map]` of the settings says: which borders maps draw, and whose view they are.
//! It does not look into the file that it names.

use crate::config::FILE;
use crate::field::excerpt::excerpt;
use crate::read::fields::Fields;
use crate::read::node::Node;
use crate::read::reader::Reader;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::Spanned;

/// The borders that maps draw: lines that a site brings itself, and a name for whose view they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BordersFile {
    /// The file they are in, and where the settings name it.
    pub file: Spanned<SourcePath>,
    /// Whose view they are, as it is printed beneath every map that draws any; without a full stop.
    pub viewpoint: String,
}

/// `[map]`: a file of borders and whose view it is, both or neither.
pub(super) fn borders(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<BordersFile> {
    let mut fields = reader.fields(fields.take("map")?, "map")?;
    let (file, viewpoint) = (fields.take("borders"), fields.take("viewpoint"));
    reader.finish(fields, "map");
    let (file, viewpoint) = match (file, viewpoint) {
        (None, None) => return None,
        (Some(file), None) => {
            reader.fault(
                &rule::NOT_ALONE,
                file.span,
                "`borders` without a `viewpoint`",
                "whose view are they?",
                "every line takes a side: name it, as in `viewpoint = \"As drawn by the surveyors of .., 2024\"`",
            );
            return None;
        }
        (None, Some(viewpoint)) => {
            reader.fault(
                &rule::NOT_ALONE,
                viewpoint.span,
                "a `viewpoint` without `borders`",
                "a view of what?",
                "name the file of the lines, as in `borders = \"borders.geojson\"`, or take `viewpoint` out",
            );
            return None;
        }
        (Some(file), Some(viewpoint)) => (file, viewpoint),
    };
    let file = file_of_borders(reader, file);
    let viewpoint = reader.words(Some(viewpoint), "viewpoint");
    // The theme ends the sentence.
    let viewpoint = viewpoint.map(|it| it.trim_end_matches('.').to_owned());
    Some(BordersFile { file: file?, viewpoint: viewpoint? })
}

/// A path from the folder of site.toml.
fn file_of_borders(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<SourcePath>> {
    let written = reader.text(Some(node), "borders")?;
    let is_rooted = written.value.starts_with('/');
    let path = SourcePath::new(FILE).join(&written.value).filter(|_| !is_rooted);
    if path.is_none() {
        reader.fault(
            &rule::BORDERS_MISSING,
            written.span,
            format!("`{}` is no file of the project", excerpt(&written.value)),
            "this leads out of it",
            "write the path from the folder of site.toml, as in `borders = \"borders.geojson\"`",
        );
    }
    Some(Spanned::new(path?, written.span))
}
