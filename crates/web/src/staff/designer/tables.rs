//! Lists of a few texts edited as a table: answers to choose from, exemptions from a fee.

use catalogue::definition::OPTIONS_MAX;
use catalogue::edit::free_key;
use serde_json::{Map, Value};

use super::options;
use crate::staff::acts::Posted;

/// Name of the buttons of rows; their value is the row and what to do with it.
pub(super) const ROW: &str = "wiersz";

/// One row as the page shows it; the last one is empty, for one more.
pub(super) struct TableRow {
    pub(super) name: String,
    /// The value that rules and answers name; stays when the text changes.
    pub(super) value: String,
    pub(super) text: String,
    pub(super) more: String,
    pub(super) is_new: bool,
}

/// Shows the list in `value`, whose tables have a text at `keys.0` and another one at `keys.1`.
pub(super) fn shown(name: &str, value: Option<&Value>, keys: (&str, &str)) -> Vec<TableRow> {
    let tables = value.and_then(Value::as_array).into_iter().flatten();
    let text = |table: &Value, key: &str| {
        let text = table.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let mut rows: Vec<TableRow> = tables
        .enumerate()
        .map(|(n, table)| TableRow {
            name: format!("{name}.{n}"),
            value: text(table, "value"),
            text: text(table, keys.0),
            more: text(table, keys.1),
            is_new: false,
        })
        .collect();
    rows.push(TableRow {
        name: format!("{name}.{}", rows.len()),
        value: String::new(),
        text: String::new(),
        more: String::new(),
        is_new: true,
    });
    rows
}

/// Whether rows of this table were posted.
pub(super) fn is_posted(posted: &Posted, name: &str) -> bool {
    posted.all(&format!("{name}.0.tekst")).next().is_some()
}

/// The answers as their rows were typed, after what the pressed button does.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read_options(posted: &Posted, name: &str) -> Result<Option<Value>, &'static str> {
    let rows = rows(posted, name);
    let values = rows.iter().map(|row| row[0].clone());
    let mut taken: Vec<String> = values.filter(|value| !value.is_empty()).collect();
    let known = taken.len();
    taken.sort();
    taken.dedup();
    if taken.len() < known {
        return Err("designer-fault-option-twice");
    }
    let mut tables = Vec::new();
    for [value, text, more] in rows {
        let value = match (value.as_str(), text.is_empty()) {
            ("", true) => continue,
            (_, true) => return Err("designer-fault-option"),
            ("", false) => {
                let new = free_key(&text, "odpowiedz", taken.iter().map(String::as_str));
                taken.push(new.clone());
                new
            }
            (_, false) => value,
        };
        tables.push(options::table(&value, &text, &more));
    }
    match tables.len() {
        0 => Ok(None),
        1..=OPTIONS_MAX => Ok(Some(Value::Array(tables))),
        _ => Err("designer-fault-options"),
    }
}

/// Pairs of texts as their rows were typed; a row without its first text is none.
pub(super) fn read_pairs(posted: &Posted, name: &str, keys: (&str, &str)) -> Option<Value> {
    let rows = rows(posted, name).into_iter();
    let tables: Vec<Value> = rows
        .filter(|[_, text, _]| !text.is_empty())
        .map(|[_, text, more]| {
            let mut map = Map::new();
            map.insert(keys.0.to_owned(), Value::from(text));
            if !more.is_empty() {
                map.insert(keys.1.to_owned(), Value::from(more));
            }
            Value::Object(map)
        })
        .collect();
    (!tables.is_empty()).then_some(Value::Array(tables))
}

/// The rows of a table: value, text, more; moved or taken out as the pressed button says.
fn rows(posted: &Posted, name: &str) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for n in 0..=OPTIONS_MAX + 1 {
        let at = |part: &str| format!("{name}.{n}.{part}");
        if posted.all(&at("tekst")).next().is_none() {
            break;
        }
        let line = |part: &str| posted.get(&at(part)).to_owned();
        rows.push([line("wartosc"), line("tekst"), line("wiecej")]);
    }
    let pressed = posted.get(ROW).strip_prefix(name).unwrap_or_default();
    let mut parts = pressed.trim_start_matches('.').split('.');
    let at = parts.next().and_then(|at| at.parse::<usize>().ok());
    if let Some(at) = at.filter(|at| *at < rows.len()) {
        match parts.next() {
            Some("up") if at > 0 => rows.swap(at - 1, at),
            Some("down") if at + 1 < rows.len() => rows.swap(at, at + 1),
            Some("remove") => {
                rows.remove(at);
            }
            _ => {}
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        let own = |pair: &(&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
        Posted(pairs.iter().map(own).collect())
    }

    const TWO: [(&str, &str); 6] = [
        ("options.0.wartosc", "a"),
        ("options.0.tekst", "Inny tekst"),
        ("options.1.wartosc", "b"),
        ("options.1.tekst", "B"),
        ("options.2.wartosc", ""),
        ("options.2.tekst", "Trzecia odpowiedź"),
    ];

    #[test]
    fn values_stay_when_texts_change_and_new_ones_are_made() {
        let read = read_options(&posted(&TWO), "options").expect("a list");
        let wanted = json!([
            {"value": "a", "label": "Inny tekst"},
            {"value": "b", "label": "B"},
            {"value": "trzecia_odpowiedz", "label": "Trzecia odpowiedź"},
        ]);
        assert_eq!(read, Some(wanted));
    }

    #[test]
    fn rows_move_and_go_by_their_buttons() {
        let with = |button: &str| {
            let mut pairs = TWO.to_vec();
            pairs.push((ROW, button));
            let read = read_options(&posted(&pairs), "options").expect("a list");
            let list = read
                .and_then(|list| list.as_array().cloned())
                .unwrap_or_default();
            let values = list
                .iter()
                .map(|one| one["value"].as_str().unwrap_or_default().to_owned());
            values.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(with("options.1.up"), "b a trzecia_odpowiedz");
        assert_eq!(with("options.0.down"), "b a trzecia_odpowiedz");
        assert_eq!(with("options.0.remove"), "b trzecia_odpowiedz");
        assert_eq!(with("options.0.up"), "a b trzecia_odpowiedz");
        assert_eq!(with("inne.0.remove"), "a b trzecia_odpowiedz");
    }

    #[test]
    fn a_row_without_its_text_and_a_doubled_value_are_refused() {
        let emptied = [("options.0.wartosc", "a"), ("options.0.tekst", "")];
        assert_eq!(
            read_options(&posted(&emptied), "options"),
            Err("designer-fault-option")
        );
        let mut doubled = TWO;
        doubled[2].1 = "a";
        let refused = read_options(&posted(&doubled), "options");
        assert_eq!(refused, Err("designer-fault-option-twice"));
    }
}
