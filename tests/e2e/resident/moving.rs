//! A draft begun before its service changed: finished as it was begun, or moved over.

use axum::http::StatusCode;
use catalogue::Definition;
use domain::assurance::Assurance;
use store::drafts;
use store::services::{self, ToPublish};
use store::settings::Source;
use tests::{Answer, Client};

use super::drafts::{PERSON, draft_of, hidden, save};
use super::town::{NOTE, TREES, Town, count, noon};

/// Publishes the next edition of a service, as an editor does.
async fn publish(town: &Town, text: &str) {
    let definition = catalogue::read_definition("t.toml", text).expect("a service");
    let tx = town.tx().await;
    let service = services::find(&tx, &definition.slug).await.expect("a look");
    let service = service.expect("the service");
    let hash = definition.hash();
    let new = ToPublish {
        id: Some(service.id),
        definition: &definition,
        hash: &hash,
        adopted: None,
        edition_id: None,
        number: service.newest,
    };
    let published = services::publish(&tx, &[new], (Source::Browser, "test"), noon()).await;
    published.expect("an edition");
    tx.commit().await.expect("a commit");
    let tenancy = &town.platform.tenancy;
    let made = store::onboarding::bring_in_line(tenancy, &town.office, noon()).await;
    made.expect("a public catalogue");
    tenancy.reload().await.expect("a reload");
}

/// Without one question, with another fee.
fn shorter_trees() -> String {
    let (before, rest) = TREES
        .split_once("[[form.steps.fields]]\nkey = \"poczta\"")
        .expect("a question");
    let (_, after) = rest.split_once("[[form.steps]]").expect("the next step");
    let text = format!("{before}[[form.steps]]{after}");
    text.replace("amount = \"21.00\"", "amount = \"25.00\"")
}

/// A draft of trees with everything saved, a file among it; its address.
async fn written(browser: &mut Client) -> String {
    let sent = browser.post("/uslugi/drzewa/wniosek", &[]).await;
    let path = format!("/robocze/{}", draft_of(sent.location()));
    save(browser, &format!("{path}/krok/kto"), PERSON).await;
    let trees = format!("{path}/krok/co");
    save(browser, &trees, &[("rodzaj", "drzewa")]).await;
    let one = [
        ("rodzaj", "drzewa"),
        ("drzewa.0.gatunek", "klon"),
        ("drzewa.0.obwod", "80"),
    ];
    save(browser, &trees, &one).await;
    let shown = ("_pola", "mapa prawda");
    let map = ("mapa", "Mapa.txt", "text/plain", &b"szkic"[..]);
    let step = format!("{path}/krok/dokumenty");
    let done = browser
        .upload(&step, &[shown, ("prawda", "true")], &[map])
        .await;
    assert_eq!(done.location(), format!("{path}/sprawdz"));
    path
}

async fn press(browser: &mut Client, path: &str, seen: &Answer) -> Answer {
    let fields = [
        ("wersja", hidden(&seen.body, "wersja")),
        ("wydanie", hidden(&seen.body, "wydanie")),
    ];
    browser.post(&format!("{path}/nowa-wersja"), &fields).await
}

#[tokio::test]
async fn answers_go_over_and_only_what_changed_is_asked_again() {
    let Some(town) = Town::open("przenosi").await else {
        return;
    };
    let anna = town.resident("Anna", Some("44051401458")).await;
    let mut hers = town.signed_in(anna, Assurance::Substantial).await;
    let path = written(&mut hers).await;
    let quiet = hers.get(&path).await;
    assert!(!quiet.body.contains("Ta usługa się zmieniła"));
    publish(&town, &shorter_trees()).await;
    for page in ["", "/krok/kto", "/sprawdz"] {
        let told = hers.get(&format!("{path}{page}")).await;
        assert_eq!(told.status, StatusCode::OK, "{page}");
        for words in [
            "zmieniła się dnia 20 października 2026",
            "Pole „Adres e-mail”",
            "25,00 zł",
            &format!("href=\"{path}/nowa-wersja\""),
        ] {
            assert!(told.body.contains(words), "{page}: {words}");
        }
    }
    // It can be finished as it was begun.
    let old = hers.get(&format!("{path}/sprawdz")).await;
    assert!(old.body.contains("21,00 zł"));
    let asked = hers.get(&format!("{path}/nowa-wersja")).await;
    for words in [
        "anna@example.com",
        "Nowy formularz o to nie pyta",
        "Kto zgłasza",
    ] {
        assert!(asked.body.contains(words), "{words}");
    }
    assert!(!asked.body.contains("<li>Co zgłaszasz"), "not asked again");
    let moved = press(&mut hers, &path, &asked).await;
    assert_eq!(moved.location(), format!("{path}?przeniesiono=1"));
    let again = press(&mut hers, &path, &asked).await;
    assert_eq!(again.location(), format!("{path}?przeniesiono=1"));
    let tx = town.tx().await;
    let noted = "select count(*) from audit_entry where action = 'draft_moved'";
    assert_eq!(count(&tx, noted).await, 1, "pressed twice, moved once");
    let kept = "select count(*) from attachment where state = 'kept'";
    assert_eq!(count(&tx, kept).await, 1);
    drop(tx);
    let early = hers.get(&format!("{path}/sprawdz")).await;
    assert_eq!(early.location(), format!("{path}?niegotowe=1"));
    let who = hers.get(&format!("{path}/krok/kto")).await;
    assert!(who.body.contains("value=\"Przykładowa\"") && !who.body.contains("poczta"));
    save(&mut hers, &format!("{path}/krok/kto"), &PERSON[..4]).await;
    let check = hers.get(&format!("{path}/sprawdz")).await;
    for part in ["klon", "Mapa.txt", "25,00 zł"] {
        assert!(check.body.contains(part), "{part}");
    }
    assert!(!check.body.contains("Ta usługa się zmieniła"));
    let filed = hers.post(&format!("{path}/zloz"), &[]).await;
    assert!(filed.location().starts_with("/potwierdzenia/"));
    let late = press(&mut hers, &path, &asked).await;
    assert!(late.location().starts_with("/potwierdzenia/"));
}

#[tokio::test]
async fn what_was_not_seen_is_not_moved() {
    let Some(town) = Town::open("nieaktualne").await else {
        return;
    };
    let anna = town.resident("Anna", Some("44051401458")).await;
    let mut hers = town.signed_in(anna, Assurance::Substantial).await;
    let path = written(&mut hers).await;
    publish(&town, &shorter_trees()).await;
    let asked = hers.get(&format!("{path}/nowa-wersja")).await;
    // Another window saves an answer; then the service changes once more, without the map.
    let shown = [("_pola", "mapa prawda"), ("prawda", "true")];
    hers.upload(&format!("{path}/krok/dokumenty"), &shown, &[])
        .await;
    let stale = press(&mut hers, &path, &asked).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let asked = hers.get(&format!("{path}/nowa-wersja")).await;
    let text = shorter_trees();
    let (before, rest) = text
        .split_once("[[form.steps.fields]]\nkey = \"mapa\"")
        .expect("the map");
    let (_, after) = rest
        .split_once("[[form.steps.fields]]")
        .expect("the next question");
    publish(&town, &format!("{before}[[form.steps.fields]]{after}")).await;
    let stale = press(&mut hers, &path, &asked).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("Mapa.txt"), "the file is named");
    let tx = town.tx().await;
    let kept = "select count(*) from attachment where state = 'kept'";
    assert_eq!(count(&tx, kept).await, 1);
    drop(tx);
    let moved = press(&mut hers, &path, &stale).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let tx = town.tx().await;
    assert_eq!(count(&tx, kept).await, 0, "its question is gone");
}

#[tokio::test]
async fn a_draft_of_a_browser_moves_and_nobody_else_moves_it() {
    let Some(town) = Town::open("przegladarka").await else {
        return;
    };
    let mut browser = town.browser().await;
    let sent = browser.post("/uslugi/uwaga/wniosek", &[]).await;
    let draft = draft_of(sent.location());
    let path = format!("/robocze/{draft}");
    let step = format!("{path}/krok/tresc_krok");
    save(&mut browser, &step, &[("tresc", "Zepsuta lampa.")]).await;
    publish(&town, &NOTE.replace("max_length = 500", "max_length = 5")).await;
    let asked = browser.get(&format!("{path}/nowa-wersja")).await;
    assert!(asked.body.contains("Zepsuta lampa."));
    assert!(
        asked
            .body
            .contains("Nowy formularz nie przyjmuje tej odpowiedzi")
    );
    let anna = town.resident("Anna", None).await;
    let mut other = town.signed_in(anna, Assurance::High).await;
    let refused = press(&mut other, &path, &asked).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let neighbour = format!("{}.ratusz.test", town.neighbour.slug());
    let mut next = browser.at(&neighbour);
    let refused = press(&mut next, &path, &asked).await;
    assert!(refused.location().starts_with("/logowanie"));
    let pinned = |definition: &Definition| definition.field("tresc").and_then(|f| f.max_length);
    let before = pinned_edition(&town, &draft).await;
    assert_eq!(pinned(&before), Some(500), "nobody else moved it");
    let moved = press(&mut browser, &path, &asked).await;
    assert_eq!(moved.location(), format!("{path}?przeniesiono=1"));
    let after = pinned_edition(&town, &draft).await;
    assert_eq!(pinned(&after), Some(5));
    let page = browser.get(&step).await;
    assert!(!page.body.contains("Zepsuta lampa."));
    let tx = town.neighbour.begin().await.expect("a transaction");
    let editions = "select count(*) from service_edition where number > 1";
    assert_eq!(
        count(&tx, editions).await,
        0,
        "the neighbour's services stay"
    );
    let there = drafts::known(&tx, &[draft.parse().expect("an id")]).await;
    assert!(there.expect("a look").is_empty());
}

async fn pinned_edition(town: &Town, draft: &str) -> Definition {
    let tx = town.tx().await;
    let statement = sea_orm::Statement::from_sql_and_values(
        sea_orm::DbBackend::Postgres,
        "select edition_id from draft where id = $1",
        [draft.parse::<uuid::Uuid>().expect("an id").into()],
    );
    let row = sea_orm::ConnectionTrait::query_one_raw(&*tx, statement).await;
    let row = row.expect("a statement").expect("the draft");
    let id: uuid::Uuid = row.try_get_by_index(0).expect("an edition");
    let edition = drafts::edition(&tx, id).await.expect("a look");
    edition.expect("the edition").definition
}
