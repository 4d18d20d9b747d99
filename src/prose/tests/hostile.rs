//! Bodies written to exhaust the parser: time, memory and stack grow no faster than the text.
//! They count events and bytes, which are the same on every machine. One measures time, with a bound that only a step for each pair of
//! signs can break.

use std::thread;
use std::time::{Duration, Instant};

use crate::prose::dialect;
use crate::prose::excerpt;
use crate::prose::heading::{headings, opening_title};
use crate::prose::html::{RawHtml, html};
use crate::prose::links::{self, Link};
use crate::prose::parsed::ParsedBody;
use crate::prose::slips::slips;
use crate::prose::unseen::unseen;

fn links(markdown: &str) -> Vec<Link> {
    links::links(&ParsedBody::new(markdown))
}

type Series = (&'static str, fn(usize) -> String);

/// Known attacks: each makes a body of the given size.
const SERIES: &[Series] = &[
    ("nested brackets", |n| "[".repeat(n) + "a" + &"]".repeat(n)),
    ("open brackets", |n| "[a".repeat(n)),
    ("open links", |n| "[a](<b".repeat(n)),
    ("nested links", |n| "[".repeat(n) + &"](x)".repeat(n)),
    ("nested pictures", |n| "![".repeat(n) + &"](x)".repeat(n)),
    ("open emphasis", |n| "*a _b **c ".repeat(n)),
    ("nested emphasis", |n| "*a **b ".repeat(n) + &"c** d*".repeat(n)),
    ("strikes", |n| "~a ~~b ".repeat(n)),
    ("backticks", |n| (1..=n / 100).map(|run| "`".repeat(run) + "a").collect()),
    ("deep quotations", |n| "> ".repeat(n) + "a"),
    ("deep quotations, lazy lines", |n| ">".repeat(n) + "a\n" + &"b\n".repeat(n)),
    ("deep lists", |n| "- ".repeat(n) + "a"),
    ("deep numbered lists, lazy lines", |n| "1. ".repeat(n) + "a\n" + &"b\n".repeat(n)),
    ("deep lists in quotations", |n| "- > ".repeat(n) + "a"),
    ("indented lists", |n| (0..n / 50).map(|i| "  ".repeat(i) + "- a\n").collect()),
    ("open comments", |n| "a ".to_owned() + &"<!-- b".repeat(n)),
    ("open comment blocks", |n| "<!-- a\n\n".repeat(n)),
    ("open instructions", |n| "a ".to_owned() + &"<?b <![CDATA[ <!C ".repeat(n)),
    ("open tags", |n| "a <b c=\"".repeat(n)),
    ("definitions", |n| (0..n).map(|i| format!("[{i}]: x 'y\n")).collect()),
    ("one long definition", |n| format!("[a]: /{}\n\n", "x".repeat(n)) + &"[a]".repeat(n)),
    ("a row of many columns", |n| format!("{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n))),
    ("short rows", |n| format!("{}\n{}\n", "|a".repeat(64), "|-".repeat(64)) + &"|b\n".repeat(n)),
    ("long rows", |n| "|a|\n|-|\n".to_owned() + &"|b|c".repeat(n)),
    ("tables", |n| "|a|\n|-|\n\n".repeat(n)),
    ("equal headings", |n| "# a\n# a 1\n".repeat(n)),
    ("blank headings", |n| "#\n".repeat(n)),
    ("footnotes", |n| "[^1]: [^2] a\n\n[^2]: > [^1]\n\n".repeat(n)),
    ("references to footnotes", |n| "[^1] ".repeat(n) + "\n\n[^1]: a\n"),
    ("deep footnotes", |n| "[^1]: > ".repeat(n) + "a\n" + &"b\n".repeat(n)),
    ("alerts", |n| "> [!NOTE]\n> a\n\n".repeat(n)),
    ("entities", |n| "&#0;&amp;&notit;".repeat(n)),
    ("blank paragraphs", |n| "&#32;\n\n".repeat(n)),
    // Those of cmark's own tests that are not above.
    ("emphasis that only closes", |n| "a_ ".repeat(n)),
    ("emphasis that only opens", |n| "_a ".repeat(n)),
    ("links that only close", |n| "a]".repeat(n)),
    ("emphasis that does not match", |n| "*a_ ".repeat(n)),
    ("emphasis in multiples of three", |n| "a**b".to_owned() + &"c* ".repeat(n)),
    ("many kinds of emphasis", |n| "a".to_owned() + &"*_a ".repeat(n) + &"**a__ ".repeat(n)),
    ("brackets and emphasis", |n| "[ a_".repeat(n)),
    ("brackets and parentheses", |n| "[ (](".repeat(n)),
    ("pictures of links", |n| "![[]()".repeat(n)),
    ("links without brackets", |n| "[a](b".repeat(n)),
    ("labels in labels", |n| "[a][".repeat(n) + "a" + &"]".repeat(n)),
    ("equal definitions", |n| "[a]: b\n".repeat(n) + &"[a] ".repeat(n)),
    ("signs without a character", |n| "\0a*\0_".repeat(n)),
    ("blank lines in deep lists", |n| "- ".repeat(n) + "x" + &"\n".repeat(n)),
    ("blank lines in deep lists in a quotation", |n| {
        "> ".to_owned() + &"- ".repeat(n) + "x\n" + &">\n".repeat(n)
    }),
    ("emphasis in deep quotations", |n| ">".repeat(n) + &"a*".repeat(n)),
    ("underlines of headings", |n| "a\n=\n-\n".repeat(n)),
    ("fences that do not end", |n| "```a\n~~~b\n".repeat(n)),
    ("numbers of lists", |n| (0..n).map(|i| format!("{i}) a\n")).collect()),
    ("lists in lists of other kinds", |n| "- a\n* b\n1. c\n2) d\n".repeat(n)),
    ("angle brackets", |n| "<a@b ".repeat(n) + &"<https://".repeat(n)),
    ("closing tags", |n| "</a ".repeat(n) + &"</a>".repeat(n)),
    ("attributes", |n| "<a ".to_owned() + &"b='c' ".repeat(n)),
    ("quotation marks", |n| "\"'a ".repeat(n)),
    ("dashes", |n| "-".repeat(n) + "a" + &"--".repeat(n) + &" - -- ---".repeat(n)),
    ("dots", |n| "a".to_owned() + &".".repeat(n)),
    ("backslashes", |n| "\\".repeat(n) + &"\\*\\\n".repeat(n)),
    ("cells of code", |n| "|a|\n|-|\n|".to_owned() + &"`|".repeat(n)),
    ("beginnings of tables", |n| "a|b\n-|\n".repeat(n)),
    ("strikes of all lengths", |n| (0..n / 50).map(|i| "~".repeat(i) + "a ").collect()),
    ("emphasis of all lengths", |n| (0..n / 50).map(|i| "*".repeat(i) + "a_").collect()),
];

/// Runs on a stack that any recursion over the depth of a body would overflow.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread.expect("a thread can be started").join().expect("the body was read to its end");
}

fn steps(markdown: &str) -> (usize, usize) {
    (dialect::parse(markdown).count(), html(markdown, RawHtml::Shown, &|_| None, &|_| None).len())
}

#[test]
fn what_is_read_and_printed_grows_no_faster_than_the_body() {
    on_a_small_stack(|| {
        for (name, body) in SERIES {
            let [single, double, quadruple] = [300, 600, 1200].map(|n| steps(&body(n)));
            let grows_evenly = |first: usize, second: usize, fourth: usize| {
                fourth.saturating_sub(second) <= 3 * second.saturating_sub(first) + 4096
            };
            assert!(grows_evenly(single.0, double.0, quadruple.0), "events of {name}");
            assert!(grows_evenly(single.1, double.1, quadruple.1), "HTML of {name}");
        }
    });
}

#[test]
#[expect(clippy::disallowed_methods, reason = "time is what it measures")]
fn a_body_of_any_shape_is_read_in_time_proportional_to_its_length() {
    // Each takes some hundredths of a second. A step for each pair of bytes would take half a minute.
    const LENGTH: usize = 32 << 10;
    const PATIENCE: Duration = Duration::from_secs(10);
    on_a_small_stack(|| {
        for (name, body) in SERIES {
            let sizes = (0..).map(|doublings| 64 << doublings);
            let bodies = sizes.map(|size: usize| body(size));
            let body = bodies.into_iter().find(|body| body.len() >= LENGTH).expect("they grow");
            let begun = Instant::now();
            html(&body, RawHtml::Trusted, &|_| None, &|_| None);
            links(&body);
            headings(&body);
            slips(&ParsedBody::new(&body));
            unseen(&ParsedBody::new(&body));
            let took = begun.elapsed();
            assert!(took < PATIENCE, "{name}: {took:?} for {} bytes", body.len());
        }
    });
}

#[test]
fn fifty_thousand_levels_overflow_no_stack() {
    on_a_small_stack(|| {
        for level in ["> ", "- ", "1. ", "[", "![", "*a ", "[^1]: > "] {
            let body = level.repeat(50_000) + "a\n";
            assert!(!html(&body, RawHtml::Trusted, &|_| None, &|_| None).is_empty());
            assert!(links(&body).is_empty());
            assert!(headings(&body).is_empty());
            assert_eq!(opening_title(&body), None);
            assert!(slips(&ParsedBody::new(&body)).len() <= 1_000);
            assert!(unseen(&ParsedBody::new(&body)).is_empty());
            assert!(excerpt::excerpt(&ParsedBody::new(&body), 20).chars().count() <= 20);
        }
    });
}

#[test]
fn a_body_too_deep_to_read_is_shown_as_typed() {
    let body = ">".repeat(10_000) + "a\n" + &"[b](c)\n".repeat(10_000);
    let page = html(&body, RawHtml::Trusted, &|_| None, &|_| None);
    assert!(page.starts_with("<pre><code>&gt;&gt;"), "{}", &page[..80]);
    assert!(page.ends_with("[b](c)\n</code></pre>\n"));
    assert!(links(&body).is_empty());
}

#[test]
fn a_long_report_is_not_too_deep() {
    let list = "- a\n  > b\n\n      code\n".repeat(4000);
    let ruled = format!("{}\n\n", "-".repeat(200)) + &"120 -- 130 [^1]\n\n[^1]: x\n".repeat(4000);
    for body in [list, ruled] {
        assert!(!html(&body, RawHtml::Shown, &|_| None, &|_| None).starts_with("<pre>"));
    }
}

#[test]
fn a_body_with_more_signs_than_are_read_is_shown_as_typed_and_said() {
    let row = format!("{}\n", "|a".repeat(1900));
    for body in ["**a ".repeat(600_000), row.repeat(600), "a\n\n".repeat(600_000)] {
        let page = html(&body, RawHtml::Shown, &|_| None, &|_| None);
        assert!(page.starts_with("<pre><code>"), "{}", &page[..80]);
        assert_eq!(slips(&ParsedBody::new(&body)).len(), 1);
    }
    // The longest text that a file may hold is prose, and is read.
    let prose =
        "He said: \"It's over-crowded...\" Fifty people (12 of them children) were there.\n";
    let book = prose.repeat(8 * 1024 * 1024 / prose.len() / 2);
    assert!(!html(&book, RawHtml::Shown, &|_| None, &|_| None).starts_with("<pre>"));
}
