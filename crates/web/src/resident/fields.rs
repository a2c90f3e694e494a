//! The fields of a step as HTML: one fragment for each, sets and groups from inside out.

use askama::Template;
use catalogue::definition::{Format, Step, Width};
use catalogue::form::Visible;
use catalogue::{Answers, Definition, Field, FieldKind};
use serde_json::Value;
use uuid::Uuid;

use super::wording::{self, Said};
use super::{places, summary};
use crate::PageError;
use crate::files;
use crate::page::Page;
use crate::visit::Visit;

/// Largest file where the definition sets no limit, in megabytes.
pub(super) const FILE_MB_MAX: u32 = 10;
/// Most files of a field where the definition sets no limit.
pub(super) const FILES_MAX: u32 = 10;
/// Most items of a group where the definition sets no limit.
const ITEMS_MAX: usize = 50;
/// Rows of a box for longer text.
const TEXTAREA_ROWS: &str = "6";

/// What the fields of one page need to be shown.
pub(super) struct Sheet<'a> {
    pub(super) visit: &'a Visit,
    pub(super) page: &'a Page,
    pub(super) definition: &'a Definition,
    pub(super) draft: Uuid,
    /// Settled: what is hidden is gone, what is computed is filled in.
    pub(super) answers: &'a Answers,
    pub(super) visible: &'a Visible,
    pub(super) faults: &'a [Said],
}

/// One box, set or text.
#[derive(Template)]
#[template(path = "resident/fields/field.html")]
struct Fragment<'a> {
    page: &'a Page,
    kind: FieldKind,
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    error: &'a str,
    required: bool,
    value: String,
    unit: &'a str,
    width: &'static str,
    autocomplete: &'a str,
    rows: &'static str,
    max: String,
    options: Vec<Choice<'a>>,
    /// Fragments inside: parts, or the fields of each item.
    inner: Vec<String>,
    /// For a party: the parts of a firm.
    inner_firm: Vec<String>,
    items: Vec<Item>,
    files: Vec<Sent>,
    rules: String,
    accept: String,
    multiple: bool,
    add: String,
}

/// A choice as shown.
struct Choice<'a> {
    value: &'a str,
    label: String,
    hint: String,
    chosen: bool,
}

/// An item of a group.
struct Item {
    title: String,
    fields: Vec<String>,
    removable: bool,
}

/// A file sent before.
struct Sent {
    name: String,
    size: String,
    href: String,
    id: String,
}

impl<'a> Sheet<'a> {
    /// The visible fields of a step, in order.
    ///
    /// # Errors
    /// [`PageError::Internal`] if a template fails.
    pub(super) fn step(&self, step: &'a Step) -> Result<Vec<String>, PageError> {
        let shown = step.fields.iter();
        shown
            .filter(|field| self.visible.field(&field.key))
            .map(|field| self.field(field, &field.key))
            .collect()
    }

    fn field(&self, field: &'a Field, path: &str) -> Result<String, PageError> {
        let text = wording::text_path(path);
        let told = |name: &str, polish: &str| {
            let found = self.visit.told(self.definition, &format!("{text}.{name}"));
            match found.is_empty() {
                true => self.visit.polish(polish),
                false => found,
            }
        };
        let answer = places::answer_at(self.answers, path);
        let label = told("label", &field.label);
        let purpose = match field.purpose.is_empty() {
            true => String::new(),
            false => told("purpose", &field.purpose),
        };
        let hint = self.hint(&told("hint", &field.hint), &purpose);
        let unit = format!("{text}.unit");
        let unit = self.definition.text(self.visit.lang(), &unit);
        let mut fragment = self.fragment(field.kind, path);
        (fragment.label, fragment.hint) = (&label, &hint);
        fragment.unit = if unit.is_empty() { &field.unit } else { unit };
        fragment.required = self.visible.required(path);
        fragment.value = boxed(field, answer);
        fragment.width = width(field);
        fragment.autocomplete = field.autocomplete.as_deref().unwrap_or("off");
        if let Some(max) = field
            .max_length
            .filter(|_| field.kind == FieldKind::Textarea)
        {
            fragment.max = max.to_string();
        }
        let choices = field.options.iter();
        fragment.options = choices
            .map(|choice| Choice {
                value: &choice.value,
                label: told(&format!("options.{}", choice.value), &choice.label),
                hint: told(&format!("options.{}.hint", choice.value), &choice.hint),
                chosen: is_chosen(answer, &choice.value),
            })
            .collect();
        match field.kind {
            FieldKind::SearchSelect => {
                let chosen = fragment.options.iter().find(|option| option.chosen);
                if let Some(label) = chosen.map(|option| option.label.clone()) {
                    fragment.value = label;
                }
            }
            FieldKind::Computed => {
                fragment.value = summary::computed(field.format.unwrap_or(Format::Text), answer);
            }
            FieldKind::Address | FieldKind::Party | FieldKind::DateRange => {
                self.parts(field, path, answer, &mut fragment)?;
            }
            FieldKind::Group => {
                let title = told("item_label", &field.item_label);
                self.items(field, path, answer, &title, &mut fragment)?;
            }
            FieldKind::File => self.files(field, answer, &mut fragment),
            _ => {}
        }
        fragment.render().map_err(PageError::internal)
    }

    /// The hint with the reason why it is asked.
    fn hint(&self, hint: &str, purpose: &str) -> String {
        if purpose.is_empty() {
            return hint.to_owned();
        }
        let purpose = self.visit.t1("resident-purpose", "purpose", purpose);
        format!("{hint} {purpose}").trim_start().to_owned()
    }

    /// A fragment without content.
    fn fragment<'f>(&'f self, kind: FieldKind, name: &'f str) -> Fragment<'f> {
        let fault = self.faults.iter().find(|said| said.field == name);
        Fragment {
            page: self.page,
            kind,
            name,
            label: "",
            hint: "",
            error: fault.map(|said| said.text.as_str()).unwrap_or_default(),
            required: true,
            value: String::new(),
            unit: "",
            width: "medium",
            autocomplete: "off",
            rows: TEXTAREA_ROWS,
            max: String::new(),
            options: Vec::new(),
            inner: Vec::new(),
            inner_firm: Vec::new(),
            items: Vec::new(),
            files: Vec::new(),
            rules: String::new(),
            accept: String::new(),
            multiple: false,
            add: String::new(),
        }
    }

    /// The parts of an address, a party or a range of dates.
    fn parts(
        &self,
        field: &Field,
        path: &str,
        answer: Option<&Value>,
        whole: &mut Fragment<'_>,
    ) -> Result<(), PageError> {
        let own = field.prefill.is_some() || field.kind == FieldKind::Party;
        // The country and the code of the place are left to the office.
        let asked = field.kind.parts().iter();
        let asked = asked.filter(|part| !matches!(part.key, "teryt" | "country" | "kind"));
        for part in asked {
            let name = format!("{path}.{}", part.key);
            let label = self.visit.t(wording::part_label(part.key));
            let hint = part_hint(part.key).map(|key| self.visit.t(key));
            let (kind, part_width, autocomplete) = part_box(part.key);
            let mut fragment = self.fragment(kind, &name);
            fragment.label = &label;
            fragment.hint = hint.as_deref().unwrap_or_default();
            fragment.required = part.required || part.key == "pesel";
            fragment.width = part_width;
            fragment.autocomplete = if own { autocomplete } else { "off" };
            let given = answer.and_then(|answer| answer.get(part.key));
            fragment.value = given.and_then(Value::as_str).unwrap_or_default().to_owned();
            let html = fragment.render().map_err(PageError::internal)?;
            match part.only_for {
                Some("firm") => whole.inner_firm.push(html),
                _ => whole.inner.push(html),
            }
        }
        if field.kind == FieldKind::Party {
            let kind = answer.and_then(|answer| answer.get("kind"));
            whole.value = kind.and_then(Value::as_str).unwrap_or("person").to_owned();
        }
        Ok(())
    }

    /// The items of a group, each with its own fields.
    fn items(
        &self,
        field: &'a Field,
        path: &str,
        answer: Option<&Value>,
        title: &str,
        whole: &mut Fragment<'_>,
    ) -> Result<(), PageError> {
        let given = answer.and_then(Value::as_array).map_or(0, Vec::len);
        let least = least_items(field, whole.required);
        for at in 0..given {
            let inner = field.fields.iter();
            let fields: Result<Vec<String>, PageError> = inner
                .map(|inner| (inner, format!("{path}.{at}.{}", inner.key)))
                .filter(|(_, inner_path)| self.visible.field(inner_path))
                .map(|(inner, inner_path)| self.field(inner, &inner_path))
                .collect();
            let name = match title.is_empty() {
                true => self.visit.t("resident-item"),
                false => title.to_owned(),
            };
            whole.items.push(Item {
                title: format!("{name} {}", at + 1),
                fields: fields?,
                removable: given > least,
            });
        }
        let most = field.max.as_deref().and_then(|max| max.parse().ok());
        if given < most.unwrap_or(ITEMS_MAX) {
            whole.add = match title.is_empty() {
                true => self.visit.t("group-add"),
                false => self.visit.t1("resident-add-item", "item", title),
            };
        }
        Ok(())
    }

    /// The files sent before, and what else may be sent.
    fn files(&self, field: &Field, answer: Option<&Value>, whole: &mut Fragment<'_>) {
        let records = answer.and_then(Value::as_array).into_iter().flatten();
        whole.files = records
            .map(|record| {
                let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
                let bytes = record
                    .get("size")
                    .and_then(Value::as_u64)
                    .unwrap_or_default();
                Sent {
                    name: text("name").to_owned(),
                    size: summary::size(self.visit, bytes),
                    href: format!("/robocze/{}/pliki/{}", self.draft, text("id")),
                    id: text("id").to_owned(),
                }
            })
            .collect();
        let types = field.accept.join(", ").to_uppercase();
        let max_mb = field.max_mb.unwrap_or(FILE_MB_MAX).to_string();
        let max_files = field.max_files.unwrap_or(FILES_MAX);
        whole.rules = self
            .visit
            .tn("file-rules", &[("types", &types), ("max", &max_mb)]);
        if max_files > 1 {
            let more = self.visit.t1("file-count", "max", &max_files.to_string());
            whole.rules = format!("{} {more}", whole.rules);
        }
        whole.accept = files::extensions(&field.accept);
        whole.multiple = max_files > 1;
    }
}

/// Paths of all that a step shows, so that what appears after an answer is not called a fault.
pub(super) fn shown_paths(step: &Step, visible: &Visible, answers: &Answers) -> Vec<String> {
    let mut paths = Vec::new();
    for field in step.fields.iter().filter(|field| visible.field(&field.key)) {
        paths.push(field.key.clone());
        let items = answers.get(&field.key).and_then(Value::as_array);
        let given = items
            .filter(|_| field.kind == FieldKind::Group)
            .map_or(0, Vec::len);
        for at in 0..given {
            let inner = field.fields.iter();
            let inner = inner.map(|inner| format!("{}.{at}.{}", field.key, inner.key));
            paths.extend(inner.filter(|path| visible.field(path)));
        }
    }
    paths
}

/// How many items of a group are always shown.
pub(super) fn least_items(field: &Field, required: bool) -> usize {
    let min = field.min.as_deref().and_then(|min| min.parse().ok());
    min.unwrap_or(0).max(usize::from(required))
}

/// The value as it stands in a box: numbers with a comma.
fn boxed(field: &Field, answer: Option<&Value>) -> String {
    let is_number = matches!(field.kind, FieldKind::Number | FieldKind::Money);
    match answer {
        Some(Value::String(text)) if is_number && text.parse::<f64>().is_ok() => {
            text.replace('.', ",")
        }
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(yes)) => yes.to_string(),
        Some(Value::Number(number)) => number.to_string().replace('.', ","),
        Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

fn is_chosen(answer: Option<&Value>, value: &str) -> bool {
    match answer {
        Some(Value::Array(values)) => values.iter().any(|v| v.as_str() == Some(value)),
        Some(single) => single.as_str() == Some(value),
        None => false,
    }
}

fn width(field: &Field) -> &'static str {
    match field.width {
        Some(Width::Short) => "short",
        Some(Width::Medium) => "medium",
        Some(Width::Long) => "long",
        None => match field.kind {
            FieldKind::Number | FieldKind::Money => "short",
            FieldKind::Text | FieldKind::Email | FieldKind::Textarea => "long",
            _ => "medium",
        },
    }
}

/// Kind, width and autocomplete token of a part.
fn part_box(part: &str) -> (FieldKind, &'static str, &'static str) {
    match part {
        "street" => (FieldKind::Text, "long", "address-line1"),
        "house" | "flat" => (FieldKind::Text, "short", "off"),
        "postal_code" => (FieldKind::Text, "short", "postal-code"),
        "place" => (FieldKind::Text, "medium", "address-level2"),
        "first_name" => (FieldKind::Text, "medium", "given-name"),
        "last_name" => (FieldKind::Text, "medium", "family-name"),
        "firm_name" => (FieldKind::Text, "long", "organization"),
        "pesel" => (FieldKind::Pesel, "medium", "off"),
        "nip" => (FieldKind::Nip, "medium", "off"),
        "born_on" => (FieldKind::Date, "medium", "bday"),
        _ => (FieldKind::Date, "medium", "off"),
    }
}

fn part_hint(part: &str) -> Option<&'static str> {
    match part {
        "street" => Some("address-street-hint"),
        "pesel" => Some("resident-party-pesel-hint"),
        "born_on" => Some("resident-party-born-on-hint"),
        "nip" => Some("hint-nip"),
        _ => None,
    }
}
