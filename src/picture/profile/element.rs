//! The parts of a colour profile that decide colours, each copied without anything that stands beside its numbers.
//! It does not compute colours.

use crate::picture::profile::{Signature, length, number};

/// What a tag holds as it is `written`, without its rest. None if the tag decides no colour of a picture.
pub(super) fn element(tag: Signature, written: &[u8]) -> Option<Vec<u8>> {
    match (&tag, written.first_chunk()?) {
        (b"rXYZ" | b"gXYZ" | b"bXYZ" | b"wtpt", b"XYZ ") => first(written, 20),
        (b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC", b"curv" | b"para") => curve(written),
        (b"chad", b"sf32") => first(written, 8 + 9 * 4),
        (b"cicp", b"cicp") => first(written, 12),
        (b"A2B0" | b"A2B1" | b"A2B2" | b"B2A0" | b"B2A1" | b"B2A2" | b"gamt", kind) => match kind {
            b"mft1" | b"mft2" => first(written, table_length(written)?),
            b"mAB " | b"mBA " => pipeline(written),
            _ => None,
        },
        _ => None,
    }
}

/// The first `length` bytes. The four after the type are reserved.
fn first(written: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut kept = written.get(..length)?.to_vec();
    kept.get_mut(4..8)?.fill(0);
    Some(kept)
}

/// A curve: values, or the numbers of a formula.
fn curve(written: &[u8]) -> Option<Vec<u8>> {
    if written.starts_with(b"curv") {
        let count = usize::try_from(number(written, 8)?).ok()?;
        return first(written, count.checked_mul(2)?.checked_add(12)?);
    }
    let numbers = [1, 3, 4, 5, 7];
    let [kind, ..] = written.strip_prefix(b"para")?.get(5..)? else { return None };
    let mut kept = first(written, 12 + 4 * numbers.get(usize::from(*kind))?)?;
    kept[10..12].fill(0);
    Some(kept)
}

/// The length of a table of version 2: curves in, a grid of colours, curves out.
fn table_length(written: &[u8]) -> Option<usize> {
    let [inputs, outputs, side] = written.get(8..11)? else { return None };
    let (inputs, outputs) = (usize::from(*inputs), usize::from(*outputs));
    let grid = usize::from(*side).checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
    if written.starts_with(b"mft1") {
        return (48 + 256 * (inputs + outputs)).checked_add(grid);
    }
    let [i1, i2, o1, o2] = written.get(48..52)? else { return None };
    let curves = inputs * usize::from(u16::from_be_bytes([*i1, *i2]))
        + outputs * usize::from(u16::from_be_bytes([*o1, *o2]));
    grid.checked_add(curves)?.checked_mul(2)?.checked_add(52)
}

/// A chain of curves, a matrix and a grid, as version 4 has it. Between its parts there may be anything, so they are put together
/// anew.
fn pipeline(written: &[u8]) -> Option<Vec<u8>> {
    let [inputs, outputs] = *written.get(8..10)? else { return None };
    let (inputs, outputs) = (usize::from(inputs), usize::from(outputs));
    // The curves beside the matrix have as many channels as the colours in the middle of all profiles.
    let (middle, outer) =
        if written.starts_with(b"mAB ") { (outputs, inputs) } else { (inputs, outputs) };
    let mut kept = [written.get(..4)?, &[0; 4], written.get(8..10)?, &[0; 22]].concat();
    for slot in [12, 16, 20, 24, 28] {
        let offset = usize::try_from(number(written, slot)?).ok()?;
        if offset == 0 {
            continue;
        }
        let part = written.get(offset..)?;
        let part = match slot {
            16 => part.get(..48)?.to_vec(),
            24 => grid(part, inputs, outputs)?,
            28 => curves(part, outer)?,
            _ => curves(part, middle)?,
        };
        let place = length(kept.len());
        kept.get_mut(slot..slot + 4)?.copy_from_slice(&place);
        kept.extend(part);
        kept.resize(kept.len().next_multiple_of(4), 0);
    }
    Some(kept)
}

fn curves(mut written: &[u8], count: usize) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    for _ in 0..count {
        let curve = curve(written)?;
        let length = curve.len().next_multiple_of(4);
        // The last one may end without padding.
        written = written.get(length..).unwrap_or_default();
        kept.extend(curve);
        kept.resize(kept.len().next_multiple_of(4), 0);
    }
    Some(kept)
}

fn grid(written: &[u8], inputs: usize, outputs: usize) -> Option<Vec<u8>> {
    let sides = written.get(..inputs.min(16))?;
    let precision = usize::from(*written.get(16)?);
    let points = sides.iter().try_fold(outputs, |all, side| all.checked_mul(usize::from(*side)))?;
    let values = written.get(20..)?.get(..points.checked_mul(precision)?)?;
    let mut kept = [sides, &vec![0; 16 - sides.len()], &written[16..17], &[0; 3]].concat();
    kept.extend(values);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::element;

    const CURVE: &[u8] = b"para\0\0\0\0\0\0\0\0\0\x01\0\0";

    #[test]
    fn a_chain_of_curves_and_grids_keeps_its_numbers_and_loses_what_is_between_them() {
        let chain = |gap: &[u8]| {
            let curves = CURVE.repeat(3);
            let grid = [&[2, 2, 2][..], &[0; 13], &[1, 0, 0, 0], &[7; 24]].concat();
            let second = 32 + gap.len() + curves.len() + gap.len();
            let third = second + grid.len() + gap.len();
            let place = |at: usize| u32::try_from(at).expect("small").to_be_bytes();
            let mut chain = b"mAB \0\0\0\0\x03\x03\0\0".to_vec();
            chain.extend(
                [place(32 + gap.len()), [0; 4], [0; 4], place(second), place(third)].concat(),
            );
            for part in [&curves, &grid, &curves] {
                chain.extend(gap);
                chain.extend(part);
            }
            chain
        };
        let tight = chain(b"");
        assert_eq!(element(*b"A2B0", &tight).as_ref(), Some(&tight));
        let loose = [chain(b"SERIAL 0"), b"SERIAL".to_vec()].concat();
        assert_eq!(element(*b"A2B0", &loose), Some(tight));
    }

    #[test]
    fn a_table_ends_where_its_numbers_end() {
        let mut table = b"mft2\0\0\0\0\x01\x03\x02\0".to_vec();
        table.extend([0; 36]);
        table.extend([0, 2, 0, 2]);
        table.extend([9; 2 * (2 + 2 * 3 + 3 * 2)]);
        assert_eq!(element(*b"A2B0", &[&table, &b"SERIAL"[..]].concat()), Some(table));
        assert_eq!(element(*b"A2B0", b"mft2\0\0\0\0\xFF\xFF\xFF\0"), None);
    }
}
