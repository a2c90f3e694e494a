//! The templates of the region are found by what people type, with endings, slips and all.

use std::fs;
use std::path::PathBuf;

use catalogue::read_definition;
use catalogue::search::{Entry, Index};

const QUESTIONS: &str = include_str!("data/questions.txt");
/// A question finds its service among so many.
const FIRST: usize = 3;

/// The templates with the index over them.
fn templates() -> (Vec<String>, Index) {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants/podlaskie/templates");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the templates")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let (mut slugs, mut index) = (Vec::new(), Index::default());
    for file in files {
        let text = fs::read_to_string(&file).expect("a template");
        let template = read_definition("template", &text).expect("without problems");
        let mut labels = vec![template.category.clone()];
        labels.extend(template.life_events.iter().cloned());
        index.add(&Entry::of(&template, labels));
        slugs.push(template.slug);
    }
    (slugs, index)
}

/// Questions with the services any of which will do.
fn questions() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = QUESTIONS.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (question, services) = line.split_once(" = ").expect("a question = a service");
            (question, services.split(", ").collect())
        })
        .collect()
}

#[test]
fn what_people_type_finds_the_service_among_the_first_three() {
    let (slugs, index) = templates();
    let questions = questions();
    assert!(questions.len() >= 60, "only {} questions", questions.len());
    let mut lost = Vec::new();
    for (question, services) in questions {
        let found = index.find(question, |_| true);
        let first = found
            .entries
            .iter()
            .take(FIRST)
            .map(|at| slugs[*at].as_str());
        let first: Vec<&str> = first.collect();
        if !first.iter().any(|slug| services.contains(slug)) {
            lost.push(format!("{question}: {first:?}, meant {:?}", found.meant));
        }
    }
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn slips_are_told_and_right_words_are_not() {
    let (_, index) = templates();
    for (typed, meant) in [
        ("podtek od nieruchomości", "podatek od nieruchomości"),
        ("informacja pubilczna", "informacja publiczna"),
        ("warunki zabduowy", "warunki zabudowy"),
        ("karta dużej rodizny", "karta dużej rodziny"),
    ] {
        let found = index.find(typed, |_| true);
        assert_eq!(found.meant.as_deref(), Some(meant), "{typed}");
    }
    for typed in [
        "podatek od nieruchomości",
        "wycinki drzew",
        "zajecie pasa drogowego",
        "karta duzej rodziny",
        "odpis aktu urodzenia",
    ] {
        assert_eq!(index.find(typed, |_| true).meant, None, "{typed}");
    }
}

#[test]
fn nonsense_finds_nothing() {
    let (slugs, index) = templates();
    for typed in [
        "qwrtzxq",
        "asdfghjkl",
        "zzzz yyyy",
        "12345678901",
        "<script>",
    ] {
        let found = index.find(typed, |_| true).entries;
        let found: Vec<&str> = found.iter().map(|at| slugs[*at].as_str()).collect();
        assert!(found.is_empty(), "{typed}: {found:?}");
    }
}
