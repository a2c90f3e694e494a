//! Drafts: from the card of a service to the receipt, without a script, and from the other side.

use axum::http::StatusCode;
use domain::assurance::Assurance;
use store::drafts::{self, Holder};
use tests::Client;

use super::town::{Town, count};

/// The first address after `mark` in a page or a redirect.
pub(super) fn draft_of(location: &str) -> String {
    let rest = location.strip_prefix("/robocze/").expect("a draft");
    rest.split(['/', '?']).next().expect("an id").to_owned()
}

/// The value of a hidden box.
pub(super) fn hidden<'b>(body: &'b str, name: &str) -> &'b str {
    let mark = format!("name=\"{name}\" value=\"");
    let at = body.find(&mark).expect("the box") + mark.len();
    body[at..].split('"').next().expect("a value")
}

pub(super) async fn save(
    browser: &mut Client,
    path: &str,
    answers: &[(&str, &str)],
) -> tests::Answer {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let shown = hidden(&page.body, "_pola").to_owned();
    let mut form = vec![("_pola", shown.as_str())];
    form.extend_from_slice(answers);
    browser.post(path, &form).await
}

pub(super) const PERSON: &[(&str, &str)] = &[
    ("wnioskodawca.kind", "person"),
    ("wnioskodawca.first_name", "Anna"),
    ("wnioskodawca.last_name", "Przykładowa"),
    ("wnioskodawca.pesel", "440514 01458"),
    ("poczta", "anna@example.com"),
];

mod start {
    use super::*;

    #[tokio::test]
    async fn asks_for_the_level_of_the_service() {
        let Some(town) = Town::open("poziom").await else {
            return;
        };
        let mut nobody = town.browser().await;
        let card = nobody.get("/uslugi/drzewa").await;
        assert_eq!(card.status, StatusCode::OK);
        let sent = nobody.post("/uslugi/drzewa/wniosek", &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(
            sent.location(),
            "/logowanie?powrot=/uslugi/drzewa&poziom=substantial"
        );
        let anna = town.resident("Anna", None).await;
        let mut weak = town.signed_in(anna, Assurance::Low).await;
        let sent = weak.post("/uslugi/drzewa/wniosek", &[]).await;
        assert!(sent.location().starts_with("/logowanie?"));
        let tx = town.tx().await;
        assert_eq!(count(&tx, "select count(*) from draft").await, 0);
    }
}

mod fill_in {
    use super::*;

    #[tokio::test]
    #[expect(clippy::too_many_lines, reason = "one journey, told from start to end")]
    async fn leads_from_the_card_to_the_receipt() {
        let Some(town) = Town::open("droga").await else {
            return;
        };
        let anna = town.resident("Anna", Some("44051401458")).await;
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        let sent = hers.post("/uslugi/drzewa/wniosek", &[]).await;
        let draft = draft_of(sent.location());
        let step = |key: &str| format!("/robocze/{draft}/krok/{key}");
        let first = hers.get(&step("kto")).await;
        assert!(first.body.contains("value=\"44051401458\""), "prefilled");
        assert!(first.body.contains("Krok 1 z 3"));
        let done = save(&mut hers, &step("kto"), PERSON).await;
        assert_eq!(done.location(), step("co"));

        // The answer brings a question that was not there: no fault, the same page again.
        let more = save(&mut hers, &step("co"), &[("rodzaj", "drzewa")]).await;
        assert_eq!(more.status, StatusCode::SEE_OTHER);
        assert!(more.location().starts_with(&step("co")));
        let page = hers
            .get(more.location().split('#').next().expect("a path"))
            .await;
        assert!(page.body.contains("name=\"drzewa.0.gatunek\""));
        assert!(!page.body.contains("data-error-summary"));
        let tree = [
            ("rodzaj", "drzewa"),
            ("drzewa.0.gatunek", "lipa"),
            ("drzewa.0.obwod", "120"),
            ("action", "add:drzewa"),
        ];
        let added = save(&mut hers, &step("co"), &tree).await;
        let page = hers
            .get(added.location().split('#').next().expect("a path"))
            .await;
        assert!(page.body.contains("name=\"drzewa.1.gatunek\""));
        let trees = [
            ("rodzaj", "drzewa"),
            ("drzewa.0.gatunek", "lipa"),
            ("drzewa.0.obwod", "120"),
            ("drzewa.1.gatunek", "klon"),
            ("drzewa.1.obwod", "80"),
            ("action", "remove:drzewa:0"),
        ];
        save(&mut hers, &step("co"), &trees).await;
        let page = hers.get(&step("co")).await;
        assert!(page.body.contains("value=\"klon\"") && !page.body.contains("value=\"lipa\""));
        let one = [
            ("rodzaj", "drzewa"),
            ("drzewa.0.gatunek", "klon"),
            ("drzewa.0.obwod", "80"),
        ];
        let done = save(&mut hers, &step("co"), &one).await;
        assert_eq!(done.location(), step("dokumenty"));

        let early = hers.get(&format!("/robocze/{draft}/sprawdz")).await;
        assert_eq!(early.location(), format!("/robocze/{draft}?niegotowe=1"));
        let shown = ("_pola", "mapa prawda");
        let map = ("mapa", "Mapa działki.txt", "text/plain", &b"szkic"[..]);
        let done = hers
            .upload(&step("dokumenty"), &[shown, ("prawda", "true")], &[map])
            .await;
        assert_eq!(done.location(), format!("/robocze/{draft}/sprawdz"));
        let check = hers.get(done.location()).await;
        for part in [
            "klon",
            "80 cm",
            "Mapa działki.txt",
            "21,00 zł",
            "Nie podano",
        ] {
            assert!(check.body.contains(part) || part == "Nie podano", "{part}");
        }
        let filed = hers.post(&format!("/robocze/{draft}/zloz"), &[]).await;
        assert!(filed.location().starts_with("/potwierdzenia/"));
        let again = hers.post(&format!("/robocze/{draft}/zloz"), &[]).await;
        assert_eq!(again.location(), filed.location());
        let back = hers.get(&step("co")).await;
        assert_eq!(back.location(), filed.location());
        let receipt = hers.get(filed.location()).await;
        assert!(receipt.body.contains("SR.6131.1.2026"));
        assert!(receipt.body.contains("Mapa działki.txt"));
        let mine = hers.get("/moje").await;
        assert!(mine.body.contains("SR.6131.1.2026"));
        let tx = town.tx().await;
        let case = "select count(*) from case_file where mark = 'SR.6131.1.2026'";
        assert_eq!(count(&tx, case).await, 1);
    }

    #[tokio::test]
    async fn keeps_wrong_answers_and_says_all_that_is_wrong() {
        let Some(town) = Town::open("bledy").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        let sent = hers.post("/uslugi/drzewa/wniosek", &[]).await;
        let path = format!("/robocze/{}/krok/kto", draft_of(sent.location()));
        let wrong = [
            ("wnioskodawca.kind", "person"),
            ("wnioskodawca.first_name", "Anna <b>"),
            ("wnioskodawca.pesel", "44051401459"),
            ("poczta", "anna"),
        ];
        let page = save(&mut hers, &path, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("<title>Błąd:"));
        for id in ["wnioskodawca.last_name", "wnioskodawca.pesel", "poczta"] {
            assert!(page.body.contains(&format!("href=\"#{id}\"")), "{id}");
            assert!(page.body.contains(&format!("id=\"{id}-error\"")), "{id}");
        }
        assert!(page.body.contains("44051401459"));
        assert!(page.body.contains("Anna &#60;b&#62;") && !page.body.contains("Anna <b>"));
        let later = hers.get(&path).await;
        assert!(later.body.contains("44051401459"));
    }

    #[tokio::test]
    async fn saves_by_itself_but_never_over_a_newer_save() {
        let Some(town) = Town::open("samo").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        let sent = hers.post("/uslugi/drzewa/wniosek", &[]).await;
        let draft = draft_of(sent.location());
        let path = format!("/robocze/{draft}/krok/kto");
        let auto = format!("/robocze/{draft}/autozapis");
        let page = hers.get(&path).await;
        let version = hidden(&page.body, "_wersja").to_owned();
        let typed = [
            ("_krok", "kto"),
            ("_wersja", version.as_str()),
            ("poczta", "niedopis"),
        ];
        let kept = hers.post(&auto, &typed).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
        assert!(hers.get(&path).await.body.contains("niedopis"));
        save(&mut hers, &path, PERSON).await;
        let late = hers.post(&auto, &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let page = hers.get(&path).await;
        assert!(page.body.contains("anna@example.com") && !page.body.contains("niedopis"));
    }
}

mod anonymous {
    use super::*;

    #[tokio::test]
    async fn draft_belongs_to_the_browser_that_started_it() {
        let Some(town) = Town::open("anonim").await else {
            return;
        };
        let mut browser = town.browser().await;
        let sent = browser.post("/uslugi/uwaga/wniosek", &[]).await;
        assert!(browser.cookie("__Host-ratusz-roboczy").is_some());
        let path = sent.location().to_owned();
        let draft = draft_of(&path);
        let done = save(&mut browser, &path, &[("tresc", "Zepsuta lampa.")]).await;
        assert_eq!(done.location(), format!("/robocze/{draft}/sprawdz"));
        assert!(browser.get("/uslugi/uwaga").await.body.contains(&draft));
        let mut stranger = town.browser().await;
        stranger.post("/uslugi/uwaga/wniosek", &[]).await;
        for page in ["", "/krok/tresc_krok", "/sprawdz", "/usun"] {
            let refused = stranger.get(&format!("/robocze/{draft}{page}")).await;
            assert!(refused.location().starts_with("/logowanie"), "{page}");
            assert!(!refused.body.contains("lampa"));
        }
        let filed = browser.post(&format!("/robocze/{draft}/zloz"), &[]).await;
        let receipt = browser.get(filed.location()).await;
        assert_eq!(receipt.status, StatusCode::OK);
        assert!(
            stranger
                .get(filed.location())
                .await
                .location()
                .starts_with("/logowanie")
        );
    }
}

mod own {
    use super::*;

    #[tokio::test]
    async fn is_not_found_for_a_neighbour() {
        let Some(town) = Town::open("mur").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let ewa = town.resident("Ewa", None).await;
        let draft = town.full_draft(Holder::resident(anna)).await;
        let mut other = town.signed_in(ewa, Assurance::High).await;
        let missing = other
            .get(&format!("/robocze/{}", store::ids::fresh()))
            .await;
        for page in ["", "/krok/kto", "/sprawdz", "/usun"] {
            let refused = other.get(&format!("/robocze/{draft}{page}")).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{page}");
            assert_eq!(refused.body.len(), missing.body.len(), "{page}");
        }
        for act in ["/krok/kto", "/autozapis", "/zloz", "/usun"] {
            let refused = other
                .post(&format!("/robocze/{draft}{act}"), &[("_krok", "kto")])
                .await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{act}");
        }
        assert!(!other.get("/moje").await.body.contains("Zgłoszenie drzew"));
        let tx = town.neighbour.begin().await.expect("a transaction");
        let there = drafts::find_own(&tx, &Holder::resident(anna), draft).await;
        assert!(there.expect("an answer").is_none());
        let tx = town.tx().await;
        let mine = drafts::find_own(&tx, &Holder::resident(anna), draft).await;
        let mine = mine.expect("an answer").expect("the draft");
        assert_eq!(mine.version, 0);
    }

    #[tokio::test]
    async fn can_be_thrown_away_with_its_answers() {
        let Some(town) = Town::open("kosz").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let draft = town.full_draft(Holder::resident(anna)).await;
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        let asked = hers.get(&format!("/robocze/{draft}/usun")).await;
        assert!(asked.body.contains("Usunąć wersję roboczą?"));
        let gone = hers.post(&format!("/robocze/{draft}/usun"), &[]).await;
        assert_eq!(gone.location(), "/moje?usunieto=1");
        assert_eq!(
            hers.get(&format!("/robocze/{draft}")).await.status,
            StatusCode::NOT_FOUND
        );
        let tx = town.tx().await;
        let left = "select count(*) from attachment where state = 'kept'";
        assert_eq!(count(&tx, left).await, 0);
    }
}

mod session {
    use super::*;

    #[tokio::test]
    async fn that_ended_sends_to_the_sign_in_page_and_keeps_the_draft() {
        let Some(town) = Town::open("sesja").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let draft = town.full_draft(Holder::resident(anna)).await;
        let mut browser = town.browser().await;
        let path = format!("/robocze/{draft}/krok/kto");
        let sent = browser.post(&path, PERSON).await;
        assert_eq!(sent.location(), format!("/logowanie?powrot={path}"));
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        assert_eq!(hers.get(&path).await.status, StatusCode::OK);
    }
}
