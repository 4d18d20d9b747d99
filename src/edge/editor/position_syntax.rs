//! The arguments by which known text editors open a file at a line and a column.
//! It knows the names of programs, and starts none of them.

use std::path::Path;

/// The arguments of a known program, with `{file}`, `{line}` and `{column}` to be filled in.
pub(super) fn arguments_of(program: &str) -> Option<&'static [&'static str]> {
    let name = Path::new(program).file_name()?.to_str()?.to_ascii_lowercase();
    let name =
        [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    Some(match name {
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            &["-g", "{file}:{line}:{column}"]
        }
        "subl" | "sublime_text" | "zed" | "zeditor" | "hx" | "helix" => &["{file}:{line}:{column}"],
        "vi" | "vim" | "gvim" | "mvim" | "nvim" | "bbedit" => &["+{line}", "{file}"],
        "emacs" | "emacsclient" | "gedit" | "micro" => &["+{line}:{column}", "{file}"],
        "nano" => &["+{line},{column}", "{file}"],
        "kate" | "kwrite" | "idea" | "idea64" | "pycharm" | "webstorm" | "phpstorm"
        | "rustrover" => &["--line", "{line}", "--column", "{column}", "{file}"],
        _ => return None,
    })
}
