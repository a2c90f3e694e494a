//! Forms made elsewhere: exports of Form.io and of Open Forms become a sketch of a service.
//!
//! What has a counterpart here is taken over. Everything else is told in the report, one remark
//! each: nothing is dropped without a word.

mod component;
mod logic;
mod source;
mod text;

use std::collections::HashMap;

use thiserror::Error;

use crate::definition::{Definition, Field, FieldKind, Step};
use crate::edit::{self, free_key, free_slug};
use logic::Pending;
use source::Source;

/// Largest export, unpacked, in bytes.
pub const EXPORT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most components of an export.
pub const COMPONENTS_MAX: usize = 2_000;
/// Deepest nesting of components.
const DEPTH_MAX: usize = 30;

/// Why an export cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("Plik jest za duży: po rozpakowaniu najwyżej 4 MiB.")]
    TooLarge,
    #[error("To nie jest ani JSON, ani archiwum ZIP ({0}).")]
    Unreadable(String),
    #[error("W pliku nie ma formularza Form.io ani Open Forms (listy „components”).")]
    NoForm,
    #[error("Za dużo elementów: najwyżej {COMPONENTS_MAX}, zagnieżdżonych do {DEPTH_MAX} razy.")]
    TooMany,
}

/// What became of a part of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Not taken over.
    LeftOut,
    /// Taken over as something else.
    Changed,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub fate: Fate,
    /// What it is about: label or key in the export.
    pub place: String,
    /// In Polish, for the editor of the service.
    pub text: String,
}

/// A form taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// A sketch: it may have problems, which the designer tells.
    pub definition: Definition,
    /// Questions and texts taken over, those inside groups included.
    pub taken: usize,
    pub report: Vec<Remark>,
    /// The export as one JSON, which [`read`] takes again.
    pub export: String,
}

/// Reads an export: JSON of Form.io, or of Open Forms with its parts under their names, or the
/// archive Open Forms gives. The remarks also stand in the sketch's notes to confirm.
///
/// # Errors
/// Every variant of [`ImportError`].
pub fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let source = Source::read(bytes)?;
    let mut reader = Reader::default();
    let steps = reader.steps(&source)?;
    let title = text::plain(&source.title);
    let title = match title.is_empty() {
        true => "Formularz bez nazwy".to_owned(),
        false => title,
    };
    let mut definition = edit::blank(&free_slug(&title, std::iter::empty()), &title);
    definition.form.steps = steps;
    for name in &source.not_read {
        let text = "tej części eksportu program nie przenosi";
        reader.remark(Fate::LeftOut, name, text);
    }
    reader.rules(&mut definition, &source);
    reader.drop_broken_rules(&mut definition);
    definition.confirm = reader.report.iter().map(Remark::note).collect();
    Ok(Imported {
        definition,
        taken: reader.taken,
        report: reader.report,
        export: source.json,
    })
}

impl Remark {
    fn note(&self) -> String {
        match self.fate {
            Fate::LeftOut => format!("Nie przeniesiono – {}: {}.", self.place, self.text),
            Fate::Changed => format!("Zmieniono – {}: {}.", self.place, self.text),
        }
    }
}

/// A field of the export as it is called here.
#[derive(Clone, Debug)]
struct Known {
    path: String,
    kind: FieldKind,
}

/// The export on its way to a form.
#[derive(Default)]
struct Reader {
    report: Vec<Remark>,
    taken: usize,
    seen: usize,
    /// By the path the export's rules use.
    known: HashMap<String, Known>,
    /// Components hidden at first, by the same path.
    hidden: Vec<String>,
    /// Conditions to be said once all names are known.
    pending: Vec<Pending>,
    /// Steps by what the export's rules call them.
    step_names: HashMap<String, String>,
}

impl Reader {
    fn remark(&mut self, fate: Fate, place: &str, text: impl Into<String>) {
        let place = match place.trim() {
            "" => "element bez nazwy",
            place => place,
        };
        let remark = Remark {
            fate,
            place: place.to_owned(),
            text: text.into(),
        };
        if !self.report.contains(&remark) {
            self.report.push(remark);
        }
    }

    fn steps(&mut self, source: &Source) -> Result<Vec<Step>, ImportError> {
        let mut steps: Vec<Step> = Vec::new();
        let mut keys: Vec<String> = Vec::new();
        for (n, page) in source.pages.iter().enumerate() {
            let title = match text::plain(&page.title).as_str() {
                "" => format!("Krok {}", n + 1),
                title => title.to_owned(),
            };
            let taken = steps.iter().map(|step| step.key.as_str());
            let key = free_key(&title, "krok", taken);
            let fields = self.page(page, &mut keys)?;
            for name in &page.names {
                self.step_names.insert(name.clone(), key.clone());
            }
            if fields.is_empty() {
                let text = "krok nie miał niczego, co dało się przenieść";
                self.remark(Fate::LeftOut, &title, text);
                continue;
            }
            if let Some(condition) = logic::condition_of(&page.component) {
                self.pending.push(Pending::of_step(&key, condition));
            }
            steps.push(Step {
                key,
                title,
                fields,
                ..Step::default()
            });
        }
        match steps.is_empty() {
            true => Err(ImportError::NoForm),
            false => Ok(steps),
        }
    }

    /// Rules which the checks of a definition refuse (a circle, a later question) are taken out
    /// and told, so that the sketch opens without them.
    fn drop_broken_rules(&mut self, definition: &mut Definition) {
        for complaint in edit::problems(definition) {
            let Some((path, name)) = complaint.path.rsplit_once('.') else {
                continue;
            };
            if !matches!(name, "show_if" | "required_if") {
                continue;
            }
            let positions = path.split('.').filter_map(|part| part.parse().ok());
            let at: Vec<usize> = positions.collect();
            let Some((label, rule)) = rule_at(definition, &at, name) else {
                continue;
            };
            if rule.take().is_some() {
                let text = format!("warunek nie da się tu użyć: {}", complaint.message);
                self.remark(Fate::LeftOut, &label, text.trim_end_matches('.'));
            }
        }
    }
}

type RuleAt<'a> = (String, &'a mut Option<crate::rules::Rule>);

/// The rule of a step (one position) or field (more positions) with the name of its owner.
fn rule_at<'a>(definition: &'a mut Definition, at: &[usize], name: &str) -> Option<RuleAt<'a>> {
    let (first, rest) = at.split_first()?;
    let step = definition.form.steps.get_mut(*first)?;
    let Some((field, deeper)) = rest.split_first() else {
        return Some((step.title.clone(), &mut step.show_if));
    };
    let mut field: &mut Field = step.fields.get_mut(*field)?;
    for position in deeper {
        field = field.fields.get_mut(*position)?;
    }
    let label = field.label.clone();
    match name {
        "show_if" => Some((label, &mut field.show_if)),
        _ => Some((label, &mut field.required_if)),
    }
}
