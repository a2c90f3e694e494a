//! The pages of the desk over HTTP: who gets in, what they show, what they do.

use axum::http::StatusCode;
use domain::case_state::CaseState;
use serde_json::json;
use store::audit::{self, Verdict};
use tests::Answer;

use super::desk::Desk;

const DAY: &str = "2026-10-05";

fn text(answer: &Answer) -> String {
    answer.body.replace("&#38;", "&").replace("&#39;", "'")
}

async fn filed(desk: &Desk) -> (domain::ids::ResidentId, String) {
    let anna = desk.resident("Anna", Some("44051401458")).await;
    let answers = json!({
        "cel": "bank",
        "uwagi": "Proszę <b>szybko</b>.",
        "pokoje": [{ "metry": "21.5" }],
        "kto": { "kind": "person", "first_name": "Anna", "last_name": "Przykładowa",
                 "pesel": "44051401458" },
        "gdzie": { "street": "Polna", "house": "4", "flat": "2", "postal_code": "15-001",
                   "place": "Białystok" },
    });
    let opened = desk.files_with(anna, &answers, "2026-10-01").await;
    (anna, format!("/urzad/sprawy/{}", opened.id))
}

#[tokio::test]
async fn are_for_those_signed_in_at_the_desk() {
    let Some(desk) = Desk::open("bramka").await else {
        return;
    };
    let (anna, path) = filed(&desk).await;
    let mut resident = desk.resident_browser(anna, DAY).await;
    let mut nobody = desk.platform.client(&desk.office).await.expect("a browser");
    for page in [
        "/urzad",
        &path,
        "/urzad/osoby",
        "/urzad/ustawienia",
        "/urzad/rejestr-zdarzen",
    ] {
        for client in [&mut resident, &mut nobody] {
            let answer = client.get(page).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}");
            assert!(
                answer.location().starts_with("/urzad/logowanie?powrot="),
                "{page}"
            );
        }
    }
}

#[tokio::test]
async fn of_a_case_show_the_answers_and_remember_the_look() {
    let Some(desk) = Desk::open("strona").await else {
        return;
    };
    let (_, path) = filed(&desk).await;
    let head = desk.staff("Szefowa Zmyślona", "head_of_office", None).await;
    let mut client = desk.staff_browser(head, DAY).await;
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for words in [
        "FN.3124.1.2026",
        "Dla banku",
        "Pomieszczenie 1",
        "21,5 m²",
        "Anna Przykładowa",
        "Polna 4/2",
        "15-001 Białystok",
        "2 listopada 2026",
        "art. 35 § 3 KPA",
        "Przejmij sprawę",
    ] {
        assert!(answer.body.contains(words), "{words}");
    }
    assert!(!answer.body.contains("<b>szybko</b>"));
    let again = client.get(&path).await;
    assert!(again.body.contains("Szefowa Zmyślona"));
    let tx = desk.tx().await;
    assert_eq!(
        audit::verify(&tx).await.expect("a verdict"),
        Verdict::Whole(2)
    );
}

#[tokio::test]
async fn of_another_unit_and_of_no_case_are_the_same_not_found() {
    let Some(desk) = Desk::open("obce").await else {
        return;
    };
    let (_, path) = filed(&desk).await;
    let stranger = desk
        .staff("Drogowiec Zmyślony", "clerk", Some(desk.roads))
        .await;
    let mut client = desk.staff_browser(stranger, DAY).await;
    let foreign = client.get(&path).await;
    let missing = client
        .get("/urzad/sprawy/0190f3c0-0000-7000-8000-000000000000")
        .await;
    let nonsense = client.get("/urzad/sprawy/1").await;
    for answer in [&foreign, &missing, &nonsense] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.body.contains("FN.3124"));
    }
    for act in [
        "przejmij",
        "oddaj",
        "pytanie",
        "notatka",
        "rozstrzygnij",
        "zamknij",
    ] {
        let form = [
            ("wersja", "0"),
            ("pytanie", "?"),
            ("dni", "7"),
            ("notatka", "x"),
        ];
        let answer = client.post(&format!("{path}/{act}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    assert!(!client.get("/urzad").await.body.contains("FN.3124"));
}

#[tokio::test]
async fn lead_a_case_from_taking_on_to_the_end() {
    let Some(desk) = Desk::open("droga").await else {
        return;
    };
    let (_, path) = filed(&desk).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let mut client = desk.staff_browser(ewa, DAY).await;
    let inbox = client.get("/urzad").await;
    assert!(inbox.body.contains("FN.3124.1.2026") && inbox.body.contains("za 28 dni"));

    let taken = client
        .post(&format!("{path}/przejmij"), &[("wersja", "0")])
        .await;
    assert_eq!(taken.location(), format!("{path}?po=przejecie"));
    assert!(
        client
            .get(taken.location())
            .await
            .body
            .contains("Sprawa jest przypisana do Ciebie")
    );

    let empty = client
        .post(&format!("{path}/rozstrzygnij"), &[("wersja", "1")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Wybierz sposób załatwienia"));
    assert!(empty.body.contains("Napisz treść dla wnioskodawcy"));

    let form = [
        ("wersja", "1"),
        ("wynik", "granted"),
        ("tresc", "Wydajemy zaświadczenie."),
    ];
    let preview = client.post(&format!("{path}/rozstrzygnij"), &form).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview
            .body
            .contains("Sprawdź rozstrzygnięcie przed wysłaniem")
    );
    let sure = [form[0], form[1], form[2], ("potwierdzam", "tak")];
    let settled = client.post(&format!("{path}/rozstrzygnij"), &sure).await;
    assert_eq!(settled.location(), format!("{path}?po=rozstrzygniecie"));
    let closed = client
        .post(&format!("{path}/zamknij"), &[("wersja", "2")])
        .await;
    assert_eq!(closed.location(), format!("{path}?po=zamkniecie"));
    let page = client.get(&path).await;
    assert!(page.body.contains("Wydajemy zaświadczenie.") && !page.body.contains("Co możesz"));
}

#[tokio::test]
async fn outdated_keep_what_was_typed_and_say_who_was_faster() {
    let Some(desk) = Desk::open("wyscig").await else {
        return;
    };
    let (_, path) = filed(&desk).await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let jan = desk.clerk("Jan Zmyślony").await;
    let mut of_ewa = desk.staff_browser(ewa, DAY).await;
    let mut of_jan = desk.staff_browser(jan, DAY).await;
    of_ewa
        .post(&format!("{path}/przejmij"), &[("wersja", "0")])
        .await;
    let form = [
        ("wersja", "0"),
        ("pytanie", "Jaki to numer działki?"),
        ("dni", "14"),
    ];
    let late = of_jan.post(&format!("{path}/pytanie"), &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let said = text(&late);
    assert!(said.contains("Ewa Zmyślona") && said.contains("Przejęto sprawę"));
    assert!(said.contains("Jaki to numer działki?"));
    let id = path
        .rsplit('/')
        .next()
        .expect("an identifier")
        .parse()
        .expect("a number");
    assert_eq!(
        desk.case(domain::ids::CaseId(id)).await.state,
        CaseState::InProgress
    );
}

#[tokio::test]
async fn of_people_settings_and_the_trail_open_to_their_roles_only() {
    let Some(desk) = Desk::open("role").await else {
        return;
    };
    let (_, path) = filed(&desk).await;
    let admin = desk.staff("Adam Zmyślony", "tenant_admin", None).await;
    let officer = desk
        .staff("Iga Zmyślona", "data_protection_officer", None)
        .await;
    let ewa = desk.clerk("Ewa Zmyślona").await;
    let mut of_admin = desk.staff_browser(admin, DAY).await;
    let mut of_officer = desk.staff_browser(officer, DAY).await;
    let mut of_ewa = desk.staff_browser(ewa, DAY).await;
    let expected = [
        ("/urzad/osoby", [200, 200, 403]),
        ("/urzad/ustawienia", [200, 403, 403]),
        ("/urzad/rejestr-zdarzen", [403, 200, 403]),
        ("/urzad/rejestr-zdarzen?sprawdz=tak", [403, 200, 403]),
        (path.as_str(), [403, 403, 200]),
    ];
    for (page, statuses) in expected {
        let answers = [
            of_admin.get(page).await.status,
            of_officer.get(page).await.status,
            of_ewa.get(page).await.status,
        ];
        assert_eq!(answers.map(|status| status.as_u16()), statuses, "{page}");
    }
    assert_eq!(of_admin.get("/urzad").await.location(), "/urzad/osoby");
    let bad = [
        ("imie", ""),
        ("email", "nie"),
        ("rola", "resident"),
        ("referat", "x"),
    ];
    let refused = of_admin.post("/urzad/osoby/zapros", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unit = desk.taxes.to_string();
    let good = [
        ("imie", "Nowa Zmyślona"),
        ("email", "nowa@urzad.example.pl"),
        ("rola", "clerk"),
        ("referat", unit.as_str()),
    ];
    let invited = of_admin.post("/urzad/osoby/zapros", &good).await;
    assert_eq!(invited.status, StatusCode::OK);
    assert!(invited.body.contains("/urzad/zaproszenie/"));
    assert!(
        !of_admin
            .get("/urzad/osoby")
            .await
            .body
            .contains("/urzad/zaproszenie/")
    );
    let refused = of_ewa.post("/urzad/osoby/zapros", &good).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
