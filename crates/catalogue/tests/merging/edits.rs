//! Changes that people make to a service, by chance.

use std::sync::LazyLock;

use catalogue::{Definition, read_definition};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};

use super::sample::SERVICE;

/// A change; one that does not fit the service as it is then changes nothing.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Sets or takes away a value, by JSON pointer inside the thing.
    Value(Thing, &'static str, Option<Value>),
    Translate(&'static str, Option<&'static str>),
    AddField {
        list: Thing,
        at: usize,
        key: &'static str,
        field: Value,
    },
    AddStep {
        at: usize,
        key: &'static str,
    },
    AddChoice {
        field: &'static str,
        at: usize,
        value: &'static str,
    },
    AddFee {
        at: usize,
        key: &'static str,
    },
    Remove(Thing),
    /// Puts the thing at another position of its list.
    Shift(Thing, usize),
    /// Puts a field into another step.
    Move(&'static str, &'static str, usize),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Thing {
    Service,
    Step(&'static str),
    Field(&'static str),
    Inner(&'static str, &'static str),
    Choice(&'static str, &'static str),
    Fee(&'static str),
}

/// Two fields of the sample as those of a block.
const LINK: &str = r#"[[blocks]]
key = "dane"
block = "dane"
edition = 1
fields = { uwagi = "note", dzien = "day" }
"#;

static BASE: LazyLock<Definition> = LazyLock::new(read_base);

/// The template from which everything starts.
pub(crate) fn base() -> Definition {
    BASE.clone()
}

fn read_base() -> Definition {
    let text = SERVICE
        .replacen("languages", "keywords = [\"a\", \"b\"]\nlanguages", 1)
        .replacen(
            "label = \"Uwagi\"",
            "label = \"Uwagi\"\nhint = \"Krótko.\"",
            1,
        )
        .replacen("[texts.en]", &format!("{LINK}\n[texts.en]"), 1);
    let more = r#"
"card.needed.0" = "Identity card"
"fields.note.label" = "Notes"
"fields.note.hint" = "Briefly."
"fields.kind.options.firm" = "Firm"
"fields.plots.area.label" = "Area"
"steps.end.title" = "The end"
"fees.stamp.title" = "Stamp duty"
"#;
    read_definition("x.toml", &format!("{text}{more}")).expect("a right sample")
}

/// The service after all changes that fit.
pub(crate) fn made(from: &Definition, edits: &[Edit]) -> Definition {
    let mut made = from.clone();
    for edit in edits {
        let mut json = made.to_json();
        if change(&mut json, edit).is_some()
            && let Ok(next) = Definition::from_json(&json)
        {
            made = next;
        }
    }
    made
}

fn change(json: &mut Value, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Value(thing, pointer, value) => {
            let (way, last) = pointer.rsplit_once('/')?;
            let map = find(json, *thing)?.pointer_mut(way)?.as_object_mut()?;
            match value {
                Some(value) => {
                    map.insert(last.to_owned(), value.clone());
                }
                None => {
                    map.shift_remove(last)?;
                }
            }
        }
        Edit::Translate(path, text) => {
            let texts = json.pointer_mut("/texts/en")?.as_object_mut()?;
            match text {
                Some(text) => {
                    texts.insert((*path).to_owned(), json!(text));
                }
                None => {
                    texts.shift_remove(*path)?;
                }
            }
        }
        Edit::AddField { .. } | Edit::AddStep { .. } => return add_to_form(json, edit),
        Edit::AddChoice { .. } | Edit::AddFee { .. } => return add_to_list(json, edit),
        Edit::Remove(thing) => return remove(json, *thing),
        Edit::Shift(thing, to) => {
            let (list, at) = place(json, *thing)?;
            let moved = list.remove(at);
            list.insert((*to).min(list.len()), moved);
        }
        Edit::Move(field, step, to) => {
            let (list, at) = place(json, Thing::Field(field))?;
            let moved = list.remove(at);
            let list = find(json, Thing::Step(step))?
                .get_mut("fields")?
                .as_array_mut()?;
            list.insert((*to).min(list.len()), moved);
        }
    }
    Some(())
}

fn add_to_form(json: &mut Value, edit: &Edit) -> Option<()> {
    match edit {
        Edit::AddField {
            list,
            at,
            key,
            field,
        } => {
            let mut new = field.clone();
            new["key"] = json!(key);
            let list = find(json, *list)?.get_mut("fields")?.as_array_mut()?;
            list.insert((*at).min(list.len()), new);
        }
        Edit::AddStep { at, key } => {
            let steps = json.pointer_mut("/form/steps")?.as_array_mut()?;
            let field = json!({"key": format!("in_{key}"), "type": "text", "label": "W środku"});
            let step = json!({"key": key, "title": "Nowy krok", "fields": [field]});
            steps.insert((*at).min(steps.len()), step);
        }
        _ => return None,
    }
    Some(())
}

fn add_to_list(json: &mut Value, edit: &Edit) -> Option<()> {
    match edit {
        Edit::AddChoice { field, at, value } => {
            let field = find(json, Thing::Field(field))?;
            let list = field.get_mut("options")?.as_array_mut()?;
            let choice = json!({"value": value, "label": format!("Nowe {value}")});
            list.insert((*at).min(list.len()), choice);
        }
        Edit::AddFee { at, key } => {
            let map = json.as_object_mut()?;
            let list = map.entry("fees").or_insert_with(|| json!([]));
            let list = list.as_array_mut()?;
            let fee = json!({"key": key, "title": "Nowa opłata", "amount": "3.00",
                "basis": "uchwała", "payee": "office"});
            list.insert((*at).min(list.len()), fee);
        }
        _ => return None,
    }
    Some(())
}

fn remove(json: &mut Value, thing: Thing) -> Option<()> {
    let (list, at) = place(json, thing)?;
    list.remove(at);
    let prefix = match thing {
        Thing::Step(key) => format!("steps.{key}."),
        Thing::Field(key) => format!("fields.{key}."),
        Thing::Inner(group, key) => format!("fields.{group}.{key}."),
        Thing::Choice(field, value) => format!("fields.{field}.options.{value}"),
        Thing::Fee(key) => format!("fees.{key}."),
        Thing::Service => return None,
    };
    forget(json, &prefix);
    unlink(json);
    Some(())
}

/// A link goes with its fields.
fn unlink(json: &mut Value) {
    let text = json.get("form").map(Value::to_string).unwrap_or_default();
    let Some(links) = json.get_mut("blocks").and_then(Value::as_array_mut) else {
        return;
    };
    links.retain(|link| {
        let mut own = link["fields"].as_object().into_iter().flatten();
        own.all(|(_, key)| text.contains(&format!("\"key\":{key},")))
    });
}

/// Translations go with what they translate.
fn forget(json: &mut Value, prefix: &str) {
    let texts = json.pointer_mut("/texts/en").and_then(Value::as_object_mut);
    if let Some(texts) = texts {
        texts.retain(|path, _| !path.starts_with(prefix));
    }
}

fn find(json: &mut Value, thing: Thing) -> Option<&mut Value> {
    match thing {
        Thing::Service => Some(json),
        _ => {
            let (list, at) = place(json, thing)?;
            list.get_mut(at)
        }
    }
}

fn place(json: &mut Value, thing: Thing) -> Option<(&mut Vec<Value>, usize)> {
    let (list, by, name) = match thing {
        Thing::Service => return None,
        Thing::Step(key) => (json.pointer_mut("/form/steps")?, "key", key),
        Thing::Fee(key) => (json.get_mut("fees")?, "key", key),
        Thing::Inner(group, key) => (
            find(json, Thing::Field(group))?.get_mut("fields")?,
            "key",
            key,
        ),
        Thing::Choice(field, value) => (
            find(json, Thing::Field(field))?.get_mut("options")?,
            "value",
            value,
        ),
        Thing::Field(key) => {
            let steps = json.pointer_mut("/form/steps")?.as_array_mut()?;
            let fields = steps
                .iter_mut()
                .filter_map(|step| step.get_mut("fields")?.as_array_mut());
            for list in fields {
                let at = list.iter().position(|field| field["key"] == key);
                if let Some(at) = at {
                    return Some((list, at));
                }
            }
            return None;
        }
    };
    let list = list.as_array_mut()?;
    let at = list.iter().position(|element| element[by] == name)?;
    Some((list, at))
}

const STEPS: &[&str] = &["about", "plots_step", "firm_step", "end", "more", "extra"];
const FIELDS: &[&str] = &[
    "kind",
    "nip",
    "note",
    "day",
    "home",
    "plots",
    "total",
    "ways",
    "price",
    "plan",
    "period",
    "true_facts",
    "fresh",
    "other",
];
const NEW_FIELDS: &[&str] = &["fresh", "other", "note", "third"];
const TEXTS: &[&str] = &[
    "Raz",
    "Dwa",
    "Trzy \"cztery\" \\ pięć",
    "Z 'apostrofem'\ni wierszem",
];

fn name(names: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(names)
}

fn text() -> impl Strategy<Value = Value> {
    name(TEXTS).prop_map(Value::from)
}

fn thing() -> impl Strategy<Value = Thing> {
    prop_oneof![
        2 => name(STEPS).prop_map(Thing::Step),
        6 => name(FIELDS).prop_map(Thing::Field),
        1 => name(&["area", "built", "floors", "fresh"]).prop_map(|key| Thing::Inner("plots", key)),
        1 => name(&["firm", "person", "none"]).prop_map(|value| Thing::Choice("kind", value)),
        1 => name(&["mail", "net", "none"]).prop_map(|value| Thing::Choice("ways", value)),
        1 => name(&["stamp", "area", "third"]).prop_map(Thing::Fee),
    ]
}

fn value() -> impl Strategy<Value = Edit> {
    let rule = json!({"==": [{"var": "kind"}, "person"]});
    let list = prop::collection::vec(text(), 0..3).prop_map(Value::from);
    let words = prop::collection::btree_set(name(&["a", "b", "c", "d"]), 0..4)
        .prop_map(|set| Value::from(set.into_iter().collect::<Vec<_>>()));
    let set = |thing, pointer, value| Edit::Value(thing, pointer, value);
    prop_oneof![
        3 => (name(&["/title", "/card/summary", "/card/time", "/unit", "/deadline/basis"]), text())
            .prop_map(move |(pointer, text)| set(Thing::Service, pointer, Some(text))),
        1 => list.prop_map(move |list| set(Thing::Service, "/card/needed", Some(list))),
        1 => words.prop_map(move |words| set(Thing::Service, "/keywords", Some(words))),
        4 => (thing(), name(&["/label", "/hint", "/title"]), prop::option::of(text()))
            .prop_map(move |(thing, pointer, text)| set(thing, pointer, text)),
        1 => (name(FIELDS), prop::option::of(Just(rule)))
            .prop_map(move |(key, rule)| set(Thing::Field(key), "/show_if", rule)),
        1 => (name(FIELDS), any::<bool>())
            .prop_map(move |(key, yes)| set(Thing::Field(key), "/required", Some(json!(yes)))),
        1 => prop::option::of(name(&["1.00", "2.00"]).prop_map(Value::from))
            .prop_map(move |amount| set(Thing::Fee("stamp"), "/amount", amount)),
        1 => (0u32..4).prop_map(move |n| set(Thing::Service, "/maturity", Some(json!(n)))),
        1 => Just(set(Thing::Field("note"), "/max_length", None)),
        1 => (2u32..4).prop_map(move |n| set(Thing::Service, "/blocks/0/edition", Some(json!(n)))),
        1 => prop::option::of(links())
            .prop_map(move |links| set(Thing::Service, "/blocks", links)),
        1 => Just(set(Thing::Field("day"), "/after", None)),
    ]
}

/// Links of fields with blocks.
fn links() -> impl Strategy<Value = Value> {
    let link = |key: &str, fields: Value| {
        json!({"key": key, "block": "inny", "edition": 1,
            "fields": fields})
    };
    let (dane, dom) = (
        link("dane", json!({"uwagi": "note"})),
        link("dom", json!({"adres": "home", "cena": "price"})),
    );
    prop_oneof![
        Just(json!([dane.clone()])),
        Just(json!([dom.clone()])),
        Just(json!([dom, dane])),
    ]
}

fn field() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(|label| json!({"type": "text", "label": label})),
        Just(json!({"type": "date", "label": "Kiedy?", "after": "today", "required": false})),
        Just(json!({"type": "radio", "label": "Co?",
            "options": [{"value": "x.y", "label": "X"}, {"value": "z", "label": "Z"}]})),
        Just(json!({"type": "text", "label": "Gdy", "show_if": {"==": [{"var": "kind"}, "firm"]}})),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let paths: &[&str] = &[
        "title",
        "card.summary",
        "card.needed.0",
        "fields.note.label",
        "fields.note.hint",
        "fields.kind.options.firm",
        "fields.plots.area.label",
        "steps.end.title",
        "fees.stamp.title",
    ];
    let list = prop_oneof![
        5 => name(STEPS).prop_map(Thing::Step),
        1 => Just(Thing::Field("plots")),
    ];
    prop_oneof![
        8 => value(),
        2 => (name(paths), prop::option::of(name(&["One", "Two"])))
            .prop_map(|(path, text)| Edit::Translate(path, text)),
        4 => (list, 0usize..6, name(NEW_FIELDS), field())
            .prop_map(|(list, at, key, field)| Edit::AddField { list, at, key, field }),
        1 => (0usize..5, name(&["more", "extra"])).prop_map(|(at, key)| Edit::AddStep { at, key }),
        2 => (name(&["kind", "ways"]), 0usize..3, name(&["none", "both"]))
            .prop_map(|(field, at, value)| Edit::AddChoice { field, at, value }),
        1 => (0usize..3, name(&["third", "stamp"])).prop_map(|(at, key)| Edit::AddFee { at, key }),
        4 => thing().prop_map(Edit::Remove),
        3 => (thing(), 0usize..5).prop_map(|(thing, to)| Edit::Shift(thing, to)),
        2 => (name(FIELDS), name(STEPS), 0usize..5)
            .prop_map(|(field, step, to)| Edit::Move(field, step, to)),
    ]
}

/// Changes an office may make.
pub(crate) fn of_office(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 0..most)
}

/// Changes the lead may make: also to what no office may change.
pub(crate) fn of_template(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    let fixed = name(&["kpa", "ordynacja"])
        .prop_map(|code| Edit::Value(Thing::Service, "/procedure", Some(json!(code))));
    prop::collection::vec(prop_oneof![12 => edit(), 1 => fixed], 0..most)
}

/// Changes of two sides to different places of one service.
pub(crate) fn apart() -> impl Strategy<Value = (Vec<Edit>, Vec<Edit>)> {
    let one = prop_oneof![
        name(&["/title", "/card/summary", "/card/time"]).prop_flat_map(
            |pointer| text().prop_map(move |text| Edit::Value(Thing::Service, pointer, Some(text)))
        ),
        (name(&["kind", "note", "home"]), text()).prop_map(|(key, text)| Edit::Value(
            Thing::Field(key),
            "/label",
            Some(text)
        )),
        (0usize..9, field()).prop_map(|(at, field)| Edit::AddField {
            list: Thing::Step("about"),
            at,
            key: "fresh",
            field
        }),
        (name(&["nip", "day"]), 0usize..5).prop_map(|(key, to)| Edit::Shift(Thing::Field(key), to)),
        Just(Edit::Remove(Thing::Field("home"))),
        Just(Edit::Remove(Thing::Fee("area"))),
        Just(Edit::AddChoice {
            field: "kind",
            at: 1,
            value: "none"
        }),
    ];
    let other = prop_oneof![
        name(&["/unit", "/card/who", "/deadline/basis"]).prop_flat_map(
            |pointer| text().prop_map(move |text| Edit::Value(Thing::Service, pointer, Some(text)))
        ),
        (name(&["kind", "note"]), text()).prop_map(|(key, text)| Edit::Value(
            Thing::Field(key),
            "/hint",
            Some(text)
        )),
        (name(&["price", "plan"]), text()).prop_map(|(key, text)| Edit::Value(
            Thing::Field(key),
            "/label",
            Some(text)
        )),
        (0usize..5, field()).prop_map(|(at, field)| Edit::AddField {
            list: Thing::Step("end"),
            at,
            key: "other",
            field
        }),
        (0usize..4, field()).prop_map(|(at, field)| Edit::AddField {
            list: Thing::Field("plots"),
            at,
            key: "inner",
            field
        }),
        (name(&["plan", "period"]), 0usize..4)
            .prop_map(|(key, to)| Edit::Shift(Thing::Field(key), to)),
        Just(Edit::Remove(Thing::Field("price"))),
        Just(Edit::Value(
            Thing::Fee("stamp"),
            "/amount",
            Some(json!("5.00"))
        )),
    ];
    (
        prop::collection::vec(one, 0..8),
        prop::collection::vec(other, 0..8),
    )
}

#[test]
fn changes_by_chance_do_change() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let edits = of_office(8).new_tree(&mut runner).expect("edits").current();
        let service = made(&base(), &edits);
        for change in catalogue::difference::difference(&base(), &service) {
            kinds.insert(format!("{:?} {:?}", change.kind, change.place.subject));
        }
    }
    assert!(kinds.len() >= 18, "{kinds:?}");
}
