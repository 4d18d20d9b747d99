//! The size of an area in square kilometres, as `area_km2` gives it.
//! It does not know whose area it is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::field::parse_error::ParseError;

/// The surface of the earth in square kilometres.
const EARTH: u64 = 510_000_000;

/// Maximum number of digits after the decimal point.
const DECIMALS: usize = 3;

/// An area, in thousandths of a square kilometre, so that it stays exact. It is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Area(u64);

impl Area {
    /// Reads `8`, `0.5` or `12.25`.
    pub fn parse(text: &str) -> Result<Area, ParseError> {
        const HELP: &str = "write one number above 0, with a decimal point if needed and without the unit, such as 8 or 0.5";
        let refused = |label: &str| {
            ParseError::new("number of square kilometres", text, 0..text.len(), label, HELP)
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_number =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) {
            return Err(refused("not a plain number"));
        }
        if part.trim_end_matches('0').len() > DECIMALS {
            return Err(refused("too exact: at most three digits after the point"));
        }
        let part = format!("{part:0<DECIMALS$}");
        let thousandths: Option<u64> = format!("{whole}{}", &part[..DECIMALS]).parse().ok();
        match thousandths {
            Some(0) => Err(refused("an area is larger than 0")),
            Some(area) if area <= EARTH * 1_000 => Ok(Area(area)),
            Some(_) | None => Err(refused("larger than the earth")),
        }
    }

    /// The number for programs.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1_000.0
    }
}

/// The number in digits, as in `8` and `0.5`.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1_000, format!("{:03}", self.0 % 1_000));
        match part.trim_end_matches('0') {
            "" => write!(f, "{whole}"),
            part => write!(f, "{whole}.{part}"),
        }
    }
}
