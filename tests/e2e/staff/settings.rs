//! Settings of the office changed in the browser, and what residents see of them.

use axum::http::StatusCode;
use tests::{Answer, Client};

use super::desk::Desk;

const DAY: &str = "2026-10-05";
const CONTACT: [(&str, &str); 6] = [
    ("address", "ul. Nowa 7"),
    ("postal_code", "19-200"),
    ("city", "Grajewo"),
    ("phone", "86 111 22 33"),
    ("email", "nowy@urzad.example.pl"),
    ("bip", ""),
];

fn at(part: &str) -> String {
    format!("/urzad/ustawienia/{part}")
}

async fn admin(desk: &Desk) -> Client {
    let id = desk.staff("Adam Zmyślony", "tenant_admin", None).await;
    desk.staff_browser(id, DAY).await
}

async fn street(desk: &Desk) -> Client {
    desk.platform.client(&desk.office).await.expect("a browser")
}

/// The version a page's form carries.
fn version(answer: &Answer) -> String {
    let (_, rest) = answer
        .body
        .split_once("name=\"wersja\" value=\"")
        .expect("a version");
    rest.split('"').next().expect("its end").to_owned()
}

/// Opens a part and posts it with these values.
async fn save(browser: &mut Client, part: &str, values: &[(&str, &str)]) -> Answer {
    let page = browser.get(&at(part)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let version = version(&page);
    let mut pairs = vec![("wersja", version.as_str())];
    pairs.extend_from_slice(values);
    browser.post(&at(part), &pairs).await
}

async fn trail(desk: &Desk) -> Vec<(String, String)> {
    let tx = desk.tx().await;
    let entries = store::audit::newest(&tx, 50, 0).await.expect("a trail");
    let settings = entries
        .into_iter()
        .filter(|e| e.subject.starts_with("setting:"));
    settings.map(|entry| (entry.action, entry.detail)).collect()
}

#[tokio::test]
async fn contact_changes_for_everybody_at_once_and_is_noted() {
    let Some(desk) = Desk::open("kontakt").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let mut nobody = street(&desk).await;
    assert!(!nobody.get("/").await.body.contains("ul. Nowa 7"));
    let saved = save(&mut admin, "kontakt", &CONTACT).await;
    assert_eq!(saved.location(), at("kontakt?po=zapis"), "{}", saved.body);
    // The page was rendered and kept a moment ago.
    let home = nobody.get("/").await;
    assert!(home.body.contains("ul. Nowa 7") && home.body.contains("86 111 22 33"));
    let (action, detail) = trail(&desk).await.remove(0);
    assert_eq!(action, "settings_changed");
    assert!(detail.contains("phone:\"\"->\"86 111 22 33\""), "{detail}");
    let all = admin.get("/urzad/ustawienia").await;
    assert!(
        all.body.contains("zmienione w przeglądarce"),
        "{}",
        all.body
    );
    // Nobody else is touched.
    let there = desk.neighbour.profile().contact.address.clone();
    desk.platform.tenancy.reload().await.expect("a reload");
    let next = desk.platform.tenancy.by_slug(desk.neighbour.slug());
    assert_eq!(
        next.expect("the neighbour").profile().contact.address,
        there
    );
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_nothing_is_lost() {
    let Some(desk) = Desk::open("bledne").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let wrong = [
        ("address", "<script>x</script>"),
        ("postal_code", "19200x"),
        ("city", ""),
        ("phone", "1"),
        ("email", "nie"),
        ("bip", "javascript:alert(1)"),
    ];
    let refused = save(&mut admin, "kontakt", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["postal_code", "city", "email", "bip"] {
        let link = format!("<a href=\"#{field}\">");
        assert!(refused.body.contains(&link), "{field}: {}", refused.body);
    }
    assert!(
        refused.body.contains("value=\"19200x\""),
        "answers are kept"
    );
    assert!(!refused.body.contains("<script>x"));
    assert!(trail(&desk).await.is_empty());
    for (part, values) in [
        ("godziny", vec![("day-1", "rano")]),
        ("godziny", vec![("lines", "")]),
        (
            "godziny",
            vec![("day-1", "8-16"), ("special-0-reason", "bez daty")],
        ),
        (
            "teksty",
            vec![
                ("banner_from", "2026-10-09"),
                ("banner_until", "2026-10-01"),
            ],
        ),
        ("teksty", vec![("banner_from", "jutro")]),
        ("dostepnosc", vec![("status", "świetna")]),
    ] {
        let refused = save(&mut admin, part, &values).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
        assert!(refused.body.contains("error-summary"), "{part}");
    }
    assert_eq!(admin.get(&at("nie-ma")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn colours_that_cannot_be_read_are_refused_with_one_that_can() {
    let Some(desk) = Desk::open("kolory").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let pale = [("primary", "#ffff00"), ("accent", "#8a2432")];
    let refused = save(&mut admin, "wyglad", &pale).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let suggested = catalogue::office::colour::nearest_readable("#ffff00").expect("a shade");
    assert!(refused.body.contains(&suggested), "{}", refused.body);
    assert!(
        refused.body.contains("Kontrast z bielą 1,07:1"),
        "{}",
        refused.body
    );
    let dark = [("primary", suggested.as_str()), ("accent", "#8A2432")];
    let saved = save(&mut admin, "wyglad", &dark).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let mut nobody = street(&desk).await;
    let home = nobody.get("/").await;
    let (_, theme) = home.body.split_once("href=\"/motyw/").expect("a theme");
    let theme = theme.split('"').next().expect("its end");
    let css = nobody.get(&format!("/motyw/{theme}")).await;
    assert!(css.body.contains(&suggested) && css.body.contains("#8a2432"));
}

#[tokio::test]
async fn the_mark_is_a_picture_and_nothing_that_runs() {
    let Some(desk) = Desk::open("znak").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let mut nobody = street(&desk).await;
    assert_eq!(nobody.get("/znak").await.status, StatusCode::NOT_FOUND);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let first = version(&admin.get(&at("logo")).await);
    let own = [("wersja", first.as_str())];
    for (name, bytes) in [
        ("logo.svg", svg.as_slice()),
        ("logo.png", svg),
        ("a.png", b""),
    ] {
        let refused = admin
            .upload(&at("logo"), &own, &[("plik", name, "image/png", bytes)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let taken = admin
        .upload(
            &at("logo"),
            &own,
            &[("plik", "x", "image/png", png.as_slice())],
        )
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let mark = nobody.get("/znak").await;
    assert_eq!(mark.status, StatusCode::OK);
    assert_eq!(mark.headers["content-type"], "image/png");
    assert_eq!(mark.headers["x-content-type-options"], "nosniff");
    let late = admin
        .upload(
            &at("logo"),
            &own,
            &[("plik", "x", "image/png", png.as_slice())],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT, "sent once only");
    let asked = admin.post(&at("logo/plik"), &[]).await;
    let second = version(&asked);
    let sure = [("wersja", second.as_str()), ("potwierdzam", "tak")];
    admin.post(&at("logo/plik"), &sure).await;
    assert_eq!(nobody.get("/znak").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_declaration_has_the_ids_machines_look_for() {
    let Some(desk) = Desk::open("deklaracja").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let values = [
        ("status", "partial"),
        ("gaps.pl", "Mapy: **brak opisu**."),
        ("burden", "https://bip.example.pl/analiza"),
        ("published", "2026-01-15"),
        ("updated", "2026-09-01"),
        ("declaration_date", "2026-02-01"),
        ("reviewed", "2026-03-20"),
        ("auditor", "Fundacja Zmyślona"),
        ("contact_name", "Maria Zmyślona"),
        ("contact_email", "dostepnosc@urzad.example.pl"),
        ("contact_phone", "86 000 00 01"),
        ("procedure.pl", "Pisz na adres urzędu."),
        ("building.pl", "Podjazd od strony parkingu."),
        ("apps.pl", "Nie mamy aplikacji."),
    ];
    let saved = save(&mut admin, "dostepnosc", &values).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = street(&desk).await.get("/deklaracja-dostepnosci").await;
    for (id, holds) in [
        ("a11y-wstep", "zobowiązuje się"),
        ("a11y-podmiot", desk.office.name()),
        ("a11y-url", "http"),
        ("a11y-status", "częściowo zgodna<"),
        ("a11y-ocena", "Analiza"),
        ("a11y-audytor", "Fundacja Zmyślona<"),
        ("a11y-kontakt", ""),
        ("a11y-osoba", "Maria Zmyślona<"),
        ("a11y-email", "dostepnosc@urzad.example.pl<"),
        ("a11y-telefon", "86 000 00 01<"),
        ("a11y-procedura", ""),
        ("a11y-architektura", ""),
        ("a11y-aplikacje", ""),
    ] {
        let mark = format!("id=\"{id}\"");
        assert_eq!(page.body.matches(&mark).count(), 1, "{id}");
        let (_, rest) = page.body.split_once(&mark).expect("the id");
        let (_, text) = rest.split_once('>').expect("its text");
        let near: String = text.chars().take(400).collect();
        assert!(near.contains(holds), "{id}: {holds}");
    }
    for (id, day) in [
        ("a11y-data-publikacja", "2026-01-15"),
        ("a11y-data-aktualizacja", "2026-09-01"),
        ("a11y-data-sporzadzenie", "2026-02-01"),
        ("a11y-data-deklaracja-przeglad", "2026-03-20"),
    ] {
        let time = format!("<time id=\"{id}\" datetime=\"{day}\">");
        assert!(page.body.contains(&time), "{time}");
    }
    assert!(page.body.contains("<strong>brak opisu</strong>"));
    assert_eq!(page.body.matches("<h1>").count(), 1);
    // Of the person the trail tells nothing but that something changed.
    let (_, detail) = trail(&desk).await.remove(0);
    assert!(
        detail.contains("contact_name") && !detail.contains("Maria"),
        "{detail}"
    );
}

#[tokio::test]
async fn texts_and_hours_are_shown_within_their_days_and_run_nothing() {
    let Some(desk) = Desk::open("teksty").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    let at_noon = desk
        .platform
        .web(Some(super::desk::noon(DAY)))
        .await
        .expect("a program");
    let mut nobody = Client::new(at_noon, &format!("{}.ratusz.test", desk.office.slug()));
    let texts = |until| {
        [
            ("welcome.pl", "Witaj **w urzędzie**"),
            ("footer.pl", "<b>NIP</b> [x](javascript:alert(1))"),
            ("banner.pl", "Przerwa w poniedziałek"),
            ("banner_from", "2026-10-01"),
            ("banner_until", until),
        ]
    };
    let saved = save(&mut admin, "teksty", &texts("2026-10-05")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    desk.platform.tenancy.reload().await.expect("a reload");
    let home = nobody.get("/").await;
    assert!(
        home.body.contains("Witaj <strong>w urzędzie</strong>"),
        "{}",
        home.body
    );
    assert!(home.body.contains("Przerwa w poniedziałek"));
    assert!(home.body.contains("&lt;b&gt;NIP") && !home.body.contains("javascript:"));
    save(&mut admin, "teksty", &texts("2026-10-04")).await;
    let over = nobody.get("/uslugi").await;
    assert!(!over.body.contains("Przerwa w poniedziałek"));
    let hours = [
        ("day-1", "7.30-15.30"),
        ("day-2", "7:30–15:30"),
        ("day-3", "7:30 - 15:30"),
        ("day-5", "8-12, 13-16"),
        ("special-0-date", "2026-10-09"),
        ("special-0-hours", "8-12"),
        ("special-0-reason", "Szkolenie"),
        ("special-1-date", "2026-10-12"),
        ("special-1-reason", "Inwentaryzacja"),
    ];
    let saved = save(&mut admin, "godziny", &hours).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let home = nobody.get("/").await;
    for told in [
        "poniedziałek–środa 7:30–15:30",
        "piątek 8:00–12:00, 13:00–16:00",
        "9 października 2026 w godzinach 8:00–12:00",
        "Szkolenie",
        "Urząd nieczynny: 12 października 2026",
    ] {
        assert!(home.body.contains(told), "{told}: {}", home.body);
    }
}

#[tokio::test]
async fn two_administrators_lose_nothing_and_what_was_before_comes_back() {
    let Some(desk) = Desk::open("dwoje").await else {
        return;
    };
    let mut adam = admin(&desk).await;
    let ewa = desk.staff("Ewa Druga", "tenant_admin", None).await;
    let mut ewa = desk.staff_browser(ewa, DAY).await;
    let seen_by_ewa = version(&ewa.get(&at("kontakt")).await);
    save(&mut adam, "kontakt", &CONTACT).await;
    let mut own = CONTACT.to_vec();
    own[0] = ("address", "ul. Ewy 1");
    let mut late = own.clone();
    late.push(("wersja", &seen_by_ewa));
    let told = ewa.post(&at("kontakt"), &late).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.body.contains("Adam Zmyślony") && told.body.contains("ul. Ewy 1"));
    assert!(
        told.body.contains("Zapisane teraz: ul. Nowa 7"),
        "{}",
        told.body
    );
    let now = version(&told);
    own.push(("wersja", &now));
    assert_eq!(
        ewa.post(&at("kontakt"), &own).await.status,
        StatusCode::SEE_OTHER
    );
    // Adam's values stand in the history, and come back after a question.
    let page = adam.get(&at("kontakt")).await;
    assert!(
        page.body.contains("/urzad/ustawienia/kontakt/wersje/1"),
        "{}",
        page.body
    );
    let asked = adam.post(&at("kontakt/wersje/1"), &[]).await;
    assert!(
        asked.body.contains("ul. Ewy 1 → ul. Nowa 7"),
        "{}",
        asked.body
    );
    let sure = version(&asked);
    let yes = [("wersja", sure.as_str()), ("potwierdzam", "tak")];
    adam.post(&at("kontakt/wersje/1"), &yes).await;
    assert!(
        street(&desk)
            .await
            .get("/")
            .await
            .body
            .contains("ul. Nowa 7")
    );
    assert_eq!(trail(&desk).await[0].0, "settings_restored");
}

#[tokio::test]
async fn only_the_administrator_of_this_office_changes_it() {
    let Some(desk) = Desk::open("obce").await else {
        return;
    };
    let mut admin = admin(&desk).await;
    for role in ["clerk", "head_of_office", "service_editor", "publisher"] {
        let id = desk.staff(&format!("Ktoś {role}"), role, None).await;
        let mut browser = desk.staff_browser(id, DAY).await;
        assert_eq!(
            browser.get(&at("kontakt")).await.status,
            StatusCode::FORBIDDEN
        );
        let refused = browser.post(&at("kontakt"), &CONTACT).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
    }
    let mut next = admin.at(&format!("{}.ratusz.test", desk.neighbour.slug()));
    let stranger = next.post(&at("kontakt"), &CONTACT).await;
    assert!(
        stranger.location().starts_with("/urzad/logowanie"),
        "{}",
        stranger.status
    );
    save(&mut admin, "kontakt", &CONTACT).await;
    let tx = desk.neighbour.begin().await.expect("a transaction");
    assert!(
        store::settings::list(&tx)
            .await
            .expect("settings")
            .is_empty()
    );
}
