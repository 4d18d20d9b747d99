//! The page that is shown in place of a page that cannot be made: it is the report on why.
//! Knows no rules and no sources. It needs no script; with the script, its places become buttons that open the editor.

use crate::edge::preview::report::{Fault, Place, Report, Scope};

/// The same colours and fonts as in the overlay.
const CSS: &str = "\
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1c1b19; --quiet: #5d5a54; --line: #cfc9bd; --alarm: #9c2f1f }\
@media (prefers-color-scheme: dark) { :root { --paper: #1b1b1d; --ink: #e9e6e0; --quiet: #aaa69d; --line: #45433f; --alarm: #ff9d8c } }\
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.25rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }\
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; color: var(--alarm) }\
ol { list-style: none; margin: 0; padding: 0 }\
li { border-top: 1px solid var(--line); padding: 1rem 0 }\
.place, pre, .words { font: 13px/1.5 ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace }\
.place { font-weight: 600; color: var(--quiet); overflow-wrap: anywhere; text-align: start }\
button.place { color: inherit; background: none; border: 1px solid var(--line); border-radius: 4px; padding: 2px 10px; cursor: pointer }\
button.place:hover { border-color: currentColor }\
.words { margin-top: .4rem; white-space: pre-wrap; overflow-wrap: anywhere }\
pre { margin: .4rem 0 0; overflow-x: auto; tab-size: 4 }\
p { margin: 0; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--quiet) }";

/// The page with this report.
pub(super) fn report_page(report: &Report) -> String {
    let title = match report.scope {
        Scope::Save => "The site cannot be shown yet",
        Scope::Pages => "This page cannot be shown yet",
        Scope::Publication => "The site cannot be published yet",
    };
    let faults: String = report.faults.iter().map(entry).collect();
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>\
         <link rel=icon href=\"data:,\">\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=color-scheme content=\"light dark\"><style>{CSS}</style>\
         <body><h1>{title}</h1><ol>{faults}</ol>\
         <p>The page appears here as soon as the errors are fixed.</p></body></html>"
    )
}

fn entry(fault: &Fault) -> String {
    let mut entry = "<li dir=ltr>".to_owned();
    entry += &fault.place.iter().map(place).collect::<String>();
    let [message, lines, notes] = fault.parts().map(escaped);
    let words = |text: &str| format!("<div class=words>{text}</div>");
    entry += &words(&message);
    if !lines.is_empty() {
        // HTML drops the first line break in `pre`, and `lines` may start with one.
        entry += &format!("<pre>\n{lines}</pre>");
    }
    if !notes.is_empty() {
        entry += &words(&notes);
    }
    if fault.others > 0 {
        entry += &words(&fault.others());
        entry += &fault.other_places.iter().map(place).collect::<Vec<_>>().join(" ");
    }
    entry + "</li>"
}

fn place(Place { path, line, column }: &Place) -> String {
    format!("<span class=place>{}:{line}:{column}</span>", escaped(path))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
