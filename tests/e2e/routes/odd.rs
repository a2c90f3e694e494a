//! Requests no page of ours sends: every route answers them with a page and a way on.

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use tests::Answer;
use web::{Route, Site};

use super::stage::{Stage, Trial};
use super::{TOO_MUCH_FOR_A_TEST, method, name};

/// Larger than any form without files may be.
const FORM_BYTES: usize = 3 * 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";
/// Addresses of the development provider that speak to the program and not to people.
const FOR_PROGRAMS: [&str; 1] = ["/token"];

/// What is wrong with a request, in words; and the request.
struct Odd {
    what: &'static str,
    query: &'static str,
    kind: Option<&'static str>,
    body: Vec<u8>,
}

fn odd(method: &Method) -> Vec<Odd> {
    let form = |what, kind, body: &[u8]| Odd {
        what,
        query: "",
        kind,
        body: body.to_vec(),
    };
    let asked = |what, query| Odd {
        query,
        ..form(what, Some(FORM), b"")
    };
    let mut all = vec![
        asked("a word for a number", "strona=x&po=1&po=2&q=1&q=2"),
        asked("bytes that are no text", "q=%FF%FE&strona=%00&powrot=%FF"),
        asked("no pairs at all", "&&=&%&=%"),
    ];
    if *method == Method::POST {
        all.extend([
            form("a form that does not say so", None, b"a=1"),
            form("another media type", Some("text/plain"), b"a=1"),
            form(
                "parts without a boundary",
                Some("multipart/form-data"),
                b"--x\r\n",
            ),
            form(
                "parts that break off",
                Some("multipart/form-data; boundary=x"),
                b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            ),
            form(
                "bytes that are no text",
                Some(FORM),
                b"email=%FF%FE&tresc=\xff&%zz=%",
            ),
            form("a form too large", Some(FORM), &vec![b'a'; FORM_BYTES]),
        ]);
    }
    all
}

/// Why the answer is no page of the site with a way on; `None` when it is.
fn fault(route: &Route, answer: &Answer) -> Option<String> {
    let header = |headers: &HeaderMap, name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let status = answer.status;
    if status.is_success() || status.is_redirection() {
        return None;
    }
    let kind = header(&answer.headers, "content-type");
    let id = header(&answer.headers, "x-request-id");
    // Programs are told in their own way, with the same number.
    let is_problem = kind == "application/problem+json" && answer.body.contains(&id);
    if route.path.starts_with("/api/") && is_problem {
        return None;
    }
    // Conflicts and wrong answers show the page itself again, with what is wrong in it.
    let is_bare = matches!(status.as_u16(), 400 | 404 | 405 | 413 | 415);
    let main = answer.body.split_once("<main").map(|(_, main)| main);
    let main = main.and_then(|main| main.split_once("</main>"));
    let told = match main {
        _ if status == StatusCode::INTERNAL_SERVER_ERROR => "a fault of the program",
        _ if kind != "text/html; charset=utf-8" => "not a page",
        None => "not the look of the site",
        Some((main, _))
            if !["href=\"/", "action=\"/"]
                .iter()
                .any(|way| main.contains(way)) =>
        {
            "no way on"
        }
        Some((main, _)) if is_bare && !main.contains(&id) => "no number to tell",
        Some(_) => return None,
    };
    Some(format!("{} {kind}: {told}", status.as_u16()))
}

async fn send(trial: &Trial, route: &Route, path: &str, odd: Odd) -> Answer {
    let mut client = trial.client.clone();
    let path = match odd.query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    let request = client
        .request(method(route), &path)
        .header("sec-fetch-site", "same-origin");
    let request = match odd.kind {
        Some(kind) => request.header("content-type", kind),
        None => request,
    };
    client.send(request, Body::from(odd.body)).await
}

#[tokio::test]
async fn odd_requests_are_answered_with_a_page_at_every_route() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let mut wrong = Vec::new();
    let mut refused = 0;
    for route in web::all_routes() {
        let skipped = FOR_PROGRAMS.contains(&route.path)
            || TOO_MUCH_FOR_A_TEST.contains(&name(&route).as_str())
            || route.site == Site::Login && route.path.starts_with("/.well-known");
        if skipped {
            continue;
        }
        // Whoever may go furthest meets the most of what reads a request.
        let Some(trial) = stage.let_in(&route).await.into_iter().next() else {
            continue;
        };
        for odd in odd(&method(&route)) {
            let objects = match route.method {
                "GET" => stage.own.clone(),
                _ => stage.fresh().await,
            };
            let Some(path) = objects.fill(&route) else {
                break;
            };
            let what = odd.what;
            let answer = send(&trial, &route, &path, odd).await;
            refused += usize::from(answer.status.is_client_error());
            if let Some(fault) = fault(&route, &answer) {
                wrong.push(format!("{}, {what}: {fault}", name(&route)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(refused > 50, "only {refused} refused");
}

/// Parts of addresses that name nothing are not found: the page says so, whoever asks.
#[tokio::test]
async fn parts_of_addresses_that_do_not_fit_are_not_found() {
    let Some(stage) = Stage::set().await else {
        return;
    };
    let mut wrong = Vec::new();
    let mut tried = 0;
    for route in web::all_routes() {
        // What these name is any word: of a provider, of an invitation.
        let open = ["{provider}", "{token}"];
        if !route.path.contains('{') || open.iter().any(|part| route.path.ends_with(part)) {
            continue;
        }
        for part in [
            "x",
            "%20",
            "%FF",
            "00000000-0000-0000-0000-00000000000g",
            "..%2F..",
        ] {
            let path: Vec<&str> = route
                .path
                .split('/')
                .map(|name| if name.starts_with('{') { part } else { name })
                .collect();
            let path = path.join("/");
            for trial in stage.let_in(&route).await {
                let mut client = trial.client.clone();
                let request = client
                    .request(method(&route), &path)
                    .header("sec-fetch-site", "same-origin")
                    .header("content-type", FORM);
                let mut answer = client.send(request, Body::empty()).await;
                // A form is looked for at its service, which is not there either.
                if answer.status.is_redirection() && path.starts_with(answer.location()) {
                    answer = client.get(answer.location()).await;
                }
                tried += 1;
                // Receipts are somebody's, so nobody is asked who they are, whatever the number.
                let is_asked = route.path.starts_with("/potwierdzenia/")
                    && answer.location().starts_with("/logowanie?powrot=");
                let is_told =
                    answer.status == StatusCode::NOT_FOUND && fault(&route, &answer).is_none();
                let right = is_told || is_asked;
                if !right {
                    wrong.push(format!(
                        "{} {path} as {}: {}",
                        name(&route),
                        trial.name,
                        answer.status
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(tried > 50, "only {tried} tried");
}
