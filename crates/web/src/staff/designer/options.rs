//! Choices of a field as text: one a line, also pasted from a spreadsheet.

use catalogue::definition::OPTIONS_MAX;
use catalogue::edit::free_key;
use serde_json::{Map, Value, json};

/// Reads lines of one, two or three parts, divided by tabulators (a spreadsheet) or semicolons. A
/// line of one part is a label; its value is that of the same label `before`, or made from it.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read(text: &str, before: Option<&Value>) -> Result<Option<Value>, &'static str> {
    let before = before.and_then(Value::as_array);
    let mut options: Vec<Value> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if options.len() == OPTIONS_MAX {
            return Err("designer-fault-options");
        }
        let divider = if line.contains('\t') { '\t' } else { ';' };
        let parts: Vec<&str> = line.splitn(3, divider).map(str::trim).collect();
        let (value, label, hint) = match parts.as_slice() {
            [label] => {
                let mut known = before.into_iter().flatten();
                let known = known.find(|one| one["label"].as_str() == Some(*label));
                let known = known.and_then(|one| one["value"].as_str().map(str::to_owned));
                let new = || free_key(label, "odpowiedz", taken.iter().map(String::as_str));
                (known.unwrap_or_else(new), *label, "")
            }
            [value, label] => ((*value).to_owned(), *label, ""),
            [value, label, hint, ..] => ((*value).to_owned(), *label, *hint),
            [] => continue,
        };
        if value.is_empty() || label.is_empty() {
            return Err("designer-fault-option");
        }
        if taken.contains(&value) {
            return Err("designer-fault-option-twice");
        }
        options.push(table(&value, label, hint));
        taken.push(value);
    }
    Ok((!options.is_empty()).then_some(Value::Array(options)))
}

/// A choice as files have it.
pub(super) fn table(value: &str, label: &str, hint: &str) -> Value {
    let mut option = Map::new();
    option.insert("value".to_owned(), json!(value));
    option.insert("label".to_owned(), json!(label));
    if !hint.is_empty() {
        option.insert("hint".to_owned(), json!(hint));
    }
    Value::Object(option)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_typed_and_pasted_become_choices() {
        let read = read("Osoba\nfirma; Firma; Z NIP\nx\tZ arkusza\n\n", None);
        let wanted = json!([
            {"value": "osoba", "label": "Osoba"},
            {"value": "firma", "label": "Firma", "hint": "Z NIP"},
            {"value": "x", "label": "Z arkusza"},
        ]);
        assert_eq!(read, Ok(Some(wanted)));
    }

    #[test]
    fn a_label_that_was_there_keeps_its_value() {
        let before = json!([{"value": "p1", "label": "Osoba"}]);
        let read = read("Firma\nOsoba", Some(&before))
            .expect("a list")
            .expect("two");
        assert_eq!(read[0]["value"], "firma");
        assert_eq!(read[1]["value"], "p1");
    }

    #[test]
    fn too_many_or_doubled_choices_are_refused() {
        let many: String = (0..10_000).map(|n| format!("v{n}; Nr {n}\n")).collect();
        assert_eq!(read(&many, None), Err("designer-fault-options"));
        assert_eq!(read("a; A\na; B", None), Err("designer-fault-option-twice"));
        assert_eq!(read("; A", None), Err("designer-fault-option"));
        assert_eq!(read(" \n", None), Ok(None));
    }
}
