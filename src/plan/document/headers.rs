//! Plans the file `_headers`, which tells some hosts which HTTP headers to send.
//! It does not know whether the site is always served over HTTPS; that is up to the host.

use crate::plan::address;
use crate::plan::index::Index;
use crate::plan::planned::Planned;
use crate::plan::site::Site;
use crate::plan::site::frames::POLICY;
use crate::plan::view::document::Document;
use crate::text::source::SourcePath;

/// The file `_headers`. Empty if the project has its own in `static`.
pub(crate) fn pages(index: &Index<'_>) -> Vec<Planned> {
    let brought = index.snapshot.sources.contains_key(&SourcePath::new("static/_headers"));
    let text = |site: &Site<'_>| Document::Text(headers(&site.index));
    if brought { Vec::new() } else { vec![Planned::document(address::headers(), text)] }
}

fn headers(index: &Index<'_>) -> String {
    let everything = index.linker.path(&address::front());
    let assets = index.linker.path(&address::asset(""));
    // A page with a table that can be sorted allows scripts of the site; all others forbid them in their head. Both policies hold, so
    // the header must not be stricter.
    // Pages of other sites may fetch the data, because all of it is public.
    // `frame-ancestors` works only as a header and not inside a page.
    // The name of an asset stays the same when its content changes, so browsers keep assets only for an hour.
    let robots = if index.config.is_staging { "  X-Robots-Tag: noindex\n" } else { "" };
    format!(
        "{everything}*\n\
         {robots}  \
         Content-Security-Policy: {POLICY}; script-src 'self'; frame-ancestors 'none'\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n  \
         Access-Control-Allow-Origin: *\n\
         {assets}*\n  \
         Cache-Control: public, max-age=3600\n"
    )
}
