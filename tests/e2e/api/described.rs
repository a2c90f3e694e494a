//! The description of the API tells what there is, and nothing else.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{head, json as read, stocked, with};

const DOCUMENT: &str = "/api/v1/openapi.json";

/// Checks a value against a schema of the description.
fn fits(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|e| e.to_string())
        .collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults.join("; ")),
    }
}

#[tokio::test]
async fn every_route_is_described_and_everything_described_is_a_route() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let mut region = here.nobody().at("ratusz.test");
    let own = here.nobody().get(DOCUMENT).await;
    assert_eq!(own.status, StatusCode::OK);
    assert_eq!(own.body, region.get(DOCUMENT).await.body);
    let document = read(&own);
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("operations").keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    for site in [web::Site::Office, web::Site::Region] {
        let there: BTreeSet<(String, String)> = web::all_routes()
            .iter()
            .filter(|route| route.site == site && route.path.starts_with("/api/"))
            .map(|route| (route.method.to_owned(), route.path.to_owned()))
            .collect();
        assert_eq!(there, described, "{site:?}");
    }
}

#[tokio::test]
async fn every_answer_is_as_described() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let document = read(&here.nobody().get(DOCUMENT).await);
    let mut checked = BTreeSet::new();
    for client in [&mut here.nobody(), &mut here.nobody().at("ratusz.test")] {
        for (path, item) in document["paths"].as_object().expect("paths") {
            let operation = &item["get"];
            let address = path.replace("{service}", "in-1");
            let contents = operation["responses"]["200"]["content"]
                .as_object()
                .expect("forms");
            for (kind, content) in contents {
                let answer = with(client, &address, &[("accept", kind)]).await;
                assert_eq!(answer.status, StatusCode::OK, "{address}");
                assert!(
                    head(&answer, "content-type").starts_with(kind.as_str()),
                    "{address}"
                );
                if kind != "text/turtle" {
                    let outcome = fits(&document, &content["schema"], &read(&answer));
                    assert_eq!(outcome, Ok(()), "{address} as {kind}");
                }
                checked.insert((address.clone(), kind.clone()));
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["$ref"].as_str().unwrap_or("#/service");
                let name = name.rsplit('/').next().expect("a name");
                if name != "service" {
                    let bad = format!("{address}?{name}={}", "x".repeat(300));
                    let answer = client.get(&bad).await;
                    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
                    let schema = json!({ "$ref": "#/components/schemas/Problem" });
                    assert_eq!(fits(&document, &schema, &read(&answer)), Ok(()), "{bad}");
                }
            }
        }
    }
    assert!(checked.len() >= 8, "{checked:?}");
}

#[tokio::test]
async fn an_answer_that_is_otherwise_would_be_noticed() {
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let document = read(&here.nobody().get(DOCUMENT).await);
    let schema = json!({ "$ref": "#/components/schemas/Service" });
    let good = read(&here.nobody().get("/api/v1/catalogue/in-1").await);
    assert_eq!(fits(&document, &schema, &good), Ok(()));
    for (key, value) in [
        ("edition", json!("1")),
        ("confirm", json!(["note"])),
        ("kind", json!("other")),
        ("fees", json!([{ "title": "x" }])),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(fits(&document, &schema, &bad).is_err(), "{key}");
    }
}
