//! Every route, tried by everybody: whoever may not is refused, whoever may is let in.
//!
//! The list of routes and their acts comes from the program, the rights from the golden matrix
//! of `access`. A new route is tried without a word here; what cannot be tried stands in
//! `untried_routes.txt`, which changes in review only.

mod odd;
mod probe;
mod stage;

use axum::http::{Method, StatusCode};
use probe::{Seen, is_refusal};
use stage::{Objects, Stage, Trial};
use web::{Route, Site};

/// Refuse by themselves whoever comes without a sign-in under way or a file really sent:
/// `sign_in/` and `resident/` come with one.
const NEEDS_MORE_THAN_AN_ADDRESS: [&str; 3] = [
    "GET office /logowanie/powrot",
    "GET office /robocze/{draft}/pliki/{file}",
    "GET office /urzad/sprawy/{id}/pliki/{file}",
];
/// Work on every office of the platform at once, or take the service from under the others:
/// whoever may not is tried, whoever may is not.
const TOO_MUCH_FOR_A_TEST: [&str; 3] = [
    "POST admin /plan/zastosuj",
    "POST admin /mury",
    "POST office /urzad/uslugi/{service}/wycofaj",
];
const UNTRIED: &str = include_str!("untried_routes.txt");

/// Spelled as in the list of routes left untried.
fn name(route: &Route) -> String {
    let site = format!("{:?}", route.site).to_lowercase();
    format!("{} {site} {}", route.method, route.path)
}

fn method(route: &Route) -> Method {
    route.method.parse().expect("a method")
}

/// Routes of every site as far as their addresses can be filled in, and the names of the rest.
fn tried(objects: &Objects) -> (Vec<(Route, String)>, Vec<String>) {
    let mut tried = Vec::new();
    let mut untried = Vec::new();
    for route in web::all_routes() {
        match objects.fill(&route) {
            Some(path) => tried.push((route, path)),
            None => untried.push(name(&route)),
        }
    }
    (tried, untried)
}

#[tokio::test]
async fn routes_left_untried_stand_in_the_list() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let (tried, untried) = tried(&stage.own);
    let listed: Vec<&str> = UNTRIED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert_eq!(untried, listed, "compare with tests/e2e/untried_routes.txt");
    assert!(tried.len() > 30, "only {} routes", tried.len());
}

// MT-035, MT-036, MT-028: the address names a thing that is really there.
#[tokio::test]
async fn whoever_may_not_is_refused_at_every_route() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let mut wrong = Vec::new();
    let mut refusals = 0;
    for (route, path) in tried(&stage.own).0 {
        for trial in stage.everybody(route.site) {
            let actor = trial.counts_as(&route);
            if stage.access.ever(&actor, route.action) {
                continue;
            }
            let seen = Seen::at(&trial, &method(&route), &path).await;
            let expected = match actor {
                access::Actor::Nobody => StatusCode::SEE_OTHER,
                _ => StatusCode::FORBIDDEN,
            };
            if seen.status != expected || !is_refusal(&seen) {
                wrong.push(format!(
                    "{} as {}: {}",
                    name(&route),
                    trial.name,
                    seen.told()
                ));
            }
            refusals += 1;
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(refusals > 100, "only {refusals} refusals");
}

/// Compares what is there with what is nowhere, for each of these people at each of these
/// addresses; how often, and where the two differ or something opens.
async fn compare(tried: Vec<(Route, String, Vec<Trial>)>) -> (usize, Vec<String>) {
    let missing = Objects::missing();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (route, real, trials) in tried {
        let none = missing.fill(&route).expect("filled as well");
        if real == none || !route.path.contains('{') {
            continue;
        }
        for trial in trials {
            let there = Seen::at(&trial, &method(&route), &real).await;
            let nowhere = Seen::at(&trial, &method(&route), &none).await;
            let what = format!("{} as {}", name(&route), trial.name);
            if !there.is_same_as(&nowhere) {
                wrong.push(format!("{what}: {} but {}", there.told(), nowhere.told()));
            } else if there.status.is_success() || there.status.is_server_error() {
                wrong.push(format!("{what}: {}", there.told()));
            }
            compared += 1;
        }
    }
    (compared, wrong)
}

// MT-035, MT-042: a neighbour's thing is as good as none, to everybody who may act here.
#[tokio::test]
async fn a_thing_of_another_office_is_the_same_as_none() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let all = tried(&stage.foreign).0.into_iter();
    // Operators know every office, so nothing is foreign at the console.
    let foreign = all.filter(|(route, _)| route.site == Site::Office);
    let foreign = foreign.map(|(route, path)| {
        let trials = stage.everybody(route.site);
        (route, path, trials)
    });
    let (compared, wrong) = compare(foreign.collect()).await;
    assert_eq!(wrong, Vec::<String>::new());
    assert!(compared > 100, "only {compared} compared");
}

// MT-036: of the same office, but somebody else's or another unit's.
#[tokio::test]
async fn a_thing_of_somebody_else_here_is_the_same_as_none() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let all = tried(&stage.own).0.into_iter();
    let personal = all.filter(|(route, _)| stage.own.are_personal(route));
    let personal = personal.map(|(route, path)| {
        let trials = stage.strangers(&route);
        (route, path, trials)
    });
    let (compared, wrong) = compare(personal.collect()).await;
    assert_eq!(wrong, Vec::<String>::new());
    assert!(compared > 10, "only {compared} compared");
}

// MT-023, MT-028: their cookies are good ones, in another place.
#[tokio::test]
async fn a_cookie_of_another_site_or_office_is_nobodys_at_every_route() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let mut wrong = Vec::new();
    for (route, path) in tried(&stage.own).0 {
        let nobody = stage.nobody(route.site);
        let anonymous = Seen::at(&nobody, &method(&route), &path).await;
        for trial in stage.intruders(route.site) {
            let seen = Seen::at(&trial, &method(&route), &path).await;
            // The region lists all offices, and other tests put up more of them meanwhile.
            let same = match route.site {
                Site::Region => seen.status == anonymous.status,
                _ => seen.is_same_as(&anonymous),
            };
            if !same {
                let what = format!("{} as {}", name(&route), trial.name);
                wrong.push(format!("{what}: {} but {}", seen.told(), anonymous.told()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The refusals above mean something only if the same addresses open for somebody.
#[tokio::test]
async fn whoever_may_is_let_in_at_every_route() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let mut wrong = Vec::new();
    for route in web::all_routes() {
        if TOO_MUCH_FOR_A_TEST.contains(&name(&route).as_str()) {
            continue;
        }
        // Acts use things up, so each meets things of its own.
        let objects = match route.method {
            "GET" => stage.own.clone(),
            _ => stage.fresh().await,
        };
        let Some(path) = objects.fill(&route) else {
            continue;
        };
        let mut answers = Vec::new();
        for trial in stage.let_in(&route).await {
            let seen = Seen::at(&trial, &method(&route), &path).await;
            // A provider that is away is told as such; a fault of the program never is right.
            let fault = seen.status == StatusCode::INTERNAL_SERVER_ERROR;
            assert!(!fault, "{}: {}", name(&route), seen.told());
            answers.push((trial.name, seen));
        }
        let opened = answers.iter().any(|(_, seen)| match route.method {
            "GET" => !is_refusal(seen) && seen.status != StatusCode::NOT_FOUND,
            _ => !is_refusal(seen),
        });
        if !opened && !NEEDS_MORE_THAN_AN_ADDRESS.contains(&name(&route).as_str()) {
            let told: Vec<String> = answers
                .iter()
                .map(|(who, seen)| format!("{who}: {}", seen.told()))
                .collect();
            wrong.push(format!(
                "{} opens for nobody: {}",
                name(&route),
                told.join("; ")
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

// MT-033: whoever may do everything only looks, with every method that must not change a thing.
#[tokio::test]
async fn looking_changes_nothing() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let before = stage.here.fingerprint().await.expect("sums");
    for (route, path) in tried(&stage.own).0 {
        if stage.starts_something(&route) {
            continue;
        }
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            for trial in stage.let_in(&route).await {
                let seen = Seen::at(&trial, &method, &path).await;
                assert!(
                    !seen.status.is_server_error(),
                    "{method} {path}: {}",
                    seen.told()
                );
            }
        }
    }
    assert_eq!(stage.here.fingerprint().await.expect("sums"), before);
}
