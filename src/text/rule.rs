//! Every rule dateline holds a project to: the whole list, in one place, one line each.
//! It does not know who checks them; each is cited where it is checked.

use crate::text::diagnostic::{Rule, Severity};

macro_rules! rules {
    ($($severity:ident $name:ident = $code:literal: $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Rule =
                Rule { code: $code, severity: Severity::$severity, summary: $summary };
        )*

        /// Every rule, in the order of this file.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // Files.
    Error NOT_UTF8 = "not-utf8": "a source file and its name are UTF-8 text";
    Error FILE_TOO_LARGE = "file-too-large": "a text file is at most 8 MiB, and a file of borders 64 MiB";
    Error IRREGULAR_FILE = "irregular-file": "a source is a regular file, not a link, a pipe or a socket";
    Error UNREADABLE = "unreadable": "every source file can be read";
    Error UNPRINTABLE = "unprintable-character": "text holds no NUL and front matter no hidden direction marks";

    // The front matter as YAML.
    Error NO_FRONT_MATTER = "no-front-matter": "a content file opens with front matter between `---` lines";
    Error UNTERMINATED = "unterminated-front-matter": "front matter ends with a line `---`";
    Error FRONT_MATTER_TOO_LARGE = "front-matter-too-large": "front matter is at most 64 KiB";
    Error NOT_A_MAPPING = "not-a-mapping": "front matter is a list of `key: value` lines";
    Error BAD_YAML = "bad-yaml": "front matter is valid YAML";
    Error YAML_REFERENCE = "yaml-reference": "anchors, aliases, merge keys and tags are not used";
    Error DUPLICATE_KEY = "duplicate-key": "a key stands once";
    Error UNKNOWN_KEY = "unknown-key": "only known keys are used";
    Error WRONG_SHAPE = "wrong-shape": "a value has the shape its key asks for";
    Error EMPTY_VALUE = "empty-value": "a key that is written has a value";
    Error MISSING_KEY = "missing-key": "an entry says what its kind cannot do without";

    // Values.
    Error NOT_A_COUNT = "not-a-count": "a count is a number or one of the known phrases";
    Error COUNT_IN_BLOCK = "count-in-block": "a count that starts with `>` or `|` is put in quotes";
    Error NOT_A_DATE = "not-a-date": "a date is YYYY-MM-DD or a full timestamp with an offset";
    Error NOT_A_SWITCH = "not-true-or-false": "a switch is `true` or `false`";
    Error NOT_A_NUMBER = "not-a-number": "a coordinate, a phase or a place in the menu is a plain number";
    Error NOT_ONE_OF = "not-one-of": "a word is one of those its key knows";
    Error NOT_A_SLUG = "not-a-slug": "a slug is lower-case letters, digits and hyphens";
    Error NOT_AN_ADDRESS = "not-an-address": "an address is a path such as /old/page/ or a full https:// URL";
    Error BACKWARDS = "backwards": "a period ends on or after the day it begins";
    Error PART_ABOVE_WHOLE = "part-above-whole": "a part is not above its whole";

    // What a file must say, and what does not go together.
    Error NO_TITLE = "no-title": "a page has a title";
    Error NO_DATE = "no-date": "a dispatch has a date";
    Error NO_CITY = "no-city": "a dispatch names a city or a wider place";
    Error TOGETHER = "not-together": "two keys that exclude each other do not stand together";
    Error NOT_ALONE = "not-alone": "a key that means nothing without another stands with it";
    Error TOLL_WITHOUT_PERIOD = "toll-without-period": "a toll says which days it covers";
    Error CLAIM_WITHOUT_COUNT = "claim-without-count": "a claim counts something";
    Error SAME_ID_TWICE = "same-id-twice": "an id stands for one thing";
    Error UNKNOWN_ID = "unknown-id": "an id names something that exists in the file";
    Error MEDIA_MISSING = "media-missing": "a media file lies beside its dispatch";
    Error MEDIA_UNDESCRIBED = "media-undescribed": "a media file and a picture in a text have words for those who cannot see them; a media file has a credit";
    Error BAD_PICTURE = "bad-picture": "a picture is whole, of the kind its name says, and not too large";
    Error NOT_CLEANED = "not-cleaned": "a file that may hide who made it, and where, is published only if site.toml names its kind";
    Warning PICTURE_UNCREDITED = "picture-uncredited": "a picture in a text says below it whose it is";
    Error SAME_LANGUAGE_TWICE = "same-language-twice": "a dispatch is told once in each language";
    Warning TOLD_BY_THE_ORIGINAL = "told-by-the-original": "a translation leaves the facts to the dispatch that it translates";
    Error FIGURES_MISPLACED = "figures-misplaced": "statements and translations carry no figures";

    // Between files.
    Error SAME_ADDRESS = "same-address": "two pages do not share an address";
    Error SAME_CITY = "same-city": "a name belongs to one city";
    Error UNKNOWN_DISPATCH = "unknown-dispatch": "a dispatch that is referred to is there";
    Error UNKNOWN_INCIDENT = "unknown-incident": "an incident that is referred to is there";
    Error DEAD_LINK = "dead-link": "a link inside the site leads somewhere";
    Error REFUSED_LINK = "refused-link": "a link leads to the web, to mail or to a phone";
    Error INCIDENTS_JOINED = "incidents-joined": "linked dispatches do not name two incidents";
    Error SUPERSEDED_TWICE = "superseded-twice": "a dispatch is superseded once";
    Error SUPERSEDES_CYCLE = "supersedes-cycle": "what supersedes, translates or is merged into what has a beginning";
    Error TIED_FIGURES = "tied-figures": "two figures of one incident and moment are ordered by `supersedes`";
    Error FIGURE_FALLS = "figure-falls": "a figure falls only by `supersedes` or a correction";
    Error PARTS_ABOVE_WHOLE = "parts-above-whole": "the parts of an incident do not outweigh its whole";
    Error INCLUDES_CYCLE = "includes-cycle": "a toll does not lie inside itself";
    Error INCLUDED_ABOVE_TOLL = "included-above-toll": "what a toll includes does not outweigh it";
    Warning INCLUDED_GONE = "included-gone": "what a toll includes is neither withdrawn nor discounted";
    Warning INCLUDED_APART = "included-apart": "what a toll includes lies in its days and its place";
    Error SERIES_PERIOD = "series-period": "a series counts from one day in one place, and its phases follow each other";
    Warning MAY_OVERLAP = "may-overlap": "a toll says of what it may overlap whether it includes it";
    Warning SAME_TWICE = "suspected-duplicate": "one incident is not told as two";
    Warning ONE_SOURCE = "one-source": "the grade `fair` rests on two independent sources";
    Error FIGURE_CHANGED = "figure-changed": "a published figure changes only with a correction";
    Error PUBLISHED_VANISHED = "published-vanished": "what was published stays, or is withdrawn in the open";
    Error BAD_LOCK = "bad-lock": "figures.lock is as `dateline figures accept` wrote it";
    Warning FIGURES_NOT_RECORDED = "figures-not-recorded": "what is published is in figures.lock as it stands";
    Warning NO_FIGURES_LOCK = "no-figures-lock": "a site with published figures has a figures.lock";
    Warning WITHDRAWAL_REVIVES = "withdrawal-revives": "withdrawing a dispatch does not quietly revive an older figure";
    Warning NEAR_NAME = "near-name": "a city is spelled one way";
    Warning UNUSED_INCIDENT = "unused-incident": "an incident file describes an incident of some dispatch";

    // Spreadsheets that are imported.
    Error BAD_TABLE = "bad-table": "a spreadsheet is CSV in UTF-8, with a header and as many cells in every row";
    Error UNKNOWN_COLUMN = "unknown-column": "a map names columns that are there";
    Error NOT_MAPPED = "not-mapped": "a map says what a cell means";
    Error OUT_OF_ORDER = "out-of-order": "the figures of a row stand in order, unless the map says how to read it";
    Warning WIDENED = "widened": "figures out of order are read as widely as they go, and looked at";

    // The borders that a site draws on its maps.
    Error BORDERS_MISSING = "borders-missing": "the file of borders that is named is there";
    Error BAD_BORDERS = "bad-borders": "a file of borders is GeoJSON of lines or areas";
    Error OFF_THE_EARTH = "off-the-earth": "a point of a border lies on the earth, its longitude first";

    // The site as a whole, its theme and its settings.
    Error BAD_SETTING = "bad-setting": "site.toml, or the map of an import, is valid TOML and says what cannot be done without";
    Error NO_THEME = "no-theme": "the theme that is named is there";
    Error BAD_TEMPLATE = "bad-template": "a theme's templates and words can be read, and none is missing";
    Warning UNUSED_TEMPLATE = "unused-template": "a template prints a kind of page, or is used by one that does";
    Warning OLD_NAME = "old-name": "a theme uses the names that fields, words and templates have now";
    Warning MISSING_WORDS = "missing-words": "a theme has its words in every language of the site";
    Warning UNKNOWN_WORDS = "unknown-words": "words in a language are words that English has too";
    Error PAGE_NOT_PRINTED = "page-not-printed": "every page can be printed";
}
