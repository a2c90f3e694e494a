//! The region's catalogue, held to what a resident, a lawyer and a translator expect of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::definition::{Definition, Fee, Field, Payee, ServiceKind};
use catalogue::repository::Repository;

/// Templates the region has at least.
const TEMPLATES_MIN: usize = 45;
/// Templates with an English text at least.
const ENGLISH_MIN: usize = 12;
/// Rows of the region's list of services: gmina, powiat and voivodeship.
const ROWS: u32 = 49;
/// Words by which people search, for each template at least.
const KEYWORDS_MIN: usize = 3;
/// What a note says of a service the region's project settles wholly online.
const OF_THE_PROJECT: &str = "18 e-usług";
/// Acts whose terms were read in their own text.
const TERMS_READ: [&str; 2] = [
    "o drogach publicznych",
    "w sprawie przeprowadzania badań lekarskich",
];
/// The only class whose symbol was read in a decision of an office.
const CLASS_KNOWN: &str = "6730";

#[test]
fn every_template_has_a_whole_card_and_its_law() {
    let templates = templates();
    assert!(templates.len() >= TEMPLATES_MIN, "{}", templates.len());
    let said: Vec<String> = templates
        .iter()
        .flat_map(|one| {
            missing(one)
                .into_iter()
                .map(|what| format!("{}: {what}", one.slug))
        })
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn every_fee_has_its_law_and_goes_to_whom_it_is_owed() {
    for template in templates() {
        for fee in &template.fees {
            let told = format!("{}: {}", template.slug, fee.key);
            assert!(!fee.basis.trim().is_empty(), "{told} has no basis");
            assert_eq!(fee.payee, payee(fee), "{told}: {}", fee.basis);
            let duty = fee.payee == Payee::GminaOfSeat;
            assert!(
                !duty || !fee.exemptions.is_empty(),
                "{told}: who is exempt?"
            );
            let free = fee.amount.as_deref() == Some("0.00");
            assert!(!free || !fee.exemptions.is_empty(), "{told} is free: why?");
            for exemption in &fee.exemptions {
                assert!(!exemption.basis.is_empty(), "{told}: {}", exemption.text);
            }
        }
    }
}

#[test]
fn what_nobody_verified_has_a_note_for_the_office() {
    let said: Vec<String> = templates()
        .iter()
        .flat_map(|one| {
            unconfirmed(one)
                .into_iter()
                .map(|what| format!("{}: {what}", one.slug))
        })
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn a_language_a_template_speaks_is_spoken_to_the_end() {
    let mut speaking: BTreeMap<String, usize> = BTreeMap::new();
    let mut said = Vec::new();
    for template in templates() {
        for language in template.languages.iter().filter(|one| *one != "pl") {
            *speaking.entry(language.clone()).or_default() += 1;
            let texts = &template.texts[language];
            for path in read_by_residents(&template) {
                if texts.get(&path).is_none_or(|text| text.trim().is_empty()) {
                    said.push(format!("{}: {language}: {path}", template.slug));
                }
            }
        }
    }
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert!(speaking["en"] >= ENGLISH_MIN, "{speaking:?}");
}

#[test]
fn the_table_of_the_catalogue_says_what_the_templates_say() {
    let file = root().join("podlaskie/README.md");
    let readme = fs::read_to_string(file).expect("the table of the catalogue");
    let templates = templates();
    let known: BTreeMap<&str, &Definition> = templates
        .iter()
        .map(|one| (one.slug.as_str(), one))
        .collect();
    let mut shown = BTreeSet::new();
    let mut rows = BTreeSet::new();
    for line in readme
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("| `"))
    {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [row, matter, slug, ..] = cells.as_slice() else {
            panic!("a row too short: {line}");
        };
        let slug = slug.trim_matches('`');
        let template = known
            .get(slug)
            .unwrap_or_else(|| panic!("no template {slug}"));
        assert_eq!(line, told(row, matter, template));
        shown.insert(slug);
        rows.extend(
            row.split(',')
                .filter_map(|number| number.trim().parse::<u32>().ok()),
        );
    }
    let absent: Vec<&&str> = known.keys().filter(|slug| !shown.contains(*slug)).collect();
    assert!(absent.is_empty(), "not in the table: {absent:?}");
    assert_eq!(rows, (1..=ROWS).collect(), "rows of the region's list");
}

#[test]
fn what_the_project_settles_online_is_settled_online() {
    let of_project =
        |one: &Definition| one.confirm.iter().any(|note| note.contains(OF_THE_PROJECT));
    let templates = templates();
    let named: Vec<&Definition> = templates.iter().filter(|one| of_project(one)).collect();
    assert!(named.len() >= 6, "{}", named.len());
    for one in named.iter().filter(|one| one.kind.is_filed()) {
        assert!(one.maturity >= 4, "{}", one.slug);
        assert!(
            one.maturity_evidence.contains("przez internet"),
            "{}",
            one.slug
        );
    }
    let only_told = named.iter().filter(|one| !one.kind.is_filed());
    let only_told: Vec<&str> = only_told.map(|one| one.slug.as_str()).collect();
    assert_eq!(
        only_told,
        ["zaplata-podatku"],
        "paying a tax from the account comes later"
    );
}

/// What a template lacks of what its readers need.
fn missing(one: &Definition) -> Vec<&'static str> {
    let card = &one.card;
    let texts = [
        ("card.summary", &card.summary),
        ("card.who", &card.who),
        ("card.how", &card.how),
        ("card.result", &card.result),
        ("card.time", &card.time),
        ("card.appeal", &card.appeal),
        ("card.personal_data", &card.personal_data),
        ("maturity_evidence", &one.maturity_evidence),
    ];
    let mut said: Vec<&str> = texts
        .into_iter()
        .filter_map(|(name, text)| text.trim().is_empty().then_some(name))
        .collect();
    let filed = one.kind.is_filed();
    let opens_a_case = one.kind == ServiceKind::Application;
    let checks = [
        (card.needed.is_empty(), "card.needed"),
        (card.legal_basis.is_empty(), "card.legal_basis"),
        (
            filed && !card.personal_data.contains("RODO"),
            "the basis of processing",
        ),
        (!(1..=5).contains(&one.maturity), "maturity"),
        (one.life_events.is_empty(), "life_events"),
        (one.keywords.len() < KEYWORDS_MIN, "keywords"),
        (one.confirm.is_empty(), "confirm"),
        (filed && one.class.is_empty(), "class"),
        (filed && one.unit.is_empty(), "unit"),
        (opens_a_case && one.deadline.is_none(), "deadline"),
        (one.maturity > 2 && !filed, "a form, for its maturity"),
    ];
    said.extend(
        checks
            .into_iter()
            .filter_map(|(bad, name)| bad.then_some(name)),
    );
    said
}

/// To whom the law owes a fee, by the law it is based on.
fn payee(fee: &Fee) -> Payee {
    match &fee.basis {
        basis if basis.starts_with("część IV") => Payee::GminaOfPrincipal,
        basis if basis.contains("ustawy o opłacie skarbowej") => Payee::GminaOfSeat,
        basis if basis.contains("r. o opłacie skarbowej") => Payee::GminaOfSeat,
        // What is free is owed to nobody.
        _ if fee.amount.as_deref() == Some("0.00") => fee.payee,
        _ => Payee::Office,
    }
}

/// Facts of a template that nobody verified and no note tells the office to confirm.
fn unconfirmed(one: &Definition) -> Vec<String> {
    let noted = |words: &str| one.confirm.iter().any(|note| note.contains(words));
    let mut said = Vec::new();
    let class = !one.class.is_empty() && one.class != CLASS_KNOWN;
    if class && !noted("lasa") && !noted("lasy") {
        said.push(format!("class {}", one.class));
    }
    let basis = one
        .deadline
        .as_ref()
        .map_or("", |deadline| deadline.basis.as_str());
    // Read in secondary sources only; terms of other acts are noted in words of their own.
    for article in ["art. 35 §", "art. 217 § 3", "art. 139 § 1"] {
        if basis.contains(article) && !noted(article) {
            said.push(format!("term by {article}"));
        }
    }
    let read = basis.is_empty() || TERMS_READ.iter().any(|act| basis.contains(act));
    if !read && !noted("ermin") && !noted("Czas") && !noted("czas") {
        said.push("the term".into());
    }
    let owed = one
        .fees
        .iter()
        .filter(|fee| fee.payee == Payee::GminaOfPrincipal);
    if owed.count() > 0 && !noted("gmina mocodawcy") {
        said.push("the payee of a power of attorney".into());
    }
    said
}

/// The row of the table for a template.
fn told(row: &str, matter: &str, one: &Definition) -> String {
    let own = one.fees.iter().filter(|fee| fee.key != "pelnomocnictwo");
    let fees: Vec<&str> = own
        .map(|fee| fee.amount.as_deref().unwrap_or("formula"))
        .collect();
    let fees = match fees.is_empty() {
        true => "none".to_owned(),
        false => fees.join(", "),
    };
    let term = one
        .deadline
        .as_ref()
        .map_or("none", |deadline| &deadline.term);
    let project = match one.confirm.iter().any(|note| note.contains(OF_THE_PROJECT)) {
        true => "yes",
        false => "",
    };
    format!(
        "| {row} | {matter} | `{}` | {fees} | {term} | {} | {} | {project} |",
        one.slug,
        one.maturity,
        one.languages.join(" ")
    )
}

/// Paths of all texts residents read, except references to acts: those stay in Polish.
fn read_by_residents(one: &Definition) -> Vec<String> {
    let mut paths = vec!["title".to_owned()];
    let card = &one.card;
    let texts = [
        ("summary", &card.summary),
        ("who", &card.who),
        ("how", &card.how),
        ("result", &card.result),
        ("time", &card.time),
        ("appeal", &card.appeal),
        ("personal_data", &card.personal_data),
    ];
    let given = texts.iter().filter(|(_, text)| !text.is_empty());
    paths.extend(given.map(|(name, _)| format!("card.{name}")));
    paths.extend((0..card.needed.len()).map(|at| format!("card.needed.{at}")));
    for fee in &one.fees {
        paths.push(format!("fees.{}.title", fee.key));
        if !fee.per.is_empty() {
            paths.push(format!("fees.{}.per", fee.key));
        }
        let exempt = 0..fee.exemptions.len();
        paths.extend(exempt.map(|at| format!("fees.{}.exemptions.{at}.text", fee.key)));
    }
    for attachment in &one.attachments {
        paths.push(format!("attachments.{}.title", attachment.key));
        if !attachment.note.is_empty() {
            paths.push(format!("attachments.{}.note", attachment.key));
        }
    }
    for step in &one.form.steps {
        paths.push(format!("steps.{}.title", step.key));
        if !step.hint.is_empty() {
            paths.push(format!("steps.{}.hint", step.key));
        }
        for field in &step.fields {
            of_field(field, &format!("fields.{}", field.key), &mut paths);
        }
    }
    paths
}

fn of_field(field: &Field, path: &str, paths: &mut Vec<String>) {
    paths.push(format!("{path}.label"));
    let texts = [
        ("hint", &field.hint),
        ("item_label", &field.item_label),
        ("pattern_message", &field.pattern_message),
    ];
    let given = texts.iter().filter(|(_, text)| !text.is_empty());
    paths.extend(given.map(|(name, _)| format!("{path}.{name}")));
    for choice in &field.options {
        paths.push(format!("{path}.options.{}", choice.value));
        if !choice.hint.is_empty() {
            paths.push(format!("{path}.options.{}.hint", choice.value));
        }
    }
    for inner in &field.fields {
        of_field(inner, &format!("{path}.{}", inner.key), paths);
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants")
}

fn templates() -> Vec<Definition> {
    let mut files = Vec::new();
    for folder in ["podlaskie", "podlaskie/templates"] {
        collect(
            &root().join(folder),
            &format!("tenants/{folder}"),
            &mut files,
        );
    }
    let (repository, _) = Repository::read(&files);
    repository.templates
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the lead") {
        let path = entry.expect("a readable folder").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let file = path.file_name().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("a readable file");
            files.push((format!("{name}/{file}"), text));
        }
    }
}
