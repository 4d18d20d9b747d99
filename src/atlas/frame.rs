//! A frame around a part of the earth: how it is laid flat, where its middle lies and how large a kilometre is drawn.
//! It does not know what stands inside.

use crate::atlas::clip::Bounds;
use crate::atlas::projection::{Projection, RADIUS, Spot};

/// Up to this many degrees from the middle shapes stay true enough; beyond, the map is one of the world.
const REGIONAL: f64 = 50.0;

/// At least so many kilometres are shown across, however close together all places lie.
const CLOSEST: f64 = 500.0;

/// The share of the frame that is left free around the outermost places, on all sides together.
const ROOM: f64 = 0.3;

/// What lies beyond the edge but is drawn all the same, in units: so that no edge of the cut is seen.
const BEYOND: f64 = 3.0;

/// A frame, in units of the drawing from its top left corner; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// How many units wide.
    pub width: u32,
    /// How many units high.
    pub height: u32,
    /// Kilometres to the unit.
    pub kilometres: f64,
    /// How the earth is laid flat.
    pub projection: Projection,
    /// What lies in the middle, in kilometres on the plane.
    middle: [f64; 2],
}

impl Frame {
    /// A frame of this size with `spot` in its middle, so many kilometres wide.
    pub fn around(spot: Spot, kilometres: f64, [width, height]: [u32; 2]) -> Frame {
        let projection = Projection::Around(spot);
        let kilometres = kilometres / f64::from(width);
        Frame { width, height, kilometres, projection, middle: [0.0, 0.0] }
    }

    /// A frame so wide that holds all `spots`, as high as they ask for within these limits; none without a spot.
    pub fn over(spots: &[Spot], width: u32, [lowest, highest]: [u32; 2]) -> Option<Frame> {
        let projection = projection(spots)?;
        let Bounds { least, most } = around_all(spots.iter().map(|spot| projection.flat(*spot)))?;
        let middle = [0, 1].map(|axis| (least[axis] + most[axis]) / 2.0);
        let [across, up] =
            [0, 1].map(|axis| ((most[axis] - least[axis]) / (1.0 - ROOM)).max(CLOSEST));
        let fits = (f64::from(width) * up / across) as u32;
        let height = fits.clamp(lowest, highest);
        let kilometres = (across / f64::from(width)).max(up / f64::from(height));
        Some(Frame { width, height, kilometres, projection, middle })
    }

    /// Where `spot` is drawn.
    pub fn draw(&self, spot: Spot) -> [f64; 2] {
        let [x, y] = self.projection.flat(spot);
        [
            f64::from(self.width) / 2.0 + (x - self.middle[0]) / self.kilometres,
            f64::from(self.height) / 2.0 - (y - self.middle[1]) / self.kilometres,
        ]
    }

    /// What is drawn, in units; a little more than is seen.
    pub fn bounds(&self) -> Bounds {
        let most = [f64::from(self.width) + BEYOND, f64::from(self.height) + BEYOND];
        Bounds { least: [-BEYOND, -BEYOND], most }
    }

    /// A box of degrees that holds all that is seen; its longitudes may run beyond 180.
    pub fn degrees(&self) -> Bounds {
        let lon = self.projection.meridian();
        let all = Bounds { least: [lon - 180.0, -90.0], most: [lon + 180.0, 90.0] };
        let Projection::Around(spot) = self.projection else {
            return all;
        };
        let half = [self.width, self.height]
            .map(|side| (f64::from(side) / 2.0 + 2.0 * BEYOND) * self.kilometres);
        let farthest = libm::hypot(half[0] + self.middle[0].abs(), half[1] + self.middle[1].abs());
        let arc = 2.0 * libm::asin((farthest / (2.0 * RADIUS)).min(1.0));
        let (least, most) = (spot.lat - arc.to_degrees(), spot.lat + arc.to_degrees());
        if least <= -89.0 || most >= 89.0 {
            return Bounds {
                least: [all.least[0], least.max(-90.0)],
                most: [all.most[0], most.min(90.0)],
            };
        }
        let aside = libm::asin(libm::sin(arc) / libm::cos(spot.lat.to_radians())).to_degrees();
        Bounds { least: [lon - aside, least], most: [lon + aside, most] }
    }
}

/// What suits all `spots`: their middle, unless they lie all over the world.
fn projection(spots: &[Spot]) -> Option<Projection> {
    let Bounds { least, most } = around_all(spots.iter().map(|spot| [spot.lat, 0.0]))?;
    let lon = middle_longitude(spots)?;
    let middle = Spot { lon, lat: (least[0] + most[0]) / 2.0 };
    let around = Projection::Around(middle);
    let reach = 2.0 * RADIUS * libm::sin((REGIONAL / 2.0).to_radians());
    let is_near = |spot: &Spot| {
        let [x, y] = around.flat(*spot);
        libm::hypot(x, y) <= reach
    };
    Some(if spots.iter().all(is_near) { around } else { Projection::Whole(lon) })
}

/// The middle of the shortest stretch of longitudes that holds all `spots`, round the back of the earth if need be.
fn middle_longitude(spots: &[Spot]) -> Option<f64> {
    let mut lons: Vec<f64> = spots.iter().map(|spot| spot.lon).collect();
    lons.sort_by(f64::total_cmp);
    let (first, last) = (*lons.first()?, *lons.last()?);
    let gaps = lons.windows(2).map(|pair| (pair[1] - pair[0], pair[1]));
    let outer = (first + 360.0 - last, first);
    let (gap, after) = gaps.fold(outer, |one, next| if next.0 > one.0 { next } else { one });
    let middle = after + (360.0 - gap) / 2.0;
    Some(if middle > 180.0 { middle - 360.0 } else { middle })
}

fn around_all(mut points: impl Iterator<Item = [f64; 2]>) -> Option<Bounds> {
    let first = points.next()?;
    let bounds = Bounds { least: first, most: first };
    Some(points.fold(bounds, |bounds, point| bounds.with(point)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(all: &[(f64, f64)]) -> Vec<Spot> {
        all.iter().map(|(lat, lon)| Spot { lat: *lat, lon: *lon }).collect()
    }

    fn check(all: &[(f64, f64)], regional: bool) {
        let spots = spots(all);
        let frame = Frame::over(&spots, 720, [360, 620]).expect("there are spots");
        assert_eq!(matches!(frame.projection, Projection::Around(_)), regional, "{frame:?}");
        for spot in spots {
            let seen = Bounds { least: [0.0, 0.0], most: [720.0, f64::from(frame.height)] };
            assert!(seen.holds(frame.draw(spot)), "{spot:?} in {frame:?}");
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
        assert_eq!(middle_longitude(&spots(&[(0.0, 178.0), (0.0, -170.0)])), Some(-176.0));
    }
}
