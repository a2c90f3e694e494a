//! What an application consists of: its files, its fingerprint, and who it is from.

use catalogue::{Answers, Definition, FieldKind};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreError;
use crate::attachments::Attachment;
use crate::drafts::EditionRef;

/// The attachments the answers name, in the order of the form.
///
/// # Errors
/// [`StoreError::Corrupt`] if an answer names a file that is not kept, or another content.
pub(super) fn files_of<'a>(
    answers: &Answers,
    kept: &'a [Attachment],
    draft_id: Uuid,
) -> Result<Vec<&'a Attachment>, StoreError> {
    let mut named = Vec::new();
    for value in answers.values() {
        records(value, &mut named);
    }
    named
        .into_iter()
        .map(|(id, sha256)| {
            kept.iter()
                .find(|file| file.id.to_string() == id && hex::encode(file.sha256) == sha256)
                .ok_or_else(|| StoreError::Corrupt {
                    table: "attachment",
                    column: "sha256",
                    value: format!("{draft_id}/{id}"),
                })
        })
        .collect()
}

/// Files are lists of objects with these two keys, wherever they stand.
fn records<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|inner| records(inner, found)),
        Value::Object(map) => {
            let text = |key: &str| map.get(key).and_then(Value::as_str);
            match (text("id"), text("sha256")) {
                (Some(id), Some(sha256)) => found.push((id, sha256)),
                _ => map.values().for_each(|inner| records(inner, found)),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// SHA-256 over the canonical writing (sorted keys, no spaces) of edition, answers and files.
pub(super) fn hash(edition: EditionRef<'_>, answers: &Answers, files: &[&Attachment]) -> [u8; 32] {
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({ "bytes": file.bytes, "sha256": hex::encode(file.sha256) }))
        .collect();
    let whole = json!({
        "answers": sorted(&Value::Object(answers.clone())),
        "edition": edition.hash,
        "files": sorted(&Value::from(files)),
    });
    Sha256::digest(whole.to_string().as_bytes()).into()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            let sorted_entries = entries
                .into_iter()
                .map(|(key, inner)| (key.clone(), sorted(inner)));
            Value::Object(sorted_entries.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        scalar => scalar.clone(),
    }
}

/// Who the application is from, as kind and number for the blind index: the first person or firm
/// of the form, then its first PESEL or NIP, then the account.
pub(super) fn applicant(
    definition: &Definition,
    answers: &Answers,
    account_pesel: Option<&str>,
) -> Option<(&'static str, String)> {
    let of_kind = |kind: FieldKind| {
        let fields = definition.fields().filter(move |field| field.kind == kind);
        fields.filter_map(|field| answers.get(&field.key))
    };
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let party = of_kind(FieldKind::Party).find_map(|party| {
        let pesel = text(party.get("pesel")).map(|pesel| ("pesel", pesel));
        pesel.or_else(|| text(party.get("nip")).map(|nip| ("nip", nip)))
    });
    let number = |kind, name| of_kind(kind).find_map(|value| Some((name, text(Some(value))?)));
    party
        .or_else(|| number(FieldKind::Pesel, "pesel"))
        .or_else(|| number(FieldKind::Nip, "nip"))
        .or_else(|| account_pesel.map(|pesel| ("pesel", pesel.to_owned())))
}
