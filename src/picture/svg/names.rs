//! The elements and attributes of SVG that draw, and which kind of value an attribute takes.
//! It does not know how a drawing is read, nor what a value looks like.

/// Elements that draw, or that others draw with. Without `image`, `feImage`, `a`, `animate` and `set`, which load something, lead
/// somewhere or change attributes, and without `title`, `desc` and `metadata`, which a page that shows the drawing does not show.
const ELEMENTS: [&str; 48] = [
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "text",
    "textPath",
    "tspan",
    "use",
];

/// Attributes and properties of style whose values are numbers, colours, known words and parts of the drawing.
const VALUES: &str = "-inkscape-stroke alignment-baseline amplitude azimuth background background-color baseFrequency \
    baseline-shift bias block-progression border border-radius bottom box-sizing clip clip-path clip-rule clipPathUnits color \
    color-interpolation color-interpolation-filters color-rendering cursor cx cy diffuseConstant direction display divisor \
    dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter filterUnits flood-color \
    flood-opacity font-kerning font-optical-sizing font-size font-size-adjust font-stretch font-style font-synthesis font-variant \
    font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric \
    font-variant-position font-weight fr fx fy glyph-orientation-horizontal glyph-orientation-vertical gradientTransform \
    gradientUnits height image-rendering inline-size intercept isolation k1 k2 k3 k4 kernelUnitLength kerning left \
    lengthAdjust letter-spacing lighting-color limitingConeAngle line-height margin marker marker-end marker-mid marker-start \
    markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits max-height max-width min-height min-width \
    mix-blend-mode mode numOctaves offset opacity operator order orient overflow padding paint-order pathLength \
    patternContentUnits patternTransform patternUnits pointer-events pointsAtX pointsAtY pointsAtZ position preserveAlpha \
    preserveAspectRatio primitiveUnits r radius refX refY right rotate rx ry scale seed shape-inside shape-margin shape-padding \
    shape-rendering side slope solid-color solid-opacity spacing specularConstant specularExponent spreadMethod startOffset \
    stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-opacity stroke-width surfaceScale tableValues targetX targetY text-align text-align-last text-anchor \
    text-decoration text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness text-indent \
    text-orientation text-overflow text-rendering text-transform text-underline-offset textLength top transform transform-box \
    transform-origin unicode-bidi user-select vector-effect vertical-align viewBox visibility white-space width word-spacing \
    word-wrap writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan";

/// The namespace of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The values that an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// Numbers, colours, known words, parts of the drawing.
    Value,
    /// The names of fonts, and words about them.
    Font,
    /// Lines and curves.
    Path,
    /// Numbers only.
    Numbers,
    /// The name of a part.
    Name,
    /// Several names.
    Names,
    /// A part of the same drawing.
    Reference,
    /// Declarations of style.
    Style,
    /// A language tag.
    Language,
    /// SVG itself.
    Namespace,
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// Whether an element of this name draws.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// The values that the attribute or property `name` takes; none if it does not draw.
pub(super) fn allowed(name: &str) -> Option<Allowed> {
    Some(match name {
        "id" | "in" | "in2" | "result" => Allowed::Name,
        "class" => Allowed::Names,
        "d" => Allowed::Path,
        "points" | "values" | "kernelMatrix" => Allowed::Numbers,
        "style" => Allowed::Style,
        "href" | "xlink:href" => Allowed::Reference,
        "lang" | "xml:lang" => Allowed::Language,
        "font"
        | "font-family"
        | "font-feature-settings"
        | "font-variation-settings"
        | "-inkscape-font-specification" => Allowed::Font,
        "xmlns" | "xmlns:svg" => Allowed::Namespace,
        "xmlns:xlink" => Allowed::OneOf(&[XLINK]),
        "xml:space" => Allowed::OneOf(&["default", "preserve"]),
        "version" => Allowed::OneOf(&["1.0", "1.1", "1.2", "2.0"]),
        "baseProfile" => Allowed::OneOf(&["full", "basic", "tiny", "none"]),
        "role" => Allowed::OneOf(&["img", "presentation", "none"]),
        "aria-hidden" | "focusable" => Allowed::OneOf(&["true", "false"]),
        "media" => Allowed::OneOf(&["all", "screen"]),
        "type" => Allowed::OneOf(&[
            "text/css",
            "matrix",
            "saturate",
            "hueRotate",
            "luminanceToAlpha",
            "identity",
            "table",
            "discrete",
            "linear",
            "gamma",
            "fractalNoise",
            "turbulence",
        ]),
        _ if VALUES.split_ascii_whitespace().any(|known| known == name) => Allowed::Value,
        _ => return None,
    })
}
