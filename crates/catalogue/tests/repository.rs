//! Reads every file of the repository's folder of offices; any problem fails the test.

use std::fs;
use std::path::{Path, PathBuf};

use catalogue::block::read_block;
use catalogue::repository::Repository;
use catalogue::{Definition, read_adoption, read_definition};

#[test]
fn all_offices_templates_and_services_are_without_problems() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    let (repository, problems) = Repository::read(&files);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        told.is_empty(),
        "{} problems:\n{}",
        told.len(),
        told.join("\n")
    );
    let offices = files
        .iter()
        .filter(|(file, _)| file.ends_with("/tenant.toml"));
    let real = offices
        .filter(|(file, _)| !file.contains("tenants/_"))
        .count();
    assert_eq!(repository.offices.len(), real);
    for entry in &repository.offices {
        assert!(!entry.services.is_empty(), "{} offers nothing", entry.file);
    }
}

fn in_the_way(definition: &Definition, spoken: &[String]) -> Vec<catalogue::problem::Complaint> {
    let mut said = catalogue::edit::problems(definition);
    said.extend(catalogue::edit::untranslated(definition, spoken));
    said
}

/// An editor who changes one word must be able to publish: nothing may stand in the way before.
#[test]
fn every_service_can_be_published_as_it_is() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    let (repository, _) = Repository::read(&files);
    let mut told = Vec::new();
    for template in &repository.templates {
        for problem in in_the_way(template, &template.languages) {
            told.push(format!(
                "{}: {} {}",
                template.slug, problem.path, problem.message
            ));
        }
    }
    for office in &repository.offices {
        for service in &office.services {
            for problem in in_the_way(&service.definition, &office.office.languages) {
                told.push(format!(
                    "{}: {} {}",
                    service.file, problem.path, problem.message
                ));
            }
        }
    }
    assert!(
        told.is_empty(),
        "{} problems:\n{}",
        told.len(),
        told.join("\n")
    );
}

#[test]
fn the_folder_of_offices_may_have_any_name_and_place() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    let (known, _) = Repository::read(&files);
    for (file, _) in &mut files {
        *file = format!(
            "/srv/urzędy 2026/{}",
            file.split_once('/').expect("a folder").1
        );
    }
    let (moved, problems) = Repository::read(&files);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(moved.offices.len(), known.offices.len());
    assert_eq!(moved.templates, known.templates);
}

#[test]
fn every_template_and_service_is_written_as_it_is_read() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    let mut seen = (0, 0);
    for (file, text) in files
        .iter()
        .filter(|(file, _)| !file.ends_with("/tenant.toml"))
    {
        if file.contains("/blocks/") {
            read_block(file, text).expect("a right file");
        } else if let Ok(adoption) = read_adoption(file, text) {
            let written = adoption.to_toml();
            assert_eq!(read_adoption(file, &written), Ok(adoption), "{written}");
            seen.0 += 1;
        } else {
            let definition = read_definition(file, text).expect("a right file");
            let written = definition.to_toml();
            assert_eq!(read_definition(file, &written), Ok(definition), "{written}");
            seen.1 += 1;
        }
    }
    assert!(seen.0 > 100 && seen.1 > 30, "{seen:?}");
}

#[test]
fn what_an_office_changed_is_translated_anew() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    let (repository, _) = Repository::read(&files);
    let mut seen = 0;
    for entry in &repository.offices {
        for service in &entry.services {
            let Some(adopted) = &service.adopted else {
                continue;
            };
            let of = |template: &&Definition| template.slug == adopted.template;
            let template = repository.templates.iter().find(of).expect("a template");
            for language in entry.office.languages.iter().skip(1) {
                for (path, text) in template.texts.get(language).into_iter().flatten() {
                    let now = service.definition.text("pl", path);
                    let is_own = now != template.text("pl", path) && !now.is_empty();
                    let stays = service.definition.text(language, path) == text;
                    let place = format!("{}: {language}: {path}", service.file);
                    assert!(!(is_own && stays), "{place} still says {text}");
                    seen += usize::from(is_own);
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = path
                .strip_prefix(root)
                .expect("a path inside")
                .to_string_lossy();
            files.push((
                format!("tenants/{name}"),
                fs::read_to_string(&path).expect("a readable file"),
            ));
        }
    }
}
