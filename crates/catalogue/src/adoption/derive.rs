//! The changes of an office, found by comparing its service with the template.

use serde_json::{Map, Value, json};

use super::{AddedField, AddedStep, Adoption, overlay, structure};
use crate::definition::Definition;
use crate::parts::{IN, Part, Table, field_json, fields_of, in_order, take_apart, value_of};

/// What may not be changed by an office, whatever the service says.
const FIXED: &[&str] = &["kind", "procedure"];

impl Adoption {
    /// The adoption that makes `service` (JSON of a definition, checked or not) of `template`.
    ///
    /// Kind and procedure stay the template's: no adoption changes them.
    pub fn between(template: &Definition, service: &Value) -> Self {
        let (old, new) = (take_apart(&template.to_json()), take_apart(service));
        let slug = service.get("slug").and_then(Value::as_str);
        let mut adoption = Self {
            template: template.slug.clone(),
            edition: template.edition,
            slug: slug
                .filter(|slug| *slug != template.slug)
                .map(str::to_owned),
            ..Self::default()
        };
        adoption.structure(&old, &new);
        adoption.order(template, &new);
        adoption.values(&old, &new);
        adoption.translations(template, service);
        adoption
    }

    /// Steps and fields taken out and added.
    fn structure(&mut self, old: &Part, new: &Part) {
        let (steps, own_steps) = (items(old, "steps"), items(new, "steps"));
        self.remove_steps = away(steps, own_steps);
        let mut before: Option<&String> = None;
        for (key, step) in new.at(&way(&["steps"])).into_iter().flat_map(in_order) {
            if !steps.is_some_and(|steps| steps.contains_key(key)) {
                let mut map = Map::new();
                map.insert("key".to_owned(), Value::from(key.as_str()));
                for (name, part) in step.table().into_iter().flatten() {
                    if let (Part::Leaf(value), false) = (part, name.contains(IN)) {
                        map.insert(name.clone(), value.clone());
                    }
                }
                self.add_steps.push(AddedStep {
                    after: before.cloned(),
                    step: map,
                });
            }
            before = Some(key);
        }
        let (fields, own_fields) = (items(old, "fields"), items(new, "fields"));
        for key in replaced(fields, own_fields) {
            let step = fields.and_then(|fields| fields.get(&key)?.text("step"));
            if step.is_none_or(|step| !self.remove_steps.iter().any(|gone| gone == step)) {
                self.remove_fields.push(key);
            }
        }
        for step in new
            .at(&way(&["steps"]))
            .map(Part::order)
            .unwrap_or_default()
        {
            let mut before: Option<&str> = None;
            for key in fields_of(new, step) {
                let own = own_fields.and_then(|fields| fields.get(key));
                let known = fields.and_then(|fields| fields.get(key));
                match own {
                    Some(own) if same_kind(known, own) => {
                        if let Some(known) = known {
                            self.group(known, own, key);
                        }
                    }
                    Some(own) => self.add(own, key, (Some(step), None), before),
                    None => {}
                }
                before = Some(key);
            }
        }
    }

    /// Fields inside a group, taken out and added.
    fn group(&mut self, old: &Part, new: &Part, path: &str) {
        let inside = |part: &Part| part.items().and_then(|items| items.get("fields")).cloned();
        let (old, new) = (inside(old), inside(new));
        let fields = old.as_ref().and_then(Part::items);
        let own_fields = new.as_ref().and_then(Part::items);
        let gone = replaced(fields, own_fields);
        self.remove_fields
            .extend(gone.into_iter().map(|key| format!("{path}.{key}")));
        let mut before: Option<&str> = None;
        for (key, own) in new.iter().flat_map(in_order) {
            let known = fields.and_then(|fields| fields.get(key));
            match known.filter(|_| same_kind(known, own)) {
                Some(known) => self.group(known, own, &format!("{path}.{key}")),
                None => self.add(own, key, (None, Some(path)), before),
            }
            before = Some(key);
        }
    }

    fn add(
        &mut self,
        field: &Part,
        key: &str,
        (step, group): (Option<&str>, Option<&str>),
        after: Option<&str>,
    ) {
        let mut field = match field_json(key, field) {
            Value::Object(field) => field,
            _ => Map::new(),
        };
        // What an added field calls `after` is the field before it.
        if let Some(earliest) = field.shift_remove("after") {
            let path = match group {
                Some(group) => format!("fields.{group}.{key}.after"),
                None => format!("fields.{key}.after"),
            };
            self.set.insert(path, earliest);
        }
        self.add_fields.push(AddedField {
            step: step.unwrap_or_default().to_owned(),
            group: group.map(str::to_owned),
            after: after.map(str::to_owned),
            field,
        });
    }

    /// Orders that do not come about by adding and taking out alone. An added field names the
    /// one before it only while that one stands in the same list.
    fn order(&mut self, template: &Definition, new: &Part) {
        let mut trial = template.to_json();
        structure::change(&mut trial, self, &mut Vec::new());
        self.mend_places(&trial);
        let mut trial = template.to_json();
        structure::change(&mut trial, self, &mut Vec::new());
        let found = take_apart(&trial);
        let wanted = order_at(new, &["steps"]);
        if order_at(&found, &["steps"]) != wanted {
            self.order.insert("steps".to_owned(), wanted.to_vec());
        }
        for step in wanted {
            let keys = fields_of(new, step);
            if fields_of(&found, step) != keys {
                let keys = keys.into_iter().map(str::to_owned).collect();
                self.order.insert(format!("steps.{step}"), keys);
            }
        }
        for (key, field) in items(new, "fields").into_iter().flatten() {
            let known = found.at(&way(&["fields", key]));
            self.order_group(known, field, &format!("fields.{key}"));
        }
    }

    fn order_group(&mut self, found: Option<&Part>, wanted: &Part, path: &str) {
        let inside = |part: &Part| part.items().and_then(|items| items.get("fields")).cloned();
        let (found, wanted) = (found.and_then(inside), inside(wanted));
        let order = |part: Option<&Part>| part.map(Part::order).unwrap_or_default().to_vec();
        let keys = order(wanted.as_ref());
        if order(found.as_ref()) != keys {
            self.order.insert(path.to_owned(), keys);
        }
        for (key, field) in wanted.iter().flat_map(in_order) {
            let known = found.as_ref().and_then(|part| part.items()?.get(key));
            self.order_group(known, field, &format!("{path}.{key}"));
        }
    }

    /// Lets an added thing come last when the one before it is not there: the order says more.
    fn mend_places(&mut self, trial: &Value) {
        let found = take_apart(trial);
        let steps = order_at(&found, &["steps"]).to_vec();
        for added in &mut self.add_steps {
            added.after = added.after.take().filter(|after| steps.contains(after));
        }
        let mut placed: Vec<(String, String)> = Vec::new();
        for step in &steps {
            let keys = fields_of(&found, step);
            placed.extend(keys.into_iter().map(|key| (step.clone(), key.to_owned())));
        }
        let mut known = placed.clone();
        for added in &mut self.add_fields {
            if added.group.is_some() {
                continue;
            }
            let key = added.field.get("key").and_then(Value::as_str);
            let own = (added.step.clone(), key.unwrap_or_default().to_owned());
            added.after = added
                .after
                .take()
                .filter(|after| known.contains(&(added.step.clone(), after.clone())));
            known.push(own);
        }
    }

    /// Values set and taken away.
    fn values(&mut self, old: &Part, new: &Part) {
        let empty = Table::new();
        let (old, new) = (old.table().unwrap_or(&empty), new.table().unwrap_or(&empty));
        for (name, part) in new {
            let known = old.get(name);
            match (name.as_str(), part) {
                ("steps" | "fields", _) => {
                    self.values_of_items(known, part, name);
                }
                ("fees" | "attachments", Part::List(list)) => match known {
                    Some(Part::List(known)) if known.order == list.order => {
                        self.values_of_items(old.get(name), part, name);
                    }
                    _ if known == Some(part) => {}
                    _ => self.set_to(name, value_of(name, part)),
                },
                ("card" | "deadline", Part::Table(table)) => {
                    self.values_of(known.and_then(Part::table), table, name);
                }
                (name, _) if FIXED.contains(&name) || name.contains(IN) => {}
                (name, part) if known != Some(part) => self.set_to(name, value_of(name, part)),
                _ => {}
            }
        }
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            if !matches!(name.as_str(), "steps" | "fields") && !name.contains(IN) {
                self.unset.push(name.clone());
            }
        }
    }

    /// Values of the things both have.
    fn values_of_items(&mut self, old: Option<&Part>, new: &Part, path: &str) {
        let known = old.and_then(Part::items);
        for (key, item) in new.items().into_iter().flatten() {
            let old = known.and_then(|items| items.get(key));
            if let (Some(old), Some(table)) = (old, item.table())
                && same_kind(Some(old), item)
            {
                self.values_of(old.table(), table, &format!("{path}.{key}"));
            }
        }
    }

    fn values_of(&mut self, old: Option<&Table>, new: &Table, path: &str) {
        for (name, part) in new {
            let known = old.and_then(|old| old.get(name));
            if known == Some(part) || name.contains(IN) || name == "step" {
                continue;
            }
            let inner = format!("{path}.{name}");
            match (name.as_str(), part, known) {
                ("fields", Part::List(_), _) => self.values_of_items(known, part, path),
                ("fields", Part::Order(_), _) => {}
                ("options", Part::List(list), Some(Part::List(known)))
                    if known.order == list.order && list.order.iter().all(|v| !v.contains('.')) =>
                {
                    for (value, choice) in &list.items {
                        let known = known.items.get(value).and_then(Part::table);
                        self.choice(known, choice, &format!("{inner}.{value}"));
                    }
                }
                ("price", Part::Leaf(Value::Object(price)), _) => {
                    for (name, value) in price {
                        self.set_to(&format!("{path}.{name}"), value.clone());
                    }
                }
                _ => {
                    let (now, then) = (
                        value_of(name, part),
                        known.map(|known| value_of(name, known)),
                    );
                    // Lists of texts differ in their translations only: that is told there.
                    if then.as_ref() != Some(&now) {
                        self.set_to(&inner, now);
                    }
                }
            }
        }
        for (name, part) in old.into_iter().flatten() {
            if new.contains_key(name) || name.contains(IN) {
                continue;
            }
            match (name.as_str(), part) {
                ("price", Part::Leaf(Value::Object(price))) => self
                    .unset
                    .extend(price.keys().map(|name| format!("{path}.{name}"))),
                _ => self.unset.push(format!("{path}.{name}")),
            }
        }
    }

    fn choice(&mut self, old: Option<&Table>, new: &Part, path: &str) {
        let new = new.table().cloned().unwrap_or_default();
        let leaf = |table: Option<&Table>, name: &str| {
            table.and_then(|table| table.get(name)?.leaf()).cloned()
        };
        for (name, place) in [("label", path.to_owned()), ("hint", format!("{path}.hint"))] {
            let (then, now) = (leaf(old, name), leaf(Some(&new), name));
            match now {
                Some(now) if then.as_ref() != Some(&now) => self.set_to(&place, now),
                None if then.is_some() => self.unset.push(place),
                _ => {}
            }
        }
    }

    fn set_to(&mut self, path: &str, value: Value) {
        self.set.insert(path.to_owned(), rules_as_text(path, value));
    }

    /// Translations added, changed and taken away, after everything else is laid.
    fn translations(&mut self, template: &Definition, service: &Value) {
        let (laid, ..) = overlay::lay(template, self);
        let texts = |json: &Value, language: &str| -> Map<String, Value> {
            let texts = json.get("texts").and_then(|texts| texts.get(language));
            texts
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        let languages = |json: &Value| -> Vec<String> {
            let texts = json.get("texts").and_then(Value::as_object);
            texts
                .map(|texts| texts.keys().cloned().collect())
                .unwrap_or_default()
        };
        let mut all = languages(service);
        all.extend(languages(&laid));
        all.sort();
        all.dedup();
        for language in all {
            let (then, now) = (texts(&laid, &language), texts(service, &language));
            for (path, text) in &now {
                if then.get(path) != Some(text) {
                    let text = text.as_str().unwrap_or_default().to_owned();
                    let own = self.texts.entry(language.clone()).or_default();
                    own.insert(path.clone(), text);
                }
            }
            let gone = then.keys().filter(|path| !now.contains_key(*path));
            self.unset
                .extend(gone.map(|path| format!("texts.{language}.{path}")));
        }
    }
}

/// In `[set]` a rule is text, for a table would be taken for paths.
fn rules_as_text(path: &str, value: Value) -> Value {
    match path.rsplit('.').next().unwrap_or_default() {
        "show_if" | "required_if" | "value" | "formula" if !value.is_string() => {
            Value::from(value.to_string())
        }
        "fees" => match value {
            Value::Array(fees) => fees.into_iter().map(fee_as_text).collect(),
            other => other,
        },
        _ => value,
    }
}

fn fee_as_text(mut fee: Value) -> Value {
    if let Some(formula) = fee.get_mut("formula") {
        *formula = json!(formula.to_string());
    }
    fee
}

fn way(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn items<'p>(root: &'p Part, name: &str) -> Option<&'p Table> {
    root.at(&way(&[name])).and_then(Part::items)
}

fn order_at<'p>(root: &'p Part, names: &[&str]) -> &'p [String] {
    root.at(&way(names)).map(Part::order).unwrap_or_default()
}

/// Keys that are no longer there.
fn away(old: Option<&Table>, new: Option<&Table>) -> Vec<String> {
    let old = old.into_iter().flat_map(Table::keys);
    old.filter(|key| !new.is_some_and(|new| new.contains_key(*key)))
        .cloned()
        .collect()
}

/// Keys that are no longer there, or are there as another kind of field.
fn replaced(old: Option<&Table>, new: Option<&Table>) -> Vec<String> {
    let old = old.into_iter().flatten();
    old.filter(|(key, old)| {
        let new = new.and_then(|new| new.get(*key));
        new.is_none_or(|new| !same_kind(Some(old), new))
    })
    .map(|(key, _)| key.clone())
    .collect()
}

fn same_kind(old: Option<&Part>, new: &Part) -> bool {
    old.is_some_and(|old| old.text("type") == new.text("type"))
}
