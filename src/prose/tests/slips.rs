//! Markup that is not taken, and what is no slip. The reports are in `tests/faults/markup-not-taken.txt`.

use crate::prose::parsed::ParsedBody;
use crate::prose::slips::kind::{CommentSlip, EmphasisSlip, LinkSlip, SignSlip, Slip, SlipKind};
use crate::prose::slips::slips;

fn found(markdown: &str) -> Vec<Slip> {
    slips(&ParsedBody::new(markdown))
}

fn check_sound(markdown: &str) {
    assert_eq!(found(markdown), [], "{markdown}");
}

fn check_emphasis(markdown: &str, right: &str) {
    let slips = found(markdown);
    let written: Vec<Option<&str>> = slips
        .iter()
        .map(|slip| match &slip.kind {
            SlipKind::Emphasis(EmphasisSlip::Beside(_, right)) => right.as_deref(),
            other => panic!("{markdown}: {other:?}"),
        })
        .collect();
    assert_eq!(written, [Some(right)], "{markdown}");
    check_sound(right);
}

#[test]
fn emphasis_beside_punctuation_is_shown_as_it_should_be_written() {
    check_emphasis("و**«حماس»** قالت", "و«**حماس**» قالت");
    check_emphasis("**死者：120人。**他们", "**死者：120人**。他们");
    check_emphasis("**「死者」**が", "「**死者**」が");
    check_emphasis("사망자는 **120명(추정)**이다", "사망자는 **120명**(추정)이다");
    check_emphasis("**עדכון:**הקרב", "**עדכון**:הקרב");
    check_emphasis("**Hamas («حماس»)**قالت", "**Hamas** («حماس»)قالت");
    check_emphasis("**«حماس» و«فتح»**قالتا", "**«حماس» و**«فتح»قالتا");
    check_emphasis("*«حماس»*قالت", "«*حماس*»قالت");
    check_emphasis("the~~(old)~~figure", "the(~~old~~)figure");
    check_emphasis("و**حماس **.", "و**حماس**.");
    check_emphasis("killed** today **", "killed **today**");
    check_emphasis("__平民__死亡", "**平民**死亡");
    check_emphasis("__حماس__والجيش", "**حماس**والجيش");
    check_emphasis("** twelve ** died", "**twelve** died");
    check_emphasis("**twelve ** died", "**twelve** died");
}

#[test]
fn emphasis_that_is_taken_is_no_slip() {
    for body in [
        "**120** *killed* __here__ ~~70~~ and ***both***",
        "**«حماس»** قالت",
        "قالت **حماس**، ثم",
        "**死者**：120人",
        "a **b** c**d**e",
    ] {
        check_sound(body);
    }
}

#[test]
fn signs_that_are_text_are_no_slip() {
    for body in [
        "2 * 3 * 4 and 2 ** 3",
        "f**k, s*** and ****",
        "killed*, injured**\n\n\\* by noon",
        "the file a_b_c and https://example.org/a_(b)_c",
        "[sic] [he said] (sic), [1], [a], array[0]",
        "Names\n---\n\nText",
        "[a/b] and [and/or] and [the \"old\" one]",
        "at 12:30, {about 12}, 100%, a == b and c == d, 100%% and 200%%",
        "\\<!-- a --> is a comment",
        "killed**\n\n** by noon\n** or later",
        "> 120 people\n\n\\>120 and > 5",
        "a__b__c and _d_",
        "5 * 3 and *4*",
        "a | b",
        "#Mosul and # alone",
        "Fadel (\"Abu Ali\") [or Fadhel] (45)",
        "\\[a\\]\\[b\\] \\*\\*c\\*\\* \\{\\{d}} \\[\\[e]] &#91;a](b c)",
        "<!-- a --> b <!-- c\nd --> e",
        "`[a](b c)` and ``{{ x }}``",
        "    [a](b c)\n",
        "~~~\n{% x %}\n~~~",
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "a[^1]\n\n[^1]: b",
        "[a][b] [c] [d][]\n\n[b]: x.md\n[C]: y.md\n[d]: <z w.md>",
        "> [!NOTE]\n> text",
        "- [the list](a.md)\n- [^1] see\n\n[^1]: x",
    ] {
        check_sound(body);
    }
}

#[test]
fn signs_that_would_be_lost_are_found() {
    for (body, kind) in [
        (">120 people died", SlipKind::Sign(SignSlip::Quotation)),
        ("- >=120 people", SlipKind::Sign(SignSlip::Quotation)),
        ("2*4 shells and 5*6 mortars", SlipKind::Sign(SignSlip::Product)),
        ("![a](b.jpg \"c <!-- d -->\")", SlipKind::Comment(CommentSlip::InTitle)),
        ("a <!— b —> c", SlipKind::Comment(CommentSlip::Changed)),
        ("a ‹!-- b --› c", SlipKind::Comment(CommentSlip::Changed)),
        ("a &lt;!-- b --&gt; c", SlipKind::Comment(CommentSlip::Changed)),
        ("a <!- - b --> c", SlipKind::Comment(CommentSlip::Changed)),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n", SlipKind::Sign(SignSlip::Conflict)),
        ("a\n>>>>>>> c\n", SlipKind::Sign(SignSlip::Conflict)),
        ("At least 12 died.\n---\nLater.", SlipKind::Sign(SignSlip::HeadingByDashes)),
        (
            "[a] (https://b.org)",
            SlipKind::Link(LinkSlip::BlankBeforeAddress("[a](https://b.org)".to_owned())),
        ),
        (
            "[a]\u{200f}(https://b.org)",
            SlipKind::Link(LinkSlip::BlankBeforeAddress("[a](https://b.org)".to_owned())),
        ),
        (
            "[声明]（https://b.org）",
            SlipKind::Link(LinkSlip::BlankBeforeAddress("[声明](https://b.org)".to_owned())),
        ),
    ] {
        assert!(found(body).iter().any(|slip| slip.kind == kind), "{body}: {:?}", found(body));
    }
}

#[test]
fn a_slip_has_the_place_of_its_markup() {
    for (body, written) in [
        ("see [a](b c.md) now", "[a](b c.md)"),
        ("see ![a](b c.jpg \"Photo: D\") now", "![a](b c.jpg \"Photo: D\")"),
        ("see [**a** b](c d.md) now", "[**a** b](c d.md)"),
        ("> see [a][b] now", "[a][b]"),
        ("- see [a][] now", "[a][]"),
        ("say [^1] now", "[^1]"),
        ("see ![[a.jpg]] now", "![[a.jpg]]"),
        ("<!-- x --> see [[a]] now", "[[a]]"),
        ("see [gallery ids=\"1,2\"] now", "[gallery ids=\"1,2\"]"),
        ("see [/caption] now", "[/caption]"),
        ("see {>> ask <<} now", "{>> ask <<}"),
        ("see {/* ask */} now", "{/* ask */}"),
        ("see <% ask %> now", "<% ask %>"),
        ("see {{< ref \"a.md\" >}} now", "{{< ref \"a.md\" >}}"),
        ("[a]({{< ref \"b.md\" >}})", "{{< ref \"b.md\" >}}"),
        ("| a |\n|---|\n| {% b %} |", "{% b %}"),
    ] {
        let places: Vec<&str> = found(body).into_iter().map(|slip| &body[slip.span]).collect();
        assert_eq!(places, [written], "{body}");
    }
}
