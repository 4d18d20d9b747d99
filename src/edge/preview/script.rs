//! The script that is added to every page of the preview, put together from its parts.
//! Knows nothing of pages. The parts share one scope, which no script of the page can see.

/// The address of the script.
pub(super) const SCRIPT_PATH: &str = "/.dateline/preview.js";

/// The script. While a part is loaded it uses only the parts before it; its functions may use all parts.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    "const tag = document.currentScript;\n",
    "const ownTag = (page) => page.querySelector('script[src=\"/.dateline/preview.js\"]');\n",
    include_str!("script/mutations.js"),
    include_str!("script/assets.js"),
    include_str!("script/morph.js"),
    include_str!("script/ui.js"),
    include_str!("script/editor.js"),
    include_str!("script/overlay.js"),
    include_str!("script/badge.js"),
    include_str!("script/tab.js"),
    "})();\n",
);
