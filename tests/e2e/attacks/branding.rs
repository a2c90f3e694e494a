//! What an office writes about itself must not become code, style or a letter to somebody else.

use axum::http::StatusCode;
use catalogue::read_office;
use tenancy::OfficeProfile;
use tests::filings::execute;
use tests::people::{Office, two_offices};
use tests::platform::{Platform, server_url};

const OFFICE: &str = include_str!("../../../tenants/grajewo/tenant.toml");
const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>";

/// The example with one line replaced.
fn with(key: &str, line: &str) -> String {
    let mut done = false;
    let lines = OFFICE.lines().map(|old| {
        let is_it = !done && old.split(" = ").next() == Some(key);
        done |= is_it;
        if is_it { line } else { old }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    assert!(done, "no line `{key}`");
    text
}

// MT-065
#[test]
fn a_colour_is_six_digits_dark_enough_to_read_and_nothing_else() {
    read_office("tenant.toml", OFFICE).expect("the example is good");
    for colour in [
        "red",
        "red;} body{background:url(//evil.example)}",
        "#1b4d7a;}",
        "#1b4d7a/**/",
        "#1b4d7",
        "#1b4d7ag",
        "#1B4D7Z",
        "\\000023 1b4d7a",
        "url(//evil.example/x)",
        "var(--x)",
        "expression(alert(1))",
        "rgb(0,0,0)",
        "",
        " #1b4d7a",
        "#１b4d7a",
        // Readable by nobody on white: below 4.5:1.
        "#ffff00",
        "#777777",
    ] {
        for key in ["primary", "accent"] {
            let line = format!("{key} = {}", serde_json::json!(colour));
            assert!(
                read_office("tenant.toml", &with(key, &line)).is_err(),
                "{line}"
            );
        }
    }
    for key in ["font", "css", "header_html", "footer_html", "background"] {
        let text = OFFICE.replace("[look]", &format!("[look]\n{key} = \"x\""));
        assert!(
            read_office("tenant.toml", &text).is_err(),
            "{key} is not a key"
        );
    }
}

// MT-165
#[test]
fn a_logo_is_a_file_of_the_offices_own_folder() {
    for logo in [
        "../bielsk-podlaski/logo.svg",
        "/etc/passwd",
        "https://evil.example/x.svg",
        "logo.svg/../../x.svg",
        "..svg/../x.svg",
        "logo.html",
        "logo.svg\u{0}",
        "C:\\x.svg",
        "",
    ] {
        let line = format!("logo = {}", serde_json::json!(logo));
        assert!(
            read_office("tenant.toml", &with("logo", &line)).is_err(),
            "{logo:?}"
        );
    }
}

// MT-071
#[test]
fn a_sender_or_address_cannot_carry_a_line_of_its_own() {
    let lines = [
        ("sender_name", "Urząd\r\nBcc: all@example.pl"),
        ("sender_name", "Urząd\nSubject: x"),
        ("reply_to", "a@example.pl\r\nBcc: b@example.pl"),
        ("reply_to", "a@example.pl, b@example.pl"),
        ("reply_to", "<a@example.pl>"),
        ("contact_email", "a@example.pl\nb@example.pl"),
        ("dpo_email", "a b@example.pl"),
        ("reply_to", "a@example.pl\u{0}"),
        ("reply_to", ""),
    ];
    for (key, value) in lines {
        let line = format!("{key} = {}", serde_json::json!(value));
        assert!(
            read_office("tenant.toml", &with(key, &line)).is_err(),
            "{line}"
        );
    }
}

// MT-066
#[test]
fn links_of_an_office_lead_to_pages_only() {
    for bip in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "https://a b.example",
        "https://a.example/\"onclick=\"x",
        "ftp://a.example",
    ] {
        let line = format!("bip = {}", serde_json::json!(bip));
        assert!(
            read_office("tenant.toml", &with("bip", &line)).is_err(),
            "{bip}"
        );
    }
}

/// Writes a look and texts into the registry that no onboarding would let through.
async fn disfigured(platform: &Platform, office: &Office) -> Office {
    let mut profile = OfficeProfile::default();
    profile.look.primary = "red;} body{background:url(//evil.example)}".to_owned();
    profile.look.accent = "#8a2432;}*{display:none}".to_owned();
    profile.look.logo_svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_owned();
    profile.bip = Some("javascript:alert(1)".to_owned());
    profile.controller = SCRIPT.to_owned();
    profile.privacy_text = SCRIPT.to_owned();
    profile.accessibility_building = SCRIPT.to_owned();
    profile.contact.address = SCRIPT.to_owned();
    profile.contact.email = SCRIPT.to_owned();
    let json = serde_json::to_value(&profile).expect("JSON");
    let tx = platform.tenancy.registry().await.expect("a transaction");
    let sql = "update tenant set profile = $2, name = $3, changed_at = clock_timestamp() \
               where id = $1";
    let values = vec![office.tenant.id().0.into(), json.into(), SCRIPT.into()];
    execute(&*tx, sql, values).await.expect("written");
    tx.commit().await.expect("a commit");
    platform.tenancy.reload().await.expect("read again");
    let tenant = platform.tenancy.by_id(office.tenant.id()).expect("known");
    Office::new(tenant, office.router())
}

// MT-065, MT-066
#[tokio::test]
async fn even_a_look_that_slipped_through_runs_nothing() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    let untouched = there.nobody().get("/dane-osobowe").await;
    let here = disfigured(&platform, &here).await;
    let mut client = here.nobody();
    for page in ["/dane-osobowe", "/deklaracja-dostepnosci", "/nie-ma", "/"] {
        let answer = client.get(page).await;
        for bad in ["<script>alert", "<img src=x", "javascript:alert"] {
            assert!(!answer.body.contains(bad), "{page}: {bad}");
        }
        let policy = answer
            .headers
            .get("content-security-policy")
            .expect("a policy");
        let policy = policy.to_str().expect("text");
        for part in [
            "default-src 'none'",
            "form-action 'self'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{page}: {policy}");
        }
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
    }
    let theme = client.get("/motyw/x.css").await;
    assert_eq!(theme.status, StatusCode::OK);
    for bad in ["evil.example", "display:none", "body"] {
        assert!(!theme.body.contains(bad), "{}", theme.body);
    }
    let mark = client.get("/znak.svg").await;
    let policy = mark
        .headers
        .get("content-security-policy")
        .expect("a policy");
    assert!(policy.to_str().expect("text").contains("script-src 'self'"));
    let again = there.nobody().get("/dane-osobowe").await;
    assert_eq!(again.body, untouched.body, "the neighbour looks as before");
}
