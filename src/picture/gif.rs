//! GIF, block by block.
//! It does not decode what the blocks hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Look, Rest};

const EXTENSION: u8 = 0x21;
const FRAME: u8 = 0x2C;
const END: u8 = 0x3B;

pub(super) fn look(bytes: &[u8]) -> Result<Look<'_>, Flaw> {
    let mut rest = Rest { format: Format::Gif, bytes };
    let opening = rest.bytes;
    rest.take(6)?;
    let [w1, w2, h1, h2, packed, _, _] = rest.array()?;
    rest.take(colours(packed))?;
    let mut kept = vec![since(opening, &rest)];
    let mut frames = 0_u32;
    loop {
        let block = rest.bytes;
        let [kind] = rest.array()?;
        let shows = match kind {
            FRAME => {
                let [.., packed] = rest.array::<9>()?;
                rest.take(colours(packed) + 1)?;
                frames += 1;
                pieces(&mut rest)?;
                true
            }
            EXTENSION => {
                let [label] = rest.array()?;
                let first = pieces(&mut rest)?;
                // How a frame is shown, and how often all of them are. Comments, captions and XMP are neither.
                let repeats = matches!(first, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
                let length = block.len() - rest.bytes.len();
                label == 0xF9 || label == 0xFF && repeats && length == 19
            }
            END => break,
            _ => return Err(Flaw::Damaged(Format::Gif)),
        };
        if shows {
            kept.push(since(block, &rest));
        }
    }
    kept.push(Cow::Borrowed(&[END]));
    let head = Head {
        format: Format::Gif,
        width: u16::from_le_bytes([w1, w2]).into(),
        height: u16::from_le_bytes([h1, h2]).into(),
        turn: 1,
        moves: frames > 1,
    };
    Ok(Look { head, kept })
}

/// What was taken of `before` to leave `rest`.
fn since<'b>(before: &'b [u8], rest: &Rest<'b>) -> Cow<'b, [u8]> {
    Cow::Borrowed(&before[..before.len() - rest.bytes.len()])
}

/// How long the table of colours is that a packed byte announces.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Takes pieces up to the empty one that ends them; gives the first.
fn pieces<'b>(rest: &mut Rest<'b>) -> Result<&'b [u8], Flaw> {
    let mut first = None;
    loop {
        let [length] = rest.array()?;
        let piece = rest.take(length.into())?;
        first = first.or(Some(piece));
        if length == 0 {
            return Ok(first.unwrap_or_default());
        }
    }
}
