//! The canonical writing of JSON and its fingerprint.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 of the canonical writing (keys sorted, no spaces), in hexadecimal digits.
pub(crate) fn hash(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (position, (key, inner)) in entries.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(inner, out);
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (position, inner) in values.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(inner, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
