//! Which headers the host is to send, for hosts that read a file `_headers`; and the policy that every page carries itself.
//! It does not promise what is the host's to keep, such as that a site is never served without encryption.

use crate::plan::desk::Desk;
use crate::plan::view::document::Document;
use crate::plan::{Planned, address};
use crate::text::source::SourcePath;

/// What a browser may load for a page: nothing of anybody else's, and no script. That the site may be asked for more of
/// itself helps nobody here; it is for auditors that fetch `robots.txt` from inside a page.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'";

/// The file, unless the site brings one of its own.
pub fn file(desk: &Desk<'_>) -> Option<Planned> {
    let brought = desk.snapshot.sources.contains_key(&SourcePath::new("static/_headers"));
    let text = |desk: &Desk<'_>| Document::Text(headers(desk));
    (!brought).then(|| Planned::document(address::headers(), text))
}

fn headers(desk: &Desk<'_>) -> String {
    let everything = desk.linker.path(&address::front());
    let assets = desk.linker.path(&address::asset(""));
    // Whoever reckons with the data in a page of their own may fetch them: there is nothing here that is not public.
    // A page cannot forbid its framing itself. The names of assets stay when they change, so none is kept for long.
    format!(
        "{everything}*\n  \
         Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n  \
         Access-Control-Allow-Origin: *\n\
         {assets}*\n  \
         Cache-Control: public, max-age=3600\n"
    )
}
