//! Blocks of the lead in forms: linked, brought to the next edition, detached; and in files.

#[path = "sample/service.rs"]
mod sample;

use catalogue::block::{Block, read_block};
use catalogue::difference::{ChangeKind, Subject};
use catalogue::edit::{self, Direction};
use catalogue::repository::Repository;
use catalogue::{Definition, read_definition};
use sample::SERVICE;

const BLOCK: &str = r#"slug = "osoba"
title = "Osoba"
edition = 1

[[fields]]
key = "note"
type = "text"
label = "Imię"

[[fields]]
key = "wiek"
type = "number"
label = "Wiek"
show_if = '{"!!":{"var":"note"}}'

[texts.en]
"fields.note.label" = "Name"
"#;

fn sketch() -> Definition {
    read_definition("x.toml", SERVICE).expect("the sample")
}

fn block() -> Block {
    read_block("osoba.toml", BLOCK).expect("a block")
}

/// The next edition: another label, one question more, one less.
fn next() -> Block {
    let text = BLOCK
        .replace("edition = 1", "edition = 2")
        .replace("\"Imię\"", "\"Imię i nazwisko\"")
        .replace("key = \"wiek\"", "key = \"plan\"")
        .replace("\"Wiek\"", "\"Plan\"");
    read_block("osoba.toml", &text).expect("a block")
}

fn keys(definition: &Definition) -> Vec<&str> {
    definition
        .fields()
        .map(|field| field.key.as_str())
        .collect()
}

#[test]
fn a_block_is_put_in_under_free_keys_and_written_as_it_is_read() {
    let mut sketch = sketch();
    let link = edit::insert_block(&mut sketch, "about", &block()).expect("a step");
    assert_eq!(edit::problems(&sketch), Vec::new());
    let own = sketch.link_of("note_2").expect("linked");
    assert_eq!((own.key.as_str(), own.edition), (link.as_str(), 1));
    assert!(
        sketch.link_of("note").is_none(),
        "the field that was there is nobody's"
    );
    // The rule of the block reads the block's own field.
    let rule = sketch.field("wiek").and_then(|field| field.show_if.clone());
    assert_eq!(
        rule.expect("a rule").json().to_string(),
        r#"{"!!":{"var":"note_2"}}"#
    );
    assert_eq!(sketch.text("en", "fields.note_2.label"), "Name");
    let again = read_definition("x.toml", &sketch.to_toml()).expect("itself");
    assert_eq!(again, sketch);
    // The same block once more is another person.
    let second = edit::insert_block(&mut sketch, "end", &block()).expect("a step");
    assert_ne!(second, link);
    assert_eq!(edit::problems(&sketch), Vec::new());
}

#[test]
fn a_linked_block_follows_the_next_edition_and_a_detached_one_is_left_alone() {
    let mut sketch = sketch();
    let first = edit::insert_block(&mut sketch, "about", &block()).expect("a step");
    let second = edit::insert_block(&mut sketch, "end", &block()).expect("a step");
    assert!(edit::detach_block(&mut sketch, &second));
    let detached: Vec<String> = ["note_3", "wiek_2"].map(str::to_owned).to_vec();
    let before = sketch.clone();
    let told = edit::difference_of_block(&sketch, &first, &next());
    let places: Vec<(Subject, ChangeKind)> = told
        .iter()
        .map(|change| (change.place.subject, change.kind))
        .collect();
    assert!(
        places.contains(&(Subject::Field, ChangeKind::Changed)),
        "{told:?}"
    );
    assert!(
        places.contains(&(Subject::Field, ChangeKind::Added)),
        "{told:?}"
    );
    assert!(
        places.contains(&(Subject::Field, ChangeKind::Removed)),
        "{told:?}"
    );
    assert!(
        places.contains(&(Subject::Block, ChangeKind::Changed)),
        "{told:?}"
    );
    assert_eq!(sketch, before, "telling changes nothing");
    assert!(edit::update_block(&mut sketch, &first, &next()));
    assert_eq!(edit::problems(&sketch), Vec::new());
    let updated = sketch.field("note_2").expect("under the same key");
    assert_eq!(updated.label, "Imię i nazwisko");
    // The form has a field `plan` of its own: the block's got another key.
    assert_eq!(sketch.link_of("plan_2").map(|link| link.edition), Some(2));
    assert!(sketch.field("wiek").is_none());
    for key in detached {
        assert_eq!(sketch.field(&key), before.field(&key), "{key}");
    }
    assert!(
        !edit::update_block(&mut sketch, &second, &next()),
        "linked no more"
    );
    let twice = sketch.clone();
    edit::update_block(&mut sketch, &first, &next());
    assert_eq!(sketch, twice, "the same edition again changes nothing");
}

#[test]
fn the_fields_of_a_block_move_and_go_together() {
    let mut sketch = sketch();
    let link = edit::insert_block(&mut sketch, "plots_step", &block()).expect("a step");
    let before = sketch.clone();
    assert!(edit::move_field(&mut sketch, "total", Direction::Down));
    let at = |sketch: &Definition, key: &str| {
        let all = keys(sketch);
        all.iter().position(|known| *known == key).expect("a field")
    };
    assert_eq!(at(&sketch, "total"), at(&sketch, "wiek") + 1, "over both");
    assert!(edit::move_field(&mut sketch, "wiek", Direction::Down));
    assert_eq!(sketch, before, "and both back over it");
    assert!(edit::place_field(
        &mut sketch,
        "note_2",
        "end",
        Some("plan")
    ));
    assert_eq!(sketch.form.steps[3].fields[0].key, "note_2");
    assert_eq!(sketch.form.steps[3].fields[1].key, "wiek");
    assert!(edit::remove_block(&mut sketch, &link));
    assert_eq!(sketch, self::sketch(), "nothing is left of it");
    edit::insert_block(&mut sketch, "about", &block());
    edit::remove_field(&mut sketch.form, "wiek");
    edit::settle_blocks(&mut sketch);
    assert!(sketch.blocks.is_empty() && sketch.field("note_2").is_some());
}

fn files(template: &str, blocks: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files = vec![("lead/templates/sample.toml".to_owned(), template.to_owned())];
    files.extend(
        blocks
            .iter()
            .map(|(name, text)| (format!("lead/blocks/{name}.toml"), (*text).to_owned())),
    );
    files
}

#[test]
fn a_file_that_links_with_no_block_is_told_its_line() {
    let mut sketch = sketch();
    edit::insert_block(&mut sketch, "about", &block());
    let text = sketch.to_toml();
    let line = |found: &str| 1 + text.lines().position(|line| line == found).expect("a line");
    let known = files(&text, &[("osoba", BLOCK)]);
    let (repository, problems) = Repository::read(&known);
    assert_eq!(
        (problems.len(), repository.templates.len()),
        (0, 1),
        "{problems:?}"
    );
    let (_, problems) = Repository::read(&files(&text, &[]));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].line, line("block = \"osoba\""));
    assert!(problems[0].message.contains("Nie ma bloku „osoba”"));
    let newer = text.replace("edition = 1\nfields", "edition = 7\nfields");
    let newer = match newer == text {
        true => text.replace(
            "block = \"osoba\"\nedition = 1",
            "block = \"osoba\"\nedition = 7",
        ),
        false => newer,
    };
    let (_, problems) = Repository::read(&files(&newer, &[("osoba", BLOCK)]));
    assert!(problems[0].message.contains("wydania 7"), "{problems:?}");
    let broken = BLOCK.replace("type = \"number\"", "type = \"liczba\"");
    let (_, problems) = Repository::read(&files(&text, &[("osoba", &broken)]));
    let told: Vec<&str> = problems
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(
        told,
        ["lead/blocks/osoba.toml", "lead/templates/sample.toml"],
        "{problems:?}"
    );
    let astray = text.replace("note = \"note_2\"", "note = \"nie_ma\"");
    assert!(read_definition("x.toml", &astray).is_err());
}

#[test]
fn a_block_nobody_uses_may_go() {
    let (repository, problems) = Repository::read(&files(SERVICE, &[("osoba", BLOCK)]));
    assert_eq!((problems.len(), repository.blocks.len()), (0, 1));
    let (repository, problems) = Repository::read(&files(SERVICE, &[]));
    assert_eq!((problems.len(), repository.blocks.len()), (0, 0));
}
