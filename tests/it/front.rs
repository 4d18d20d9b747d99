//! Tests of the front page: which dispatch leads, which follow, and how a status changes the order.
//! It does not use the code directly; it reads the built pages as text.

use crate::site::built;
use crate::support::in_order;

fn dispatch(slug: &str, day: u8, lines: &str) -> (String, String) {
    let text = format!(
        "---\ntitle: Title of {slug}\ndate: 2017-06-{day:02}\ncity: Mosul\n{lines}\n---\nText.\n"
    );
    (format!("content/dispatches/{slug}.md"), text)
}

fn page(files: &[(String, String)], file: &str) -> String {
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let site = built(&files.collect::<Vec<_>>());
    String::from_utf8_lossy(&site[file]).into_owned()
}

#[test]
fn what_is_developing_leads_and_is_not_listed_twice() {
    let files = [dispatch("old", 1, "status: developing"), dispatch("new", 2, "status: verified")];
    let front = page(&files, "index.html");
    in_order(
        &front,
        &[
            "id=\"developing\"",
            "Title of old",
            "Developing",
            "id=\"latest\"",
            "Title of new",
            "Verified",
        ],
    );
    assert_eq!(front.matches(">Title of old<").count(), 1);
    let told = page(&files, "dispatches/old/index.html");
    in_order(&told, &["mark-developing", "This story is developing"]);
}

#[test]
fn what_was_replaced_is_no_longer_developing() {
    let files = [dispatch("old", 1, "status: developing"), dispatch("new", 2, "supersedes: old")];
    assert!(!page(&files, "index.html").contains("id=\"developing\""));
    assert!(!page(&files, "dispatches/old/index.html").contains("mark-developing"));
}

#[test]
fn the_latest_month_is_the_latest_in_which_anything_happened_and_not_the_present_one() {
    let files = [
        dispatch("may", 1, "event: 2017-04-30\ncasualties: {killed: 2}"),
        dispatch("june", 2, "event: 2017-05-09\ncasualties: {killed: 4}"),
    ];
    let front = page(&files, "index.html");
    in_order(
        &front,
        &["id=\"month\"", "May 2017", "1 incident reported", "Title of june", "All of"],
    );
    let month = front.split("id=\"month\"").nth(1).and_then(|it| it.split("</section>").next());
    assert!(!month.expect("the section ends").contains("Title of may"));
}

#[test]
fn a_city_lists_the_incidents_that_several_dispatches_tell_of() {
    let files = [
        dispatch("one", 1, "incident: bridge\ncasualties: {killed: 2}"),
        dispatch("two", 2, "incident: bridge\ncasualties: {killed: 3}"),
        dispatch("alone", 3, "casualties: {killed: 9}"),
    ];
    let city = page(&files, "cities/mosul/index.html");
    let listed = city.split("id=\"incidents\"").nth(1).and_then(|it| it.split("</section>").next());
    let listed = listed.expect("there is such a section");
    assert!(listed.contains("href=\"/incidents/bridge/\""), "{listed}");
    assert!(!listed.contains("Title of alone"), "it stands among the dispatches");
}
