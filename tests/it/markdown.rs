//! Markdown is read as CommonMark and GitHub's extensions to it say in their own examples, but for what our rules change.
//! The examples are not part of the project. They are in npm packages, and where those are missing the test says so and passes.

mod pieces;
mod rules;

use std::path::Path;
use std::process::Command;

use dateline::prose::html::{RawHtml, html};
use serde::Deserialize;

use crate::support::say;
use pieces::pieces;
use rules::{Page, RULES};

/// A text of a specification, and what it must become.
#[derive(Deserialize)]
struct Example {
    name: String,
    markdown: String,
    html: String,
}

/// All examples; none, after saying why, where they are not installed.
fn examples() -> Option<Vec<Example>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut command = Command::new(tests.join("browser/node"));
    let output = command.arg(tests.join("markdown/examples.mjs")).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        say(
            "NOT TESTED: the examples of CommonMark, because Node or its packages are missing (npm ci --prefix tests/markdown)",
        );
        return None;
    };
    Some(serde_json::from_slice(&output.stdout).expect("a list of examples"))
}

#[test]
fn every_example_is_printed_as_its_specification_says_but_for_what_our_rules_change() {
    let Some(examples) = examples() else { return };
    assert_eq!(examples.len(), 652 + 28);
    let mut counts = [0; RULES.len()];
    let mut wrong = Vec::new();
    for example in &examples {
        let printed = html(&example.markdown, RawHtml::Trusted, &|_| None, &|_| None);
        let mut page = Page { expected: pieces(&example.html), printed: pieces(&printed) };
        for (rule, count) in RULES.iter().zip(&mut counts) {
            if page.expected == page.printed {
                break;
            }
            let changed = (rule.apply)(page.clone());
            *count += usize::from(changed != page);
            page = changed;
        }
        if page.expected != page.printed {
            wrong.push(format!(
                "=== {}\n{}--- the specification asks for\n{}--- printed is\n{printed}--- {page:?}\n",
                example.name, example.markdown, example.html
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), examples.len(), wrong.concat());
    let found: Vec<_> = RULES.iter().zip(counts).map(|(rule, count)| (rule.name, count)).collect();
    let listed: Vec<_> = RULES.iter().map(|rule| (rule.name, rule.examples)).collect();
    assert_eq!(found, listed, "the number of examples that each rule changes");
    let changed: usize = counts.iter().sum();
    say(&format!("{} examples, {changed} differences, each by a rule", examples.len()));
}
