#!/bin/sh
# Builds the site and sends it to a server with rsync. `dateline init --host server` made this file; it is yours to change.
#
# By hand:          PUBLISH_TO=you@host.example:/srv/www/record/ sh publish.sh
# By cron, so that the end of an embargo is published within five minutes (crontab -e). Every saved file is then online too, so use a
# folder in which nobody writes:
#   */5 * * * *  PUBLISH_TO=you@host.example:/srv/www/record/ sh /home/you/publisher/publish.sh
set -eu
cd "$(dirname "$0")"
: "${PUBLISH_TO:?is empty: write where the site goes, as in PUBLISH_TO=you@host.example:/srv/www/record/ (with / at the end)}"
case "$PUBLISH_TO" in
*/) ;;
*)
    echo "publish.sh: PUBLISH_TO must end with /, or rsync makes a folder in the folder" >&2
    exit 2
    ;;
esac

# Where the program is, also when cron starts this with a short PATH. Add your folder if it is another one.
PATH="$PATH:$HOME/.cargo/bin:$HOME/.local/bin:$HOME/bin:/usr/local/bin"
if ! command -v dateline >/dev/null; then
    echo "publish.sh: dateline was not found; add the folder of the program to the line PATH= in publish.sh" >&2
    exit 127
fi

is_shared() { git rev-parse --verify --quiet '@{upstream}' >/dev/null 2>&1; }

# Fetch what others have written, if this folder is a copy of a repository.
if is_shared; then
    git pull --quiet --rebase --autostash
fi

# A figure that changed without a correction is an error. Then nothing is built, and nothing is sent.
# If nothing has changed and no embargo has ended, this takes a moment.
built=$(dateline build)
case "$built" in
*left_over=*)
    echo "publish.sh: nothing was sent. Write your own text first, or delete what is invented:" >&2
    echo "$built" | sed -n 's/^left_over=/  /p' >&2
    exit 2
    ;;
esac
dateline verify public

# -r         all folders
# -c         compare the bytes of files and not their times, so that an upload that broke off is mended
# --delete   delete on the server what was withdrawn; --delete-after: only when everything new is there
# --chmod    everybody may read the files
rsync -rc --delete --delete-after --delay-updates --chmod=D755,F644 public/ "$PUBLISH_TO"

# Record the figures that readers see now: from here on, none of them changes without a correction. The others need the record too.
dateline figures accept
if is_shared && [ -n "$(git status --porcelain -- figures.lock)" ]; then
    git add figures.lock
    git commit --quiet --message "Record the published figures" -- figures.lock
fi
if is_shared && [ -n "$(git log --format=%h '@{upstream}..' -- figures.lock)" ]; then
    git push --quiet
fi
