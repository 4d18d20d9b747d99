//! The list of everything that dateline checks, one line per rule. docs/rules.md has the same list.
//! It does not know how a rule is checked; the rooms above do.

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

/// What only means that nobody has said yet why something published has changed or is gone. The pages themselves are right.
pub static UNEXPLAINED: [&Rule; 2] = [&FIGURE_CHANGED, &PUBLISHED_VANISHED];

rules! {
    // Files.
    Error NOT_UTF8 = "not-utf8": "source files and their names must be UTF-8 text";
    Error FILE_TOO_LARGE = "file-too-large": "a text file has at most 8 MiB; a file of borders has at most 64 MiB";
    Error IRREGULAR_FILE = "irregular-file": "a source file must be a regular file, not a link, a pipe or a socket";
    Error UNREADABLE = "unreadable": "dateline must be able to read every source file";
    Error UNPRINTABLE = "unprintable-character": "text has no invisible character that changes what is read, and no control character";

    // The front matter as YAML.
    Error NO_FRONT_MATTER = "no-front-matter": "a content file begins with front matter between two `---` lines, unless it is a text on a topic, an author or a party";
    Error UNTERMINATED = "unterminated-front-matter": "front matter ends with a line `---`";
    Error FRONT_MATTER_TOO_LARGE = "front-matter-too-large": "front matter has at most 64 KiB";
    Error NOT_A_MAPPING = "not-a-mapping": "front matter is a list of `key: value` lines";
    Error BAD_YAML = "bad-yaml": "front matter is valid YAML";
    Error COMMENT_IN_TEXT = "comment-in-text": "a text with a space and a `#` in it is in quotes; without them, YAML drops what follows";
    Error YAML_REFERENCE = "yaml-reference": "front matter uses no anchors, aliases, merge keys or tags";
    Error DUPLICATE_KEY = "duplicate-key": "a key is written only once";
    Error UNKNOWN_KEY = "unknown-key": "only known keys are used";
    Error WRONG_SHAPE = "wrong-shape": "a value is a single value, a list or a mapping, as its key needs";
    Error EMPTY_VALUE = "empty-value": "a key has a value; without one, delete the key";
    Error MISSING_KEY = "missing-key": "an entry has all keys that its kind needs";

    // Values.
    Error NOT_A_COUNT = "not-a-count": "a count is a number or a known phrase, such as `at least 12`";
    Error COUNT_IN_BLOCK = "count-in-block": "a count that begins with `>` or `|` is in quotes";
    Error NOT_A_DATE = "not-a-date": "a date is YYYY-MM-DD, or a full timestamp with an offset";
    Error NOT_A_SWITCH = "not-true-or-false": "a value that can only be yes or no is `true` or `false`";
    Error NOT_A_NUMBER = "not-a-number": "coordinates, phases and menu positions are plain numbers";
    Error NOT_ONE_OF = "not-one-of": "a value from a fixed list is one of the words in the list";
    Error NOT_A_SLUG = "not-a-slug": "a slug has only lower-case letters, digits and hyphens";
    Error NOT_AN_ADDRESS = "not-an-address": "an address is a path such as /old/page/, or a full https:// URL";
    Error IN_THE_FUTURE = "in-the-future": "no date of something published is in the future";
    Error DATES_DISAGREE = "dates-disagree": "dates can all be true: nothing is reported before it happens, or changed before it is published";
    Warning DOUBTFUL_DATE = "doubtful-date": "a year is not a slip, a dispatch speaks of no day after its last change, and a time that is on two days says on which day it happened";
    Warning MISSING_CODE = "missing-code": "a count is a number of people, and no code of a data set for a missing number, such as 999";
    Error BACKWARDS = "backwards": "a period ends on the day it begins, or later";
    Error PART_ABOVE_WHOLE = "part-above-whole": "a part is not larger than its whole";
    Error ZERO_POINT = "zero-point": "a point is not 0, 0: programs write that where they know no place";
    Warning FAR_POINT = "far-point": "a point is in or near its city";

    // Files in the wrong place, and copies.
    Error MISPLACED = "misplaced": "a dispatch is a file in content/dispatches/ that ends in `.md`; cities, regions, incidents, topics, authors and parties have folders too";
    Error COPY = "copy": "a file is not a copy of another";

    // What a file must have, and what does not fit together.
    Error MARKUP_NOT_TAKEN = "markup-not-taken": "markup in a text is Markdown, and complete";
    Warning SPEAKER_UNCLEAR = "speaker-unclear": "the speaker of a quotation is its last line, and begins with a dash";
    Error NO_TITLE = "no-title": "every page has a title";
    Error NO_DATE = "no-date": "every dispatch has a date";
    Error NO_CITY = "no-city": "every dispatch names a city, or says that only a wider place is known";
    Error TOGETHER = "not-together": "keys that exclude each other are not used together";
    Error NOT_ALONE = "not-alone": "a key that needs another key is used with it";
    Error TOLL_WITHOUT_PERIOD = "toll-without-period": "a toll says which days it covers";
    Error CLAIM_WITHOUT_COUNT = "claim-without-count": "a claim gives at least one number, or says `unknown`";
    Error SAME_ID_TWICE = "same-id-twice": "an id is given only once";
    Error UNKNOWN_ID = "unknown-id": "an id that is used is given in the same file";
    Error MEDIA_MISSING = "media-missing": "a media file is in the folder of its dispatch";
    Error MEDIA_UNDESCRIBED = "media-undescribed": "every picture and media file has a description; every media file has a credit";
    Error BAD_PICTURE = "bad-picture": "a picture is complete, not too large, and of the kind its name says";
    Error NOT_TEXT = "not-text": "a published file whose name says that it is text is text in UTF-8";
    Error NOT_CLEANED = "not-cleaned": "a file from which hidden data cannot be removed is published only if site.toml allows its kind";
    Warning PICTURE_UNCREDITED = "picture-uncredited": "a picture in a text has a credit below it";
    Warning MAY_LEAK = "may-leak": "a text names no protected source, and gives no phone number, e-mail address or exact place that is not meant for readers";
    Error SAME_LANGUAGE_TWICE = "same-language-twice": "a dispatch is published only once in each language";
    Warning TOLD_BY_THE_ORIGINAL = "told-by-the-original": "a translation leaves the facts to its original";
    Error FIGURES_MISPLACED = "figures-misplaced": "statements and translations have no figures";

    // Between files.
    Error SAME_ADDRESS = "same-address": "two pages do not have the same address";
    Error UNPUBLISHABLE_NAME = "unpublishable-name": "the name of a published file has no control character and no backslash, is not too long, and is not `.dateline` or `.git`";
    Error SAME_CITY = "same-city": "two files do not describe one city";
    Error WHICH_CITY = "which-city": "it is clear which city a name means: two cities of one name are told apart";
    Error SEVERAL_CITIES = "several-cities": "several cities are a list of names";
    Warning CITY_IN_TWO_REGIONS = "city-in-two-regions": "a city lies in one region";
    Error UNKNOWN_PARTY = "unknown-party": "if site.toml names parties, every id of a party is there, and a party with an id is written by it; a text on a party has the id of one of them";
    Error UNKNOWN_DISPATCH = "unknown-dispatch": "a dispatch that is named exists, and is another one";
    Error UNKNOWN_INCIDENT = "unknown-incident": "an incident that is named exists";
    Error DEAD_LINK = "dead-link": "a link inside the site leads to something that is published";
    Warning HTML_DEAD_LINK = "html-dead-link": "a file that raw HTML points at is published";
    Warning HTML_SHOWN = "html-shown": "HTML in a text is trusted, or meant to be seen as it is typed";
    Warning HTML_BLOCKED = "html-blocked": "raw HTML uses nothing that the security policy of the page blocks";
    Error LIVE_FIGURE = "live-figure": "a figure of the record in a text names something that is counted, and does not stand in a dispatch";
    Error REFUSED_LINK = "refused-link": "a link leads to the web, an e-mail address or a phone number";
    Error INCIDENTS_JOINED = "incidents-joined": "dispatches that are linked do not name different incidents";
    Error SUPERSEDED_TWICE = "superseded-twice": "a dispatch is superseded by only one other dispatch";
    Error SUPERSEDES_CYCLE = "supersedes-cycle": "dispatches do not supersede, translate or merge into each other in a circle";
    Error TIED_FIGURES = "tied-figures": "of two figures for the same incident and time, `supersedes` says which one counts";
    Error FIGURE_FALLS = "figure-falls": "a figure becomes smaller only with `supersedes` or a correction";
    Error PARTS_ABOVE_WHOLE = "parts-above-whole": "the parts of an incident do not add up to more than the whole";
    Error LONGER_THAN_FIGURE = "longer-than-figure": "a list of people is not longer than the figure for them, and a complete list is not shorter";
    Error FEWER_THAN_NAMED = "fewer-than-named": "a figure is not below the number of people who are known by name";
    Warning ONE_OR_TWO = "one-person-or-two": "two people of one name can be told apart, and one person is described in one way";
    Error WITHHELD_NAME = "withheld-name": "a name that is withheld is in no text that readers can see";
    Warning PARTS_OUTGROW_WHOLE = "parts-outgrow-whole": "a later figure for a group is not above the figure for all";
    Error INCLUDES_CYCLE = "includes-cycle": "a toll does not include itself";
    Error INCLUDED_ABOVE_TOLL = "included-above-toll": "the incidents in a toll do not add up to more than the toll";
    Warning INCLUDED_GONE = "included-gone": "what a toll includes is not withdrawn or discounted";
    Warning INCLUDED_APART = "included-apart": "what a toll includes is in its period and its place";
    Error SERIES_PERIOD = "series-period": "all tolls of a series begin on one day in one place, and its phases follow each other";
    Warning MAY_OVERLAP = "may-overlap": "a toll says whether it includes the incidents that it may overlap";
    Error TOO_MANY_TOLLS = "too-many-tolls": "there are not more tolls beside and inside each other than can be counted";
    Warning SAME_TWICE = "suspected-duplicate": "one incident is not reported as two";
    Warning ONE_SOURCE = "one-source": "the grade `fair` needs two independent sources";
    Error FIGURE_CHANGED = "figure-changed": "a published figure changes only with a correction";
    Error TOTAL_MOVED = "total-moved": "a total moves only with the figures that it adds up, or by new rules of counting that were accepted";
    Error PUBLISHED_VANISHED = "published-vanished": "a published dispatch stays, or is withdrawn with a note";
    Error BAD_LOCK = "bad-lock": "figures.lock is unchanged since `dateline figures accept` wrote it";
    Warning FIGURES_NOT_RECORDED = "figures-not-recorded": "figures.lock has all published figures as they are now";
    Warning NO_FIGURES_LOCK = "no-figures-lock": "a site with published figures has a figures.lock";
    Warning WITHDRAWAL_REVIVES = "withdrawal-revives": "withdrawing a dispatch does not bring back an older figure without notice";
    Warning NEAR_NAME = "near-name": "a city, a region, a party, a topic, an author and a series are always spelled the same way";
    Warning UNUSED_INCIDENT = "unused-incident": "an incident file belongs to an incident that a dispatch names";

    // Spreadsheets to import.
    Error BAD_TABLE = "bad-table": "a spreadsheet is CSV in UTF-8, with a header and the same number of cells in every row";
    Error UNKNOWN_COLUMN = "unknown-column": "a map uses only columns that exist";
    Error NOT_MAPPED = "not-mapped": "a map says what to do with every text in a cell";
    Warning NO_SUCH_ROW = "no-such-row": "every condition of a map fits some row";
    Warning SAME_MOMENT = "same-moment": "an incident has one row for each moment, because only one of their figures counts";
    Warning UNNAMED_COLUMN = "unnamed-column": "every column that holds something has a name";
    Error OUT_OF_ORDER = "out-of-order": "the figures of a row rise, unless the map says how to read them";
    Warning WIDENED = "widened": "figures that are out of order are read as the widest range, and should be checked";

    // Borders on maps.
    Error BORDERS_MISSING = "borders-missing": "the file of borders that site.toml names exists";
    Error BAD_BORDERS = "bad-borders": "a file of borders is GeoJSON with lines or areas";
    Error OFF_THE_EARTH = "off-the-earth": "a point of a border is on the earth, with its longitude first";

    // The site as a whole, its theme and its settings.
    Error BAD_SETTING = "bad-setting": "site.toml, or the map of an import, is valid TOML and has all required settings";
    Error NO_THEME = "no-theme": "the theme that site.toml names exists";
    Error BAD_TEMPLATE = "bad-template": "the templates and words of a theme can be read, and none is missing";
    Warning UNUSED_TEMPLATE = "unused-template": "a template prints a kind of page, or another template uses it";
    Warning OLD_NAME = "old-name": "a theme uses the new names of fields, words, templates and components";
    Warning MISSING_WORDS = "missing-words": "a theme has its words in every language of the site";
    Warning UNKNOWN_WORDS = "unknown-words": "a file of words has only words that the theme prints";
    Error PAGE_NOT_PRINTED = "page-not-printed": "every page can be printed";
}
