//! The settings that a site is composed with: those of site.toml, at the address that was asked for.
//! It does not know what is set; `config` does.

use crate::compose::{BaseUrl, ComposeOptions};
use crate::config::{self, Config};
use crate::text::diagnostic::Diagnostic;
use crate::text::rule;
use crate::text::snapshot::Snapshot;
use crate::text::source::SourcePath;

/// The settings. None if they have errors, which are reported.
pub(super) fn settings(
    snapshot: &Snapshot,
    options: &ComposeOptions,
    faults: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let path = SourcePath::new(config::FILE);
    let Some(text) = snapshot.text(&path) else {
        faults
            .push(rule::BAD_SETTING.in_file(&path, "there is no site.toml that can be read").help(
            "write one with `title` and `base_url`; `dateline init DIR` makes a site that has it",
        ));
        return None;
    };
    match config::read(text) {
        Ok(config) => match (&options.base_url, &config.staging) {
            (None, _) => Some(config),
            (Some(BaseUrl::Given(url)), _) => {
                Some(Config { base_url: config::with_slash(url), ..config })
            }
            (Some(BaseUrl::Staging), Some(url)) => {
                Some(Config { base_url: url.clone(), is_staging: true, ..config })
            }
            (Some(BaseUrl::Staging), None) => {
                faults.push(
                    rule::BAD_SETTING
                        .in_file(&path, "a staging site was asked for, and site.toml does not say where it is")
                        .help("add the lines `[staging]` and `base_url = \"https://staging.record.example/\"` at the end"),
                );
                None
            }
        },
        Err(found) => {
            faults.extend(found);
            None
        }
    }
}
