//! Names an office may not take: reserved, too long, look-alikes, other people's hosts.

use catalogue::{OfficeFile, check_offices, read_office};

const OFFICE: &str = include_str!("../../../tenants/grajewo/tenant.toml");

fn named(slug: &str) -> String {
    let line = format!("slug = {}", serde_json::json!(slug));
    OFFICE.replace("slug = \"grajewo\"", &line)
}

fn hosted(hosts: &[&str]) -> String {
    let line = format!("hosts = {}", serde_json::json!(hosts));
    OFFICE.replace("hosts = []", &line)
}

fn refuses(text: &str, key: &str) -> bool {
    match read_office("tenant.toml", text) {
        Ok(_) => false,
        Err(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            assert!(!told.is_empty(), "{key}: refused without a word");
            true
        }
    }
}

// MT-073
#[test]
fn names_of_the_database_and_the_platform_are_reserved() {
    for slug in [
        "public",
        "pg_catalog",
        "pg_toast",
        "information_schema",
        "pg_x",
        "template0",
        "template1",
        "postgres",
        "ratusz",
        "registry",
        "t_0001",
        "ratusz_owner",
        "ratusz_registry",
    ] {
        assert!(refuses(&named(slug), slug), "{slug}");
    }
}

// MT-077
#[test]
fn labels_of_services_everybody_trusts_are_reserved() {
    for slug in [
        "www",
        "admin",
        "api",
        "static",
        "cdn",
        "mail",
        "smtp",
        "autodiscover",
        "autoconfig",
        "wpad",
        "isatap",
        "status",
        "login",
        "sso",
        "bip",
        "ns1",
        "_dmarc",
        "_acme-challenge",
        "localhost",
    ] {
        assert!(refuses(&named(slug), slug), "{slug}");
    }
}

// MT-074
#[test]
fn a_name_is_short_enough_to_stay_whole_in_the_database() {
    let long = "a".repeat(64);
    let same = format!("{}b", "a".repeat(63));
    for slug in [long.as_str(), same.as_str(), &long[..33], "ab", "a", ""] {
        assert!(refuses(&named(slug), slug), "{slug}");
    }
    assert!(!refuses(&named(&format!("a{}", "b".repeat(31))), "32"));
}

// MT-078
#[test]
fn a_name_in_other_letters_or_in_punycode_is_refused() {
    for slug in [
        "gr\u{430}jewo",
        "białystok",
        "xn--biaystok-c0b",
        "xn--abc",
        "GRAJEWO",
        "grajewo.",
        "gra jewo",
        "gra_jewo",
        "-grajewo",
        "grajewo-",
        "gra--jewo",
        "1grajewo",
        "grajewo\n",
        "grajewo/..",
        "..",
        "gra.jewo",
        "grajewo\u{200b}",
        "ｇrajewo",
        "'; drop schema public",
    ] {
        assert!(refuses(&named(slug), slug), "{slug:?}");
    }
}

/// What is told about two offices that stand side by side, apart from each other's area.
fn beside(first: &str, second: &str) -> Vec<catalogue::Problem> {
    let read = |text: &str| read_office("tenant.toml", text).expect("good alone");
    let second = second.replace("2004011", "2003011");
    let both = [
        ("a/tenant.toml", read(first)),
        ("b/tenant.toml", read(&second)),
    ];
    check_offices(&both)
}

// MT-078
#[test]
fn a_name_or_host_that_looks_like_anothers_is_refused_with_its_place() {
    for slug in [
        "grajew0",
        "gra-jewo",
        "g-r-a-j-e-w-o",
        "grajevvo",
        "grajewo",
    ] {
        let told = beside(&named("grajewo"), &named(slug));
        assert_eq!(told.len(), 1, "{slug}: {told:?}");
        assert_eq!(told[0].file, "b/tenant.toml");
        assert!(told[0].line > 0 && !told[0].hint.is_empty());
        assert!(told[0].message.contains("grajewo"), "{}", told[0].message);
    }
    for (one, other) in [("lomza", "iomza"), ("lomza", "lornza"), ("dobre", "do8re")] {
        assert_eq!(beside(&named(one), &named(other)).len(), 1, "{other}");
    }
    for (one, other) in [("grajewo", "grajewo-gmina"), ("biuro-1", "biuro-2")] {
        assert!(beside(&named(one), &named(other)).is_empty(), "{other}");
    }
    let host = |slug: &str, host: &str| {
        named(slug).replace("hosts = []", &format!("hosts = [\"{host}\"]"))
    };
    let told = beside(
        &host("grajewo", "eurzad.grajewo.pl"),
        &host("sasiad", "e-urzad.grajew0.pl"),
    );
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("eurzad.grajewo.pl"));
}

// MT-077, MT-078
#[test]
fn a_reserved_name_in_other_letters_is_refused() {
    for slug in [
        "adm1n", "log-in", "rnail", "a-p-i", "b1p", "vvww", "pub1ic", "ratu5z",
    ] {
        let told = read_office("tenant.toml", &named(slug)).expect_err(slug);
        assert_eq!(told.len(), 1, "{slug}: {told:?}");
        assert_eq!(told[0].line, line_of_slug(), "{slug}");
        assert!(!told[0].hint.is_empty(), "{slug}");
    }
}

fn line_of_slug() -> usize {
    let at = OFFICE.lines().position(|line| line.starts_with("slug = "));
    at.expect("a line") + 1
}

// MT-079
#[test]
fn a_host_is_a_whole_name_in_small_letters() {
    for host in [
        "localhost",
        "*.example.pl",
        "example.pl:443",
        "http://example.pl",
        "example.pl/x",
        "EXAMPLE.pl",
        "example.pl.",
        "127.0.0.1",
        "[::1]",
        "exa mple.pl",
        "exa_mple.pl",
        ".example.pl",
        "example..pl",
        "przykład.pl",
        "a@example.pl",
        "",
    ] {
        assert!(refuses(&hosted(&[host]), host), "{host:?}");
    }
    assert!(refuses(&hosted(&["a.example.pl", "a.example.pl"]), "twice"));
    assert!(!refuses(&hosted(&["eurzad.example.pl"]), "a good host"));
}

// MT-081, MT-079
#[test]
fn two_offices_cannot_share_a_name_a_host_or_an_area() {
    let read = |text: &str| -> OfficeFile { read_office("tenant.toml", text).expect("good") };
    let grajewo = read(&hosted(&["eurzad.example.pl"]));
    let same_area = read(&named("sasiad"));
    let other_area = |text: &str| text.replace("2004011", "2003011");
    let same_host = read(&other_area(
        &named("sasiad").replace("hosts = []", "hosts = [\"eurzad.example.pl\"]"),
    ));
    let same_name = read(&other_area(&named("grajewo")));
    let neighbour = read(&other_area(&named("sasiad")));
    for other in [&same_area, &same_host, &same_name] {
        let both = [
            ("a/tenant.toml", grajewo.clone()),
            ("b/tenant.toml", other.clone()),
        ];
        assert!(!check_offices(&both).is_empty(), "{}", other.slug);
    }
    let both = [("a/tenant.toml", grajewo), ("b/tenant.toml", neighbour)];
    assert!(check_offices(&both).is_empty());
}

// MT-165
#[test]
fn an_unknown_key_is_refused_and_no_secret_stands_in_the_file() {
    for line in [
        "schema = \"public\"",
        "id = 1",
        "password = \"x\"",
        "state = \"active\"",
    ] {
        let text = format!("{line}\n{OFFICE}");
        assert!(refuses(&text, line), "{line}");
    }
    let text = OFFICE.replace("development = true", "client_secret = \"tajne\"");
    assert!(refuses(&text, "client_secret"));
    let plain = OFFICE.replace("development = true", "development = false");
    assert!(refuses(&plain, "an issuer without https"));
}
