//! The borders that a site brings for its maps, ready to be drawn, and the name of whose view they are.
//! It does not know which maps there are.

use crate::atlas::basemap::lines;
use crate::atlas::frame::Frame;
use crate::atlas::outline;
use crate::atlas::shape::Shape;
use crate::field::border;
use crate::field::dateline::Coordinates;
use crate::plan::view::map::BordersView;

/// Lines on the earth, and whose view they are.
pub struct Borders {
    settled: Vec<Shape>,
    disputed: Vec<Shape>,
    viewpoint: String,
}

impl Borders {
    /// The `borders` as this `viewpoint` has them.
    pub fn seen_from(viewpoint: &str, borders: &border::Borders) -> Borders {
        let shapes = |lines: &[border::Line]| lines.iter().map(|line| shape(line)).collect();
        Borders {
            settled: shapes(&borders.settled),
            disputed: shapes(&borders.disputed),
            viewpoint: viewpoint.to_owned(),
        }
    }

    /// What a map draws of them, in so many bytes at `most`; none where nothing of them is to be seen.
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
