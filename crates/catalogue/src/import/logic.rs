//! Conditions of exports as rules: of Form.io (simple, joined), of Open Forms (JSON Logic).

use serde_json::{Map, Value, json};

use super::source::{Source, word};
use super::{Fate, Known, Reader};
use crate::definition::{Definition, Field, FieldKind};
use crate::rules::Rule;

/// A condition in the names of the export.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    Rule(Value),
    /// Something no rule can say, with the reason.
    Untold(&'static str),
}

/// What a condition decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decides {
    Shown,
    Required,
}

#[derive(Clone, Debug)]
enum Owner {
    Step(String),
    Field(String),
}

/// A condition that waits until all names are known.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    owner: Owner,
    decides: Decides,
    condition: Condition,
}

impl Pending {
    pub(super) fn of_step(key: &str, condition: Condition) -> Self {
        Self {
            owner: Owner::Step(key.to_owned()),
            decides: Decides::Shown,
            condition,
        }
    }

    pub(super) fn of_field(path: &str, condition: Condition) -> Self {
        Self {
            owner: Owner::Field(path.to_owned()),
            decides: Decides::Shown,
            condition,
        }
    }
}

/// When a component is shown, by what it says itself.
pub(super) fn condition_of(component: &Value) -> Option<Condition> {
    if !word(component, "customConditional").trim().is_empty() {
        return Some(Condition::Untold("warunek jest skryptem"));
    }
    let conditional = component.get("conditional")?;
    if let Some(rule) = conditional.get("json").filter(|rule| rule.is_object()) {
        return Some(Condition::Rule(rule.clone()));
    }
    let shows = match conditional.get("show") {
        Some(Value::Bool(shows)) => *shows,
        Some(Value::String(text)) if !text.is_empty() => text == "true",
        _ => return None,
    };
    let rule = match conditional.get("conditions").and_then(Value::as_array) {
        Some(all) if all.is_empty() => return None,
        Some(all) => joined(all, word(conditional, "conjunction"))?,
        None => {
            let when = word(conditional, "when");
            if when.is_empty() {
                return None;
            }
            let value = conditional.get("eq").cloned().unwrap_or_default();
            json!({ "==": [{ "var": when }, value] })
        }
    };
    Some(match rule {
        Value::Null => Condition::Untold("tego porównania program nie zna"),
        rule if shows => Condition::Rule(rule),
        rule => Condition::Rule(json!({ "!": rule })),
    })
}

/// Several conditions joined; `null` when one of them cannot be said.
fn joined(all: &[Value], conjunction: &str) -> Option<Value> {
    let mut rules = Vec::new();
    for one in all {
        let when = word(one, "component");
        if when.is_empty() {
            return None;
        }
        let var = json!({ "var": when });
        let value = one.get("value").cloned().unwrap_or_default();
        rules.push(match word(one, "operator") {
            "isEqual" | "isDateEqual" => json!({ "==": [var, value] }),
            "isNotEqual" | "isNotDateEqual" => json!({ "!=": [var, value] }),
            "isEmpty" => json!({ "!": var }),
            "isNotEmpty" => json!({ "!!": var }),
            "greaterThan" => json!({ ">": [var, value] }),
            "greaterThanOrEqual" => json!({ ">=": [var, value] }),
            "lessThan" => json!({ "<": [var, value] }),
            "lessThanOrEqual" => json!({ "<=": [var, value] }),
            "includes" => json!({ "in": [value, var] }),
            _ => return Some(Value::Null),
        });
    }
    Some(match (rules.len(), conjunction) {
        (1, _) => rules.remove(0),
        (_, "any") => json!({ "or": rules }),
        _ => json!({ "and": rules }),
    })
}

impl Reader {
    /// Says all conditions in the names used here.
    pub(super) fn rules(&mut self, definition: &mut Definition, source: &Source) {
        for rule in &source.logic {
            self.open_forms_rule(rule);
        }
        let hidden = std::mem::take(&mut self.hidden);
        for path in hidden {
            let is_decided = self.pending.iter().any(|one| {
                one.decides == Decides::Shown
                    && matches!(&one.owner, Owner::Field(owner) if *owner == path)
            });
            if !is_decided && let Some(field) = field_mut(definition, &path) {
                let label = field.label.clone();
                let text = "pole było ukryte, teraz jest widoczne; usuń je, jeśli niepotrzebne";
                self.remark(Fate::Changed, &label, text);
            }
        }
        for one in std::mem::take(&mut self.pending) {
            self.put(definition, one);
        }
    }

    fn open_forms_rule(&mut self, rule: &Value) {
        let trigger = rule
            .get("json_logic_trigger")
            .or_else(|| rule.get("jsonLogicTrigger"));
        let Some(trigger) = trigger.filter(|trigger| trigger.is_object()) else {
            self.remark(Fate::LeftOut, "reguła formularza", "nie ma warunku");
            return;
        };
        let actions = rule.get("actions").and_then(Value::as_array);
        for act in actions.into_iter().flatten() {
            match self.act(trigger, act) {
                Ok(pending) => self.pending.push(pending),
                Err((place, text)) => self.remark(Fate::LeftOut, &place, text),
            }
        }
    }

    fn act(&self, trigger: &Value, act: &Value) -> Result<Pending, (String, String)> {
        let action = act.get("action").unwrap_or(&Value::Null);
        let state = action.get("state");
        let negated = json!({ "!": trigger });
        let kind = word(action, "type");
        if matches!(kind, "step-not-applicable" | "step-applicable") {
            let names = ["form_step_uuid", "formStepUuid", "form_step", "formStep"];
            let key = names.iter().find_map(|name| {
                let address = word(act, name).trim_end_matches('/');
                let uuid = address.rsplit('/').next().filter(|uuid| !uuid.is_empty())?;
                self.step_names.get(uuid)
            });
            let Some(key) = key else {
                let text = "krok, którego dotyczyła, nie został przeniesiony";
                return Err(("reguła formularza".to_owned(), text.to_owned()));
            };
            let rule = match kind {
                "step-applicable" => trigger.clone(),
                _ => negated,
            };
            return Ok(Pending::of_step(key, Condition::Rule(rule)));
        }
        let component = word(act, "component");
        let Some(known) = self.known.get(component) else {
            let text = match kind {
                "disable-next" => "blokada przejścia dalej",
                "variable" => "wyliczanie zmiennej",
                _ => "dotyczyła czegoś, czego nie przeniesiono",
            };
            let place = match component {
                "" => "reguła formularza",
                name => name,
            };
            return Err((place.to_owned(), text.to_owned()));
        };
        let property = action.pointer("/property/value").and_then(Value::as_str);
        let pending = |decides, rule: &Value| Pending {
            owner: Owner::Field(known.path.clone()),
            decides,
            condition: Condition::Rule(rule.clone()),
        };
        match (kind, property, state) {
            ("property", Some("hidden"), Some(Value::Bool(true))) => {
                Ok(pending(Decides::Shown, &negated))
            }
            ("property", Some("hidden"), Some(Value::Bool(false))) => {
                Ok(pending(Decides::Shown, trigger))
            }
            ("property", Some("validate"), Some(state)) if state.get("required").is_some() => {
                let rule = match state.get("required") {
                    Some(Value::Bool(true)) => trigger,
                    _ => &negated,
                };
                Ok(pending(Decides::Required, rule))
            }
            ("property", Some("validate.required"), Some(Value::Bool(required))) => {
                let rule = if *required { trigger } else { &negated };
                Ok(pending(Decides::Required, rule))
            }
            _ => Err((component.to_owned(), format!("reguła „{kind}”"))),
        }
    }

    fn put(&mut self, definition: &mut Definition, pending: Pending) {
        let (label, scope) = match &pending.owner {
            Owner::Step(key) => match definition.step(key) {
                Some(step) => (step.title.clone(), String::new()),
                None => return,
            },
            Owner::Field(path) => match field_mut(definition, path) {
                Some(field) => {
                    let group = path.rsplit_once('.').map_or("", |(group, _)| group);
                    (field.label.clone(), group.to_owned())
                }
                None => return,
            },
        };
        let written = match &pending.condition {
            Condition::Untold(why) => Err((*why).to_owned()),
            Condition::Rule(rule) => self.translated(rule, &scope),
        };
        let written = written.and_then(|json| {
            let there = rule_of(definition, &pending).and_then(|rule| rule.as_ref());
            let json = match there {
                Some(there) if *there.json() != json => {
                    json!({ "and": [there.json().clone(), json] })
                }
                _ => json,
            };
            Rule::from_json(&json).map_err(|error| error.to_string())
        });
        match written {
            Ok(rule) => {
                if let Some(place) = rule_of(definition, &pending) {
                    *place = Some(rule);
                }
            }
            Err(why) => self.remark(Fate::LeftOut, &label, format!("warunek: {why}")),
        }
    }

    /// A rule with the names used here, its constants as the fields here answer.
    fn translated(&self, rule: &Value, scope: &str) -> Result<Value, String> {
        match rule {
            Value::Array(all) => {
                let all: Result<Vec<Value>, String> =
                    all.iter().map(|one| self.translated(one, scope)).collect();
                Ok(Value::Array(all?))
            }
            Value::Object(map) => {
                let mut out = Map::new();
                for (operator, operands) in map {
                    if operator == "var" {
                        return self.variable(operands, scope).map(|(json, _)| json);
                    }
                    if let Some(compared) = self.compared(operator, operands, scope)? {
                        return Ok(compared);
                    }
                    out.insert(operator.clone(), self.translated(operands, scope)?);
                }
                Ok(Value::Object(out))
            }
            other => Ok(other.clone()),
        }
    }

    /// A comparison of a field with a constant; `None` when it is something else.
    fn compared(&self, operator: &str, pair: &Value, scope: &str) -> Result<Option<Value>, String> {
        let (operator, is_equal) = match operator {
            "==" | "===" => ("==", true),
            "!=" | "!==" => ("!=", false),
            _ => return Ok(None),
        };
        let Some([left, right]) = pair.as_array().map(Vec::as_slice) else {
            return Ok(None);
        };
        let Some(name) = left.get("var") else {
            return Ok(None);
        };
        let (var, kind) = self.variable(name, scope)?;
        let negated = |json: Value| match is_equal {
            true => json,
            false => json!({ "!": json }),
        };
        let truth = || match right {
            Value::Bool(yes) => Some(*yes),
            Value::String(text) if text == "true" => Some(true),
            Value::String(text) if text == "false" || text.is_empty() => Some(false),
            _ => None,
        };
        let json = match kind {
            // One box of several, as `boxes.a`: already the question whether it is ticked.
            None => match truth() {
                Some(true) => negated(var),
                Some(false) => negated(json!({ "!": var })),
                None => return Err("nieznane porównanie".to_owned()),
            },
            Some(FieldKind::Checkboxes) => negated(json!({ "in": [right, var] })),
            Some(FieldKind::YesNo | FieldKind::Declaration) => match truth() {
                Some(yes) => json!({ operator: [var, yes] }),
                None => return Err("nieznane porównanie".to_owned()),
            },
            Some(FieldKind::Number | FieldKind::Money) => {
                let number = right.as_str().and_then(|text| text.parse::<f64>().ok());
                match number {
                    Some(number) => json!({ operator: [var, number] }),
                    None => json!({ operator: [var, right] }),
                }
            }
            Some(_) => json!({ operator: [var, right] }),
        };
        Ok(Some(json))
    }

    /// A variable with the kind of its field; no kind for one box of several.
    fn variable(&self, name: &Value, scope: &str) -> Result<(Value, Option<FieldKind>), String> {
        let name = match name {
            Value::Array(all) => all.first().and_then(Value::as_str),
            other => other.as_str(),
        };
        let name = name.unwrap_or_default();
        let here = |path: &str| {
            let inside = path
                .strip_prefix(scope)
                .and_then(|rest| rest.strip_prefix('.'));
            inside
                .filter(|_| !scope.is_empty())
                .unwrap_or(path)
                .to_owned()
        };
        if let Some(Known { path, kind }) = self.known.get(name) {
            return Ok((json!({ "var": here(path) }), Some(*kind)));
        }
        if let Some((boxes, one)) = name.rsplit_once('.')
            && let Some(known) = self.known.get(boxes)
            && known.kind == FieldKind::Checkboxes
        {
            return Ok((json!({ "in": [one, { "var": here(&known.path) }] }), None));
        }
        Err(format!("pyta o „{name}”, czego tu nie ma"))
    }
}

fn rule_of<'d>(definition: &'d mut Definition, pending: &Pending) -> Option<&'d mut Option<Rule>> {
    match (&pending.owner, pending.decides) {
        (Owner::Step(key), _) => {
            let mut steps = definition.form.steps.iter_mut();
            let step = steps.find(|step| step.key == *key)?;
            Some(&mut step.show_if)
        }
        (Owner::Field(path), Decides::Shown) => Some(&mut field_mut(definition, path)?.show_if),
        (Owner::Field(path), Decides::Required) => {
            Some(&mut field_mut(definition, path)?.required_if)
        }
    }
}

/// The field at a path of keys.
fn field_mut<'d>(definition: &'d mut Definition, path: &str) -> Option<&'d mut Field> {
    let mut keys = path.split('.');
    let first = keys.next()?;
    let steps = definition.form.steps.iter_mut();
    let mut fields = steps.flat_map(|step| step.fields.iter_mut());
    let mut field = fields.find(|field| field.key == first)?;
    for key in keys {
        field = field.fields.iter_mut().find(|field| field.key == key)?;
    }
    Some(field)
}
