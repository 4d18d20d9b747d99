//! Holds the borders that a site provides for its maps, ready to draw, and whose view they show.
//! It does not know which maps exist.

use crate::atlas::basemap::lines;
use crate::atlas::frame::Frame;
use crate::atlas::outline;
use crate::atlas::shape::Shape;
use crate::field::border;
use crate::field::dateline::Coordinates;
use crate::plan::view::map::BordersView;

/// Border lines, and the name of the viewpoint they show.
pub struct Borders {
    settled: Vec<Shape>,
    disputed: Vec<Shape>,
    viewpoint: String,
}

impl Borders {
    /// The lines of `borders`, labelled with `viewpoint`.
    pub fn seen_from(viewpoint: &str, borders: &border::Borders) -> Borders {
        let shapes = |lines: &[border::Line]| lines.iter().map(|line| shape(line)).collect();
        Borders {
            settled: shapes(&borders.settled),
            disputed: shapes(&borders.disputed),
            viewpoint: viewpoint.to_owned(),
        }
    }

    /// The borders as a map draws them, in at most `most` bytes. None if no border is visible in `frame`.
    pub fn drawn(&self, frame: &Frame, most: usize) -> Option<BordersView> {
        let layers = [&self.settled, &self.disputed].map(|shapes| lines(frame, shapes));
        let [settled, disputed] = outline::fit(most, |coarseness| {
            layers.each_ref().map(|lines| outline::network(lines, coarseness))
        });
        let any = !settled.is_empty() || !disputed.is_empty();
        any.then(|| BordersView { settled, disputed, viewpoint: self.viewpoint.clone() })
    }
}

fn shape(line: &[Coordinates]) -> Shape {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    Shape::new(line.iter().map(|point| [degrees(point.lon), degrees(point.lat)]).collect())
}
