//! Values in a drawing: numbers, colours, known words, and parts of the same drawing.
//! It does not know declarations of style, which hold several values.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::picture::svg::names::{Allowed, SVG};

/// Words that values are made of, without the names of colours.
const WORDS: &str = "accumulate add after-edge all alphabetic alternate arithmetic atop auto auto-start-reverse baseline before-edge \
    bevel bidi-override block bold bolder bottom bounding-box butt cap-height capitalize center central clip clone collapse color \
    color-burn color-dodge condensed contain context-fill context-stroke contextual cover crispedges crosshair currentcolor darken \
    dashed default difference disc discrete dotted duplicate ellipsis embed end evenodd ex-height exclude exclusion expanded \
    extra-condensed extra-expanded fantasy fill fill-box filled fixed fixed-position flex from-font fuzzy gamma geometricprecision \
    grid hanging hard-light help hidden horizontal horizontal-tb hue identity ideographic in inherit initial inline inline-block \
    inside inter-character inter-word intersect isolate isolate-override italic justify keep-all landscape large larger left \
    lighten lighter line-through linear linearrgb luminance luminosity lowercase ltr magnify manual markers mathematical matrix \
    max-content medium meet middle min-content miter miter-clip mixed move multiply narrower new no-change \
    no-clip no-common-ligatures no-drop no-repeat non-rotation non-scaling-size non-scaling-stroke none normal nonzero not-allowed \
    nowrap objectboundingbox oblique off on open optimizelegibility optimizequality optimizespeed out over overlay overline pad \
    paint painted plaintext pointer portrait pre pre-line pre-wrap preserve progress reflect relative repeat reset-size revert \
    right rl rl-tb rotate round row rtl sans-serif saturation scale-down screen scroll self semi-condensed semi-expanded serif \
    sides slice small small-caps smaller soft-light solid space spacing spacingandglyphs square srgb start static stitch nostitch stretch strokewidth lr-tb lr \
    strike stroke stroke-box stroke-width sub subtract super tb tb-rl text text-after-edge text-before-edge text-bottom text-top \
    thick thin top transparent turbulence fractalnoise ultra-condensed ultra-expanded under underline unset uppercase \
    upright use-script userspaceonuse vertical-lr vertical-rl view-box visible visiblefill visiblepainted visiblestroke wavy wrap \
    xmaxymax xmaxymid xmaxymin xmidymax xmidymid xmidymin xminymax xminymid xminymin xor x-large x-small xx-large xx-small \
    absolute alternate-reverse monospace cursive system-ui absolute-colorimetric perceptual balanced vertical zoom-in zoom-out grab \
    defer no-limit exact tonal lch oklab hsl srgb-linear display-p3 lab xyz important !important";

const COLOURS: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood \
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen \
    darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray \
    darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia \
    gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender \
    lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink \
    lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta \
    maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise \
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red \
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow \
    springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen";

/// Functions that compute a value from others. Those that fetch something, such as `image-set`, are not among them.
const FUNCTIONS: [&str; 38] = [
    "blur",
    "brightness",
    "calc",
    "circle",
    "color",
    "color-mix",
    "contrast",
    "drop-shadow",
    "ellipse",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "inset",
    "invert",
    "lab",
    "lch",
    "matrix",
    "oklab",
    "oklch",
    "opacity",
    "polygon",
    "rgb",
    "rgba",
    "rotate",
    "saturate",
    "scale",
    "scalex",
    "scaley",
    "sepia",
    "skew",
    "skewx",
    "skewy",
    "translate",
    "translatex",
    "translatey",
    "max",
];

const UNITS: [&str; 18] = [
    "", "%", "ch", "cm", "deg", "em", "ex", "grad", "in", "mm", "pc", "pt", "px", "q", "rad",
    "rem", "s", "turn",
];

static KNOWN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    WORDS.split_ascii_whitespace().chain(COLOURS.split_ascii_whitespace()).collect()
});

/// Whether `value` is one of those that are `allowed` for the attribute or property `name`. Declarations of style are checked
/// elsewhere: they are no single value.
pub(super) fn fits(allowed: Allowed, name: &str, value: &str) -> bool {
    let all = |allowed: &str| value.chars().all(|c| allowed.contains(c));
    match allowed {
        Allowed::Value => draws(value) && !hides(name, value),
        Allowed::Font => {
            let allowed = |c: char| c.is_alphanumeric() || " \t\n,'\"_-./%".contains(c);
            value.chars().all(allowed)
        }
        Allowed::Path => all("MmZzLlHhVvCcSsQqTtAaeE0123456789+-., \t\n\r"),
        Allowed::Numbers => all("eE0123456789+-., \t\n\r"),
        Allowed::Name => is_name(value),
        Allowed::Names => value.split_ascii_whitespace().all(is_name),
        Allowed::Reference => value.strip_prefix('#').is_some_and(is_name),
        Allowed::Style => false,
        Allowed::Language => value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        Allowed::Namespace => value == SVG,
        Allowed::OneOf(known) => known.contains(&value),
    }
}

/// Whether a value hides what it is for, such as a layer with notes. Readers of the file would still see it.
fn hides(name: &str, value: &str) -> bool {
    let value = value.trim_ascii();
    let is = |word: &str| value.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    match name {
        "display" => is("none"),
        "visibility" => is("hidden") || is("collapse"),
        _ => false,
    }
}

/// Whether a value is made of numbers, colours, known words and functions, and of parts of the same drawing.
fn draws(value: &str) -> bool {
    let mut rest = value;
    let mut depth = 0_usize;
    while let Some(first) = rest.chars().next() {
        match first {
            ' ' | '\t' | '\n' | '\r' | ',' | '/' => rest = &rest[1..],
            '*' | '+' | '-' if depth > 0 && !starts_number(rest) => rest = &rest[1..],
            ')' if depth > 0 => {
                depth -= 1;
                rest = &rest[1..];
            }
            '#' => {
                let (colour, after) = split(&rest[1..], |c| c.is_ascii_hexdigit());
                if !matches!(colour.len(), 3 | 4 | 6 | 8) {
                    return false;
                }
                rest = after;
            }
            _ if starts_number(rest) => match after_number(rest) {
                Some(after) => rest = after,
                None => return false,
            },
            _ => {
                let (word, after) = split(rest, |c| c.is_ascii_alphanumeric() || "-!".contains(c));
                let word = word.to_ascii_lowercase();
                match after.strip_prefix('(') {
                    Some(inside) if word == "url" => match after_reference(inside) {
                        Some(after) => rest = after,
                        None => return false,
                    },
                    Some(inside) if FUNCTIONS.contains(&word.as_str()) => {
                        depth += 1;
                        rest = inside;
                    }
                    None if KNOWN.contains(word.as_str()) => rest = after,
                    _ => return false,
                }
            }
        }
    }
    depth == 0
}

/// Whether this is the name of a part: letters, digits and what programs put between them.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c))
}

fn starts_number(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    text.strip_prefix('.').unwrap_or(text).starts_with(|c: char| c.is_ascii_digit())
}

/// What follows a number and its unit; none if it is no unit.
fn after_number(text: &str) -> Option<&str> {
    let (_, rest) =
        split(text.strip_prefix(['+', '-']).unwrap_or(text), |c| c.is_ascii_digit() || c == '.');
    let exponent = rest.strip_prefix(['e', 'E']).filter(|it| starts_number(it));
    let rest = match exponent {
        Some(exponent) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            split(digits, |c| c.is_ascii_digit()).1
        }
        None => rest,
    };
    let (unit, rest) = split(rest, |c| c.is_ascii_alphabetic() || c == '%');
    UNITS.contains(&unit.to_ascii_lowercase().as_str()).then_some(rest)
}

/// What follows `#name)`, with or without quotation marks.
fn after_reference(text: &str) -> Option<&str> {
    let (address, after) = text.split_once(')')?;
    let address = address.trim_ascii();
    let quoted = |mark: char| address.strip_prefix(mark)?.strip_suffix(mark);
    let address = quoted('"').or_else(|| quoted('\'')).unwrap_or(address);
    is_name(address.strip_prefix('#')?).then_some(after)
}

/// Splits `text` before the first character that is not one of these.
fn split(text: &str, is_inside: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !is_inside(c)).unwrap_or(text.len()))
}
