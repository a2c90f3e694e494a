//! Starting over whatever an earlier run left behind, with a real server.

use std::fs;
use std::process::Command;

use super::{Binaries, Cluster, Place, Plan, answers, number_file, number_in};
use crate::exec::quietly;
use crate::home::Home;
use crate::steps::Step;

/// A plan in a new folder; nothing, with a line saying so, where PostgreSQL is missing.
fn plan(purpose: &str) -> Option<Plan> {
    if !Binaries::are_here() {
        eprintln!("SKIPPED: PostgreSQL is not here");
        return None;
    }
    let home = Home::passing(purpose).unwrap().folder;
    Some(Plan {
        binaries: None,
        home,
        passing: true,
        farewell: "",
    })
}

fn start(plan: &Plan) -> Cluster {
    Cluster::start(plan, &mut Step::begin("a test")).unwrap()
}

#[test]
fn is_made_used_and_removed() {
    let Some(plan) = plan("test-made") else {
        return;
    };
    let cluster = start(&plan);
    assert!(cluster.provide("ratusz").unwrap());
    assert!(!cluster.provide("ratusz").unwrap());
    let second = start(&plan);
    assert!(second.guardian.is_none(), "the running server is used");
    drop(second);
    assert!(
        answers(&Place::under(&plan.home)),
        "who did not start it does not stop it"
    );
    drop(cluster);
    assert!(!plan.home.exists());
}

#[test]
fn is_made_again_when_left_half_made() {
    let Some(plan) = plan("test-half") else {
        return;
    };
    let place = Place::under(&plan.home);
    fs::create_dir_all(&place.cluster).unwrap();
    fs::write(place.cluster.join("postgresql.conf"), "half").unwrap();
    fs::write(place.cluster.join("PG_VERSION"), "15\n").unwrap();
    fs::write(&place.unfinished, "").unwrap();
    drop(start(&plan));
    assert!(!plan.home.exists());
}

#[test]
fn recovers_after_its_server_was_killed() {
    let Some(mut plan) = plan("test-killed") else {
        return;
    };
    plan.passing = false;
    let place = Place::under(&plan.home);
    let cluster = start(&plan);
    assert!(cluster.provide("ratusz").unwrap());
    let pid = number_in(&number_file(&place)).unwrap();
    quietly(Command::new("kill").args(["-9", &pid])).unwrap();
    drop(cluster);
    assert!(
        number_file(&place).exists(),
        "a killed server leaves its number"
    );
    plan.passing = true;
    let cluster = start(&plan);
    assert!(!cluster.provide("ratusz").unwrap(), "the data are there");
    drop(cluster);
    assert!(!plan.home.exists());
}

#[test]
fn does_not_believe_a_number_that_is_now_anothers() {
    let Some(plan) = plan("test-number") else {
        return;
    };
    let place = Place::under(&plan.home);
    fs::create_dir_all(&place.cluster).unwrap();
    let own = std::process::id();
    fs::write(
        number_file(&place),
        format!("{own}\n{}\n", place.cluster.display()),
    )
    .unwrap();
    drop(start(&plan));
    assert!(!plan.home.exists());
}
