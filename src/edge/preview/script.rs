//! The script in every page of the preview, put together from its parts.
//! Knows nothing of pages; the parts share one scope, which no script of the page can look into.

/// Where the script is fetched from.
pub(super) const SCRIPT_PATH: &str = "/.dateline/preview.js";

/// The script: each part uses only the parts before it, except when it is called.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    "const tag = document.currentScript;\n",
    "const ownTag = (page) => page.querySelector('script[src=\"/.dateline/preview.js\"]');\n",
    include_str!("script/hands.js"),
    include_str!("script/sheets.js"),
    include_str!("script/morph.js"),
    include_str!("script/parts.js"),
    include_str!("script/editor.js"),
    include_str!("script/overlay.js"),
    include_str!("script/badge.js"),
    include_str!("script/tab.js"),
    "})();\n",
);
