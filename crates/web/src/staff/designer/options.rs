//! Choices of a field as text: one a line, also pasted from a spreadsheet.

use catalogue::definition::OPTIONS_MAX;
use catalogue::edit::free_key;
use serde_json::{Map, Value, json};

/// The list as it stands in the box: `value; label; hint`.
pub(super) fn written(options: Option<&Value>) -> String {
    let options = options.and_then(Value::as_array).into_iter().flatten();
    let lines: Vec<String> = options
        .map(|option| {
            let text = |key: &str| option.get(key).and_then(Value::as_str).unwrap_or_default();
            match text("hint") {
                "" => format!("{}; {}", text("value"), text("label")),
                hint => format!("{}; {}; {hint}", text("value"), text("label")),
            }
        })
        .collect();
    lines.join("\n")
}

/// Reads lines of one, two or three parts, divided by tabulators (a spreadsheet) or semicolons. A
/// line of one part is a label; its value is made from it.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read(text: &str) -> Result<Option<Value>, &'static str> {
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
                let value = free_key(label, "odpowiedz", taken.iter().map(String::as_str));
                (value, *label, "")
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
        let mut option = Map::new();
        option.insert("value".to_owned(), json!(value));
        option.insert("label".to_owned(), json!(label));
        if !hint.is_empty() {
            option.insert("hint".to_owned(), json!(hint));
        }
        taken.push(value);
        options.push(Value::Object(option));
    }
    Ok((!options.is_empty()).then_some(Value::Array(options)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_typed_and_pasted_become_choices_and_come_back() {
        let read = read("Osoba\nfirma; Firma; Z NIP\nx\tZ arkusza\n\n").expect("a list");
        assert_eq!(
            written(read.as_ref()),
            "osoba; Osoba\nfirma; Firma; Z NIP\nx; Z arkusza"
        );
    }

    #[test]
    fn too_many_or_doubled_choices_are_refused() {
        let many: String = (0..10_000).map(|n| format!("v{n}; Nr {n}\n")).collect();
        assert_eq!(read(&many), Err("designer-fault-options"));
        assert_eq!(read("a; A\na; B"), Err("designer-fault-option-twice"));
        assert_eq!(read("; A"), Err("designer-fault-option"));
        assert_eq!(read(" \n"), Ok(None));
    }
}
