//! Comparing what the files want with what the platform has.

use catalogue::office::{Administrator, FileClass, Unit};
use serde_json::{Value, json};
use tenancy::provision::OfficeFacts;

use super::found::{Inside, Registered, ServiceFound, leaves};
use super::wanted::{Wanted, WantedService};
use super::{Act, Area, Change, Drift, OfficePlan};
use crate::settings::Part;

/// Longer values (pictures, long texts) are not told in a plan.
const LEAF_CHARS_MAX: usize = 2_000;

/// What has to be written into one office's schema.
#[derive(Debug, Default)]
pub(super) struct Work<'a> {
    pub(super) units: Vec<&'a Unit>,
    pub(super) classes: Vec<&'a FileClass>,
    pub(super) settings: Vec<(&'a str, &'a Value)>,
    pub(super) services: Vec<ServiceWork<'a>>,
    pub(super) withdrawn: Vec<&'a ServiceFound>,
    pub(super) administrators: Vec<&'a Administrator>,
    pub(super) changes: Vec<Change>,
    pub(super) drift: Vec<Drift>,
}

/// A service to write: as wanted, and as it stands now if it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServiceWork<'a> {
    pub(super) wanted: &'a WantedService,
    pub(super) found: Option<&'a ServiceFound>,
}

impl ServiceWork<'_> {
    /// Whether a new edition is needed; otherwise only the service's own row changes.
    pub(super) fn needs_edition(&self) -> bool {
        self.found.and_then(|found| found.hash.as_ref()) != Some(&self.wanted.hash)
    }
}

/// What applying the files of one office would change.
pub(super) fn office(
    wanted: &Wanted,
    registered: Option<&Registered>,
    inside: Option<&Inside>,
    newest: i32,
) -> OfficePlan {
    let nothing = Inside::default();
    let inside = inside.unwrap_or(&nothing);
    let mut changes = facts(&wanted.facts_beside(inside), registered);
    let version = registered.map_or(newest, |r| r.schema_version);
    if registered.is_some_and(|r| r.has_schema) && version < newest {
        changes.push(Change {
            area: Area::Schema,
            act: Act::Change,
            key: "schema".to_owned(),
            old: Some(version.to_string()),
            new: Some(newest.to_string()),
        });
    }
    let work = work(wanted, inside);
    changes.extend(work.changes);
    changes.extend(unpublished(wanted, registered, inside));
    OfficePlan {
        slug: wanted.slug().to_owned(),
        name: wanted.facts.name.clone(),
        new: registered.is_none_or(|r| !r.has_schema),
        changes,
        drift: work.drift,
    }
}

/// Differences of the facts in the registry, by dotted key.
pub(super) fn facts(facts: &OfficeFacts, registered: Option<&Registered>) -> Vec<Change> {
    let Some(registered) = registered.filter(|r| r.has_schema && r.state != "preparing") else {
        let new = Some(facts.name.clone());
        return vec![change(Area::Office, Act::Add, &facts.slug, None, new)];
    };
    let new = leaves(&json!({
        "name": facts.name,
        "kind": facts.kind,
        "role": facts.role,
        "teryt": facts.teryt,
        "hosts": facts.hosts,
        "profile": facts.profile,
    }));
    let old = leaves(&registered.facts);
    let mut keys: Vec<&String> = new.keys().chain(old.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| {
            let (old, new) = (old.get(key).cloned(), new.get(key).cloned());
            change(Area::Fact, Act::Change, key, old, new)
        })
        .collect()
}

/// What has to be written into the office's schema.
pub(super) fn work<'a>(wanted: &'a Wanted, inside: &'a Inside) -> Work<'a> {
    let mut work = Work::default();
    units(wanted, inside, &mut work);
    classes(wanted, inside, &mut work);
    settings(wanted, inside, &mut work);
    services(wanted, inside, &mut work);
    for person in &wanted.office.administrators {
        let address = crate::accounts::address(&person.email);
        if !inside.administrators.contains(&address) {
            let new = Some(person.name.clone());
            let change = change(Area::Administrator, Act::Invite, &address, None, new);
            work.changes.push(change);
            work.administrators.push(person);
        }
    }
    work
}

fn units<'a>(wanted: &'a Wanted, inside: &'a Inside, work: &mut Work<'a>) {
    for unit in &wanted.office.units {
        let found = inside.units.iter().find(|found| found.code == unit.code);
        let file = json!({ "name": unit.name, "parent": unit.parent });
        if let Some(found) = found.filter(|found| found.source == "browser") {
            let mut browser = json!({ "name": found.name, "parent": found.parent });
            if found.is_closed {
                browser["closed"] = json!("tak");
            }
            drift(&format!("units.{}", unit.code), (&file, &browser), work);
            continue;
        }
        if found.is_some_and(|f| f.name == unit.name && f.parent == unit.parent) {
            continue;
        }
        let old = found.map(|found| found.name.clone());
        let act = act_of(old.as_ref());
        let new = Some(unit.name.clone());
        work.changes
            .push(change(Area::Unit, act, &unit.code, old, new));
        work.units.push(unit);
    }
    let named = |code: &str| wanted.office.units.iter().any(|unit| unit.code == code);
    let own = inside
        .units
        .iter()
        .filter(|found| found.source == "browser");
    for found in own.filter(|found| !named(&found.code)) {
        let browser = json!({ "name": found.name, "parent": found.parent });
        drift(
            &format!("units.{}", found.code),
            (&Value::Null, &browser),
            work,
        );
    }
}

fn classes<'a>(wanted: &'a Wanted, inside: &'a Inside, work: &mut Work<'a>) {
    for class in &wanted.office.classes {
        let found = inside.classes.iter().find(|f| f.symbol == class.symbol);
        if found.is_some_and(|f| f.title == class.title && f.category == class.category) {
            continue;
        }
        let words = |title: &str, category: &str| format!("{title} ({category})");
        let old = found.map(|found| words(&found.title, &found.category));
        let act = act_of(old.as_ref());
        let new = Some(words(&class.title, &class.category));
        work.changes
            .push(change(Area::Class, act, &class.symbol, old, new));
        work.classes.push(class);
    }
}

fn settings<'a>(wanted: &'a Wanted, inside: &'a Inside, work: &mut Work<'a>) {
    for (key, value) in &wanted.settings {
        let found = inside.settings.iter().find(|found| found.key == *key);
        if let Some(found) = found.filter(|found| found.source == "browser") {
            drift(key, (value, &found.value), work);
            if found.file_value.as_ref() != Some(value) {
                work.changes
                    .push(change(Area::Setting, Act::Remember, key, None, None));
                work.settings.push((key, value));
            }
            continue;
        }
        if found.is_some_and(|found| found.value == *value) {
            continue;
        }
        // Parts of the profile are told as facts already.
        if Part::of_key(key).is_none() {
            let old = found.map(|found| shown(&found.value));
            let act = act_of(old.as_ref());
            let new = Some(shown(value));
            work.changes.push(change(Area::Setting, act, key, old, new));
        }
        work.settings.push((key, value));
    }
}

/// Tells each value in which the browser differs from the file.
fn drift(key: &str, (in_file, in_browser): (&Value, &Value), work: &mut Work<'_>) {
    let (file, browser) = (leaves(in_file), leaves(in_browser));
    let mut names: Vec<&String> = file.keys().chain(browser.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let told = |found: &std::collections::BTreeMap<String, String>| {
            found.get(name).cloned().unwrap_or_default()
        };
        let (in_file, in_browser) = (told(&file), told(&browser));
        if in_file != in_browser {
            let is_picture = |text: &str| text.len() > LEAF_CHARS_MAX;
            let short = |text: String| match is_picture(&text) {
                true => "…".to_owned(),
                false => text,
            };
            work.drift.push(Drift {
                key: [key, name]
                    .map(str::to_owned)
                    .join(".")
                    .trim_end_matches('.')
                    .to_owned(),
                in_file: short(in_file),
                in_browser: short(in_browser),
                changes: Vec::new(),
            });
        }
    }
}

fn services<'a>(wanted: &'a Wanted, inside: &'a Inside, work: &mut Work<'a>) {
    for service in &wanted.services {
        let definition = &service.entry.definition;
        let found = inside.services.iter().find(|f| f.slug == definition.slug);
        let step = ServiceWork {
            wanted: service,
            found,
        };
        if let Some(found) = found.filter(|found| found.source == "browser") {
            if step.needs_edition() || found.state != "published" {
                work.drift.push(Drift {
                    key: format!("services.{}", definition.slug),
                    in_file: definition.title.clone(),
                    in_browser: edition(found),
                    changes: Vec::new(),
                });
            }
            continue;
        }
        let adopted = service.entry.adopted.as_ref();
        let same_row = found.is_some_and(|found| {
            found.state == "published"
                && found.template_slug.as_ref() == adopted.map(|a| &a.template)
                && found.template_edition == adopted.map(|a| a.edition)
        });
        if same_row && !step.needs_edition() {
            continue;
        }
        let act = match (found, adopted) {
            (Some(_), _) => Act::Change,
            (None, Some(_)) => Act::Adopt,
            (None, None) => Act::Add,
        };
        let new = Some(definition.title.clone());
        let change = change(
            Area::Service,
            act,
            &definition.slug,
            found.map(edition),
            new,
        );
        work.changes.push(change);
        work.services.push(step);
    }
    let gone = inside.services.iter().filter(|found| {
        found.source == "file"
            && found.state == "published"
            && !wanted
                .services
                .iter()
                .any(|service| service.entry.definition.slug == found.slug)
    });
    for found in gone {
        let old = Some(edition(found));
        work.changes
            .push(change(Area::Service, Act::Withdraw, &found.slug, old, None));
        work.withdrawn.push(found);
    }
}

/// Services that are as wanted in the office but not in the public catalogue: a run was cut off.
fn unpublished(wanted: &Wanted, registered: Option<&Registered>, inside: &Inside) -> Vec<Change> {
    let Some(registered) = registered else {
        return Vec::new();
    };
    let ready = inside.services.iter().filter(|found| {
        found.state == "published"
            && (found.source == "browser"
                || wanted.services.iter().any(|service| {
                    service.entry.definition.slug == found.slug
                        && found.hash.as_ref() == Some(&service.hash)
                }))
    });
    ready
        .filter(|found| !is_public(found, registered))
        .map(|found| {
            change(
                Area::Service,
                Act::Publish,
                &found.slug,
                None,
                Some(edition(found)),
            )
        })
        .collect()
}

/// Whether the public catalogue shows the edition the office has in force.
pub(super) fn is_public(found: &ServiceFound, registered: &Registered) -> bool {
    let public = registered.published.get(&found.slug);
    public.is_some_and(|(id, hash)| {
        Some(*id) == found.edition_id && Some(hash) == found.hash.as_ref()
    })
}

fn edition(found: &ServiceFound) -> String {
    format!("wydanie {}", found.number.unwrap_or_default())
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn act_of(old: Option<&String>) -> Act {
    match old {
        Some(_) => Act::Change,
        None => Act::Add,
    }
}

fn change(area: Area, act: Act, key: &str, old: Option<String>, new: Option<String>) -> Change {
    Change {
        area,
        act,
        key: key.to_owned(),
        old,
        new,
    }
}
