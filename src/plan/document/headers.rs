//! Which headers the host is to send, for hosts that read a file `_headers`.
//! It does not promise what is the host's to keep, such as that a site is never served without encryption.

use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::site::Site;
use crate::plan::site::frames::POLICY;
use crate::plan::view::document::Document;
use crate::text::source::SourcePath;

/// The file, unless the site brings one of its own.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let brought = index.snapshot.sources.contains_key(&SourcePath::new("static/_headers"));
    let text = |site: &Site<'_>| Document::Text(headers(&site.index));
    if brought { Vec::new() } else { vec![Planned::document(address::headers(), text)] }
}

fn headers(index: &Index<'_>) -> String {
    let everything = index.linker.path(&address::front());
    let assets = index.linker.path(&address::asset(""));
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
