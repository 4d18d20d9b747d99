//! Whose site a folder holds: another site is never replaced by mistake, and one's own always can be.
//! It does not know what is in a site.

use std::fs;

use super::Project;
use crate::edge::publish::fault::ADDRESS_OF_NEW_SITES;
use crate::edge::publish::owner::Adoption;

const PAGES: [(&str, &str); 1] = [("index.html", "new")];
const OTHER: &str = "https://b.example/";

#[test]
fn the_site_of_another_address_is_refused_until_it_is_taken_over() {
    let (one, other, host) = (Project::new(), Project::new(), Project::new());
    let to = host.path("www").display().to_string();
    one.publish(&to, &[("index.html", "old")]).expect("it is published");
    let said = other.publish_as(OTHER, &to, &PAGES, false).expect_err("it is another site");
    assert!(said.contains("it holds the site https://a.example/"), "{said}");
    assert!(said.contains("--take-over"), "{said}");
    assert_eq!(host.files("www")["index.html"], "old");
    // Another checkout of the same site may.
    Project::new().publish(&to, &PAGES).expect("it is the same site");

    let published = other.publish_as(OTHER, &to, &PAGES, true).expect("it is taken over");
    assert_eq!(published.adoption, Some(Adoption::TakenOver("https://a.example/".to_owned())));
    assert_eq!(other.publish_as(OTHER, &to, &PAGES, false).expect("its own").adoption, None);
    one.publish(&to, &PAGES).expect_err("it is not its own any more");
}

#[test]
fn a_site_that_gets_another_address_is_still_the_site_of_its_project() {
    let (project, host) = (Project::new(), Project::new());
    for to in ["public".to_owned(), host.path("www").display().to_string()] {
        for address in [ADDRESS_OF_NEW_SITES, "https://a.example/", OTHER, ADDRESS_OF_NEW_SITES] {
            let published = project.publish_as(address, &to, &PAGES, false).expect("its own");
            assert_eq!(published.adoption, None);
        }
    }
}

#[test]
fn two_new_sites_are_two_sites() {
    let (one, other, host) = (Project::new(), Project::new(), Project::new());
    let to = host.path("www").display().to_string();
    for _ in 0..2 {
        one.publish_as(ADDRESS_OF_NEW_SITES, &to, &PAGES, false).expect("its own");
    }
    let said = other.publish_as(ADDRESS_OF_NEW_SITES, &to, &PAGES, false);
    assert!(said.expect_err("another project").contains("that another project made"));
    other.publish_as(ADDRESS_OF_NEW_SITES, &to, &PAGES, true).expect("it is taken over");
    one.publish_as(ADDRESS_OF_NEW_SITES, &to, &PAGES, false).expect_err("it is not its own now");
}

#[test]
fn a_site_of_the_first_version_is_adopted_once() {
    let project = Project::new();
    project.put("public/.dateline", "dateline 1\ndateline made this folder and replaces all of it; keep nothing of your own here\n\nindex.html\n");
    project.put("public/index.html", "old");
    let adoptions = [0, 1].map(|_| project.publish("public", &PAGES).expect("published").adoption);
    assert_eq!(adoptions, [Some(Adoption::Unmarked), None]);
}

#[test]
fn a_site_whose_list_is_damaged_heals_and_what_is_not_in_it_is_still_safe() {
    let project = Project::new();
    let pages = [("index.html", "old"), ("a/b.html", "b"), ("gone.html", "gone")];
    let whole = {
        project.publish("public", &pages).expect("it is published");
        project.publish("public", &pages).expect("it is published");
        fs::read_to_string(project.path("public/.dateline")).expect("a list")
    };
    let cut = &whole[..whole.len() - 8];
    // The list has a checksum of its own.
    let flipped = whole.replace("index.html", "indey.html");
    for list in ["", "\0\0\0\0", "date", "dateline 2\nhttps", cut, &cut[..30], &flipped] {
        fs::write(project.path("public/.dateline"), list).expect("damaged");
        for page in ["index.html", "a/b.html"] {
            fs::write(project.path("public").join(page), "").expect("damaged");
        }
        let published = project.publish("public", &PAGES);
        assert_eq!(published.expect("it heals").adoption, Some(Adoption::Damaged));
        assert_eq!(project.files("public")["index.html"], "new");
        project.publish("public", &pages).expect("it is published");
        project.publish("public", &pages).expect("it is published");
    }
    fs::write(project.path("public/.dateline"), "").expect("damaged");
    project.put("public/notes.txt", "mine");
    let said = project.publish("public", &PAGES).expect_err("somebody's notes");
    assert!(said.contains("`notes.txt`"), "{said}");
}
