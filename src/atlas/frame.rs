//! The frame of a map: which part of the earth it shows, in which projection and at which scale.
//! It does not know what is drawn inside.

use crate::atlas::clip::Bounds;
use crate::atlas::projection::{LonLat, Projection, RADIUS};

/// Maximum degrees from the middle of a regional map: farther out, shapes are distorted, so the map is one of the world.
const REGIONAL: f64 = 50.0;

/// Minimum width and height of a map in kilometres, however close together all places are.
const CLOSEST: f64 = 500.0;

/// Share of the frame that stays free around the outermost places, on both sides together.
const MARGIN: f64 = 0.3;

/// Units beyond the edge that are drawn all the same, so that the edge of a cut is not visible.
const BLEED: f64 = 3.0;

/// A frame, in units of the drawing from its top left corner; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Its width in units.
    pub width: u32,
    /// Its height in units.
    pub height: u32,
    /// Its scale.
    pub kilometres_per_unit: f64,
    /// How the earth is projected.
    pub projection: Projection,
    /// The point in the middle, in kilometres on the plane.
    middle: [f64; 2],
}

impl Frame {
    /// A frame of this size in units, `kilometres` wide, with `middle` in its middle.
    pub fn around(middle: LonLat, kilometres: f64, [width, height]: [u32; 2]) -> Frame {
        let projection = Projection::Azimuthal(middle);
        let kilometres_per_unit = kilometres / f64::from(width);
        Frame { width, height, kilometres_per_unit, projection, middle: [0.0, 0.0] }
    }

    /// A frame of this width that contains all `points`, as high as they need between `lowest` and `highest`; none without a point.
    pub fn containing(points: &[LonLat], width: u32, [lowest, highest]: [u32; 2]) -> Option<Frame> {
        let projection = projection(points)?;
        let Bounds { min, max } =
            Bounds::around(points.iter().map(|point| projection.project(*point)))?;
        let middle = [0, 1].map(|axis| (min[axis] + max[axis]) / 2.0);
        let [across, up] =
            [0, 1].map(|axis| ((max[axis] - min[axis]) / (1.0 - MARGIN)).max(CLOSEST));
        let fits = (f64::from(width) * up / across) as u32;
        let height = fits.clamp(lowest, highest);
        let kilometres_per_unit = (across / f64::from(width)).max(up / f64::from(height));
        Some(Frame { width, height, kilometres_per_unit, projection, middle })
    }

    /// Where `point` is drawn, in units.
    pub fn to_units(&self, point: LonLat) -> [f64; 2] {
        let [x, y] = self.projection.project(point);
        [
            f64::from(self.width) / 2.0 + (x - self.middle[0]) / self.kilometres_per_unit,
            f64::from(self.height) / 2.0 - (y - self.middle[1]) / self.kilometres_per_unit,
        ]
    }

    /// The box that is drawn, in units; a little more than is visible.
    pub fn bounds(&self) -> Bounds {
        let max = [self.width, self.height].map(|side| f64::from(side) + BLEED);
        Bounds { min: [-BLEED, -BLEED], max }
    }

    /// A box of degrees that contains all that is visible; its longitudes may go beyond 180.
    pub fn degrees(&self) -> Bounds {
        let lon = self.projection.central_meridian();
        let all = Bounds { min: [lon - 180.0, -90.0], max: [lon + 180.0, 90.0] };
        let Projection::Azimuthal(centre) = self.projection else {
            return all;
        };
        let half = [self.width, self.height]
            .map(|side| (f64::from(side) / 2.0 + 2.0 * BLEED) * self.kilometres_per_unit);
        let farthest = libm::hypot(half[0] + self.middle[0].abs(), half[1] + self.middle[1].abs());
        let arc = 2.0 * libm::asin((farthest / (2.0 * RADIUS)).min(1.0));
        let (south, north) = (centre.lat - arc.to_degrees(), centre.lat + arc.to_degrees());
        // With a pole in the frame, every longitude is.
        if south <= -89.0 || north >= 89.0 {
            return Bounds {
                min: [all.min[0], south.max(-90.0)],
                max: [all.max[0], north.min(90.0)],
            };
        }
        let aside = libm::asin(libm::sin(arc) / libm::cos(centre.lat.to_radians())).to_degrees();
        Bounds { min: [lon - aside, south], max: [lon + aside, north] }
    }
}

/// The projection for a map of `points`: around their middle, unless they lie all over the world.
fn projection(points: &[LonLat]) -> Option<Projection> {
    let Bounds { min, max } = Bounds::around(points.iter().map(|point| [point.lat, 0.0]))?;
    let lon = middle_longitude(points)?;
    let around = Projection::Azimuthal(LonLat { lon, lat: (min[0] + max[0]) / 2.0 });
    let radius = 2.0 * RADIUS * libm::sin((REGIONAL / 2.0).to_radians());
    let is_near = |point: &LonLat| {
        let [x, y] = around.project(*point);
        libm::hypot(x, y) <= radius
    };
    Some(if points.iter().all(is_near) { around } else { Projection::EqualEarth(lon) })
}

/// The middle of the shortest range of longitudes that contains all `points`. The range may cross the antimeridian.
fn middle_longitude(points: &[LonLat]) -> Option<f64> {
    let mut lons: Vec<f64> = points.iter().map(|point| point.lon).collect();
    lons.sort_by(f64::total_cmp);
    let (first, last) = (*lons.first()?, *lons.last()?);
    let gaps = lons.windows(2).map(|pair| (pair[1] - pair[0], pair[1]));
    let outer = (first + 360.0 - last, first);
    let (gap, after) = gaps.fold(outer, |one, next| if next.0 > one.0 { next } else { one });
    let middle = after + (360.0 - gap) / 2.0;
    Some(if middle > 180.0 { middle - 360.0 } else { middle })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(all: &[(f64, f64)]) -> Vec<LonLat> {
        all.iter().map(|(lat, lon)| LonLat { lat: *lat, lon: *lon }).collect()
    }

    fn check(all: &[(f64, f64)], regional: bool) {
        let points = points(all);
        let frame = Frame::containing(&points, 720, [360, 620]).expect("there are points");
        assert_eq!(matches!(frame.projection, Projection::Azimuthal(_)), regional, "{frame:?}");
        for point in points {
            let visible = Bounds { min: [0.0, 0.0], max: [720.0, f64::from(frame.height)] };
            assert!(visible.contains(frame.to_units(point)), "{point:?} in {frame:?}");
        }
    }

    #[test]
    fn every_place_is_on_the_map_wherever_they_lie() {
        check(&[(36.34, 43.12)], true);
        check(&[(50.45, 30.52), (33.34, 44.40)], true);
        check(&[(-17.7, 178.0), (-14.3, -170.7)], true);
        check(&[(89.9, 10.0), (89.0, -170.0)], true);
        check(&[(-90.0, 0.0)], true);
        check(&[(48.9, 2.3), (-33.9, 151.2), (40.7, -74.0)], false);
    }

    #[test]
    fn two_places_beside_the_date_line_are_close_together() {
        assert_eq!(middle_longitude(&points(&[(0.0, 178.0), (0.0, -170.0)])), Some(-176.0));
    }
}
