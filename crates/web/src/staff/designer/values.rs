//! Values of definitions as people read them: codes by their names, rules as sentences.

use catalogue::Definition;
use catalogue::difference::Place;
use catalogue::edit::field_at;
use catalogue::rules::Rule;
use serde_json::Value;

use super::conditions;
use crate::visit::Visit;

/// Tells values in words; names of fields and steps come from the first definition that has them.
pub(crate) struct Words<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) definitions: &'a [&'a Definition],
}

impl Words<'_> {
    /// The value at a place, one thing a line.
    pub(crate) fn value(&self, place: &Place, value: &Value) -> String {
        match (place.property.as_deref(), value) {
            (None, value) => self.thing(value),
            (Some("price"), value) => self.price(value),
            (Some(prefix @ ("show_if" | "required_if")), rule) => self.rule(prefix, rule),
            (Some("exemptions"), Value::Array(all)) => {
                lines(all, |one| joined(&[text(one, "text"), text(one, "basis")]))
            }
            (Some("windows"), Value::Array(all)) => lines(all, |one| {
                joined(&[text(one, "opens"), text(one, "closes")])
            }),
            (Some("options"), Value::Array(all)) => lines(all, |one| match one {
                Value::String(value) => self.named(&place.path, value),
                one => text(one, "label").to_owned(),
            }),
            (Some("steps" | "fields"), Value::Array(all)) => lines(all, |one| match one {
                Value::String(key) => self.named(&place.path, key),
                one => self.thing(one),
            }),
            (Some(property), Value::Array(all)) => lines(all, |one| self.simple(property, one)),
            (Some(property), value) => self.simple(property, value),
        }
    }

    fn simple(&self, property: &str, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.visit.t("yes"),
            Value::Bool(false) => self.visit.t("no"),
            Value::String(code) => self.code(property, code),
            Value::Object(_) => self.thing(value),
            other => other.to_string(),
        }
    }

    /// A code by its name; any other text as it is.
    fn code(&self, property: &str, code: &str) -> String {
        let prefix = match property {
            "category" => "category",
            "life_events" => "life",
            "identity" => "assurance",
            "kind" => "designer-kind",
            "procedure" => "designer-procedure",
            "payee" => "designer-payee",
            "languages" => "designer-language",
            "type" => "designer-kind-of-field",
            _ => return code.to_owned(),
        };
        let key = format!("{prefix}-{}", code.replace(['_', '.'], "-"));
        match self.visit.t(&key) {
            unknown if unknown == key => code.to_owned(),
            name => name,
        }
    }

    fn price(&self, value: &Value) -> String {
        match (
            value.get("amount").and_then(Value::as_str),
            value.get("formula"),
        ) {
            (Some(amount), _) => format!("{} zł", amount.replace('.', ",")),
            (None, Some(rule)) => self
                .visit
                .t1("designer-by-formula", "rule", &rule.to_string()),
            (None, None) => value.to_string(),
        }
    }

    fn rule(&self, prefix: &str, json: &Value) -> String {
        let Ok(rule) = Rule::parse(&json.to_string()) else {
            return json.to_string();
        };
        let fields: Vec<_> = self
            .definitions
            .iter()
            .flat_map(|definition| definition.form.steps.iter())
            .flat_map(|step| step.fields.iter())
            .collect();
        let prefix = prefix.replace('_', "-");
        conditions::sentence(self.visit, &prefix, &rule, &fields)
    }

    /// A whole step, field, fee, attachment or choice: its name and what is most asked about.
    fn thing(&self, value: &Value) -> String {
        if !value.is_object() {
            return self.simple("", value);
        }
        let mut parts: Vec<String> = Vec::new();
        let name = ["label", "title", "text"].map(|name| text(value, name));
        parts.extend(
            name.into_iter()
                .find(|name| !name.is_empty())
                .map(str::to_owned),
        );
        if let Some(kind) = value.get("type").and_then(Value::as_str) {
            parts.push(self.code("type", kind));
        }
        if value.get("amount").is_some() || value.get("formula").is_some() {
            parts.push(self.price(value));
        }
        parts.extend(["hint", "note", "basis"].map(|name| text(value, name).to_owned()));
        for rule in ["show_if", "required_if"] {
            parts.extend(value.get(rule).map(|json| self.rule(rule, json)));
        }
        let inner = ["options", "fields"].map(|list| value.get(list).and_then(Value::as_array));
        for one in inner.into_iter().flatten().flatten() {
            parts.push(format!("– {}", text(one, "label")));
        }
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }

    /// The name of what a list at `path` knows by `key`.
    pub(crate) fn named(&self, path: &str, key: &str) -> String {
        let names: Vec<&str> = path.split('.').collect();
        let find = |definition: &&Definition| -> Option<String> {
            match names.as_slice() {
                ["steps"] => Some(definition.step(key)?.title.clone()),
                ["steps", _, "fields"] => Some(definition.field(key)?.label.clone()),
                ["fields", .., "fields"] | ["fields", .., "options"] => {
                    let way = &names[1..names.len() - 1];
                    let way: Vec<&str> = way
                        .iter()
                        .copied()
                        .filter(|name| *name != "fields")
                        .collect();
                    let field = field_at(&definition.form, &way.join("."))?;
                    let inner = field.fields.iter().find(|inner| inner.key == key);
                    let choice = field.options.iter().find(|choice| choice.value == key);
                    inner
                        .map(|inner| inner.label.clone())
                        .or_else(|| choice.map(|choice| choice.label.clone()))
                }
                _ => None,
            }
        };
        let found = self.definitions.iter().find_map(find);
        found.unwrap_or_else(|| key.to_owned())
    }
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" – ")
}

fn lines(all: &[Value], one: impl Fn(&Value) -> String) -> String {
    let lines: Vec<String> = all.iter().map(one).collect();
    lines.join("\n")
}
