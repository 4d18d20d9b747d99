//! Files that are not CSV: workbooks, JSON, web pages, text in another encoding. Their first bytes show which they are.
//! It does not read them.

use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::source::SourcePath;

/// What to do with a workbook.
const SAVE: &str =
    "open it in the spreadsheet program, and save each sheet that you need as \"CSV UTF-8\"";

/// The fault of a file that is of another kind; `None` if it may be CSV.
pub(super) fn fault(path: &SourcePath, bytes: &[u8]) -> Option<Diagnostic> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let (what, help) = if bytes.starts_with(b"PK\x03\x04") {
        ("a workbook (XLSX, ODS) or another packed file", SAVE)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        ("an old workbook (XLS)", SAVE)
    } else if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        ("text in UTF-16, which some programs call \"Unicode text\"", "save it as \"CSV UTF-8\"")
    } else if bytes.starts_with(b"%PDF") {
        (
            "a PDF",
            "ask its publisher for the table, or copy the table into a spreadsheet and save it as \"CSV UTF-8\"",
        )
    } else if is_json(start) {
        (
            "JSON",
            "open it in a spreadsheet program and save it as \"CSV UTF-8\", one row for each record; most tools for data convert JSON \
             to CSV too",
        )
    } else if start.starts_with(b"<") {
        (
            "a web page or XML",
            "download the table itself as CSV; a page to log in or an error page may have been saved in its place",
        )
    } else {
        return None;
    };
    Some(rule::BAD_TABLE.in_file(path, format!("the file is {what}, and no CSV")).help(help))
}

/// Whether a text begins as JSON does: `{"`, `[{`, `[[`, `[]`, or `[` and a number.
fn is_json(start: &[u8]) -> bool {
    let Some((&bracket, rest)) = start.split_first() else { return false };
    let next = rest.trim_ascii_start().first();
    match bracket {
        b'{' => matches!(next, Some(b'"' | b'}')),
        b'[' => matches!(next, Some(b'{' | b'[' | b'"' | b']')),
        _ => false,
    }
}
