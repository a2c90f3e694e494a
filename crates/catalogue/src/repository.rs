//! The whole folder of offices: templates, offices, their services, and every problem.

mod blocks;

use std::collections::HashMap;

use serde_json::Value;

use blocks::Known;

use crate::adoption::{Adoption, adopt, read_adoption};
use crate::block::Block;
use crate::definition::{Definition, read_definition};
use crate::document::Document;
use crate::office::{OfficeFile, doubles, read_office};
use crate::problem::{Complaint, Problem, hint_among};

/// Everything read from the folder of offices that could be used.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    pub offices: Vec<OfficeEntry>,
    pub templates: Vec<Definition>,
    pub blocks: Vec<Block>,
    /// Editions of templates that services name and the files do not hold.
    pub missing: Vec<(String, u32)>,
}

/// An office with its services.
#[derive(Clone, Debug)]
pub struct OfficeEntry {
    /// Path of its `tenant.toml`.
    pub file: String,
    pub office: OfficeFile,
    pub services: Vec<ServiceEntry>,
}

/// A service of an office.
#[derive(Clone, Debug)]
pub struct ServiceEntry {
    /// Path of its file.
    pub file: String,
    /// The service with the changes of the office in it.
    pub definition: Definition,
    /// The template it comes from; `None` for an own service.
    pub adopted: Option<Adopted>,
}

/// From which template a service comes and what the office changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopted {
    pub template: String,
    pub edition: u32,
    /// The changes as JSON of [`Adoption`].
    pub overlay: Value,
}

impl OfficeEntry {
    /// The service at this address.
    pub fn service(&self, slug: &str) -> Option<&ServiceEntry> {
        self.services
            .iter()
            .find(|service| service.definition.slug == slug)
    }
}

impl Repository {
    /// Reads files, given as path from the folder of offices and text.
    ///
    /// What is wrong in one file hides no other: offices and services without problems are
    /// there, all problems are told. Folders that begin with `_` are examples: their files are
    /// checked, but make no office.
    pub fn read(files: &[(String, String)]) -> (Self, Vec<Problem>) {
        Self::read_beside(files, &[], &[])
    }

    /// As [`Repository::read`]; a service may also stand on one of these `earlier` editions of the
    /// templates, or of templates without a file. `gone` are templates whose file was taken away.
    pub fn read_beside(
        files: &[(String, String)],
        earlier: &[Definition],
        gone: &[String],
    ) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let blocks = blocks::read(files, &mut problems);
        let known = Known::of(&blocks, files);
        let mut repository = Self {
            templates: templates(files, &known, &mut problems),
            ..Self::default()
        };
        for (file, text) in files.iter().filter(|(file, _)| is_office(file)) {
            match read_office(file, text) {
                Ok(office) => {
                    repository.offices.push(OfficeEntry {
                        file: file.clone(),
                        office,
                        services: Vec::new(),
                    });
                }
                Err(found) => problems.extend(found),
            }
        }
        repository.refuse_doubles(files, &mut problems);
        repository.read_services((files, &known), (earlier, gone), &mut problems);
        // Examples are checked and may be linked with by examples, but are nobody's.
        let real = blocks
            .into_iter()
            .filter(|(file, _)| !folder(file).starts_with('_'));
        repository.blocks = real.map(|(_, block)| block).collect();
        repository
            .offices
            .retain(|entry| !folder(&entry.file).starts_with('_'));
        problems.sort();
        (repository, problems)
    }

    fn refuse_doubles(&mut self, files: &[(String, String)], problems: &mut Vec<Problem>) {
        let offices: Vec<(&str, OfficeFile)> = self
            .offices
            .iter()
            .filter(|entry| !folder(&entry.file).starts_with('_'))
            .map(|entry| (entry.file.as_str(), entry.office.clone()))
            .collect();
        let mut refused = Vec::new();
        for double in doubles(&offices) {
            let file = offices[double.office].0;
            let complaint = Complaint::new(double.path, double.message).hint(double.hint);
            problems.push(located(files, file, complaint));
            refused.push(file.to_owned());
        }
        self.offices.retain(|entry| !refused.contains(&entry.file));
    }

    fn read_services(
        &mut self,
        (files, blocks): (&[(String, String)], &Known<'_>),
        (earlier, gone): (&[Definition], &[String]),
        problems: &mut Vec<Problem>,
    ) {
        let templates = Templates {
            usable: self
                .templates
                .iter()
                .map(|known| (known.slug.as_str(), known))
                .collect(),
            earlier: earlier
                .iter()
                .map(|known| ((known.slug.as_str(), known.edition), known))
                .collect(),
            files: files
                .iter()
                .map(|(file, _)| file.as_str())
                .filter(|file| is_within(file, "templates"))
                .collect(),
            gone,
        };
        let offices: HashMap<String, usize> = self
            .offices
            .iter()
            .enumerate()
            .map(|(at, entry)| (folder(&entry.file).to_owned(), at))
            .collect();
        for (file, text) in files.iter().filter(|(file, _)| is_within(file, "services")) {
            let service = match read_service(file, text, &templates, &mut self.missing) {
                Ok(service) => service,
                Err(found) => {
                    problems.extend(found);
                    continue;
                }
            };
            let Some(at) = offices.get(folder(file)) else {
                continue;
            };
            let entry = &mut self.offices[*at];
            let mut complaints = fits(&service, &Has::of(&entry.office), &entry.services);
            complaints.extend(links(&service, blocks));
            if complaints.is_empty() {
                entry.services.push(service);
            }
            problems.extend(complaints.into_iter().map(|c| located(files, file, c)));
        }
    }
}

/// Links of a service with blocks that are not there. What the template links is told there.
fn links(service: &ServiceEntry, blocks: &Known<'_>) -> Vec<Complaint> {
    let own = service.adopted.as_ref().map(|adopted| &adopted.overlay);
    match own.map(|overlay| overlay.pointer("/set/blocks").is_some()) {
        None => blocks.missing(&service.definition, "blocks"),
        Some(true) => blocks.missing(&service.definition, "set.blocks"),
        Some(false) => Vec::new(),
    }
}

fn templates(
    files: &[(String, String)],
    blocks: &Known<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Definition> {
    let mut templates: Vec<Definition> = Vec::new();
    for (file, text) in files
        .iter()
        .filter(|(file, _)| is_within(file, "templates"))
    {
        match read_definition(file, text) {
            Ok(template) => {
                let doubled = templates.iter().any(|known| known.slug == template.slug);
                let complaint = if doubled {
                    Some(Complaint::new(
                        "slug",
                        format!("Wzorzec „{}” już jest.", template.slug),
                    ))
                } else {
                    misnamed(file, &template.slug)
                };
                let mut complaints = blocks.missing(&template, "blocks");
                complaints.extend(complaint);
                if complaints.is_empty() {
                    templates.push(template);
                } else {
                    let said = complaints.into_iter();
                    problems.extend(said.map(|complaint| located(files, file, complaint)));
                }
            }
            Err(found) => problems.extend(found),
        }
    }
    templates
}

fn read_service(
    file: &str,
    text: &str,
    templates: &Templates<'_>,
    missing: &mut Vec<(String, u32)>,
) -> Result<ServiceEntry, Vec<Problem>> {
    let document = Document::read(file, text)?;
    if document.value.get("template").is_none() {
        return own_service(file, text);
    }
    let adoption: Adoption = read_adoption(file, text)?;
    let newest = templates.usable.get(adoption.template.as_str());
    let edition = (adoption.template.as_str(), adoption.edition);
    let earlier = templates.earlier.get(&edition);
    let earlier = earlier.filter(|_| newest.is_none_or(|new| new.edition != adoption.edition));
    let found = earlier.or(newest);
    if found.is_none_or(|found| found.edition != adoption.edition) {
        missing.push((adoption.template.clone(), adoption.edition));
    }
    let Some(template) = found else {
        let complaint = no_template(&adoption.template, templates);
        return Err(vec![document.problem(complaint)]);
    };
    adopted_service(file, template, &adoption)
}

fn own_service(file: &str, text: &str) -> Result<ServiceEntry, Vec<Problem>> {
    Ok(ServiceEntry {
        file: file.to_owned(),
        definition: read_definition(file, text)?,
        adopted: None,
    })
}

fn adopted_service(
    file: &str,
    template: &Definition,
    adoption: &Adoption,
) -> Result<ServiceEntry, Vec<Problem>> {
    let definition = adopt(template, adoption)?;
    let adopted = Adopted {
        template: adoption.template.clone(),
        edition: adoption.edition,
        overlay: adoption.to_json(),
    };
    Ok(ServiceEntry {
        file: file.to_owned(),
        definition,
        adopted: Some(adopted),
    })
}

/// The template and edition that the file of a service names; `None` for a service of the
/// office's own, and for a file that cannot be read.
pub fn template_named(file: &str, text: &str) -> Option<(String, u32)> {
    let document = Document::read(file, text).ok()?;
    let template = document.value.get("template")?.as_str()?;
    let edition = document.value.get("edition")?.as_u64()?;
    Some((template.to_owned(), u32::try_from(edition).ok()?))
}

/// Reads the file of one service, apart from the folder of offices, and fits it to its office.
///
/// `template` is what [`template_named`] named, if there is such an edition.
///
/// # Errors
/// Every problem of the file.
pub fn read_one(
    file: &str,
    text: &str,
    template: Option<&Definition>,
    has: &Has<'_>,
) -> Result<ServiceEntry, Vec<Problem>> {
    let document = Document::read(file, text)?;
    let service = if document.value.get("template").is_none() {
        own_service(file, text)?
    } else {
        let adoption = read_adoption(file, text)?;
        let Some(template) = template.filter(|known| known.slug == adoption.template) else {
            let (slug, edition) = (&adoption.template, adoption.edition);
            let message = format!("Nie ma wzorca „{slug}” w wydaniu {edition}.");
            let complaint = Complaint::new("template", message)
                .hint("ogłoszone wydania pokazuje: ratusz template status");
            return Err(vec![document.problem(complaint)]);
        };
        adopted_service(file, template, &adoption)?
    };
    let complaints = fits(&service, has, &[]);
    match complaints.is_empty() {
        true => Ok(service),
        false => Err(document.problems(complaints)),
    }
}

/// What an office has that its services name.
#[derive(Clone, Debug, Default)]
pub struct Has<'o> {
    /// Codes of its units.
    pub units: Vec<&'o str>,
    /// Symbols of its classes of the file plan.
    pub classes: Vec<&'o str>,
}

impl<'o> Has<'o> {
    fn of(office: &'o OfficeFile) -> Self {
        Self {
            units: office.units.iter().map(|unit| unit.code.as_str()).collect(),
            classes: office.classes.iter().map(|c| c.symbol.as_str()).collect(),
        }
    }
}

/// Templates by slug, and the names of the files that hold a broken one.
struct Templates<'t> {
    usable: HashMap<&'t str, &'t Definition>,
    earlier: HashMap<(&'t str, u32), &'t Definition>,
    files: Vec<&'t str>,
    /// Slugs of those that were published and have no file any more.
    gone: &'t [String],
}

fn no_template(slug: &str, templates: &Templates<'_>) -> Complaint {
    if let Some(file) = templates.files.iter().find(|file| stem(file) == Some(slug)) {
        let message = format!("Wzorzec „{slug}” ma błędy.");
        return Complaint::new("template", message).hint(format!("najpierw popraw {file}"));
    }
    if templates.gone.iter().any(|gone| gone == slug) {
        let message = format!("Pliku wzorca „{slug}” już nie ma, a ta usługa z niego korzysta.");
        return Complaint::new("template", message).hint(format!(
            "przywróć plik (zapisze go ratusz template export {slug}) albo usuń tę usługę"
        ));
    }
    let mut known: Vec<&str> = templates.usable.keys().copied().collect();
    known.sort_unstable();
    let message = format!("Nie ma wzorca „{slug}”.");
    Complaint::new("template", message).hint(hint_among(slug, &known))
}

/// Whether a service fits its office: its unit and class are there, its address is free.
fn fits(service: &ServiceEntry, has: &Has<'_>, others: &[ServiceEntry]) -> Vec<Complaint> {
    let definition = &service.definition;
    let mut said = Vec::new();
    let place = |name: &str| match &service.adopted {
        Some(_) => format!("set.{name}"),
        None => name.to_owned(),
    };
    if !definition.unit.is_empty() && !has.units.contains(&definition.unit.as_str()) {
        let message = format!("Urząd nie ma komórki „{}”.", definition.unit);
        let hint = format!("ustaw unit; komórki urzędu: {}", has.units.join(", "));
        said.push(Complaint::new(place("unit"), message).hint(hint));
    }
    if !definition.class.is_empty() && !has.classes.contains(&definition.class.as_str()) {
        let message = format!("Urząd nie ma klasy JRWA „{}”.", definition.class);
        let hint = format!(
            "ustaw class albo dopisz klasę; jest: {}",
            has.classes.join(", ")
        );
        said.push(Complaint::new(place("class"), message).hint(hint));
    }
    let same = |other: &&ServiceEntry| other.definition.slug == definition.slug;
    if let Some(other) = others.iter().find(same) {
        let message = format!("Adres „{}” ma już inna usługa urzędu.", definition.slug);
        said.push(Complaint::new("slug", message).hint(format!("zobacz {}", other.file)));
    }
    said
}

/// The slug of a file of a template is its name.
fn misnamed(file: &str, slug: &str) -> Option<Complaint> {
    let name = stem(file)?;
    (name != slug).then(|| {
        Complaint::new(
            "slug",
            format!("Klucz „{slug}” różni się od nazwy pliku „{name}”."),
        )
        .hint("zmień jedno albo drugie")
    })
}

fn stem(file: &str) -> Option<&str> {
    file.rsplit('/').next()?.strip_suffix(".toml")
}

fn located(files: &[(String, String)], file: &str, complaint: Complaint) -> Problem {
    let text = files
        .iter()
        .find(|(known, _)| known == file)
        .map_or("", |(_, text)| text);
    match Document::read(file, text) {
        Ok(document) => document.problem(complaint),
        Err(_) => Problem {
            file: file.to_owned(),
            line: 1,
            column: 1,
            message: complaint.message,
            hint: complaint.hint,
        },
    }
}

/// The parts of a path from the folder of an office on, whatever stands before it.
fn parts(file: &str) -> Vec<&str> {
    let parts: Vec<&str> = file.split('/').filter(|part| !part.is_empty()).collect();
    let own = match parts.as_slice() {
        [.., "services" | "templates" | "blocks", name] if *name != "tenant.toml" => 3,
        _ => 2,
    };
    parts[parts.len().saturating_sub(own)..].to_vec()
}

fn folder(file: &str) -> &str {
    parts(file).first().copied().unwrap_or_default()
}

fn is_office(file: &str) -> bool {
    matches!(parts(file).as_slice(), [_, "tenant.toml"])
}

fn is_within(file: &str, inner: &str) -> bool {
    match parts(file).as_slice() {
        [_, middle, name] => *middle == inner && name.ends_with(".toml"),
        _ => false,
    }
}
