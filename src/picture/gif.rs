//! GIF, block by block.
//! It does not decode what the blocks hold.

use std::borrow::Cow;

use crate::picture::{Flaw, Format, Head, Parsed, Reader};

const EXTENSION: u8 = 0x21;
const FRAME: u8 = 0x2C;
const END: u8 = 0x3B;

/// Labels of extensions: how a frame is shown, and what a program adds.
const GRAPHIC_CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Flaw> {
    let mut reader = Reader { format: Format::Gif, bytes };
    reader.take(6)?;
    let [w1, w2, h1, h2, packed, _, _] = reader.array()?;
    reader.take(colour_table(packed))?;
    let mut kept = vec![since(bytes, &reader)];
    let mut frames = 0_u32;
    loop {
        let block = reader.bytes;
        let [kind] = reader.array()?;
        let is_kept = match kind {
            FRAME => {
                let [.., packed] = reader.array::<9>()?;
                reader.take(colour_table(packed) + 1)?;
                frames += 1;
                sub_blocks(&mut reader)?;
                true
            }
            EXTENSION => {
                let [label] = reader.array()?;
                let first = sub_blocks(&mut reader)?;
                // How often the animation repeats. Comments, captions and XMP are dropped.
                let repeats = matches!(first, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
                let length = block.len() - reader.bytes.len();
                label == GRAPHIC_CONTROL && length == 8
                    || label == APPLICATION && repeats && length == 19
            }
            END => break,
            _ => return Err(Flaw::Damaged(Format::Gif)),
        };
        if is_kept {
            kept.push(since(block, &reader));
        }
    }
    kept.push(Cow::Borrowed(&[END]));
    let head = Head {
        format: Format::Gif,
        width: u16::from_le_bytes([w1, w2]).into(),
        height: u16::from_le_bytes([h1, h2]).into(),
        orientation: 1,
        is_animated: frames > 1,
    };
    Ok(Parsed { head, kept })
}

/// The bytes of `before` that `reader` has read since.
fn since<'b>(before: &'b [u8], reader: &Reader<'b>) -> Cow<'b, [u8]> {
    Cow::Borrowed(&before[..before.len() - reader.bytes.len()])
}

/// The length of the colour table that a packed byte announces.
fn colour_table(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Reads sub-blocks up to the empty one that ends them; returns the first.
fn sub_blocks<'b>(reader: &mut Reader<'b>) -> Result<&'b [u8], Flaw> {
    let mut first = None;
    loop {
        let [length] = reader.array()?;
        let block = reader.take(length.into())?;
        let first = first.get_or_insert(block);
        if length == 0 {
            return Ok(first);
        }
    }
}
