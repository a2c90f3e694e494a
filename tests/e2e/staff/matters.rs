//! The resident's own matters: what they show, the answer to a question, whose they are.

use axum::http::StatusCode;
use domain::case_state::CaseState;
use domain::deadline::Term;
use store::cases;

use super::desk::Desk;

#[tokio::test]
async fn tell_what_happens_next_and_by_when() {
    let Some(desk) = Desk::open("moja").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let id = desk.files(anna, "2026-10-01").await.id;
    let mut client = desk.resident_browser(anna, "2026-10-05").await;
    let list = client.get("/sprawy").await;
    assert!(list.body.contains("Zaświadczenie próbne") && list.body.contains("2 listopada 2026"));
    let page = client.get(&format!("/sprawy/{id}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Referat Finansowy") && page.body.contains("FN.3124.1.2026"));
    assert!(page.body.contains("Nikt jeszcze nie oglądał"));
    let mut staff = desk.staff_browser(ewa, "2026-10-05").await;
    staff.get(&format!("/urzad/sprawy/{id}")).await;
    let form = [("wersja", "0"), ("notatka", "Tylko dla urzędu")];
    staff
        .post(&format!("/urzad/sprawy/{id}/notatka"), &form)
        .await;
    let page = client.get(&format!("/sprawy/{id}")).await;
    assert!(page.body.contains("Ewa Zmyślona"));
    assert!(!page.body.contains("Tylko dla urzędu") && !page.body.contains("Dodano notatkę"));
}

#[tokio::test]
async fn take_an_answer_once() {
    let Some(desk) = Desk::open("odpowiedz").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let id = desk.files(anna, "2026-10-01").await.id;
    desk.taken_on(id, ewa, "2026-10-02").await;
    let act = desk.act(id, ewa, "2026-10-02").await;
    let tx = desk.tx().await;
    cases::ask(&tx, &act, "Jaki numer działki?", Term::Days(7))
        .await
        .expect("asked");
    tx.commit().await.expect("a commit");

    let mut client = desk.resident_browser(anna, "2026-10-06").await;
    let page = client.get(&format!("/sprawy/{id}")).await;
    assert!(page.body.contains("Jaki numer działki?") && page.body.contains("9 października 2026"));
    let path = format!("/sprawy/{id}/odpowiedz");
    let empty = client.post(&path, &[("odpowiedz", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Napisz odpowiedź"));
    let sent = client.post(&path, &[("odpowiedz", "Działka 12/3")]).await;
    assert_eq!(sent.location(), format!("/sprawy/{id}?po=odpowiedz"));
    let twice = client.post(&path, &[("odpowiedz", "Działka 12/3")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert_eq!(desk.case(id).await.state, CaseState::InProgress);
    let mut staff = desk.staff_browser(ewa, "2026-10-06").await;
    assert!(
        staff
            .get("/urzad?widok=moje")
            .await
            .body
            .contains("Nowa odpowiedź")
    );
    assert!(
        staff
            .get(&format!("/urzad/sprawy/{id}"))
            .await
            .body
            .contains("Działka 12/3")
    );
    assert!(
        !staff
            .get("/urzad?widok=moje")
            .await
            .body
            .contains("Nowa odpowiedź")
    );
}

#[tokio::test]
async fn of_somebody_else_and_missing_ones_are_the_same_not_found() {
    let Some(desk) = Desk::open("cudze").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let jan = desk.resident("Jan", None).await;
    let id = desk.files(anna, "2026-10-01").await.id;
    let mut client = desk.resident_browser(jan, "2026-10-05").await;
    let mut bodies = Vec::new();
    for path in [
        format!("/sprawy/{id}"),
        "/sprawy/0190f3c0-0000-7000-8000-000000000000".to_owned(),
        "/sprawy/nic".to_owned(),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let form = [("odpowiedz", "x")];
        let posted = client.post(&format!("{path}/odpowiedz"), &form).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{path}");
        bodies.push(answer.body.len());
    }
    assert!(bodies.iter().all(|length| length.abs_diff(bodies[0]) < 100));
    assert!(!client.get("/sprawy").await.body.contains("FN.3124"));
}
