//! The readers of single values: each takes a node and gives a value of the trade, or reports why not.
//! It does not know which key it reads for; the caller's name of it is only used in messages.

use crate::field::count::Count;
use crate::field::dateline::Coordinates;
use crate::field::day::{Day, DayFault, Moment};
use crate::field::slug::Slug;
use crate::field::word::Word;
use crate::read::fields::Fields;
use crate::read::node::{Node, Scalar, Style, Value};
use crate::text::diagnostic::{Diagnostic, Rule};
use crate::text::nearest::nearest;
use crate::text::rule;
use crate::text::source::SourcePath;
use crate::text::span::{Span, Spanned};

/// Reads the values of one file and gathers its faults.
pub struct Reader<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What was wrong so far.
    pub faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader of the file `path`.
    pub fn new(path: &'a SourcePath) -> Reader<'a> {
        Reader {
            path,
            faults: Vec::new(),
        }
    }

    /// Reports a fault against `rule` at `span`.
    pub fn fault(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults
            .push(rule.at(self.path, span, message).label(label).help(help));
    }

    /// The mapping `node`, reported if it is something else.
    pub fn fields<'n>(&mut self, node: &'n Node, name: &str) -> Option<Fields<'n>> {
        let fields = Fields::of(node, self.path, &mut self.faults);
        if fields.is_none() {
            self.wrong_shape(
                node,
                name,
                "a mapping: `{key: value}`, or `key: value` lines below it",
            );
        }
        fields
    }

    /// Reports what nobody asked for in `fields`; `what` names the mapping.
    pub fn finish(&mut self, fields: Fields<'_>, what: &str) {
        fields.finish(what, self.path, &mut self.faults);
    }

    /// The items of the list `node`; a single value that is not a list is reported.
    pub fn list<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_shape(
            node,
            name,
            "a list: `[one, two]`, or lines that begin with `- `",
        );
        &[]
    }

    /// Every item of the list `node`, read by `read`.
    pub fn each<T>(
        &mut self,
        node: Option<&Node>,
        name: &str,
        mut read: impl FnMut(&mut Reader<'a>, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = node else { return Vec::new() };
        let items = self.list(node, name);
        items.iter().filter_map(|item| read(self, item)).collect()
    }

    /// The scalar `node`, reported if it is blank, null, a list or a mapping.
    pub fn scalar<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n Scalar> {
        let Value::Scalar(scalar) = &node.value else {
            self.wrong_shape(node, name, "a single value");
            return None;
        };
        if scalar.is_blank() || scalar.is_null() || scalar.text.trim().is_empty() {
            self.fault(
                &rule::EMPTY_VALUE,
                node.span,
                format!("`{name}` has no value"),
                "nothing is written here",
                format!("write a value, or leave the line `{name}:` out"),
            );
            return None;
        }
        Some(scalar)
    }

    /// Any text, as written.
    pub fn text(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<String>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        Some(Spanned::new(scalar.text.trim().to_owned(), node.span))
    }

    /// Any text, without its place.
    pub fn words(&mut self, node: Option<&Node>, name: &str) -> Option<String> {
        self.text(node, name).map(|text| text.value)
    }

    /// A list of texts.
    pub fn texts(&mut self, node: Option<&Node>, name: &str) -> Vec<Spanned<String>> {
        self.each(node, name, |reader, item| reader.text(Some(item), name))
    }

    /// A name that is compared with others: text in which nothing is hidden.
    pub fn name(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<String>> {
        let text = self.text(node, name)?;
        let hidden = text.value.chars().find(|&c| is_hidden(c));
        if let Some(hidden) = hidden {
            self.fault(
                &rule::UNPRINTABLE,
                text.span,
                format!("`{name}` holds an invisible character"),
                format!("U+{:04X} is in here", u32::from(hidden)),
                "delete it and type the name anew: two names that look alike must be alike",
            );
            return None;
        }
        Some(text)
    }

    /// `true` or `false`, and nothing else.
    pub fn switch(&mut self, node: Option<&Node>, name: &str) -> Option<bool> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match (scalar.style, scalar.text.as_str()) {
            (Style::Plain, "true") => Some(true),
            (Style::Plain, "false") => Some(false),
            (_, other) => {
                self.fault(
                    &rule::NOT_A_SWITCH,
                    node.span,
                    format!("`{name}` is `{other}`, which is neither yes nor no"),
                    "neither `true` nor `false`",
                    format!("write `{name}: true` or `{name}: false`"),
                );
                None
            }
        }
    }

    /// One of a closed list of words.
    pub fn word<W: Word>(&mut self, node: Option<&Node>, name: &str) -> Option<W> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        if let Some(value) = W::parse(&scalar.text) {
            return Some(value);
        }
        let known: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
        let label = nearest(&scalar.text, known.iter().copied()).map_or_else(
            || format!("not a {}", W::NOUN),
            |near| format!("did you mean `{near}`?"),
        );
        self.fault(
            &rule::NOT_ONE_OF,
            node.span,
            format!("`{}` is not a {}", shorten(&scalar.text), W::NOUN),
            label,
            format!("write one of: {}", known.join(", ")),
        );
        None
    }

    /// A count, from the raw text of the value.
    pub fn count(&mut self, node: &Node, name: &str) -> Option<Count> {
        let Value::Scalar(scalar) = &node.value else {
            self.wrong_shape(
                node,
                name,
                "a count, or `{min: 80, max: 115, text: \"..\"}`",
            );
            return None;
        };
        if scalar.style == Style::Block {
            self.fault(
                &rule::COUNT_IN_BLOCK,
                node.span,
                format!("the count of `{name}` would vanish"),
                "an unquoted `>` or `|` begins a block of text in YAML",
                "put it in quotes: \">5\"",
            );
            return None;
        }
        if scalar.is_blank() {
            self.scalar(node, name)?;
        }
        match Count::parse(&scalar.text) {
            Ok(count) => Some(count),
            Err(fault) => {
                // Between quotes the text begins one byte later; escapes may move it, so clamp to the value.
                let quote = usize::from(scalar.style == Style::Quoted);
                let at = node
                    .span
                    .within(fault.at.start + quote..fault.at.end + quote);
                self.fault(
                    &rule::NOT_A_COUNT,
                    at,
                    fault.message,
                    fault.label,
                    fault.help,
                );
                None
            }
        }
    }

    /// A day: `2017-05-31`.
    pub fn day(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Day>> {
        self.dated(node, name, Day::parse)
    }

    /// A day, or a full timestamp with an offset.
    pub fn moment(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Moment>> {
        self.dated(node, name, Moment::parse)
    }

    fn dated<T>(
        &mut self,
        node: Option<&Node>,
        name: &str,
        parse: impl Fn(&str) -> Result<T, DayFault>,
    ) -> Option<Spanned<T>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match parse(&scalar.text) {
            Ok(value) => Some(Spanned::new(value, node.span)),
            Err(fault) => {
                let quote = usize::from(scalar.style == Style::Quoted);
                let at = node
                    .span
                    .within(fault.at.start + quote..fault.at.end + quote);
                self.fault(
                    &rule::NOT_A_DATE,
                    at,
                    fault.message,
                    fault.label,
                    fault.help,
                );
                None
            }
        }
    }

    /// A slug or an id.
    pub fn slug(&mut self, node: Option<&Node>, name: &str) -> Option<Spanned<Slug>> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        match Slug::parse(&scalar.text) {
            Ok(slug) => Some(Spanned::new(slug, node.span)),
            Err(fault) => {
                self.fault(
                    &rule::NOT_A_SLUG,
                    node.span,
                    fault.message,
                    fault.label,
                    fault.help,
                );
                None
            }
        }
    }

    /// A list of slugs or ids.
    pub fn slugs(&mut self, node: Option<&Node>, name: &str) -> Vec<Spanned<Slug>> {
        self.each(node, name, |reader, item| reader.slug(Some(item), name))
    }

    /// A whole number.
    pub fn whole_number(&mut self, node: Option<&Node>, name: &str) -> Option<i64> {
        let node = node?;
        let scalar = self.scalar(node, name)?;
        let digits = scalar.text.strip_prefix('-').unwrap_or(&scalar.text);
        let plain = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        let number = scalar.text.parse().ok().filter(|_| plain);
        if number.is_none() {
            self.fault(
                &rule::NOT_A_NUMBER,
                node.span,
                format!("`{name}` is not a whole number"),
                "not a whole number",
                "write digits alone, such as 3",
            );
        }
        number
    }

    /// Latitude and longitude from `fields`, which hold both or neither.
    pub fn coordinates(&mut self, fields: &mut Fields<'_>) -> Option<Coordinates> {
        let lat = fields.take("lat");
        let lon = fields.take("lon");
        match (lat, lon) {
            (None, None) => None,
            (Some(lat), Some(lon)) => {
                let lat = self.degrees(lat, "lat", 90);
                let lon = self.degrees(lon, "lon", 180);
                Some(Coordinates {
                    lat: lat?,
                    lon: lon?,
                })
            }
            (Some(one), None) | (None, Some(one)) => {
                self.fault(
                    &rule::TOGETHER,
                    one.span,
                    "half a place: `lat` and `lon` belong together",
                    "the other is missing",
                    "write both, as in `lat: 36.35` and `lon: 43.11`",
                );
                None
            }
        }
    }

    /// Degrees as millionths; at most `most` either way.
    fn degrees(&mut self, node: &Node, name: &str, most: i32) -> Option<i32> {
        let scalar = self.scalar(node, name)?;
        let millionths = millionths(&scalar.text);
        if let Some(value) = millionths.filter(|value| value.abs() <= most * 1_000_000) {
            return Some(value);
        }
        let label = match millionths {
            Some(_) => format!("outside -{most} to {most}"),
            None => "not a decimal number of degrees".to_owned(),
        };
        self.fault(
            &rule::NOT_A_NUMBER,
            node.span,
            format!("`{name}` is not a place on the earth"),
            label,
            format!("write degrees with a point, from -{most} to {most}, such as 36.35"),
        );
        None
    }

    /// A full web address.
    pub fn url(&mut self, node: Option<&Node>, name: &str) -> Option<String> {
        let text = self.text(node, name)?;
        let rest = text
            .value
            .strip_prefix("https://")
            .or(text.value.strip_prefix("http://"));
        let sound = rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if !sound {
            self.fault(
                &rule::NOT_AN_ADDRESS,
                text.span,
                format!("`{name}` is not a web address"),
                "not an http:// or https:// address",
                "copy the whole address from the browser, beginning with https://",
            );
            return None;
        }
        Some(text.value)
    }

    /// Paths inside the site that lead to this page, such as `/old/page/`.
    pub fn aliases(&mut self, node: Option<&Node>) -> Vec<Spanned<String>> {
        let written = self.texts(node, "aliases");
        written
            .into_iter()
            .filter_map(|alias| self.alias(alias))
            .collect()
    }

    fn alias(&mut self, alias: Spanned<String>) -> Option<Spanned<String>> {
        let parts = alias
            .value
            .strip_prefix('/')
            .map(|rest| rest.trim_end_matches('/').split('/'));
        let sound = parts.is_some_and(|mut parts| parts.all(is_plain_part));
        if !sound {
            self.fault(
                &rule::NOT_AN_ADDRESS,
                alias.span,
                "an alias is not a path of this site",
                "not a plain path",
                "write it from the root with letters, digits, hyphens, dots and underscores: /old/page/",
            );
            return None;
        }
        Some(alias)
    }

    /// Reports that `node` should have been `expected`.
    pub fn wrong_shape(&mut self, node: &Node, name: &str, expected: &str) {
        let found = match &node.value {
            Value::Scalar(_) => "this is a single value",
            Value::List(_) => "this is a list",
            Value::Map(_) => "this is a mapping",
        };
        self.fault(
            &rule::WRONG_SHAPE,
            node.span,
            format!("`{name}` has the wrong shape"),
            found,
            format!("write {expected}"),
        );
    }
}

/// Long input is cut in messages.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Characters that change how text looks without being seen: direction controls and zero-width marks.
/// The joiners U+200C and U+200D are spelling in Persian, Kurdish and others, and stay.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// One part of a path that means the same on every host: no dots that climb, nothing to decode.
fn is_plain_part(part: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !part.is_empty() && part.len() <= 200 && part.chars().all(plain) && !part.starts_with('.')
}

/// A decimal number of degrees as millionths; more than six decimals are cut, which is a hand's breadth.
fn millionths(text: &str) -> Option<i32> {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or((1, text), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) || whole.len() > 3 {
        return None;
    }
    let six: String = decimals.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i32>().ok()? * 1_000_000 + six.parse::<i32>().ok()?))
}
