//! A look at the project that came to a site: which page stands where, and what it is printed as.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::chronicle::visible::{Reason, hidden};
use dateline::compose::Site;
use dateline::edge::preview::content::{PageInfo, Resource, Visibility};
use dateline::edge::preview::media_type::media_type;
use dateline::edge::preview::report::Report;
use dateline::plan::address;
use dateline::plan::edition::{Page, Recipe, Route};
use dateline::press;
use dateline::text::diagnostic::Diagnostic;
use dateline::text::source::{Content, Hash, SourcePath};

use crate::command::check::first_of_each;
use crate::command::pictures::Pictures;
use crate::command::project::Look;
use crate::command::shown::prints::Prints;

/// A look that came to a site.
pub(crate) struct Good {
    /// The look.
    pub(crate) look: Arc<Look>,
    /// Its site.
    pub(super) site: Site,
    /// The files that pages load beside their own bytes, by path.
    pub(super) files: Arc<BTreeMap<String, u128>>,
}

/// What stands at a path.
pub(super) enum Stands<'g> {
    /// This page.
    Here(Route, &'g Page),
    /// Nothing; but at this path.
    At(String),
    /// Nothing.
    Nowhere,
}

impl Good {
    /// The site of `look`, or what is wrong with it. When the theme is another than the one `before`, a page of every kind
    /// is tried: a slip in a template is found before the last good site is given up.
    pub(crate) fn of(look: &Arc<Look>, before: Option<&Good>) -> Result<Good, Vec<Diagnostic>> {
        let faults = &look.composition.faults;
        let errors: Vec<Diagnostic> = faults.iter().filter(|it| it.is_error()).cloned().collect();
        let site = look.composition.site.clone().filter(|_| errors.is_empty()).ok_or(errors)?;
        let files = Arc::new(files(&site));
        let good = Good { look: Arc::clone(look), site, files };
        let has_its_theme = |before: &Good| before.theme() == good.theme();
        let faults = match before {
            Some(before) if !has_its_theme(before) => good.tried(),
            _ => Vec::new(),
        };
        if faults.is_empty() { Ok(good) } else { Err(faults) }
    }

    /// What the templates and their words are.
    pub(super) fn theme(&self) -> Hash {
        self.site.theme.fingerprint
    }

    /// What is wrong with the first page of each kind.
    fn tried(&self) -> Vec<Diagnostic> {
        let mut seen = Vec::new();
        let recipes = self.recipes().map(|(_, recipe)| recipe);
        let first = recipes.filter(|recipe| {
            let is_new = !seen.contains(&recipe.kind);
            if is_new {
                seen.push(recipe.kind);
            }
            is_new
        });
        let faults = first.filter_map(|it| press::sheet(&self.site.theme, &it.make()).err());
        first_of_each(faults.map(|fault| *fault).collect())
    }

    /// Every page that a template prints.
    pub(super) fn recipes(&self) -> impl Iterator<Item = (&Route, &Recipe)> {
        self.site.edition.pages.iter().filter_map(|(route, page)| match page {
            Page::Made(recipe) => recipe.kind.map(|_| (route, recipe)),
            Page::Copy { .. } | Page::Picture(_) | Page::Asset { .. } => None,
        })
    }

    /// The path of the page that tells the file `source`, if there is one.
    pub(crate) fn page_of(&self, source: &SourcePath) -> Option<String> {
        let (route, _) = self.recipes().find(|(_, it)| it.source.as_ref() == Some(source))?;
        Some(self.path(route))
    }

    /// What stands at an absolute, decoded path.
    pub(super) fn at(&self, path: &str) -> Stands<'_> {
        let Some(below) = path.strip_prefix(self.site.root.as_str()) else {
            let leads_in = path == "/" || path == self.site.root.trim_end_matches('/');
            return if leads_in { Stands::At(self.site.root.clone()) } else { Stands::Nowhere };
        };
        let pages = &self.site.edition.pages;
        let is_folder = below.is_empty() || below.ends_with('/');
        let route =
            Route::file(&if is_folder { format!("{below}index.html") } else { below.to_owned() });
        match pages.get(&route) {
            Some(page) => Stands::Here(route, page),
            None if pages.contains_key(&Route::file(&format!("{below}/index.html"))) => {
                Stands::At(format!("{path}/"))
            }
            None => Stands::Nowhere,
        }
    }

    /// The site's own page for an address that leads nowhere.
    pub(super) fn not_found(&self) -> Option<(Route, &Page)> {
        let route = address::not_found();
        let page = self.site.edition.pages.get(&route)?;
        Some((route, page))
    }

    /// The page at `route` as a browser gets it. Files too large to be held lie in the project of `pictures`.
    pub(super) fn answer(
        &self,
        route: &Route,
        page: &Page,
        prints: &Prints,
        pictures: &Pictures,
    ) -> Result<Resource, Box<Diagnostic>> {
        let media_type = media_type(route.as_file());
        Ok(match page {
            Page::Made(recipe) => {
                let (bytes, key) = prints.print(self, route, recipe)?;
                Resource::Found { bytes, media_type, key, info: self.page_info(recipe) }
            }
            Page::Asset { bytes, hash } => Resource::Found {
                bytes: Arc::clone(bytes),
                media_type,
                key: hash.number(),
                info: PageInfo::default(),
            },
            Page::Picture(picture) => Resource::Found {
                bytes: pictures.made(picture, &self.look.snapshot)?.into(),
                media_type,
                key: picture.key().number(),
                info: PageInfo::default(),
            },
            Page::Copy { source, hash } => {
                let key = hash.number();
                match self.file(source, pictures.root()) {
                    Some(Held::Bytes(bytes)) => {
                        Resource::Found { bytes, media_type, key, info: PageInfo::default() }
                    }
                    Some(Held::OnDisk(file)) => Resource::OnDisk { file, media_type, key },
                    None => Resource::Faulty(Arc::new(Report::error(&format!("{source} is gone")))),
                }
            }
        })
    }

    fn file(&self, source: &SourcePath, folder: &Path) -> Option<Held> {
        Some(match &self.look.snapshot.sources.get(source)?.content {
            Content::Text(text) => Held::Bytes(text.as_bytes().into()),
            Content::Bytes(bytes) => Held::Bytes(Arc::clone(bytes)),
            Content::OnDisk(_) => Held::OnDisk(folder.join(source.as_str())),
        })
    }

    fn page_info(&self, recipe: &Recipe) -> PageInfo {
        let visibility = recipe.source.as_ref().map(|source| self.visibility(source, recipe));
        PageInfo {
            source: recipe.source.as_ref().map(SourcePath::to_string),
            visibility: visibility.unwrap_or_default(),
        }
    }

    /// Whether readers may see what the file `source` tells.
    fn visibility(&self, source: &SourcePath, recipe: &Recipe) -> Visibility {
        let desk = recipe.account.desk();
        let dispatch = desk.chronicle.dispatches.iter().find(|it| it.path == *source);
        if let Some(dispatch) = dispatch {
            return match hidden(dispatch, desk.now(), &desk.config.timezone) {
                None => Visibility::Published,
                Some(Reason::Embargoed(ends)) => {
                    let ends = ends.to_zoned(desk.config.timezone.clone());
                    let until = ends.strftime("%-d %b %Y, %H:%M (%:z)").to_string();
                    Visibility::Embargoed { until }
                }
                Some(_) => Visibility::Draft,
            };
        }
        let page = desk.chronicle.pages.iter().find(|it| it.path == *source);
        if page.is_some_and(|page| page.draft) { Visibility::Draft } else { Visibility::Published }
    }

    /// The absolute path of a page.
    fn path(&self, route: &Route) -> String {
        format!("{}{}", self.site.root.trim_end_matches('/'), route.as_path())
    }
}

/// A file of the project.
enum Held {
    Bytes(Arc<[u8]>),
    OnDisk(PathBuf),
}

/// The files that pages load beside their own bytes, each with its hash.
fn files(site: &Site) -> BTreeMap<String, u128> {
    let root = site.root.trim_end_matches('/');
    let files = site.edition.pages.iter().filter_map(|(route, page)| match page {
        Page::Copy { hash, .. } | Page::Asset { hash, .. } => {
            Some((format!("{root}{}", route.as_path()), hash.number()))
        }
        Page::Picture(picture) => {
            Some((format!("{root}{}", route.as_path()), picture.key().number()))
        }
        Page::Made(_) => None,
    });
    files.collect()
}
