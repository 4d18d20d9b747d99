//! A set of bytes, for looking through long texts quickly: most texts hold nothing that a search is for.
//! It does not know what the bytes mean.

/// A set of bytes.
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// The set of `bytes`.
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = [false; 256];
        let mut rest = bytes;
        while let [byte, after @ ..] = rest {
            set[*byte as usize] = true;
            rest = after;
        }
        ByteSet(set)
    }

    /// This set and every byte of `first` and above.
    pub const fn and_from(mut self, first: u8) -> ByteSet {
        let mut byte = first as usize;
        while byte < self.0.len() {
            self.0[byte] = true;
            byte += 1;
        }
        self
    }

    /// The places in `text` of bytes of this set.
    pub fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + 't {
        text.iter().enumerate().filter(|(_, byte)| self.0[usize::from(**byte)]).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_its_bytes_are_found() {
        let set = ByteSet::of(b"@5").and_from(0xD8);
        let places: Vec<usize> = set.places("a@b 45 é م".as_bytes()).collect();
        assert_eq!(places, [1, 5, 10]);
    }
}
