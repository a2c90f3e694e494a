//! The texts of a service in another language, written in the browser.

use axum::http::StatusCode;

use super::designer::{at, boxes, editor, fill};
use super::desk::Desk;

#[tokio::test]
async fn a_language_is_switched_on_translated_and_tried_out() {
    let Some(desk) = Desk::open("jezyki").await else {
        return;
    };
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let off = editor.get(&at("/jezyk/en")).await;
    assert!(off.body.contains("nie jest jeszcze włączony"));
    let pairs = [
        ("identity", "low"),
        ("languages", "pl"),
        ("languages", "en"),
    ];
    let page = editor.get(&at("/czesc/tozsamosc")).await;
    let version = super::designer::version(&page);
    let mut pairs = pairs.to_vec();
    pairs.push(("wersja", &version));
    let on = editor.post(&at("/czesc/tozsamosc"), &pairs).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.body);
    let overview = editor.get(&at("")).await;
    assert!(
        overview.body.contains(&at("/jezyk/en")),
        "a task of its own"
    );
    let field = &desk.definition.form.steps[0].fields[0];
    let (label, name) = (&field.label, format!("tekst.fields.{}.label", field.key));
    let page = editor.get(&at("/jezyk/en")).await;
    assert!(page.body.contains(label.as_str()), "the Polish beside");
    let missing = |body: &str| body.matches("brak tłumaczenia").count();
    let before = missing(&page.body);
    let saved = fill(
        &mut editor,
        &at("/jezyk/en"),
        &[(&name, "What is it about? <i>")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = editor.get(&at("/jezyk/en")).await;
    assert_eq!(missing(&page.body), before - 1);
    assert!(!page.body.contains("<i>"), "texts are no markup");
    let shown = editor.get(&at("/podglad?mowa=en")).await;
    assert!(shown.body.contains("What is it about?") && !shown.body.contains(label.as_str()));
    let polish = editor.get(&at("/podglad")).await;
    assert!(polish.body.contains(label.as_str()));
    // Emptied again, it is missing again.
    fill(&mut editor, &at("/jezyk/en"), &[(&name, " ")]).await;
    let page = editor.get(&at("/jezyk/en")).await;
    assert_eq!(missing(&page.body), before);
    for language in ["pl", "de", "x"] {
        let none = editor.get(&at(&format!("/jezyk/{language}"))).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{language}");
    }
}

#[tokio::test]
async fn two_translators_are_warned_and_long_texts_refused() {
    let Some(desk) = Desk::open("tlumacze").await else {
        return;
    };
    let (_, mut ada) = editor(&desk, "Ada Pierwsza").await;
    let (_, mut ewa) = editor(&desk, "Ewa Druga").await;
    ada.post(&at("/szkic"), &[]).await;
    let seen = ada.get(&at("/jezyk/en")).await;
    let path = at("/jezyk/en");
    let other = fill(&mut ewa, &path, &[("tekst.title", "Certificate")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    let mut own: Vec<(String, String)> = boxes(&seen);
    own.retain(|(name, _)| name == "wersja");
    own.push(("tekst.title".to_owned(), "Statement".to_owned()));
    let own: Vec<(&str, &str)> = own.iter().map(|(n, v)| (&**n, &**v)).collect();
    let late = ada.post(&path, &own).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Ewa Druga") && late.body.contains("Statement"));
    let long = "a".repeat(10_001);
    let refused = fill(&mut ada, &path, &[("tekst.title", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("error-summary") && refused.body.contains(&long));
}
