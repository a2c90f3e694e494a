//! Offices that speak more than Polish: who is offered which language, what is told as Polish,
//! and a form filled in with a name in another script.

use axum::http::StatusCode;
use domain::assurance::Assurance;
use sha2::{Digest, Sha256};
use store::residents::{self, Identity};
use store::sessions::{self, PersonKind};
use tenancy::Tenant;
use tests::platform::server_url;
use tests::{Client, Platform};

use super::{Files, fresh, now, region_files, set_up};

/// Services of the offices here: two with texts in every language, two with less.
const SERVICES: [&str; 4] = [
    "in-1",
    "informacja-publiczna",
    "pismo-ogolne",
    "zezwolenie-usuniecie-drzew",
];

/// The templates of the region and an office like Grajewo that speaks these languages. Its area
/// is left out: only one office may have it.
fn gmina(slug: &str, name: &str, languages: &str) -> Files {
    let mut files: Files = Vec::new();
    for (file, text) in region_files() {
        if file.contains("/templates/") {
            files.push((file, text));
            continue;
        }
        let Some((_, own)) = file.split_once("/grajewo/") else {
            continue;
        };
        let service = own.strip_prefix("services/");
        let service = service.map(|own| own.trim_end_matches(".toml"));
        if service.is_some_and(|service| !SERVICES.contains(&service)) {
            continue;
        }
        let spoken = text.lines().find(|line| line.starts_with("languages = "));
        let text = text
            .replace("slug = \"grajewo\"", &format!("slug = \"{slug}\""))
            .replace("\"Urząd Miasta Grajewo\"", &format!("\"{name}\""))
            .replace("\"urban_gmina\"", "\"roads_authority\"")
            .replace("teryt = \"2004011\"\n", "")
            .replace("logo = \"logo.svg\"\n", "")
            .replace(spoken.unwrap_or("\0"), &format!("languages = {languages}"));
        files.push((format!("tenants/{slug}/{own}"), text));
    }
    files
}

struct Place {
    platform: Platform,
    office: Tenant,
}

impl Place {
    async fn open(hint: &str, name: &str, languages: &str) -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let slug = fresh(hint);
        set_up(&platform, &gmina(&slug, name, languages)).await;
        let office = platform.tenancy.by_slug(&slug).expect("the office");
        Some(Self { platform, office })
    }

    async fn browser(&self) -> Client {
        self.platform.client(&self.office).await.expect("a browser")
    }

    /// A browser in which somebody of this name is signed in.
    async fn signed_in(&self, given_name: &str, family_name: &str) -> Client {
        let tx = self.office.begin().await.expect("a transaction");
        let identity = Identity {
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            pesel: None,
            birth_date: None,
            email: Some("osoba@example.com".to_owned()),
        };
        let who = residents::sign_in(&tx, "https://login.example", "jezyki", &identity, now());
        let who = who.await.expect("a resident");
        let token = format!("proba-{}", tests::some_id().simple());
        let hash = Sha256::digest(token.as_bytes());
        let person = (PersonKind::Resident, who.0);
        sessions::open(&tx, &hash, person, Assurance::Substantial, false, now())
            .await
            .expect("a session");
        tx.commit().await.expect("a commit");
        let mut browser = self.browser().await;
        browser.set_cookie("__Host-ratusz", &token);
        browser
    }
}

/// The page as text; the marks of Polish words never reach anybody.
async fn page(browser: &mut Client, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let marks = ['\u{E000}', '\u{E001}'];
    assert!(!answer.body.contains(marks), "{path} shows marks");
    answer.body
}

fn hidden<'a>(body: &'a str, name: &str) -> &'a str {
    let from = format!("name=\"{name}\" value=\"");
    let value = body.split(from.as_str()).nth(1).expect("a hidden field");
    value.split('"').next().expect("its value")
}

/// What must stand on the pages of one language.
struct Words {
    code: &'static str,
    heading: &'static str,
    binding: &'static str,
    letter: &'static str,
    asks: &'static str,
    fault: &'static str,
}

/// One walk through an office: home, list, cards, desk, and a step of a form.
async fn walk(place: &Place, words: &Words) {
    let mut browser = place.signed_in("Наталля", "Шэйка").await;
    let home = page(&mut browser, &format!("/?jezyk={}", words.code)).await;
    let chosen = format!(
        "lang=\"{0}\" hreflang=\"{0}\" aria-current=\"true\"",
        words.code
    );
    for said in [
        &format!("<html lang=\"{}\">", words.code),
        &chosen,
        words.heading,
        words.binding,
        "<span lang=\"pl\">poniedziałek",
    ] {
        assert!(home.contains(said), "{said}: {home}");
    }
    assert_eq!(browser.cookie("__Host-jezyk"), Some(words.code));

    let list = page(&mut browser, "/uslugi").await;
    assert!(list.contains(&format!(">{}</a>", words.letter)), "{list}");
    let card = page(&mut browser, "/uslugi/pismo-ogolne").await;
    assert!(card.contains(&format!("<h1>{}</h1>", words.letter)));
    assert!(card.contains("<span lang=\"pl\">art. 35 § 3 KPA</span>"));
    let other = page(&mut browser, "/uslugi/zezwolenie-usuniecie-drzew").await;
    let polish = "Zezwolenie na usunięcie drzew lub krzewów";
    assert!(other.contains(&format!("<h1><span lang=\"pl\">{polish}</span></h1>")));
    assert!(other.contains(&format!("<title>{polish} –")), "{other}");

    // Staff read Polish or English.
    let desk = page(&mut browser, "/urzad/logowanie").await;
    assert!(desk.contains("<html lang=\"pl\">"));
    assert!(!desk.contains(words.binding));

    let sent = browser.post("/uslugi/pismo-ogolne/wniosek", &[]).await;
    let path = format!("{}/krok/wnioskodawca_dane", sent.location());
    let step = page(&mut browser, &path).await;
    assert!(step.contains(words.asks), "{step}");
    let version = hidden(&step, "_wersja").to_owned();
    let shown = hidden(&step, "_pola").to_owned();
    let typed = [
        ("_krok", "wnioskodawca_dane"),
        ("_wersja", version.as_str()),
        ("_pola", shown.as_str()),
        ("action", "dalej"),
        ("wnioskodawca.kind", "person"),
        ("wnioskodawca.first_name", "Наталля"),
        ("wnioskodawca.last_name", ""),
    ];
    let answer = browser.post(&path, &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(words.fault), "{}", answer.body);
    let again = page(&mut browser, &path).await;
    assert!(again.contains("value=\"Наталля\""), "the name is kept");
}

#[tokio::test]
async fn lithuanian_and_belarusian_are_spoken_where_an_office_has_them() {
    let lithuanian = Words {
        code: "lt",
        heading: "Sutvarkykite reikalą internetu",
        binding: "Lemia lenkiškas tekstas",
        letter: "Bendrasis raštas įstaigai",
        asks: "Kas rašo įstaigai?",
        fault: "Užpildykite lauką „Pavardė“",
    };
    let belarusian = Words {
        code: "be",
        heading: "Вырашыце справу праз інтэрнэт",
        binding: "Вырашальным з’яўляецца польскі тэкст",
        letter: "Агульны ліст ва ўстанову",
        asks: "Хто піша ва ўстанову?",
        fault: "Запоўніце поле «Прозвішча»",
    };
    let offices = [
        ("punsk", "Urząd Gminy Puńsk", &lithuanian, &belarusian),
        (
            "hajnowka",
            "Urząd Miasta Hajnówka",
            &belarusian,
            &lithuanian,
        ),
    ];
    for (hint, name, own, other) in offices {
        let languages = format!("[\"pl\", \"en\", \"uk\", \"{}\"]", own.code);
        let Some(place) = Place::open(hint, name, &languages).await else {
            return;
        };
        walk(&place, own).await;
        let mut browser = place.browser().await;
        let refused = page(&mut browser, &format!("/?jezyk={}", other.code)).await;
        assert!(refused.contains("<html lang=\"pl\">"), "{name}");
        assert_eq!(browser.cookie("__Host-jezyk"), None);
    }
}

#[tokio::test]
async fn an_office_outside_of_the_register_speaks_polish_english_and_ukrainian() {
    let languages = "[\"pl\", \"en\", \"uk\"]";
    let Some(place) = Place::open("zwykla", "Urząd Gminy Zwykłej", languages).await else {
        return;
    };
    let ukrainian = Words {
        code: "uk",
        heading: "Вирішіть справу через інтернет",
        binding: "Вирішальним є польський текст",
        letter: "Загальний лист до установи",
        asks: "Хто пише до установи?",
        fault: "Заповніть поле «Прізвище»",
    };
    walk(&place, &ukrainian).await;
    let mut browser = place.browser().await;
    for code in ["be", "lt", "ru"] {
        let home = page(&mut browser, &format!("/?jezyk={code}")).await;
        assert!(home.contains("<html lang=\"pl\">"), "{code}");
        assert!(!home.contains(&format!("hreflang=\"{code}\"")), "{code}");
        assert!(
            !home.contains("<span lang="),
            "nothing is foreign in Polish"
        );
    }
    // The region speaks for everybody, the console for its operators.
    let router = place.platform.web(None).await.expect("the pages");
    let mut region = Client::new(router, "ratusz.test");
    let home = page(&mut region, "/?jezyk=uk").await;
    assert!(home.contains("<html lang=\"uk\">") && home.contains("Вирішальним є"));
    let mut console = region.at("admin.ratusz.test");
    let refused = console.get("/?jezyk=uk").await;
    assert!(!refused.body.contains("<html lang=\"uk\">"));
}
