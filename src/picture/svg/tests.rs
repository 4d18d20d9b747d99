//! Drawings as programs save them, and drawings with more in them than lines.
//! It does not know what is done with a drawing that is refused.

use super::check;

/// Why a drawing of these elements is refused; empty if it is not.
fn told(inside: &str) -> String {
    whole(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>"))
}

fn whole(drawing: &str) -> String {
    check(drawing).err().map_or_else(String::new, |it| format!("line {} has {}", it.line, it.what))
}

#[test]
fn drawings_that_only_draw_are_published() {
    for drawing in [
        // By hand, and minified.
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#fbfaf7" d="M0 0h32v32H0z"/><path fill="none" stroke="#0b5563" d="M18.5 13.5h9v4h-9zm-6 9h6v4h-6z"/></svg>"##,
        // Inkscape, "plain SVG", without its comment.
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg1" xml:space="preserve"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"><defs id="defs1"><linearGradient
   id="a"><stop style="stop-color:#000000;stop-opacity:1;" offset="0" id="stop1" /></linearGradient></defs><g id="layer1"><rect
   style="fill:url(#a);fill-opacity:1;stroke:#ff00ff;stroke-width:0.265;stroke-linecap:round;stroke-dasharray:none;paint-order:fill markers stroke"
   id="rect1" width="60.5" height="-4e-2" x="1.5e2" y="44" transform="matrix(0.9,0,0,0.9,-3.2,1)" /><text xml:space="preserve"
   style="font-size:10.58px;font-family:'Noto Sans Arabic';-inkscape-font-specification:'Noto Sans Arabic, Normal';text-align:center;text-anchor:middle;writing-mode:lr-tb;fill:#000000"
   x="10" y="20" id="text1"><tspan id="tspan1" x="10" y="20">الموصل &amp; Mosul &#8212; west</tspan></text></g></svg>"##,
        // Illustrator, with its settings for the smallest file.
        r##"<svg id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50"><defs><style>.cls-1{fill:#fff;}.cls-2,.cls-3{fill:none;stroke:#231f20;stroke-miterlimit:10;}.cls-3{stroke-width:.5px}</style><clipPath id="c"><circle cx="5" cy="5" r="3"/></clipPath></defs><g clip-path="url(#c)"><polygon class="cls-1 cls-2" points="10 20 30.5 40 50 60"/><use xlink:href="#c"/></g></svg>"##,
        r##"<svg version="1.1" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px" width="24px" height="24px" style="enable-background:new 0 0 24 24;" xml:space="preserve"><style type="text/css">
	.st0{fill:#1D1D1B;font-family:'MyriadPro-Regular';font-size:12px;}
</style><text transform="matrix(1 0 0 1 10 20)" class="st0">Mosul</text></svg>"##,
        // d3.
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0,0,640,400" style="max-width: 100%; height: auto; font: 10px sans-serif;"><g transform="translate(0,370)" fill="none" font-size="10" font-family="sans-serif" text-anchor="middle"><path class="domain" stroke="currentColor" d="M40.5,6V0.5H620.5V6"/><g class="tick" opacity="1" transform="translate(40.5,0)"><line stroke="currentColor" y2="6"/><text fill="currentColor" y="9" dy="0.71em">−10</text></g></g><g fill="steelblue" style="mix-blend-mode: multiply;"><rect x="1" y="2.5" width="3" height="4" fill-opacity="0.7" shape-rendering="crispEdges"/></g></svg>"##,
        // matplotlib, without its notes.
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"460.8pt\" height=\"345.6pt\" viewBox=\"0 0 460.8 345.6\" xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"><defs><style type=\"text/css\">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><g id=\"figure_1\"><g id=\"patch_1\"><path d=\"M 0 345.6 \nL 460.8 345.6 \nz\n\" style=\"fill: #ffffff\"/></g><use xlink:href=\"#m\" x=\"73.8\" y=\"307\" style=\"stroke: #000000; stroke-width: 0.8\"/></g></svg>",
        // Icons.
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" class="feather feather-map" role="img" aria-hidden="true" focusable="false"><polygon points="1 6 1 22 8 18 16 22 23 18 23 2 16 6 8 2 1 6"></polygon><line x1="8" y1="2" x2="8" y2="18"></line></svg>"##,
        "\u{FEFF}<svg xmlns='http://www.w3.org/2000/svg'/>",
    ] {
        assert_eq!(whole(drawing), "", "{drawing}");
    }
    for inside in [
        "",
        "<g id=\"a\"><path d=\"M0 0h9\" style=\"fill: url(#b)\"/><text>Tigris &amp; Mosul</text></g>",
        "<use href=\"#a\"/><style>path { fill: teal }</style>",
        "<style>path { fill: #000 } @media (prefers-color-scheme: dark) {\n path { fill: white } }</style>",
        "<style><![CDATA[.a { fill: rgb(1, 2, 3); stroke: hsl(120deg 50% 50% / 0.5) }]]></style>",
        "<path fill=\"url('#a') none\" mask=\"url( &quot;#b&quot; )\"/>",
        "<marker id='m' orient='auto-start-reverse' markerUnits='strokeWidth' overflow='visible'/>",
        "<filter id='f' x='-10%' filterUnits='userSpaceOnUse'><feGaussianBlur in='SourceGraphic' stdDeviation='2 3' result='b'/><feColorMatrix type='matrix' values='1 0 0 0 0'/><feMerge><feMergeNode in='b'/></feMerge></filter>",
        "<g filter='drop-shadow(0 1px 2px rgba(0,0,0,.5))' style='transform:rotate(45deg) translate(10px, 2em)'/>",
        "<pattern id='p' patternUnits='userSpaceOnUse' patternTransform='rotate(45)' width='4' height='4'/>",
        "<linearGradient id='l' gradientUnits='objectBoundingBox' gradientTransform='scale(2)' xlink:href='#k' spreadMethod='pad' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
        "<text><textPath href='#curve' startOffset='50%'>River</textPath></text>",
        "<svg x='1' y='1' preserveAspectRatio='xMidYMid meet' xmlns='http://www.w3.org/2000/svg'/>",
        "<symbol id='s' viewBox='0 0 1 1'><circle r='1'/></symbol>",
        "<path style='fill:none !important;stroke-width:calc(1px + 2 * 3px)'/>",
    ] {
        assert_eq!(told(inside), "", "{inside}");
    }
}

/// Asserts that each of these elements is refused, with these words about it.
fn refused(cases: &[(&str, &str)]) {
    for (inside, what) in cases {
        let told = told(inside);
        assert!(told.contains(what), "{inside}: {told}");
    }
}

#[test]
fn programs_and_what_leads_somewhere_are_refused() {
    refused(&[
        ("<script>x</script>", "`script`"),
        ("<SCRIPT/>", "`SCRIPT`"),
        ("<g onclick=\"x\"/>", "`onclick`"),
        ("<g ONLOAD='x'/>", "`ONLOAD`"),
        ("<foreignObject/>", "`foreignObject`"),
        ("<a href=\"https://example.org/\"/>", "`a`"),
        ("<a href=\"#a\"/>", "`a`"),
        ("<set attributeName=\"href\" to=\"javascript:x\"/>", "`set`"),
        ("<animate attributeName='fill' values='red'/>", "`animate`"),
        ("<animateTransform/>", "`animateTransform`"),
        ("<animateMotion path='M0 0'/>", "`animateMotion`"),
        ("<discard begin='2s'/>", "`discard`"),
        ("<handler/>", "`handler`"),
        ("<iframe/>", "`iframe`"),
        ("<view/>", "`view`"),
        ("<cursor href='#a'/>", "`cursor`"),
        ("<switch/>", "`switch`"),
    ]);
}

#[test]
fn what_loads_something_is_refused() {
    let picture = "data:image/png;base64,AA";
    refused(&[
        (&format!("<image href=\"{picture}\"/>"), "`image`"),
        ("<image href=\"a.png\"/>", "`image`"),
        ("<feImage href='#a'/>", "`feImage`"),
        ("<feImage><set attributeName='href' to='https://example.org/'/></feImage>", "`feImage`"),
        ("<audio/>", "`audio`"),
        ("<video/>", "`video`"),
        ("<use href=\"other.svg#a\"/>", "`href`"),
        ("<use href=\"https://example.org/a.svg#a\"/>", "`href`"),
        ("<use href=\"&#35;a b\"/>", "`href`"),
        ("<use href=\" #a\"/>", "`href`"),
        (
            "<use xlink:href=\"data:image/svg+xml,a\" xmlns:xlink='http://www.w3.org/1999/xlink'/>",
            "`xlink:href`",
        ),
        ("<path style=\"fill: url(https://example.org/)\"/>", "`style`"),
        ("<path style=\"fill: &#117;rl(https://example.org/)\"/>", "`style`"),
        ("<path style=\"fill: \\75rl(https://example.org/)\"/>", "`style`"),
        ("<path style=\"fill: u\\rl(https://example.org/)\"/>", "`style`"),
        ("<path style=\"fill: URL(//example.org/)\"/>", "`style`"),
        ("<path style=\"fill: url (https://example.org/)\"/>", "`style`"),
        ("<path fill=\"url(https://example.org/a.svg#b)\"/>", "`fill`"),
        ("<path fill=\"url('https://example.org/#b')\"/>", "`fill`"),
        (&format!("<path mask='url({picture})'/>"), "`mask`"),
        ("<path style=\"background: image-set('https://example.org/a.png' 1x)\"/>", "`style`"),
        ("<path style=\"background: -webkit-image-set(url(#a) 1x)\"/>", "`style`"),
        ("<path style=\"mask: image('https://example.org/')\"/>", "`style`"),
        ("<path style=\"mask: src('https://example.org/')\"/>", "`style`"),
        ("<path style=\"background: cross-fade(url(#a), url(b))\"/>", "`style`"),
        ("<path style=\"width: expression(x)\"/>", "`style`"),
        ("<path style=\"behavior: url(#default)\"/>", "`style`"),
        ("<path style=\"-moz-binding: url(#a)\"/>", "`style`"),
        ("<path style=\"--a: b; fill: var(--a)\"/>", "`style`"),
        ("<path style=\"content: attr(id)\"/>", "`style`"),
        ("<path cursor=\"url(a.png), auto\"/>", "`cursor`"),
        ("<path filter=\"url(a.svg#f)\"/>", "`filter`"),
    ]);
}

#[test]
fn rules_of_style_that_do_more_than_draw_are_refused() {
    refused(&[
        ("<style>@import 'https://example.org/';</style>", "a style"),
        ("<style>@import url(#a);a{}</style>", "a style"),
        ("<style>@&#105;mport 'https://example.org/'</style>", "a style"),
        ("<style>@font-face { font-family: a; src: url(#b) }</style>", "a style"),
        ("<style>@media print { a { fill: red } }</style>", "a style"),
        ("<style>@media (prefers-color-scheme: dark) { @import url(#a); }</style>", "a style"),
        ("<style>@media (prefers-color-scheme: dark) { a { fill: red }</style>", "a style"),
        ("<style>@namespace url(http://www.w3.org/1999/xhtml);</style>", "a style"),
        ("<style>a { fill: url(https://example.org/) }</style>", "a style"),
        ("<style>a { fill: ur&#108;(https://example.org/) }</style>", "a style"),
        ("<style>a[href^='b'] { fill: red }</style>", "a style"),
        ("<style>/* Jane */ a { fill: red }</style>", "a style"),
        ("<style>a { fill: red } Jane</style>", "a style"),
        ("<style><a/></style>", "`a`"),
    ]);
}

#[test]
fn other_vocabularies_are_refused() {
    let page = "http://www.w3.org/1999/xhtml";
    refused(&[
        (&format!("<meta xmlns='{page}' http-equiv='refresh' content='0;url=a'/>"), "`meta`"),
        (&format!("<g xmlns='{page}'/>"), "`xmlns`"),
        (&format!("<h:img xmlns:h='{page}' src='a.png'/>"), "`h:img`"),
        (&format!("<g xmlns:h='{page}'/>"), "`xmlns:h`"),
        ("<g xmlns:xlink='http://example.org/'/>", "`xmlns:xlink`"),
        ("<svg:script xmlns:svg='http://www.w3.org/2000/svg'/>", "`svg:script`"),
        ("<g xmlns=''><link rel='stylesheet' href='#a'/></g>", "`xmlns`"),
        ("<g xml:base='https://example.org/'/>", "`xml:base`"),
        ("<g ev:event='click'/>", "`ev:event`"),
    ]);
}

#[test]
fn notes_and_what_is_not_shown_are_refused() {
    refused(&[
        ("<!-- Jane -->", "a comment"),
        ("<?xpacket Jane?>", "an instruction"),
        ("<?xml version='1.0'?>", "an instruction"),
        ("<metadata>Jane</metadata>", "`metadata`"),
        ("<desc>Jane</desc>", "`desc`"),
        ("<title>/home/jane/plan.svg</title>", "`title`"),
        ("<g data-author='Jane'/>", "`data-author`"),
        ("<g aria-label='Jane'/>", "`aria-label`"),
        ("<g title='Jane'/>", "`title`"),
        (
            "<g xmlns:inkscape=\"http://www.inkscape.org/\" inkscape:label=\"Jane\"/>",
            "`xmlns:inkscape`",
        ),
        ("<g inkscape:label=\"Jane\"/>", "`inkscape:label`"),
        ("<g sodipodi:docname='/home/jane/a.svg'/>", "`sodipodi:docname`"),
        ("<![CDATA[Jane]]>", "text that is not shown"),
        ("<g>Jane</g>", "text that is not shown"),
        ("<path>Jane</path>", "text that is not shown"),
        ("<g>&#74;ane</g>", "text that is not shown"),
        ("<text>&jane;</text>", "text that is not shown"),
        ("<defs><text>Jane</text></defs>", "`text`"),
        ("<path d='M0 0 Jane'/>", "`d`"),
        ("<path fill='Jane'/>", "`fill`"),
        ("<path style='fill: red; Jane'/>", "`style`"),
        ("<path style='jane: red'/>", "`style`"),
        ("<rect width='36.34N'/>", "`width`"),
        ("<g id='Jane, 12 Home Street'/>", "`id`"),
        ("<g version='Jane'/>", "`version`"),
        ("<g style='display:none'><text>Jane</text></g>", "`style`"),
        ("<g display='none'><text>Jane</text></g>", "`display`"),
        ("<g visibility='hidden'/>", "`visibility`"),
        ("<style>.notes { DISPLAY : none }</style>", "a style"),
    ]);
}

#[test]
fn what_is_no_whole_drawing_is_refused() {
    for drawing in [
        "",
        "<svg",
        "Jane",
        "<svg/>",
        "<svg xmlns='http://www.w3.org/2000/svg'>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'/><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>Jane",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<!DOCTYPE svg [<!ENTITY a 'Jane'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml-stylesheet href='https://example.org/'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' author='Jane'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/><!-- Jane -->",
        "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
    ] {
        assert_ne!(whole(drawing), "", "{drawing}");
    }
}

#[test]
fn what_is_found_has_a_line_and_a_name() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'>\n<g/>\n<desc>Jane</desc></svg>";
    assert_eq!(whole(drawing), "line 3 has an element `desc`, which does not draw");
    let drawing = "<?xml version='1.0'?>\n<!-- Jane -->\n<svg xmlns='http://www.w3.org/2000/svg'/>";
    assert_eq!(whole(drawing), "line 2 has a comment");
}
