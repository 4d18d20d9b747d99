//! Shapes cut to a box.
//! It does not know whether the box is one of degrees, of kilometres or of a page.

/// A box with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner where both numbers are least.
    pub least: [f64; 2],
    /// The corner where both are most.
    pub most: [f64; 2],
}

impl Bounds {
    /// The least box that holds this one and `point` too.
    pub fn with(&self, point: [f64; 2]) -> Bounds {
        Bounds {
            least: [0, 1].map(|axis| self.least[axis].min(point[axis])),
            most: [0, 1].map(|axis| self.most[axis].max(point[axis])),
        }
    }

    /// Whether `point` lies in it.
    pub fn holds(&self, point: [f64; 2]) -> bool {
        (0..2).all(|axis| self.least[axis] <= point[axis] && point[axis] <= self.most[axis])
    }

    /// Whether the two have anything in common.
    pub fn meets(&self, other: &Bounds) -> bool {
        (0..2).all(|axis| {
            self.least[axis] <= other.most[axis] && other.least[axis] <= self.most[axis]
        })
    }
}

/// What lies in `bounds` of the area inside `ring` (Sutherland and Hodgman). Where the ring leaves and comes back, the answer runs along the box.
pub fn ring(ring: Vec<[f64; 2]>, bounds: &Bounds) -> Vec<[f64; 2]> {
    let sides = [0, 1]
        .into_iter()
        .flat_map(|axis| [(axis, bounds.least[axis], 1.0), (axis, bounds.most[axis], -1.0)]);
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

/// The stretches of `line` that lie in `bounds` (Liang and Barsky).
pub fn line(line: &[[f64; 2]], bounds: &Bounds) -> Vec<Vec<[f64; 2]>> {
    let mut stretches: Vec<Vec<[f64; 2]>> = Vec::new();
    for ends in line.windows(2) {
        let Some([from, to]) = segment([ends[0], ends[1]], bounds) else {
            continue;
        };
        match stretches.last_mut() {
            Some(stretch) if stretch.last() == Some(&from) => stretch.push(to),
            _ => stretches.push(vec![from, to]),
        }
    }
    stretches
}

fn segment([from, to]: [[f64; 2]; 2], bounds: &Bounds) -> Option<[[f64; 2]; 2]> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let way = to[axis] - from[axis];
        let (near, far) = (bounds.least[axis] - from[axis], bounds.most[axis] - from[axis]);
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
    // An end that lies inside stays the very same number, so that the next segment is known to go on from it.
    let start = if enters > 0.0 { between(from, to, enters) } else { from };
    let end = if leaves < 1.0 { between(from, to, leaves) } else { to };
    (enters < leaves).then_some([start, end])
}

fn between(from: [f64; 2], to: [f64; 2], share: f64) -> [f64; 2] {
    [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Bounds = Bounds { least: [0.0, 0.0], most: [10.0, 10.0] };

    #[test]
    fn an_area_that_is_larger_than_the_box_becomes_the_box() {
        let all = vec![[-5.0, -5.0], [20.0, -5.0], [20.0, 20.0], [-5.0, 20.0]];
        let cut = ring(all, &BOX);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|point| BOX.holds(*point)), "{cut:?}");
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
