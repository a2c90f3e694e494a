//! Reads all that was posted for some fields: normalised answers beside what is wrong with them.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::raw::RawIndex;
use super::{FaultKind, scalar};
use crate::definition::{Field, FieldKind, PartKind};
use crate::document::join;

/// Most items of a group where the definition sets no limit.
pub(super) const ITEMS_MAX: u32 = 50;
/// Items beyond this number are not even kept.
const ITEMS_KEPT_MAX: usize = 500;
/// Most files of a field where the definition sets no limit.
const FILES_MAX: u32 = 10;
/// Largest file where the definition sets no limit, in megabytes.
const FILE_MB_MAX: u32 = 10;
const BYTES_OF_MB: u64 = 1024 * 1024;

/// Reads posted texts; the faults are by path, for all fields, shown or not.
pub(super) struct Reader<'r> {
    pub(super) raw: &'r RawIndex<'r>,
    pub(super) today: NaiveDate,
    pub(super) faults: HashMap<String, FaultKind>,
}

impl Reader<'_> {
    /// Answers to `fields`; `earlier` holds the files sent before, at the same places.
    pub(super) fn fields<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f Field>,
        prefix: &str,
        earlier: Option<&Map<String, Value>>,
    ) -> Map<String, Value> {
        let mut answers = Map::new();
        for field in fields {
            let path = join(prefix, &field.key);
            let before = earlier.and_then(|earlier| earlier.get(&field.key));
            if let Some(value) = self.field(field, &path, before) {
                answers.insert(field.key.clone(), value);
            }
        }
        answers
    }

    fn field(&mut self, field: &Field, path: &str, before: Option<&Value>) -> Option<Value> {
        match field.kind {
            FieldKind::Info | FieldKind::Computed => None,
            FieldKind::Group => self.group(field, path, before),
            FieldKind::File => self.files(field, path, before?),
            FieldKind::Checkboxes => self.checkboxes(field, path),
            kind if !kind.parts().is_empty() => self.parts(field, path),
            _ => {
                let posted = self.raw.first(path)?;
                let text = scalar::tidy(posted);
                if text.is_empty() {
                    return None;
                }
                match scalar::read(field, &text, self.today) {
                    Ok(value) => Some(value),
                    Err(FaultKind::NotDeclared) => None,
                    Err(fault) => self.wrong(path, fault, text),
                }
            }
        }
    }

    /// Notes the fault and keeps what was typed.
    fn wrong(&mut self, path: &str, fault: FaultKind, typed: String) -> Option<Value> {
        self.faults.insert(path.to_owned(), fault);
        Some(Value::String(typed))
    }

    fn checkboxes(&mut self, field: &Field, path: &str) -> Option<Value> {
        let mut chosen: Vec<&str> = Vec::new();
        for text in self
            .raw
            .all(path)
            .iter()
            .filter(|text| !text.trim().is_empty())
        {
            match field
                .options
                .iter()
                .find(|choice| choice.value == text.trim())
            {
                Some(choice) if chosen.contains(&choice.value.as_str()) => {}
                Some(choice) => chosen.push(&choice.value),
                None => {
                    self.faults.insert(path.to_owned(), FaultKind::NotAChoice);
                }
            }
        }
        (!chosen.is_empty()).then(|| Value::from(chosen))
    }

    fn parts(&mut self, field: &Field, path: &str) -> Option<Value> {
        let mut whole = Map::new();
        let abroad = {
            let country = self.raw.first(&join(path, "country")).unwrap_or_default();
            !country.trim().is_empty() && !country.trim().eq_ignore_ascii_case("pl")
        };
        for part in field.kind.parts() {
            let kind_given = whole.get("kind").and_then(Value::as_str);
            if part.only_for.is_some_and(|only| kind_given != Some(only)) {
                continue;
            }
            let part_path = join(path, part.key);
            let text = scalar::tidy(self.raw.first(&part_path).unwrap_or_default());
            if text.is_empty() {
                continue;
            }
            // Postal codes of other countries have other shapes.
            let kind = match part.kind {
                PartKind::PostalCode if abroad => PartKind::Text,
                kind => kind,
            };
            let value = match scalar::read_part(field, kind, &text, self.today) {
                Ok(value) => value,
                Err(fault) => {
                    self.faults.insert(part_path, fault);
                    Value::String(text)
                }
            };
            whole.insert(part.key.to_owned(), value);
        }
        let day = |key: &str| whole.get(key).and_then(Value::as_str).map(str::to_owned);
        if field.kind == FieldKind::DateRange
            && let (Some(from), Some(to)) = (day("from"), day("to"))
            && to < from
            && !self.faults.contains_key(&join(path, "from"))
        {
            self.faults
                .entry(join(path, "to"))
                .or_insert(FaultKind::RangeReversed);
        }
        (!whole.is_empty()).then_some(Value::Object(whole))
    }

    fn group(&mut self, field: &Field, path: &str, before: Option<&Value>) -> Option<Value> {
        let earlier = before.and_then(Value::as_array);
        let mut numbers = self.raw.items(path);
        if field
            .fields
            .iter()
            .any(|inner| inner.kind == FieldKind::File)
        {
            // An item may hold files only, and files are not posted with the other answers.
            let with_files = earlier.into_iter().flatten().enumerate();
            numbers.extend(
                with_files
                    .filter(|(_, item)| item.as_object().is_some_and(|item| !item.is_empty()))
                    .filter_map(|(at, _)| u32::try_from(at).ok()),
            );
        }
        let least = count(field.min.as_deref()).unwrap_or(0);
        let mut items: Vec<Value> = Vec::new();
        for number in numbers {
            let posted_path = join(path, &number.to_string());
            let old = usize::try_from(number)
                .ok()
                .and_then(|at| earlier?.get(at)?.as_object());
            let mut inner = Reader {
                raw: self.raw,
                today: self.today,
                faults: HashMap::new(),
            };
            let item = inner.fields(&field.fields, &posted_path, old);
            // A bare number is posted only to keep the place of an empty item.
            let needed = u32::try_from(items.len()).is_ok_and(|kept| kept < least)
                || self.raw.first(&posted_path).is_some();
            if (item.is_empty() && inner.faults.is_empty() && !needed)
                || items.len() >= ITEMS_KEPT_MAX
            {
                continue;
            }
            let kept_path = join(path, &items.len().to_string());
            for (fault_path, fault) in inner.faults {
                let rest = fault_path.strip_prefix(&posted_path).unwrap_or_default();
                self.faults.insert(format!("{kept_path}{rest}"), fault);
            }
            items.push(Value::Object(item));
        }
        (!items.is_empty()).then_some(Value::Array(items))
    }

    fn files(&mut self, field: &Field, path: &str, before: &Value) -> Option<Value> {
        let mut kept = Vec::new();
        for file in before.as_array().into_iter().flatten() {
            let Some(tidy) = file_record(file) else {
                self.faults.insert(path.to_owned(), FaultKind::FileLost);
                continue;
            };
            if let Some(fault) = file_fault(field, &tidy) {
                self.faults.insert(path.to_owned(), fault);
            }
            kept.push(Value::Object(tidy));
        }
        let max = field.max_files.unwrap_or(FILES_MAX);
        if u32::try_from(kept.len()).is_ok_and(|sent| sent > max) {
            self.faults
                .insert(path.to_owned(), FaultKind::TooManyFiles { max });
        }
        (!kept.is_empty()).then_some(Value::Array(kept))
    }
}

/// A count written as text, as in `min` and `max` of a group.
pub(super) fn count(text: Option<&str>) -> Option<u32> {
    text.and_then(|text| text.parse().ok())
}

fn file_record(file: &Value) -> Option<Map<String, Value>> {
    let mut record = Map::new();
    for key in ["id", "name", "sha256", "media_type"] {
        record.insert(key.to_owned(), Value::from(file.get(key)?.as_str()?));
    }
    record.insert("size".to_owned(), Value::from(file.get("size")?.as_u64()?));
    Some(record)
}

fn file_fault(field: &Field, file: &Map<String, Value>) -> Option<FaultKind> {
    let name = file
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_lowercase();
    let extension = match name.rsplit('.').next().unwrap_or_default() {
        "jpeg" => "jpg",
        other => other,
    };
    if !field.accept.is_empty() && !field.accept.iter().any(|accepted| accepted == extension) {
        return Some(FaultKind::FileType {
            accepted: field.accept.join(", "),
        });
    }
    let max_mb = field.max_mb.unwrap_or(FILE_MB_MAX);
    let size = file.get("size").and_then(Value::as_u64).unwrap_or_default();
    (size > u64::from(max_mb) * BYTES_OF_MB).then_some(FaultKind::FileTooLarge { max_mb })
}
