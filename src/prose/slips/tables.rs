//! Finds tables that are not taken as such because of the line below their head.
//! It does not know what is in their cells.

use super::Found;
use super::kind::{SlipKind, TableSlip};
use super::text_block::Place;

pub(super) fn find(found: &mut Found<'_>) {
    let block = found.block;
    if !block.literal.contains('|') || block.place == Place::Cell {
        return;
    }
    let mut before: Option<&str> = None;
    let mut start = 0;
    for line in block.literal.split('\n') {
        let at = start..start + line.trim_end().len();
        start += line.len() + 1;
        let Some(head) = before.replace(line) else { continue };
        if let Some(kind) = wrong_dashes(head, line) {
            found.add(at, kind);
            return;
        }
    }
    let lines = block.literal.split('\n').map(str::trim);
    let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    let rows = lines.clone().take_while(|line| is_row(line)).count();
    if rows > 1 {
        let first = block.literal.find('\n').unwrap_or(block.literal.len());
        found.add(0..first, SlipKind::Table(TableSlip::NoDashes));
    }
}

/// What is wrong with a line of dashes below the line `head`. None if it is no such line.
fn wrong_dashes(head: &str, line: &str) -> Option<SlipKind> {
    let is_dash = |c: char| matches!(c, '-' | '=' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let is_sign = |c: char| is_dash(c) || matches!(c, '|' | ':' | '+' | ' ' | '\t');
    let is_dashes =
        line.contains(['|', '+']) && line.contains(is_dash) && line.chars().all(is_sign);
    if !is_dashes || !head.contains('|') {
        return None;
    }
    if line.contains(|c: char| is_dash(c) && c != '-' || c == '+') {
        return Some(SlipKind::Table(TableSlip::NotDashes));
    }
    let (head, dashes) = (cells(head), cells(line));
    (head != dashes).then_some(SlipKind::Table(TableSlip::WrongDashes(head, dashes)))
}

fn cells(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|').count()
}
