//! Reading offices: every mistake at its line, and no office blocks another.

use catalogue::office::{SecondFactor, is_office_slug};
use catalogue::repository::Repository;
use catalogue::{OfficeFile, Problem, check_offices, read_office};

#[path = "sample/service.rs"]
mod sample;

const OFFICE: &str = r##"slug = "grajewo"
name = "Urząd Miasta Grajewo"
authority = "Burmistrz Grajewa"
kind = "urban_gmina"
role = "partner"
teryt = "2004011"
seat = "Grajewo"
languages = ["pl"]
hosts = ["eurzad.grajewo.example"]

[look]
primary = "#1b4d7a"
accent = "#8a2432"

[contact]
address = "ul. Przykładowa 1"
postal_code = "19-200"
city = "Grajewo"
phone = "86 000 00 00"
email = "urzad@grajewo.example"
hours = ["poniedziałek 8:00–16:00"]

[accessibility]
contact_name = "Danuta Przykładowa"
contact_email = "dostepnosc@grajewo.example"
contact_phone = "86 000 00 00"
declaration_date = "2026-03-31"
building = "Wejście bez schodów."

[personal_data]
controller = "Burmistrz Grajewa"
dpo_name = "Stefan Przykładowy"
dpo_email = "iod@grajewo.example"
text = "Administratorem danych jest Burmistrz Grajewa."

[[units]]
code = "OR"
name = "Wydział Organizacyjny"

[[classes]]
symbol = "3120"
title = "Podatki"
category = "B10"

[[administrators]]
name = "Renata Przykładowa"
email = "renata@grajewo.example"

[mail]
sender_name = "Urząd Miasta Grajewo"
reply_to = "kontakt@grajewo.example"
"##;

fn only(from: &str, to: &str) -> Problem {
    assert!(OFFICE.contains(from), "the sample has no {from}");
    let text = OFFICE.replacen(from, to, 1);
    let found = read_office("tenant.toml", &text).expect_err("a mistake must be told");
    assert_eq!(found.len(), 1, "{found:#?}");
    let at = OFFICE.find(from).expect("it is there");
    assert_eq!(
        found[0].line,
        OFFICE[..at].lines().count() + usize::from(at == 0 || OFFICE[..at].ends_with('\n')),
        "{}",
        found[0]
    );
    found[0].clone()
}

#[test]
fn the_sample_is_read_and_goes_through_json_unchanged() {
    let office = read_office("tenant.toml", OFFICE).unwrap();
    assert_eq!(OfficeFile::from_json(&office.to_json()).unwrap(), office);
}

#[test]
fn each_mistake_is_told_at_its_line() {
    let changes = [
        ("slug = \"grajewo\"", "slug = \"www\"", "zastrzeżony"),
        (
            "slug = \"grajewo\"",
            "slug = \"xn--abc\"",
            "nie może być adresem",
        ),
        (
            "teryt = \"2004011\"",
            "teryt = \"9999999\"",
            "nie ma na liście",
        ),
        ("teryt = \"2004011\"", "teryt = \"2004022\"", "nie pasuje"),
        (
            "languages = [\"pl\"]",
            "languages = [\"pl\", \"ru\"]",
            "Nieznana wartość „ru”",
        ),
        (
            "languages = [\"pl\"]",
            "languages = [\"lt\"]",
            "pierwszy musi być polski",
        ),
        (
            "kind = \"urban_gmina\"",
            "kind = \"gmina\"",
            "Nieznana wartość",
        ),
        (
            "hosts = [\"eurzad.grajewo.example\"]",
            "hosts = [\"Łomża\"]",
            "nazwą domeny",
        ),
        (
            "primary = \"#1b4d7a\"",
            "primary = \"#ffcc00\"",
            "kontrast 1,5:1",
        ),
        (
            "accent = \"#8a2432\"",
            "accent = \"red\"",
            "nie jest kolorem",
        ),
        (
            "postal_code = \"19-200\"",
            "postal_code = \"19200a\"",
            "kodem pocztowym",
        ),
        (
            "email = \"urzad@grajewo.example\"",
            "email = \"urzad\"",
            "adresem e-mail",
        ),
        (
            "declaration_date = \"2026-03-31\"",
            "declaration_date = \"2026-02-30\"",
            "datą",
        ),
        (
            "controller = \"Burmistrz Grajewa\"",
            "controller = \" \"",
            "pusty",
        ),
        ("category = \"B10\"", "category = \"10\"", "archiwalną"),
    ];
    for (from, to, said) in changes {
        let problem = only(from, to);
        assert!(problem.message.contains(said), "{problem}");
    }
}

#[test]
fn a_unit_cannot_be_under_one_that_is_not_there_or_under_itself() {
    for (parent, said) in [("XX", "Nie ma komórki"), ("OR", "w kółko")] {
        let unit = format!("code = \"OR\"\nparent = \"{parent}\"");
        let text = OFFICE.replacen("code = \"OR\"", &unit, 1);
        let found = read_office("x", &text).unwrap_err();
        assert!(found[0].message.contains(said), "{}", found[0]);
    }
}

#[test]
fn an_unknown_key_has_the_nearest_name_and_a_missing_one_is_told() {
    let problem = only("sender_name = ", "sender_nam = \"x\"\nsender_name = ");
    assert!(problem.hint.contains("sender_name"), "{problem}");
    let found = read_office("x", &OFFICE.replacen("[mail]", "", 1)).unwrap_err();
    assert!(
        found
            .iter()
            .any(|problem| problem.message.contains("„mail”")),
        "{found:#?}"
    );
}

#[test]
fn slugs_have_their_shape() {
    for right in ["grajewo", "gmina-suwalki", "abc", "a12"] {
        assert!(is_office_slug(right), "{right}");
    }
    let long = "a".repeat(33);
    for wrong in [
        "", "ab", "-ab", "ab-", "a--b", "Abc", "1ab", "łom", "xn--a", "bip", "public", "a_b", &long,
    ] {
        assert!(!is_office_slug(wrong), "{wrong}");
    }
}

#[test]
fn two_offices_cannot_claim_the_same() {
    let first = read_office("a", OFFICE).unwrap();
    let second = OfficeFile {
        slug: "inne".to_owned(),
        ..first.clone()
    };
    let found = check_offices(&[("a", first), ("b", second)]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found
            .iter()
            .all(|problem| problem.file == "b" && problem.hint.contains("pliku a"))
    );
}

#[test]
fn a_mistake_in_one_office_blocks_no_other() {
    let other = OFFICE
        .replacen("\"grajewo\"", "\"kolno\"", 1)
        .replacen("2004011", "2006011", 1)
        .replacen("eurzad.grajewo", "eurzad.kolno", 1);
    let broken = other.replacen("\"kolno\"", "\"www\"", 1);
    let twin = OFFICE.replacen("\"grajewo\"", "\"grajewo-dwa\"", 1);
    let adopted = "template = \"sample\"\nedition = 1\n";
    let files = [
        ("tenants/podlaskie/templates/sample.toml", sample::SERVICE),
        ("tenants/podlaskie/templates/broken.toml", "slug = 1"),
        ("tenants/grajewo/tenant.toml", OFFICE),
        ("tenants/grajewo/services/sample.toml", adopted),
        (
            "tenants/grajewo/services/wrong.toml",
            "template = \"sampel\"\nedition = 1\n",
        ),
        ("tenants/kolno/tenant.toml", &other),
        (
            "tenants/kolno/services/sample.toml",
            "template = \"sample\"\nedition = 1\n[set]\nunit = \"XX\"\n",
        ),
        ("tenants/broken/tenant.toml", &broken),
        ("tenants/twin/tenant.toml", &twin),
        ("tenants/syntax/tenant.toml", "slug = \n= 3"),
    ]
    .map(|(file, text)| (file.to_owned(), text.to_owned()));
    let (repository, problems) = Repository::read(&files);
    let slugs: Vec<&str> = repository
        .offices
        .iter()
        .map(|entry| entry.office.slug.as_str())
        .collect();
    assert_eq!(slugs, ["grajewo", "kolno"]);
    assert_eq!(repository.offices[0].services.len(), 1);
    let service = &repository.offices[0].services[0];
    assert_eq!(service.adopted.as_ref().unwrap().template, "sample");
    assert!(repository.offices[1].services.is_empty());
    let told = |file: &str, line: usize, text: &str| {
        let found = problems
            .iter()
            .any(|p| p.file.contains(file) && p.line == line && p.message.contains(text));
        assert!(found, "{file}:{line} {text} is not in {problems:#?}");
    };
    told("grajewo/services/wrong", 1, "Nie ma wzorca");
    told("kolno/services/sample", 4, "komórki „XX”");
    told("broken/tenant", 1, "zastrzeżony");
    told("twin/tenant", 6, "TERYT");
    told("twin/tenant", 9, "Domena");
    told("syntax/tenant", 1, "Błąd składni");
    told("templates/broken", 1, "slug");
}

#[test]
fn an_office_says_who_of_its_staff_needs_a_second_factor() {
    let read = |text: &str| read_office("tenant.toml", text).map(|office| office.staff);
    let asked = |line: &str| read(&format!("{OFFICE}\n[staff]\n{line}\n"));
    let default = read(OFFICE).expect("a good office");
    assert_eq!(default.second_factor, SecondFactor::Admins);
    let all = asked("second_factor = \"everyone\"").expect("a good office");
    assert_eq!(all.second_factor, SecondFactor::Everyone);
    for line in [
        "second_factor = \"nobody\"",
        "second_factor = true",
        "totp = \"everyone\"",
    ] {
        let told = asked(line).expect_err(line);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].line > OFFICE.lines().count(), "{told:?}");
    }
}
