//! The preview's no: a status and a reason in a sentence, as the bytes of a whole answer.
//! Knows nothing of the site, and never repeats a byte of what was asked.

/// Why a request is not answered with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status that a browser sees.
    pub(super) status: Status,
    /// The reason as a person reads it.
    pub(super) why: &'static str,
}

/// The statuses that a refusal may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Not HTTP as we take it, or not an address that a page can have.
    BadRequest,
    /// Well formed, but asked by somebody who has no business here.
    Forbidden,
    /// Neither GET nor HEAD.
    MethodNotAllowed,
    /// The head did not arrive within its time.
    Timeout,
    /// The request announces a body.
    BodyTooLarge,
    /// The address is longer than any page's.
    TargetTooLong,
    /// The request waits for a go-ahead to send a body.
    ExpectationFailed,
    /// Too many header lines, or too long ones.
    HeadTooLarge,
    /// The page's answer broke off before its first byte.
    Stumbled,
    /// Every seat is taken by somebody who is being answered.
    Busy,
}

impl Refusal {
    /// A request that is malformed, for the reason given.
    pub(super) const fn malformed(why: &'static str) -> Refusal {
        Refusal { status: Status::BadRequest, why }
    }

    /// A request from somebody who may not ask, for the reason given.
    pub(super) const fn forbidden(why: &'static str) -> Refusal {
        Refusal { status: Status::Forbidden, why }
    }

    /// The head of the answer, up to and with its empty line.
    pub(super) fn head(&self) -> String {
        let also = match self.status {
            Status::MethodNotAllowed => "Allow: GET, HEAD\r\n",
            Status::Busy => "Retry-After: 1\r\n",
            _ => "",
        };
        format!(
            "HTTP/1.1 {}\r\n\
             Connection: close\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\
             Content-Length: {}\r\n\
             Cache-Control: no-store\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             X-Content-Type-Options: nosniff\r\n\
             {also}\r\n",
            self.status.line(),
            self.body().len(),
        )
    }

    /// The reason as a line of plain text.
    pub(super) fn body(&self) -> String {
        format!("{}\n", self.why)
    }
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Status::BadRequest => "400 Bad Request",
            Status::Forbidden => "403 Forbidden",
            Status::MethodNotAllowed => "405 Method Not Allowed",
            Status::Timeout => "408 Request Timeout",
            Status::BodyTooLarge => "413 Content Too Large",
            Status::TargetTooLong => "414 URI Too Long",
            Status::ExpectationFailed => "417 Expectation Failed",
            Status::HeadTooLarge => "431 Request Header Fields Too Large",
            Status::Stumbled => "500 Internal Server Error",
            Status::Busy => "503 Service Unavailable",
        }
    }
}
