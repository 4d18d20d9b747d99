//! Links and pictures as they are printed.
//! It does not know where a destination leads (`resolve` does), only what each kind of destination is printed as.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::links::{LinkKind, Target};
use super::resolved::{Display, LeadsTo, Live, Picture, Player, Resolve, Resolved, Sizes};

/// How wide pictures in a column of text are shown, as the attribute `sizes` has it. No column that can be read is wider; a browser
/// that works it out by itself ignores this.
const IN_A_COLUMN: &str = "(min-width: 44rem) 40rem, 100vw";

/// Prints the links and pictures of one body.
pub(super) struct Linking<'a> {
    resolve: &'a Resolve<'a>,
    /// The links around the present event, innermost last. An address in angle brackets may be
    /// inside a link, so there are never more than two.
    open: Vec<Open>,
}

#[derive(Clone, PartialEq, Eq)]
enum Open {
    Printed,
    /// Printed, with words after its end.
    Noted(Option<String>),
    AsText,
}

/// What a picture is printed as.
enum Printed {
    /// Itself, with its sizes and its credit if those are known.
    Picture { address: String, sizes: Option<Sizes>, credit: Option<String> },
    /// A player of it, with its credit if that is known.
    Player { address: String, player: Player, credit: Option<String> },
    /// A link to it.
    Link { address: String, credit: Option<String> },
    /// Its description.
    Text,
}

impl<'a> Linking<'a> {
    pub(super) fn new(resolve: &'a Resolve<'a>) -> Linking<'a> {
        Linking { resolve, open: Vec::new() }
    }

    /// The start of a link, unless its destination is refused or it is inside another link.
    pub(super) fn open(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: CowStr<'a>,
    ) -> Option<Event<'a>> {
        let resolved = match link_type {
            _ if self.in_printed_link() => None,
            // The renderer itself puts `mailto:` before an address in angle brackets.
            LinkType::Email => Some(Resolved::address(destination)),
            _ => {
                let target = Target::of(destination, LinkKind::Link);
                self.resolved(destination, &target)
            }
        };
        let Some(Resolved { address, leads_to, .. }) = resolved else {
            self.open.push(Open::AsText);
            return None;
        };
        let Some(LeadsTo { lang, words }) = leads_to else {
            self.open.push(Open::Printed);
            let (dest_url, id) = (address.into(), CowStr::from(""));
            return Some(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        };
        self.open.push(Open::Noted(words));
        Some(Event::InlineHtml(with_language(address, title, &lang).into()))
    }

    /// A number of the record as a link to how it was counted. One that is not known is shown as it was typed.
    pub(super) fn number(&self, destination: &str, typed: String) -> Event<'a> {
        let Some(Resolved { address, live: Some(Live::Number(number)), leads_to, .. }) =
            (self.resolve)(destination)
        else {
            return Event::Text(typed.into());
        };
        let (address, number) = (escaped(address), escaped(number));
        // Words after the number would tear the sentence apart: "12 (in English) people were killed".
        let other = leads_to.map(|LeadsTo { lang, words }| {
            let title = words.map(|it| format!(" title=\"{}\"", escaped(it)));
            format!(" hreflang=\"{}\"{}", escaped(lang), title.unwrap_or_default())
        });
        let other = other.unwrap_or_default();
        Event::InlineHtml(
            format!("<a class=\"live\" href=\"{address}\"{other}><bdi>{number}</bdi></a>").into(),
        )
    }

    /// A chart, a map or a list of people with its caption; a link to where it stands, if the theme has no place for it.
    pub(super) fn block(&self, destination: &str, caption: String) -> Event<'a> {
        let caption = escaped(caption);
        let html = match (self.resolve)(destination) {
            None => format!("<p>{caption}</p>\n"),
            Some(Resolved { live: Some(Live::Block(block)), .. }) => {
                format!(
                    "<figure class=\"embedded\">\n{block}\n<figcaption>{caption}</figcaption>\n</figure>\n"
                )
            }
            Some(Resolved { address, leads_to: None, .. }) => {
                format!("<p><a href=\"{}\">{caption}</a></p>\n", escaped(address))
            }
            Some(Resolved { address, leads_to: Some(LeadsTo { lang, words }), .. }) => {
                let start = with_language(address, CowStr::from(""), &lang);
                format!("<p>{start}{caption}{}</p>\n", end_with(words))
            }
        };
        Event::Html(html.into())
    }

    /// The end of a link, if its start was printed.
    pub(super) fn close(&mut self) -> Option<Event<'a>> {
        match self.open.pop()? {
            Open::Printed => Some(Event::End(TagEnd::Link)),
            Open::Noted(words) => Some(Event::InlineHtml(end_with(words).into())),
            Open::AsText => None,
        }
    }

    fn in_printed_link(&self) -> bool {
        self.open.iter().any(|open| *open != Open::AsText)
    }

    /// A picture among words with its title and its credit, or a link to it, or its description alone.
    pub(super) fn picture(
        &self,
        destination: &str,
        title: CowStr<'a>,
        description: String,
    ) -> Event<'a> {
        let below = |credit: Option<String>| {
            let words = [title.to_string(), credit.unwrap_or_default()];
            let words: Vec<String> =
                words.into_iter().filter(|it| !it.trim().is_empty()).map(escaped).collect();
            if words.is_empty() {
                String::new()
            } else {
                format!(" <small>{}</small>", words.join(" "))
            }
        };
        match self.printed(destination) {
            Printed::Picture { address, sizes, credit } => {
                let picture = element(address, description, sizes);
                Event::InlineHtml((picture + &below(credit)).into())
            }
            Printed::Player { address, player, credit } => {
                let player = player_element(address, &description, player);
                Event::InlineHtml((player + &below(credit)).into())
            }
            Printed::Link { address, credit } if !self.in_printed_link() => {
                let text = if description.is_empty() { address.clone() } else { description };
                let (link_type, id) = (LinkType::Inline, CowStr::from(""));
                // The picture itself is elsewhere, so its credit is there too.
                let title = credit.filter(|_| title.is_empty()).map_or(title.clone(), CowStr::from);
                let start = Tag::Link { link_type, dest_url: address.into(), title, id };
                Event::InlineHtml(rendered(start, text).into())
            }
            Printed::Link { .. } | Printed::Text => Event::Text(description.into()),
        }
    }

    /// A picture by itself, with its title and its credit below it; none if it has neither or is not shown.
    pub(super) fn figure(
        &self,
        destination: &str,
        title: &str,
        description: String,
    ) -> Option<Event<'a>> {
        // Readers see what a picture shows. What a film or a sound is about, they have to be told.
        let (picture, about, credit) = match self.printed(destination) {
            Printed::Picture { address, sizes, credit } => {
                (element(address, description, sizes), None, credit)
            }
            Printed::Player { address, player, credit } => {
                (player_element(address, &description, player), Some(description), credit)
            }
            Printed::Link { .. } | Printed::Text => return None,
        };
        let title = Some(title.to_owned());
        let texts = about.into_iter().chain(title).filter(|it| !it.trim().is_empty()).map(escaped);
        let credit = credit.map(|name| format!("<small>{}</small>", escaped(name)));
        let words: Vec<String> = texts.chain(credit).collect();
        if words.is_empty() {
            return None;
        }
        let words = words.join(" ");
        let figure = format!("<figure>\n{picture}\n<figcaption>{words}</figcaption>\n</figure>\n");
        Some(Event::Html(figure.into()))
    }

    fn printed(&self, destination: &str) -> Printed {
        let target = Target::of(destination, LinkKind::Image);
        let Some(Resolved { address, picture, .. }) = self.resolved(destination, &target) else {
            return Printed::Text;
        };
        let (display, credit) =
            picture.map_or((None, None), |Picture { display, credit }| (Some(display), credit));
        match (target, display) {
            (Target::External, _) | (Target::Internal { .. }, Some(Display::LinkOnly)) => {
                Printed::Link { address, credit }
            }
            (Target::Internal { .. }, _) if address.is_empty() => Printed::Link { address, credit },
            (Target::Internal { .. }, Some(Display::Inline(sizes))) => {
                Printed::Picture { address, sizes: Some(sizes), credit }
            }
            (Target::Internal { .. }, Some(Display::Player(player))) => {
                Printed::Player { address, player, credit }
            }
            (Target::Internal { .. }, None) => Printed::Picture { address, sizes: None, credit },
            (Target::Fragment(_) | Target::Refused { .. }, _) => Printed::Text,
        }
    }

    /// The address to print for a destination, and more if it is known; none if it is refused.
    fn resolved(&self, destination: &str, target: &Target) -> Option<Resolved> {
        let resolved = match target {
            Target::Refused { .. } => return None,
            Target::Internal { .. } => (self.resolve)(destination),
            Target::External | Target::Fragment(_) => None,
        };
        Some(resolved.unwrap_or_else(|| Resolved::address(destination.trim())))
    }
}

/// The element of a film or a sound. Nothing loads before a reader plays it.
fn player_element(address: String, description: &str, player: Player) -> String {
    let name = match player {
        Player::Video => "video",
        Player::Audio => "audio",
    };
    let (address, label) = (escaped(address), escaped(description.to_owned()));
    format!("<{name} src=\"{address}\" aria-label=\"{label}\" controls preload=\"none\"></{name}>")
}

/// The element of a picture, with its narrower sizes if there are any.
fn element(address: String, description: String, sizes: Option<Sizes>) -> String {
    let (link_type, title, id) = (LinkType::Inline, CowStr::from(""), CowStr::from(""));
    let img = rendered(Tag::Image { link_type, dest_url: address.into(), title, id }, description);
    let attributes = img.trim_start_matches("<img").trim_end_matches(" />");
    let Some(Sizes { width, height, narrower }) = sizes else {
        return format!("<img loading=\"lazy\" decoding=\"async\"{attributes}>");
    };
    let img = format!(
        "<img loading=\"lazy\" decoding=\"async\" width=\"{width}\" height=\"{height}\"{attributes}>"
    );
    match narrower {
        None => img,
        Some(narrower) => format!(
            "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{IN_A_COLUMN}\">{img}</picture>",
            escaped(narrower)
        ),
    }
}

/// The start of a link to a page in the language `lang`.
fn with_language(address: String, title: CowStr<'_>, lang: &str) -> String {
    let id = CowStr::from("");
    let link = Tag::Link { link_type: LinkType::Inline, dest_url: address.into(), title, id };
    let mut html = String::new();
    push_html(&mut html, std::iter::once(Event::Start(link)));
    html.insert_str(html.len() - 1, &format!(" hreflang=\"{}\"", escaped(lang.to_owned())));
    html
}

/// The end of a link, with the words after it that say in which language its page is.
fn end_with(words: Option<String>) -> String {
    match words {
        Some(words) => format!("</a> <small class=\"leads\">{}</small>", escaped(words)),
        None => "</a>".to_owned(),
    }
}

/// A text as HTML.
pub(super) fn escaped(text: String) -> String {
    let mut html = String::new();
    push_html(&mut html, std::iter::once(Event::Text(text.into())));
    html.replace('"', "&quot;")
}

/// An element around a text, escaped by the same renderer as everything else.
fn rendered(start: Tag<'_>, text: String) -> String {
    let end = start.to_end();
    let mut html = String::new();
    let events = [Event::Start(start), Event::Text(text.into()), Event::End(end)];
    push_html(&mut html, events.into_iter());
    html
}
