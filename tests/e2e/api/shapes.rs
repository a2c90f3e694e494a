//! The catalogue against the shapes of CPSV-AP 3.2.0, which are not ours: by pyshacl.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::{stocked, templates};

const CHECK: &str = include_str!("shapes.py");

/// Python with pyshacl and the folder of the shapes, or `None` after saying what is missing.
#[expect(
    clippy::disallowed_methods,
    reason = "the runner says where things are"
)]
fn tools() -> Option<(PathBuf, PathBuf)> {
    let python = std::env::var_os("RATUSZ_TEST_PYTHON").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/cpsv-ap");
    let shapes = std::env::var_os("RATUSZ_TEST_CPSV_AP").map_or(beside, PathBuf::from);
    let shapes = shapes.join("3.2.0").join("cpsv-ap-SHACL.ttl");
    match (python, shapes.is_file()) {
        (Some(python), true) => Some((python, shapes)),
        (None, _) => {
            eprintln!("skipped: RATUSZ_TEST_PYTHON is not set (cargo xtask test sets it)");
            None
        }
        (_, false) => {
            eprintln!("skipped: no shapes of CPSV-AP (RATUSZ_TEST_CPSV_AP)");
            None
        }
    }
}

/// What pyshacl says of a graph in both forms.
fn check((python, shapes): &(PathBuf, PathBuf), json_ld: &str, turtle: &str) -> Value {
    let folder = std::env::temp_dir().join(format!("ratusz-{}", tests::some_id().simple()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (first, second) = (folder.join("a.jsonld"), folder.join("a.ttl"));
    std::fs::write(&first, json_ld).expect("a file");
    std::fs::write(&second, turtle).expect("a file");
    let mut command = Command::new(python);
    let done = command
        .arg("-c")
        .arg(CHECK)
        .args([shapes, &first, &second])
        .output();
    std::fs::remove_dir_all(&folder).expect("removed");
    let done = done.expect("python");
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    let fault = String::from_utf8_lossy(&done.stderr).into_owned();
    serde_json::from_str(&told).unwrap_or_else(|_| panic!("no verdict: {told} {fault}"))
}

#[tokio::test]
async fn every_template_conforms_and_both_forms_say_the_same() {
    let Some(tools) = tools() else { return };
    let Some((_platform, here, there, _title)) = stocked().await else {
        return;
    };
    let mut client = here.nobody();
    let json_ld = client.get("/api/v1/catalogue.jsonld").await.body;
    let turtle = client.get("/api/v1/catalogue.ttl").await.body;
    let verdict = check(&tools, &json_ld, &turtle);
    assert_eq!(verdict["conforms"], true, "{}", verdict["report"]);
    assert_eq!(verdict["same"], true);
    assert_eq!(verdict["services"], templates().len());
    // The region's, of several offices.
    let mut region = client.at("ratusz.test");
    let word = there.tenant.slug();
    let json_ld = region
        .get(&format!("/api/v1/catalogue.jsonld?q={word}"))
        .await
        .body;
    let turtle = region
        .get(&format!("/api/v1/catalogue.ttl?q={word}"))
        .await
        .body;
    let verdict = check(&tools, &json_ld, &turtle);
    assert_eq!(verdict["conforms"], true, "{}", verdict["report"]);
    assert_eq!(
        (&verdict["same"], &verdict["services"]),
        (&json!(true), &json!(1))
    );
}

/// An empty graph conforms, and so would one nobody looks into: broken ones must not.
#[tokio::test]
async fn a_broken_graph_is_refused() {
    let Some(tools) = tools() else { return };
    let Some((_platform, here, _there, _title)) = stocked().await else {
        return;
    };
    let good = here
        .nobody()
        .get("/api/v1/catalogue/in-1.jsonld")
        .await
        .body;
    let turtle = here.nobody().get("/api/v1/catalogue/in-1.ttl").await.body;
    let verdict = check(&tools, &good, &turtle);
    assert_eq!(verdict["conforms"], true, "{}", verdict["report"]);
    let graph: Value = serde_json::from_str(&good).expect("JSON");
    let break_each = |change: &dyn Fn(&mut Value)| {
        let mut graph = graph.clone();
        for thing in graph["@graph"].as_array_mut().expect("things") {
            change(thing);
        }
        check(&tools, &graph.to_string(), &turtle)
    };
    let without = |property: &'static str| {
        move |thing: &mut Value| drop(thing.as_object_mut().expect("a thing").remove(property))
    };
    for property in [
        "dct:title",
        "dct:identifier",
        "cv:hasCompetentAuthority",
        "dct:spatial",
    ] {
        let verdict = break_each(&without(property));
        assert_eq!(verdict["conforms"], false, "without {property}");
        assert_eq!(verdict["same"], false, "without {property}");
    }
    let plain_titles = break_each(&|thing| {
        if thing.get("dct:title").is_some() {
            thing["dct:title"] = json!("bez języka");
        }
    });
    assert_eq!(plain_titles["conforms"], false, "titles without a language");
}
