//! The data model of a form as JSON Schema 2020-12.

use serde_json::{Map, Value, json};

use crate::definition::{Definition, Field, FieldKind, Format, PartKind};

impl Definition {
    /// The schema of accepted answers: whatever the engine accepts fits it.
    ///
    /// Rules are not part of it; a field that may be hidden is never required here.
    pub fn json_schema(&self) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for step in &self.form.steps {
            for field in &step.fields {
                add(
                    field,
                    &mut properties,
                    &mut required,
                    step.show_if.is_none(),
                );
            }
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:ratusz:service:{}:{}", self.slug, self.edition),
            "title": self.title,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}

fn add(field: &Field, properties: &mut Map<String, Value>, required: &mut Vec<Value>, sure: bool) {
    let Some(mut schema) = of(field) else { return };
    if let Value::Object(map) = &mut schema {
        map.insert("title".to_owned(), Value::from(field.label.as_str()));
        if !field.hint.is_empty() {
            map.insert("description".to_owned(), Value::from(field.hint.as_str()));
        }
    }
    properties.insert(field.key.clone(), schema);
    let always = field.show_if.is_none() && field.required_if.is_none() && field.required;
    if sure && always && field.kind.is_asked() {
        required.push(Value::from(field.key.as_str()));
    }
}

fn of(field: &Field) -> Option<Value> {
    let schema = match field.kind {
        FieldKind::Info => return None,
        FieldKind::Text | FieldKind::Textarea => text(field),
        FieldKind::Number => number(field),
        FieldKind::Money => json!({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}),
        FieldKind::Date => json!({"type": "string", "format": "date"}),
        FieldKind::Email => json!({"type": "string", "format": "idn-email"}),
        FieldKind::Phone => json!({"type": "string", "pattern": r"^\+?[0-9]{7,15}$"}),
        FieldKind::YesNo => json!({"type": "boolean"}),
        FieldKind::Declaration => json!({"const": true}),
        FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => {
            json!({"type": "string", "enum": values(field)})
        }
        FieldKind::Checkboxes => json!({
            "type": "array",
            "items": {"type": "string", "enum": values(field)},
            "minItems": 1,
            "uniqueItems": true,
        }),
        FieldKind::Pesel => digits("11"),
        FieldKind::Nip => digits("10"),
        FieldKind::Regon => json!({"type": "string", "pattern": "^([0-9]{9}|[0-9]{14})$"}),
        FieldKind::Nrb => digits("26"),
        FieldKind::LandRegister | FieldKind::Parcel => json!({"type": "string", "minLength": 1}),
        FieldKind::DateRange | FieldKind::Address | FieldKind::Party => composite(field),
        FieldKind::Group => group(field),
        FieldKind::File => files(field),
        FieldKind::Computed => match field.format.unwrap_or_default() {
            Format::Number => json!({"type": "number", "readOnly": true}),
            Format::Text | Format::Money => json!({"type": "string", "readOnly": true}),
        },
    };
    Some(schema)
}

fn values(field: &Field) -> Vec<&str> {
    field
        .options
        .iter()
        .map(|choice| choice.value.as_str())
        .collect()
}

fn digits(count: &str) -> Value {
    json!({"type": "string", "pattern": format!("^[0-9]{{{count}}}$")})
}

fn text(field: &Field) -> Value {
    let mut schema = json!({"type": "string", "minLength": field.min_length.unwrap_or(1).max(1)});
    if let Some(max) = field.max_length {
        schema["maxLength"] = Value::from(max);
    }
    // The pattern stays out: its dialect is not the one of JSON Schema.
    schema
}

fn number(field: &Field) -> Value {
    let whole = field.decimals == Some(0);
    let mut schema = json!({"type": if whole { "integer" } else { "number" }});
    for (name, bound) in [("minimum", &field.min), ("maximum", &field.max)] {
        let number: Option<serde_json::Number> = bound.as_deref().and_then(|b| b.parse().ok());
        if let Some(number) = number {
            schema[name] = Value::Number(number);
        }
    }
    schema
}

fn composite(field: &Field) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for part in field.kind.parts() {
        let schema = match part.kind {
            PartKind::Text | PartKind::PostalCode => json!({"type": "string", "minLength": 1}),
            PartKind::Date => json!({"type": "string", "format": "date"}),
            PartKind::Pesel => digits("11"),
            PartKind::Nip => digits("10"),
            PartKind::Teryt => json!({"type": "string", "pattern": "^[0-9]{2,7}$"}),
            PartKind::Country => json!({"type": "string", "pattern": "^[A-Z]{2}$"}),
            PartKind::PartyKind => json!({"enum": ["person", "firm"]}),
        };
        properties.insert(part.key.to_owned(), schema);
        if part.required && part.only_for.is_none() {
            required.push(part.key);
        }
    }
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn group(field: &Field) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for inner in &field.fields {
        add(inner, &mut properties, &mut required, true);
    }
    json!({
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        },
    })
}

fn files(field: &Field) -> Value {
    let mut schema = json!({
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "size": {"type": "integer", "minimum": 0},
                "sha256": {"type": "string"},
                "media_type": {"type": "string"},
            },
            "required": ["id", "name", "size", "sha256", "media_type"],
            "additionalProperties": false,
        },
    });
    if let Some(max) = field.max_files {
        schema["maxItems"] = Value::from(max);
    }
    schema
}
