//! What tools do to a project and to the program: checkouts, bursts, a stopped process, too few watches.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::{DISPATCH, Desk, TRIES, dispatch};
use crate::support::{DATELINE, Preview, dateline, new_site, note, said, save, say};

/// Runs git in the site; says why if there is none.
fn git(site: &Path, arguments: &[&str]) -> Result<(), String> {
    let mut git = Command::new("git");
    git.current_dir(site).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]);
    git.args(["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"]);
    let status = git.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("git {arguments:?} ended with {status}")),
        Err(error) => Err(format!("there is no git: {error}")),
    }
}

/// Says loudly that nothing was tested.
fn skipped(what: &str, why: &str) {
    say(&format!("SKIPPED: {what}: {why}"));
}

fn signal(desk: &Desk, signal: Signal) {
    kill_process(Pid::from_child(&desk.preview.child), signal).expect("it runs");
}

/// A file that a checkout brings: no dispatch, so that what is timed is the watching.
fn brought(site: &Path, number: usize) {
    save(&site.join(format!("static/{}/{number}.txt", number % 100)), "brought");
}

#[test]
fn a_checkout_of_ten_thousand_files_is_shown_in_two_goes() {
    let mut prepared = Ok(());
    let desk = Desk::prepared(|site| {
        let all = |message: &'static str| {
            git(site, &["add", "-A"]).and_then(|()| git(site, &["commit", "-qm", message]))
        };
        prepared = git(site, &["init", "-q", "-b", "main"])
            .and_then(|()| all("As it was"))
            .and_then(|()| git(site, &["checkout", "-qb", "many"]));
        (0..10_000).for_each(|number| brought(site, number));
        save(&site.join(DISPATCH), &dispatch("With ten thousand"));
        prepared = prepared
            .clone()
            .and_then(|()| all("With ten thousand"))
            .and_then(|()| git(site, &["checkout", "-q", "main"]));
    });
    if let Err(why) = prepared {
        return skipped("a checkout of 10,000 files", &why);
    }
    let there = |status, _: &str| status == 200;
    let gone = |status, _: &str| status == 404;
    let mut counts = Vec::new();
    for _ in 0..TRIES {
        let before = desk.compositions();
        let there = checkout(&desk, "many", "With ten thousand", &there);
        let back = checkout(&desk, "main", "As it was", &gone);
        // On a machine so busy that a checkout takes seconds it is looked at meanwhile.
        let extra = (there + back).as_secs();
        let count = (desk.compositions() - before) as u64;
        counts.push(format!("{count} compositions in {there:.1?} and {back:.1?}"));
        if count <= 4 + extra {
            assert_eq!(desk.reports(), 0, "{:?}", desk.preview.said());
            return;
        }
    }
    panic!("too many for two checkouts: {counts:?}");
}

/// Checks out `branch`, waits until the page and the last of ten thousand files are right, and says
/// how long the checkout took.
fn checkout(
    desk: &Desk,
    branch: &str,
    headline: &str,
    last: &impl Fn(u16, &str) -> bool,
) -> Duration {
    let begun = Instant::now();
    git(&desk.site, &["checkout", "-q", branch]).expect("there is such a branch");
    let took = begun.elapsed();
    desk.wait_for(headline);
    desk.preview.wait_until("/99/9999.txt", "the last file", last);
    note(&format!("a checkout of {took:.2?}: right {:.2?} after it", begun.elapsed() - took));
    took
}

#[test]
fn what_git_stashes_goes_and_comes_back() {
    let mut prepared = Ok(());
    let desk = Desk::prepared(|site| {
        prepared = git(site, &["init", "-q", "-b", "main"])
            .and_then(|()| git(site, &["add", "-A"]))
            .and_then(|()| git(site, &["commit", "-qm", "As it was"]));
    });
    if let Err(why) = prepared {
        return skipped("git stash", &why);
    }
    desk.in_time("git stash", |desk, headline| {
        desk.save(DISPATCH, &dispatch(headline));
        git(&desk.site, &["stash", "-q"]).expect("there is a change");
        desk.wait_for("As it was");
        git(&desk.site, &["stash", "pop", "-q"]).expect("there is a stash");
        desk.wait_for(headline);
        git(&desk.site, &["checkout", "-q", "--", "."]).expect("there is a change");
        desk.save(DISPATCH, &dispatch(headline));
    });
}

#[test]
fn a_burst_of_saves_is_composed_once_or_twice() {
    let desk = Desk::new();
    let mut counts = Vec::new();
    for round in 0..TRIES {
        let before = desk.compositions();
        for number in 0..50 {
            let headline = format!("Round {round}");
            desk.save(&format!("content/dispatches/of-{number}.md"), &dispatch(&headline));
        }
        let words = format!("Round {round}");
        for number in 0..50 {
            let page = format!("/dispatches/of-{number}/");
            desk.preview.wait_until(&page, &words, |_, text| text.contains(&words));
        }
        // Whatever is still to come of it comes before the next save is shown.
        desk.settle();
        counts.push(desk.compositions() - before - 1);
        if counts.last().is_some_and(|count| *count <= 2) {
            break;
        }
    }
    note(&format!("a burst of 50 saves: {counts:?} compositions"));
    assert!(counts.last().is_some_and(|count| *count <= 2), "{counts:?}");
}

#[test]
fn reading_the_preview_composes_nothing() {
    let desk = Desk::new();
    desk.settle();
    let before = desk.preview.said().len();
    for _ in 0..20 {
        desk.preview.get("/");
        desk.preview.get(super::PAGE);
        fs::read(desk.file()).expect("it is here");
    }
    // A tick goes by.
    thread::sleep(Duration::from_millis(2500));
    assert_eq!(desk.preview.said().len(), before, "{:?}", desk.preview.said());
}

#[test]
fn a_program_that_was_stopped_shows_what_was_saved_meanwhile() {
    let desk = Desk::new();
    desk.in_time("a stopped process", |desk, headline| {
        signal(desk, Signal::STOP);
        desk.save(DISPATCH, &dispatch("Meanwhile"));
        desk.save("content/dispatches/new/folder.md", &dispatch(headline));
        desk.save(DISPATCH, &dispatch(headline));
        signal(desk, Signal::CONT);
    });
}

/// The system keeps 16,384 events for us and then drops the rest.
#[test]
fn more_changes_than_the_system_keeps_lose_none() {
    let desk = Desk::new();
    desk.in_time("lost events", |desk, headline| {
        signal(desk, Signal::STOP);
        for number in 0..9000 {
            let file = desk.site.join(format!("content/.{number}.swp"));
            fs::write(&file, "").expect("writable");
            fs::remove_file(&file).expect("it is here");
        }
        desk.save("content/dispatches/unheard/of.md", &dispatch(headline));
        desk.save(DISPATCH, &dispatch(headline));
        signal(desk, Signal::CONT);
    });
    let unheard = "content/dispatches/unheard/of.md";
    desk.save(unheard, &dispatch("In a folder nobody was told of"));
    let shows = |_, text: &str| text.contains("In a folder nobody was told of");
    desk.preview.wait_until("/dispatches/of/", "the new folder", shows);
}

/// The preview of `site` where the system watches ten folders at most; `None` where that cannot be arranged.
#[cfg(target_os = "linux")]
fn with_ten_watches(site: &Path) -> Result<Preview, String> {
    const LIMIT: &str = "echo 10 > /proc/sys/user/max_inotify_watches && exec \"$@\"";
    let limited = |program: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", LIMIT, "sh"]).args(program);
        command
    };
    let probe = limited(&["true"]).stderr(Stdio::null()).status();
    match probe {
        Ok(status) if status.success() => {}
        Ok(_) => return Err("user namespaces are not allowed here".to_owned()),
        Err(error) => return Err(format!("there is no unshare: {error}")),
    }
    let mut command = limited(&[DATELINE, "serve", "--port", "0"]);
    command.current_dir(site);
    Ok(Preview::run(command))
}

#[test]
#[cfg(target_os = "linux")]
fn with_too_few_watches_the_preview_polls_and_says_what_to_do() {
    const SAID: &str = "warning: the system's limit of watched folders is reached, so the project is read every second \
        instead; raise fs.inotify.max_user_watches to see every save at once";
    let many = |site: &Path| {
        (0..20).for_each(|n| save(&site.join(format!("static/{n}/a.txt")), "x"));
    };
    // From the beginning, and when a folder too many is made later.
    for (what, prepare) in [("from the beginning", &many as &dyn Fn(&Path)), ("later", &|_| {})] {
        let mut why = None;
        let start = |site: &Path| {
            with_ten_watches(site).unwrap_or_else(|reason| {
                why = Some(reason);
                Preview::start(site)
            })
        };
        let desk = Desk::started(prepare, start);
        if let Some(why) = why {
            return skipped("a watch limit of ten", &why);
        }
        many(&desk.site);
        desk.preview.wait_to_hear(SAID);
        desk.in_time(&format!("a watch limit of ten, {what}"), |desk, headline| {
            desk.save(DISPATCH, &dispatch(headline));
        });
        let said = desk.preview.said();
        assert_eq!(said.iter().filter(|line| *line == SAID).count(), 1, "{said:?}");
    }
}

fn polling(site: &Path) -> Preview {
    let mut command = Command::new(DATELINE);
    command.current_dir(site).args(["serve", "--port", "0", "--poll", "0.5"]);
    Preview::run(command)
}

/// How many watches of the system's the program holds.
#[cfg(target_os = "linux")]
fn watches(desk: &Desk) -> usize {
    let files = fs::read_dir(format!("/proc/{}/fd", desk.preview.child.id())).expect("it runs");
    let targets = files.flatten().filter_map(|file| fs::read_link(file.path()).ok());
    targets.filter(|target| target.to_string_lossy().contains("inotify")).count()
}

#[test]
fn a_preview_that_polls_asks_the_system_nothing_and_shows_every_save() {
    let desk = Desk::started(|_| {}, polling);
    desk.in_time("--poll 0.5", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
    desk.in_time("--poll 0.5, a new folder", |desk, headline| {
        let page = "/dispatches/polled/";
        desk.save("content/dispatches/new/polled.md", &dispatch(headline));
        desk.preview.wait_until(page, headline, |_, text| text.contains(headline));
        desk.save(DISPATCH, &dispatch(headline));
    });
    #[cfg(target_os = "linux")]
    {
        assert_eq!(watches(&desk), 0);
        let other = Desk::new();
        other.in_time("without --poll", |desk, headline| desk.save(DISPATCH, &dispatch(headline)));
        assert_eq!(watches(&other), 1, "else this test proves nothing");
    }
}

#[test]
fn polling_at_no_interval_is_refused_with_a_sentence() {
    let (_folder, site) = new_site();
    for interval in ["0", "-1", "0.0", "nan", "inf", "often", "1e300"] {
        let output = dateline(&site, &["serve", "--poll", interval]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{interval}: {said}");
        let sentence = "write a number of seconds from 0.05 to 3600, such as 1 or 0.5";
        assert!(said.contains(sentence), "{interval}: {said}");
    }
}
