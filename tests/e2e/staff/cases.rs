//! Cases: numbers, steps, terms, and the trail they leave.

use domain::case_state::{CaseState, Outcome};
use domain::deadline::Term;
use domain::ids::StaffId;
use store::audit::{self, Verdict};
use store::cases::{self, Reader, Settlement, StepFault};
use store::deadlines::{self, Kind, State};
use store::messages;
use store::units::Scope;
use tokio::task::JoinSet;

use super::desk::{Desk, date, noon};

mod open {
    use super::*;

    #[tokio::test]
    async fn gives_fifty_cases_at_once_fifty_numbers_in_a_row() {
        let Some(desk) = Desk::open("numery").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let mut tasks = JoinSet::new();
        for _ in 0..50 {
            let office = desk.office.clone();
            let (definition, edition_id) = (desk.definition.clone(), desk.edition);
            tasks.spawn(async move {
                // Four connections serve all fifty; whoever finds none free comes again.
                let tx = loop {
                    if let Ok(tx) = office.begin().await {
                        break tx;
                    }
                };
                let open = cases::OpenCase {
                    application_id: None,
                    definition: &definition,
                    edition_id,
                    unit: "FN",
                    class: "3124",
                    resident: Some(anna),
                    opened_on: date("2026-11-20"),
                    now: noon("2026-11-20"),
                };
                let opened = cases::open(&tx, &open).await.expect("a case");
                tx.commit().await.expect("a commit");
                opened.mark.number
            });
        }
        let mut numbers = tasks.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn counts_each_unit_and_year_by_itself() {
        let Some(desk) = Desk::open("lata").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let first = desk.files(anna, "2026-12-31").await;
        let second = desk.files(anna, "2026-12-31").await;
        let other_unit = desk.files_in("DR", Some(anna), "2026-12-31").await;
        let next_year = desk.files(anna, "2027-01-04").await;
        assert_eq!(first.mark.to_string(), "FN.3124.1.2026");
        assert_eq!(second.mark.to_string(), "FN.3124.2.2026");
        assert_eq!(other_unit.mark.to_string(), "DR.3124.1.2026");
        assert_eq!(next_year.mark.to_string(), "FN.3124.1.2027");
    }

    #[tokio::test]
    async fn leaves_no_gap_when_a_filing_fails() {
        let Some(desk) = Desk::open("luka").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let tx = desk.tx().await;
        let open = cases::OpenCase {
            application_id: None,
            definition: &desk.definition,
            edition_id: desk.edition,
            unit: "FN",
            class: "3124",
            resident: Some(anna),
            opened_on: date("2026-11-20"),
            now: noon("2026-11-20"),
        };
        cases::open(&tx, &open).await.expect("a case");
        drop(tx);
        assert_eq!(desk.files(anna, "2026-11-20").await.mark.number, 1);
    }

    #[tokio::test]
    async fn starts_the_term_of_the_service() {
        let Some(desk) = Desk::open("termin").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        // A month from 24 November ends on Christmas Eve, a day off since 2025; Christmas and a
        // weekend follow.
        let opened = desk.files(anna, "2026-11-24").await;
        assert_eq!(opened.due_on, Some(date("2026-12-28")));
        let tx = desk.tx().await;
        let terms = deadlines::of_case(&tx, opened.id).await.expect("terms");
        assert_eq!(terms.len(), 1);
        assert_eq!(terms[0].basis, "art. 35 § 3 KPA");
        assert_eq!(
            (terms[0].kind, terms[0].state),
            (Kind::Settlement, State::Running)
        );
    }
}

mod steps {
    use super::*;

    #[tokio::test]
    async fn lead_from_filing_to_the_closed_file() {
        let Some(desk) = Desk::open("kroki").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let ewa = desk.clerk("Ewa Zmyślona").await;
        let id = desk.files(anna, "2026-10-01").await.id;

        desk.taken_on(id, ewa, "2026-10-02").await;
        let taken = desk.case(id).await;
        assert_eq!(
            (taken.state, taken.assignee),
            (CaseState::InProgress, Some(ewa))
        );

        let act = desk.act(id, ewa, "2026-10-05").await;
        let tx = desk.tx().await;
        let settlement = Settlement {
            outcome: Outcome::Granted,
            text: "Wydano zaświadczenie.",
        };
        cases::settle(&tx, &act, &settlement)
            .await
            .expect("settled");
        tx.commit().await.expect("a commit");
        let settled = desk.case(id).await;
        assert_eq!(
            (settled.state, settled.outcome),
            (CaseState::Settled, Some(Outcome::Granted))
        );

        let act = desk.act(id, ewa, "2026-10-06").await;
        let tx = desk.tx().await;
        cases::close(&tx, &act).await.expect("closed");
        tx.commit().await.expect("a commit");
        assert_eq!(desk.case(id).await.state, CaseState::Closed);

        let tx = desk.tx().await;
        let terms = deadlines::of_case(&tx, id).await.expect("terms");
        assert_eq!(terms[0].state, State::Met);
        let told = cases::events(&tx, id, Reader::Resident)
            .await
            .expect("events");
        let kinds: Vec<_> = told.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["closed", "settled", "taken_on", "opened"]);
        let verdict = audit::verify(&tx).await.expect("a verdict");
        assert_eq!(verdict, Verdict::Whole(3));
    }

    #[tokio::test]
    async fn are_refused_where_the_case_does_not_stand_for_them() {
        let Some(desk) = Desk::open("odmowy").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let ewa = desk.clerk("Ewa Zmyślona").await;
        let jan = desk.clerk("Jan Zmyślony").await;
        let id = desk.files(anna, "2026-10-01").await.id;
        let act = desk.act(id, ewa, "2026-10-02").await;
        let settlement = Settlement {
            outcome: Outcome::Refused,
            text: "Nie.",
        };

        let tx = desk.tx().await;
        let week = Term::Days(7);
        assert!(matches!(
            cases::ask(&tx, &act, "?", week).await,
            Err(StepFault::Refused(_))
        ));
        let early = cases::settle(&tx, &act, &settlement).await;
        assert!(matches!(early, Err(StepFault::Refused(_))));
        assert!(matches!(
            cases::close(&tx, &act).await,
            Err(StepFault::Refused(_))
        ));
        let unasked = cases::answer(&tx, (anna, id), "!", (act.today, act.at)).await;
        assert!(matches!(unasked, Err(StepFault::Refused(_))));
        drop(tx);
        assert_eq!(desk.case(id).await.version, 0);

        let tx = desk.tx().await;
        cases::take_on(&tx, &act).await.expect("taken on");
        tx.commit().await.expect("a commit");
        let act = desk.act(id, jan, "2026-10-03").await;
        let tx = desk.tx().await;
        assert!(matches!(
            cases::take_on(&tx, &act).await,
            Err(StepFault::Refused(_))
        ));
        assert!(matches!(
            cases::hand_back(&tx, &act).await,
            Err(StepFault::Refused(_))
        ));
    }

    #[tokio::test]
    async fn on_an_outdated_page_change_nothing_and_say_who_was_faster() {
        let Some(desk) = Desk::open("wersja").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let ewa = desk.clerk("Ewa Zmyślona").await;
        let jan = desk.clerk("Jan Zmyślony").await;
        let id = desk.files(anna, "2026-10-01").await.id;
        let of_ewa = desk.act(id, ewa, "2026-10-02").await;
        let of_jan = desk.act(id, jan, "2026-10-02").await;
        let tx = desk.tx().await;
        cases::take_on(&tx, &of_ewa).await.expect("taken on");
        tx.commit().await.expect("a commit");
        let tx = desk.tx().await;
        assert!(matches!(
            cases::take_on(&tx, &of_jan).await,
            Err(StepFault::Stale)
        ));
        let last = cases::last_change(&tx, id)
            .await
            .expect("events")
            .expect("one");
        assert_eq!(last.kind, "taken_on");
        assert_eq!(last.actor_name.as_deref(), Some("Ewa Zmyślona"));
        drop(tx);
        assert_eq!(desk.case(id).await.assignee, Some(ewa));
    }

    #[tokio::test]
    async fn give_a_case_only_to_somebody_who_may_keep_it() {
        let Some(desk) = Desk::open("przydzial").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let head = desk.staff("Szefowa Zmyślona", "head_of_office", None).await;
        let ewa = desk.clerk("Ewa Zmyślona").await;
        let roads = desk
            .staff("Drogowiec Zmyślony", "clerk", Some(desk.roads))
            .await;
        let officer = desk
            .staff("Inspektor Zmyślony", "data_protection_officer", None)
            .await;
        let id = desk.files(anna, "2026-10-01").await.id;
        let tx = desk.tx().await;
        let keepers = cases::assignable(&tx, desk.taxes).await.expect("keepers");
        let ids: Vec<StaffId> = keepers.iter().map(|keeper| keeper.id).collect();
        assert!(ids.contains(&head) && ids.contains(&ewa));
        assert!(!ids.contains(&roads) && !ids.contains(&officer));
        let act = desk.act(id, head, "2026-10-02").await;
        assert!(matches!(
            cases::assign(&tx, &act, roads).await,
            Err(StepFault::Absent)
        ));
        cases::assign(&tx, &act, ewa).await.expect("assigned");
        tx.commit().await.expect("a commit");
        let case = desk.case(id).await;
        assert_eq!(
            (case.assignee, case.state),
            (Some(ewa), CaseState::InProgress)
        );
    }
}

mod look {
    use super::*;

    #[tokio::test]
    async fn is_kept_and_shown() {
        let Some(desk) = Desk::open("wglad").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let ewa = desk.clerk("Ewa Zmyślona").await;
        let id = desk.files(anna, "2026-09-01").await.id;
        for day in ["2026-09-02", "2026-09-02", "2026-09-03"] {
            let tx = desk.tx().await;
            cases::look(&tx, id, ewa, noon(day)).await.expect("noted");
            tx.commit().await.expect("a commit");
        }
        let tx = desk.tx().await;
        let looks = cases::who_looked(&tx, id).await.expect("looks");
        let seen: Vec<_> = looks.iter().map(|look| (look.day, look.times)).collect();
        assert_eq!(seen, [(date("2026-09-03"), 1), (date("2026-09-02"), 2)]);
        assert_eq!(looks[0].name.as_deref(), Some("Ewa Zmyślona"));
        assert_eq!(
            audit::verify(&tx).await.expect("a verdict"),
            Verdict::Whole(3)
        );
    }

    #[tokio::test]
    async fn finds_nothing_outside_the_unit_or_the_office() {
        let Some(desk) = Desk::open("zasieg").await else {
            return;
        };
        let anna = desk.resident("Anna", None).await;
        let id = desk.files(anna, "2026-09-01").await.id;
        let tx = desk.tx().await;
        let taxes = Scope::Units(vec![desk.taxes]);
        let roads = Scope::Units(vec![desk.roads]);
        let nothing = Scope::Units(Vec::new());
        assert!(
            cases::find(&tx, &taxes, id)
                .await
                .expect("an answer")
                .is_some()
        );
        assert!(
            cases::find(&tx, &roads, id)
                .await
                .expect("an answer")
                .is_none()
        );
        assert!(
            cases::find(&tx, &nothing, id)
                .await
                .expect("an answer")
                .is_none()
        );
        let there = desk.neighbour.begin().await.expect("a transaction");
        assert!(
            cases::find(&there, &Scope::All, id)
                .await
                .expect("an answer")
                .is_none()
        );
        assert!(
            messages::of_case(&there, id, Reader::Staff)
                .await
                .expect("messages")
                .is_empty()
        );
    }
}
