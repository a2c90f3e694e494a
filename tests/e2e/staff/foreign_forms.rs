//! Forms of other programs taken over by an editor, over HTTP.

use axum::http::StatusCode;
use serde_json::json;

use super::desk::Desk;

const DAY: &str = "2026-10-05";
const PATH: &str = "/urzad/uslugi/nowa/z-formularza";

fn export() -> String {
    json!({
        "title": "Wypożyczenie sceny", "display": "form",
        "components": [
            { "type": "textfield", "key": "purpose", "label": "Na co? <script>x</script>" },
            { "type": "number", "key": "days", "label": "Ile dni",
              "conditional": { "show": true, "when": "purpose", "eq": "festyn" } },
            { "type": "signature", "key": "sign", "label": "Podpis" }
        ]
    })
    .to_string()
}

#[tokio::test]
async fn an_editor_sees_what_is_left_out_before_there_is_a_sketch() {
    let Some(desk) = Desk::open("przenosiny").await else {
        return;
    };
    let id = desk.staff("Edyta Wzorcowa", "service_editor", None).await;
    let mut editor = desk.staff_browser(id, DAY).await;
    let json = export();
    let file = [("plik", "scena.json", "application/json", json.as_bytes())];
    let report = editor.upload(PATH, &[("akt", "sprawdz")], &file).await;
    assert_eq!(report.status, StatusCode::OK);
    assert!(report.body.contains("<strong>Podpis</strong>"));
    assert!(report.body.contains("value=\"Wypożyczenie sceny\""));
    assert!(!report.body.contains("<script>x"));
    let sketches = async |desk: &Desk| {
        let tx = desk.office.begin().await.expect("a transaction");
        store::sketches::offered(&tx).await.expect("a list")
    };
    let is_there =
        |all: &[store::sketches::Offered]| all.iter().any(|one| one.slug == "wypozyczenie-sceny");
    assert!(!is_there(&sketches(&desk).await));
    let again = [
        ("akt", "utworz"),
        ("tytul", "x"),
        ("odczytane", json.as_str()),
    ];
    let short = editor.upload(PATH, &again, &[]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        short.body.contains("<strong>Podpis</strong>"),
        "the report stays"
    );
    let named = [
        ("akt", "utworz"),
        ("tytul", "Wypożyczenie sceny"),
        ("odczytane", json.as_str()),
    ];
    let made = editor.upload(PATH, &named, &[]).await;
    assert_eq!(
        made.location(),
        "/urzad/uslugi/wypozyczenie-sceny?po=import"
    );
    let overview = editor.get(made.location()).await;
    assert!(overview.body.contains("Nie przeniesiono – Podpis"));
    let all = sketches(&desk).await;
    assert!(is_there(&all));
    let tx = desk.neighbour.begin().await.expect("a transaction");
    assert!(
        store::sketches::offered(&tx)
            .await
            .expect("a list")
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_no_form_is_said_at_the_box() {
    let Some(desk) = Desk::open("obcypli").await else {
        return;
    };
    let id = desk.staff("Edyta Wzorcowa", "service_editor", None).await;
    let mut editor = desk.staff_browser(id, DAY).await;
    let none = editor.upload(PATH, &[("akt", "sprawdz")], &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    for content in [&b"PK\x03\x04 torn"[..], b"<html>", b"{\"components\":[]}"] {
        let file = [("plik", "x.zip", "application/zip", content)];
        let answer = editor.upload(PATH, &[("akt", "sprawdz")], &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("plik-error"));
    }
    let large = vec![b' '; 20 * 1024 * 1024];
    let file = [("plik", "x.json", "application/json", large.as_slice())];
    let answer = editor.upload(PATH, &[("akt", "sprawdz")], &file).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let clerk = desk.clerk("Klara Referent").await;
    let mut clerk = desk.staff_browser(clerk, DAY).await;
    assert_eq!(clerk.get(PATH).await.status, StatusCode::FORBIDDEN);
}
