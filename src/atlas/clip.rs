//! Cuts areas and lines to a box.
//! It does not know whether the box is in degrees, in kilometres or in units of a drawing.

/// A box with sides along the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The corner with the smallest coordinates.
    pub min: [f64; 2],
    /// The corner with the largest coordinates.
    pub max: [f64; 2],
}

impl Bounds {
    /// The smallest box that holds all `points`; none without a point.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Bounds> {
        let boxes = points.into_iter().map(|point| Bounds { min: point, max: point });
        boxes.reduce(|one, next| Bounds {
            min: [0, 1].map(|axis| one.min[axis].min(next.min[axis])),
            max: [0, 1].map(|axis| one.max[axis].max(next.max[axis])),
        })
    }

    /// Whether `point` lies inside.
    pub fn contains(&self, point: [f64; 2]) -> bool {
        (0..2).all(|axis| self.min[axis] <= point[axis] && point[axis] <= self.max[axis])
    }

    /// Whether the two boxes overlap or touch.
    pub fn intersects(&self, other: &Bounds) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }
}

/// The part of the area inside `ring` that lies in `bounds` (Sutherland and Hodgman). Where the ring leaves the box and comes back,
/// the result runs along the side of the box.
pub fn ring(ring: Vec<[f64; 2]>, bounds: &Bounds) -> Vec<[f64; 2]> {
    let sides = [0, 1]
        .into_iter()
        .flat_map(|axis| [(axis, bounds.min[axis], 1.0), (axis, bounds.max[axis], -1.0)]);
    sides.fold(ring, |ring, (axis, at, sign)| {
        let inside = |point: [f64; 2]| sign * (point[axis] - at);
        if ring.iter().all(|point| inside(*point) >= 0.0) {
            return ring;
        }
        let mut kept = Vec::with_capacity(ring.len());
        let Some(mut before) = ring.last().copied() else {
            return ring;
        };
        for point in ring {
            if (inside(before) < 0.0) != (inside(point) < 0.0) {
                let share = inside(before) / (inside(before) - inside(point));
                kept.push(between(before, point, share));
            }
            if inside(point) >= 0.0 {
                kept.push(point);
            }
            before = point;
        }
        kept
    })
}

/// The parts of `line` that lie in `bounds` (Liang and Barsky).
pub fn line(line: &[[f64; 2]], bounds: &Bounds) -> Vec<Vec<[f64; 2]>> {
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    for ends in line.windows(2) {
        let Some([from, to]) = segment([ends[0], ends[1]], bounds) else {
            continue;
        };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

fn segment([from, to]: [[f64; 2]; 2], bounds: &Bounds) -> Option<[[f64; 2]; 2]> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let way = to[axis] - from[axis];
        let (near, far) = (bounds.min[axis] - from[axis], bounds.max[axis] - from[axis]);
        if way == 0.0 {
            if near > 0.0 || far < 0.0 {
                return None;
            }
            continue;
        }
        let (first, last) = (near / way, far / way);
        enters = enters.max(first.min(last));
        leaves = leaves.min(first.max(last));
    }
    // An end inside the box keeps its exact coordinates: `line` compares them to see that the next segment continues this one.
    let start = if enters > 0.0 { between(from, to, enters) } else { from };
    let end = if leaves < 1.0 { between(from, to, leaves) } else { to };
    (enters < leaves).then_some([start, end])
}

/// The point at this share of the way: 0 is `from`, 1 is `to`.
pub fn between(from: [f64; 2], to: [f64; 2], share: f64) -> [f64; 2] {
    [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Bounds = Bounds { min: [0.0, 0.0], max: [10.0, 10.0] };

    #[test]
    fn an_area_that_is_larger_than_the_box_becomes_the_box() {
        let all = vec![[-5.0, -5.0], [20.0, -5.0], [20.0, 20.0], [-5.0, 20.0]];
        let cut = ring(all, &BOX);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|point| BOX.contains(*point)), "{cut:?}");
    }

    #[test]
    fn an_area_beside_the_box_is_gone() {
        assert!(ring(vec![[20.0, 0.0], [30.0, 0.0], [30.0, 9.0]], &BOX).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_lines() {
        let cut = line(&[[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]], &BOX);
        assert_eq!(cut, [[[5.0, 5.0], [10.0, 5.0]], [[10.0, 8.0], [5.0, 8.0]]]);
    }
}
