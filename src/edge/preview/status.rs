//! The statuses of HTTP that the preview uses, and refusals, which consist of a status and a reason.
//! Knows nothing of the site, and never repeats a byte of the request.

/// A status code with its reason phrase, such as `404 Not Found`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Status(pub(super) &'static str);

impl Status {
    pub(super) const OK: Status = Status("200 OK");
    pub(super) const PARTIAL_CONTENT: Status = Status("206 Partial Content");
    pub(super) const FOUND: Status = Status("302 Found");
    pub(super) const NOT_MODIFIED: Status = Status("304 Not Modified");
    pub(super) const BAD_REQUEST: Status = Status("400 Bad Request");
    pub(super) const FORBIDDEN: Status = Status("403 Forbidden");
    pub(super) const NOT_FOUND: Status = Status("404 Not Found");
    pub(super) const METHOD_NOT_ALLOWED: Status = Status("405 Method Not Allowed");
    pub(super) const REQUEST_TIMEOUT: Status = Status("408 Request Timeout");
    pub(super) const CONTENT_TOO_LARGE: Status = Status("413 Content Too Large");
    pub(super) const URI_TOO_LONG: Status = Status("414 URI Too Long");
    pub(super) const RANGE_NOT_SATISFIABLE: Status = Status("416 Range Not Satisfiable");
    pub(super) const EXPECTATION_FAILED: Status = Status("417 Expectation Failed");
    pub(super) const HEADERS_TOO_LARGE: Status = Status("431 Request Header Fields Too Large");
    pub(super) const INTERNAL_SERVER_ERROR: Status = Status("500 Internal Server Error");
    pub(super) const BAD_GATEWAY: Status = Status("502 Bad Gateway");
    pub(super) const SERVICE_UNAVAILABLE: Status = Status("503 Service Unavailable");
}

/// Why a request is refused before the preview looks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status that the browser gets.
    pub(super) status: Status,
    /// The reason, as a sentence for a person.
    pub(super) reason: &'static str,
}

impl Refusal {
    /// A refusal with a reason.
    pub(super) const fn new(status: Status, reason: &'static str) -> Refusal {
        Refusal { status, reason }
    }

    /// Refuses a malformed request.
    pub(super) const fn malformed(reason: &'static str) -> Refusal {
        Refusal::new(Status::BAD_REQUEST, reason)
    }
}
