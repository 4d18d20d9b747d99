//! The files by which a site is published at a host: a workflow for its computers, or a script for your own.
//! It does not know what is in the site.

use crate::cli::Host;

/// The workflow of GitHub. Each host has its own way to get the built site.
const WORKFLOW: &str = include_str!("host/workflow.yml");

/// Where GitHub looks for it.
const WORKFLOW_FILE: &str = ".github/workflows/publish.yml";

/// What differs between the hosts to which GitHub's computers send a site.
struct Sending {
    /// Lines about the job: what it may do beyond reading and writing the repository.
    job: &'static str,
    /// The steps that send the site.
    steps: &'static str,
}

const GITHUB: Sending = Sending {
    job: "      pages: write
      id-token: write
    environment:
      name: github-pages
",
    steps: "      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
          # The old ones hold what you have withdrawn since.
          retention-days: 1
      - uses: actions/deploy-pages@v4
",
};

// The secrets are given to the step that sends and to no other, so that nothing that is compiled or fetched before can read them.
const NETLIFY: Sending = Sending {
    job: "",
    steps: "      - name: Send it to Netlify
        # Keep both under Settings, Secrets and variables, Actions.
        env:
          NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY_AUTH_TOKEN }}
          NETLIFY_SITE_ID: ${{ secrets.NETLIFY_SITE_ID }}
        run: npx --yes netlify-cli@23 deploy --prod --no-build --dir public
",
};

const CLOUDFLARE: Sending = Sending {
    job: "",
    steps: "      - name: Send it to Cloudflare Pages
        # Keep all three under Settings, Secrets and variables, Actions.
        env:
          CLOUDFLARE_API_TOKEN: ${{ secrets.CLOUDFLARE_API_TOKEN }}
          CLOUDFLARE_ACCOUNT_ID: ${{ secrets.CLOUDFLARE_ACCOUNT_ID }}
          CLOUDFLARE_PROJECT: ${{ secrets.CLOUDFLARE_PROJECT }}
        run: npx --yes wrangler@4 pages deploy public --project-name \"$CLOUDFLARE_PROJECT\" --branch main
",
};

/// The files for `host`: path and text.
pub(super) fn files(host: Host) -> (&'static str, String) {
    let workflow = |sending: Sending| {
        // The marks are on lines of their own.
        let text = WORKFLOW.replace("@JOB@\n", sending.job).replace("@STEPS@\n", sending.steps);
        (WORKFLOW_FILE, text)
    };
    match host {
        Host::Github => workflow(GITHUB),
        Host::Netlify => workflow(NETLIFY),
        Host::Cloudflare => workflow(CLOUDFLARE),
        Host::Gitlab => (".gitlab-ci.yml", include_str!("host/gitlab-ci.yml").to_owned()),
        Host::Server => ("publish.sh", include_str!("host/publish.sh").to_owned()),
    }
}

/// What to do next, after the file is there.
pub(super) fn next(host: Host) -> &'static str {
    match host {
        Host::Github | Host::Netlify | Host::Cloudflare => {
            "fill in DATELINE_SOURCE in it, keep the repository private, and push; docs/hosting.md has the other steps"
        }
        Host::Gitlab => {
            "fill in DATELINE_SOURCE in it, keep the project private, and push; docs/hosting.md has the other steps"
        }
        Host::Server => {
            "then: PUBLISH_TO=you@host.example:/srv/www/record/ sh publish.sh\ndocs/hosting.md shows how it runs by itself"
        }
    }
}
