//! Waiting for the applicant: the term stops, and the days of waiting do not count.

use domain::case_state::CaseState;
use domain::deadline::Term;
use store::cases::{self, Reader, StepFault};
use store::deadlines::{self, Kind, State};
use store::messages;

use super::desk::{Desk, date, noon};

#[tokio::test]
async fn stops_the_term_and_its_days_do_not_count() {
    let Some(desk) = Desk::open("czekanie").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let opened = desk.files(anna, "2026-09-01").await;
    assert_eq!(opened.due_on, Some(date("2026-10-01")));
    let id = opened.id;
    desk.taken_on(id, ewa, "2026-09-02").await;

    let act = desk.act(id, ewa, "2026-09-07").await;
    let tx = desk.tx().await;
    let by = cases::ask(&tx, &act, "Jaki to numer działki?", Term::Days(7)).await;
    assert_eq!(by.expect("asked"), date("2026-09-14"));
    tx.commit().await.expect("a commit");
    let waiting = desk.case(id).await;
    assert_eq!(waiting.state, CaseState::WaitingForApplicant);

    let tx = desk.tx().await;
    let terms = deadlines::of_case(&tx, id).await.expect("terms");
    let states: Vec<_> = terms.iter().map(|term| (term.kind, term.state)).collect();
    assert_eq!(
        states,
        [
            (Kind::Settlement, State::Suspended),
            (Kind::Answer, State::Running)
        ]
    );
    let when = (date("2026-09-12"), noon("2026-09-12"));
    cases::answer(&tx, (anna, id), "12/3", when)
        .await
        .expect("answered");
    tx.commit().await.expect("a commit");

    // Five days of waiting: 1 October becomes 6 October.
    let case = desk.case(id).await;
    assert_eq!(case.state, CaseState::InProgress);
    assert_eq!(case.due_on, Some(date("2026-10-06")));
    let tx = desk.tx().await;
    let terms = deadlines::of_case(&tx, id).await.expect("terms");
    assert_eq!(
        (terms[0].rule.as_str(), terms[0].excluded_days()),
        ("EXCL5:M1", 5)
    );
    assert_eq!(
        (terms[0].state, terms[1].state),
        (State::Running, State::Met)
    );
    let said = messages::of_case(&tx, id, Reader::Staff)
        .await
        .expect("messages");
    let texts: Vec<_> = said.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, ["Jaki to numer działki?", "12/3"]);
}

#[tokio::test]
async fn twice_adds_up() {
    let Some(desk) = Desk::open("dwarazy").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let id = desk.files(anna, "2026-09-01").await.id;
    desk.taken_on(id, ewa, "2026-09-01").await;
    for (asked, answered) in [("2026-09-02", "2026-09-05"), ("2026-09-07", "2026-09-11")] {
        let act = desk.act(id, ewa, asked).await;
        let tx = desk.tx().await;
        cases::ask(&tx, &act, "Pytanie", Term::Days(7))
            .await
            .expect("asked");
        tx.commit().await.expect("a commit");
        let tx = desk.tx().await;
        let when = (date(answered), noon(answered));
        cases::answer(&tx, (anna, id), "Odpowiedź", when)
            .await
            .expect("answered");
        tx.commit().await.expect("a commit");
    }
    assert_eq!(desk.case(id).await.due_on, Some(date("2026-10-08")));
}

#[tokio::test]
async fn is_not_ended_by_somebody_else() {
    let Some(desk) = Desk::open("obcy").await else {
        return;
    };
    let anna = desk.resident("Anna", None).await;
    let obcy = desk.resident("Obcy", None).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let id = desk.files(anna, "2026-09-01").await.id;
    desk.taken_on(id, ewa, "2026-09-02").await;
    let act = desk.act(id, ewa, "2026-09-02").await;
    let tx = desk.tx().await;
    cases::ask(&tx, &act, "Pytanie", Term::Days(7))
        .await
        .expect("asked");
    let when = (date("2026-09-03"), noon("2026-09-03"));
    let tried = cases::answer(&tx, (obcy, id), "Nie moje", when).await;
    assert!(matches!(tried, Err(StepFault::Absent)));
    assert!(
        cases::find_own(&tx, obcy, id)
            .await
            .expect("an answer")
            .is_none()
    );
    assert!(
        cases::find_own(&tx, anna, id)
            .await
            .expect("an answer")
            .is_some()
    );
}
