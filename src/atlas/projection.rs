//! Map projections: Lambert's azimuthal equal-area projection for a region, Equal Earth for the whole world.
//! It does not know what is drawn, nor at which scale.
//!
//! Sines come from `libm`, whose results are the same on every machine. So the maps are too.

/// A point on the earth in degrees; north and east are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
}

/// The mean radius of the earth in kilometres.
pub const RADIUS: f64 = 6_371.008_8;

/// A projection of the earth onto a plane. Both keep the sizes of areas; y grows to the north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Lambert's azimuthal projection around a point: shapes near it are true, and there is no seam near it.
    Azimuthal(LonLat),
    /// Equal Earth with this longitude in the middle.
    EqualEarth(f64),
}

impl Projection {
    /// The longitude in the middle.
    pub fn central_meridian(self) -> f64 {
        match self {
            Projection::Azimuthal(centre) => centre.lon,
            Projection::EqualEarth(lon) => lon,
        }
    }

    /// Where `point` lies on the plane, in kilometres.
    pub fn project(self, point: LonLat) -> [f64; 2] {
        let lat = point.lat.to_radians();
        let lon = normalized(point.lon - self.central_meridian()).to_radians();
        match self {
            Projection::Azimuthal(centre) => azimuthal(centre.lat.to_radians(), lon, lat),
            Projection::EqualEarth(_) => equal_earth(lon, lat),
        }
    }
}

/// The same longitude, at most half a turn from zero. A longitude of exactly half a turn keeps its sign despite rounding: it is the edge of
/// the map.
fn normalized(lon: f64) -> f64 {
    const HALF: f64 = 180.0 + 1e-6;
    if lon > HALF {
        lon - 360.0
    } else if lon < -HALF {
        lon + 360.0
    } else {
        lon
    }
}

fn azimuthal(centre: f64, lon: f64, lat: f64) -> [f64; 2] {
    let (sin_centre, cos_centre) = libm::sincos(centre);
    let (sin, cos) = libm::sincos(lat);
    let (sin_lon, cos_lon) = libm::sincos(lon);
    // Zero only at the antipode, which no map shows.
    let nearness = (1.0 + sin_centre * sin + cos_centre * cos * cos_lon).max(1e-9);
    let k = RADIUS * libm::sqrt(2.0 / nearness);
    [k * cos * sin_lon, k * (cos_centre * sin - sin_centre * cos * cos_lon)]
}

/// Šavrič, Patterson and Jenny, 2018.
fn equal_earth(lon: f64, lat: f64) -> [f64; 2] {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let root = libm::sqrt(3.0);
    let t = libm::asin(root / 2.0 * libm::sin(lat));
    let (t2, t6) = (t * t, t * t * t * t * t * t);
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 * root * lon * libm::cos(t) / (3.0 * slope);
    let y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    [RADIUS * x, RADIUS * y]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(spot: [f64; 2], expected: [f64; 2]) {
        assert!(
            spot.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1.0),
            "{spot:?} {expected:?}"
        );
    }

    #[test]
    fn a_degree_of_latitude_is_111_kilometres_near_the_middle() {
        let mosul = LonLat { lon: 43.12, lat: 36.34 };
        let map = Projection::Azimuthal(mosul);
        near(map.project(mosul), [0.0, 0.0]);
        near(map.project(LonLat { lat: 37.34, ..mosul }), [0.0, 111.2]);
        near(map.project(LonLat { lon: 44.12, ..mosul }), [89.6, 0.5]);
    }

    #[test]
    fn the_date_line_is_no_line_at_all() {
        let fiji = Projection::Azimuthal(LonLat { lon: 179.0, lat: -17.0 });
        near(
            fiji.project(LonLat { lon: 181.0, lat: -17.0 }),
            fiji.project(LonLat { lon: -179.0, lat: -17.0 }),
        );
    }

    #[test]
    fn a_map_of_the_world_has_every_place_once_whichever_way_round_it_is_told() {
        let world = Projection::EqualEarth(-90.0);
        let suva = |lon| world.project(LonLat { lon, lat: -18.0 });
        near(suva(178.0), suva(-182.0));
        assert!(suva(178.0)[0] < 0.0, "it lies in the west of a map of the Americas");
        assert!(suva(90.0)[0] > 0.0 && suva(-270.0)[0] < 0.0, "the edges stay apart");
    }

    #[test]
    fn the_pole_lies_in_the_middle_of_a_map_of_it() {
        let pole = Projection::Azimuthal(LonLat { lon: 0.0, lat: 90.0 });
        near(pole.project(LonLat { lon: 123.0, lat: 90.0 }), [0.0, 0.0]);
    }

    #[test]
    fn equal_earth_is_as_wide_and_as_high_as_its_makers_say() {
        let world = Projection::EqualEarth(0.0);
        near(world.project(LonLat { lon: 180.0, lat: 0.0 }), [2.706_63 * RADIUS, 0.0]);
        near(world.project(LonLat { lon: 0.0, lat: 90.0 }), [0.0, 1.317_36 * RADIUS]);
    }
}
