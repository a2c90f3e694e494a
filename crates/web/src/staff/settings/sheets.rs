//! What is edited on which page of the settings: boxes as data, their texts in Fluent files.

use catalogue::office::{colour, is_email, is_url};
use chrono::NaiveDate;
use domain::identifiers::PostalCode;
use serde_json::{Map, Value, json};
use store::settings::Part;

use crate::opening_hours::{self, DAYS};
use crate::visit::Visit;

/// Longest line and longest text, in characters.
const LINE_CHARS_MAX: usize = 200;
const TEXT_CHARS_MAX: usize = 10_000;
/// Days with hours of their own: at most, and empty ones to fill in.
const SPECIAL_MAX: usize = 60;
const SPECIAL_EMPTY: usize = 3;

/// What a box takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    Email,
    PostalCode,
    Url,
    /// Markdown.
    Text,
    Day,
    Colour,
    Hours,
    Code(&'static [&'static str]),
}

#[derive(Clone, Copy)]
pub(super) struct Input {
    pub(super) key: &'static str,
    kind: Kind,
    required: bool,
    /// Whether there is a box for each language of the office.
    spoken: bool,
    /// Whether the trail tells only that it changed, not how.
    is_quiet: bool,
}

/// One page of the settings.
pub(super) struct Sheet {
    /// Last word of its address.
    pub(super) name: &'static str,
    pub(super) part: Part,
    pub(super) inputs: &'static [Input],
}

const fn must(key: &'static str, kind: Kind) -> Input {
    Input {
        key,
        kind,
        required: true,
        spoken: false,
        is_quiet: false,
    }
}

const fn may(key: &'static str, kind: Kind) -> Input {
    Input {
        required: false,
        ..must(key, kind)
    }
}

/// About a person.
const fn quiet(input: Input) -> Input {
    Input {
        is_quiet: true,
        ..input
    }
}

/// A text in every language; only the Polish one can be owed.
const fn spoken(required: bool, key: &'static str) -> Input {
    Input {
        required,
        spoken: true,
        is_quiet: true,
        ..must(key, Kind::Text)
    }
}

pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        name: "wyglad",
        part: Part::Look,
        inputs: &[must("primary", Kind::Colour), must("accent", Kind::Colour)],
    },
    Sheet {
        name: "logo",
        part: Part::Logo,
        inputs: &[],
    },
    Sheet {
        name: "kontakt",
        part: Part::Contact,
        inputs: &[
            must("address", Kind::Line),
            must("postal_code", Kind::PostalCode),
            must("city", Kind::Line),
            must("phone", Kind::Line),
            must("email", Kind::Email),
            may("bip", Kind::Url),
        ],
    },
    Sheet {
        name: "godziny",
        part: Part::Hours,
        inputs: &[],
    },
    Sheet {
        name: "teksty",
        part: Part::Texts,
        inputs: &[
            spoken(false, "welcome"),
            spoken(false, "footer"),
            spoken(false, "banner"),
            may("banner_from", Kind::Day),
            may("banner_until", Kind::Day),
        ],
    },
    Sheet {
        name: "dostepnosc",
        part: Part::Accessibility,
        inputs: &[
            may("status", Kind::Code(&["full", "partial", "none"])),
            spoken(false, "gaps"),
            may("burden", Kind::Url),
            may("published", Kind::Day),
            may("updated", Kind::Day),
            must("declaration_date", Kind::Day),
            may("reviewed", Kind::Day),
            may("auditor", Kind::Line),
            quiet(must("contact_name", Kind::Line)),
            quiet(must("contact_email", Kind::Email)),
            quiet(must("contact_phone", Kind::Line)),
            spoken(false, "procedure"),
            spoken(true, "building"),
            spoken(false, "apps"),
        ],
    },
    Sheet {
        name: "dane-osobowe",
        part: Part::PersonalData,
        inputs: &[
            must("controller", Kind::Line),
            quiet(must("dpo_name", Kind::Line)),
            quiet(must("dpo_email", Kind::Email)),
            quiet(must("text", Kind::Text)),
        ],
    },
];

/// A box with its name and texts.
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// What the boxes hold, by their names.
pub(super) type Typed = Vec<(String, String)>;

pub(super) fn get<'t>(typed: &'t Typed, name: &str) -> &'t str {
    let found = typed.iter().find(|(known, _)| known == name);
    found.map(|(_, text)| text.trim()).unwrap_or_default()
}

impl Sheet {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        SHEETS.iter().find(|sheet| sheet.name == name)
    }

    /// The boxes, for as much as `typed` holds.
    pub(super) fn slots(&self, visit: &Visit, typed: &Typed) -> Vec<Slot> {
        if self.part == Part::Hours {
            return hours_slots(visit, typed);
        }
        let office = visit.0.tenant.as_ref();
        let languages = office
            .map(crate::identify::languages_of)
            .unwrap_or_default();
        let part = self.part.key().replace('_', "-");
        let mut slots = Vec::new();
        for input in self.inputs {
            let key = format!("settings-{part}-{}", input.key.replace('_', "-"));
            let label = visit.t(&key);
            let hint = hint(visit, &key);
            let slot = |name: String, label: String, required: bool| Slot {
                name,
                label,
                hint: hint.clone(),
                kind: input.kind,
                required,
            };
            if !input.spoken {
                slots.push(slot(input.key.to_owned(), label, input.required));
                continue;
            }
            for code in &languages {
                let name = format!("{}.{code}", input.key);
                let told = match languages.len() {
                    1 => label.clone(),
                    _ => {
                        let spoken = visit.app().texts().get(code, "language-name", &[]);
                        format!("{label} ({spoken})")
                    }
                };
                slots.push(slot(name, told, input.required && *code == "pl"));
            }
        }
        slots
    }

    /// A value as the boxes show it.
    pub(super) fn typed(&self, value: &Value) -> Typed {
        if self.part == Part::Hours {
            return hours_typed(value);
        }
        let mut typed = Typed::new();
        for input in self.inputs {
            match &value[input.key] {
                Value::Object(words) => typed.extend(words.iter().map(|(code, text)| {
                    let text = text.as_str().unwrap_or_default();
                    (format!("{}.{code}", input.key), text.to_owned())
                })),
                one => {
                    let text = one.as_str().unwrap_or_default();
                    typed.push((input.key.to_owned(), text.to_owned()));
                }
            }
        }
        typed
    }

    /// What the boxes hold as a value. Call it for what was checked.
    pub(super) fn value(&self, typed: &Typed) -> Value {
        if self.part == Part::Hours {
            return hours_value(typed);
        }
        let mut value = Map::new();
        for input in self.inputs {
            let one = if input.spoken {
                let below = format!("{}.", input.key);
                let words = typed.iter().filter_map(|(name, text)| {
                    let code = name.strip_prefix(&below)?;
                    let text = text.trim().replace("\r\n", "\n");
                    (!text.is_empty()).then(|| (code.to_owned(), json!(text)))
                });
                Value::Object(words.collect())
            } else {
                let text = get(typed, input.key).replace("\r\n", "\n");
                json!(match input.kind {
                    Kind::Colour => text.to_lowercase(),
                    _ => text,
                })
            };
            value.insert(input.key.to_owned(), one);
        }
        Value::Object(value)
    }

    /// Whether the trail must not tell values of this key.
    pub(super) fn is_quiet(&self, key: &str) -> bool {
        let mut named = self.inputs.iter().filter(|input| input.key == key);
        self.part == Part::Logo || named.any(|input| input.is_quiet)
    }
}

/// The hint of a text key; empty where there is none.
fn hint(visit: &Visit, key: &str) -> String {
    let key = format!("{key}-hint");
    let text = visit.t(&key);
    if text == key { String::new() } else { text }
}

/// What is wrong with what a box holds: the key of a text and its value.
pub(super) fn fault(slot: &Slot, text: &str) -> Option<(&'static str, String)> {
    if text.is_empty() {
        return slot
            .required
            .then(|| ("settings-fault-empty", slot.label.clone()));
    }
    let long = match slot.kind {
        Kind::Text => TEXT_CHARS_MAX,
        _ => LINE_CHARS_MAX,
    };
    if text.chars().count() > long {
        return Some(("settings-fault-long", long.to_string()));
    }
    let is_line = !matches!(slot.kind, Kind::Text);
    if is_line && text.chars().any(char::is_control) {
        return Some(("settings-fault-line", slot.label.clone()));
    }
    let fits = match slot.kind {
        Kind::Line | Kind::Text => true,
        Kind::Email => is_email(text),
        Kind::PostalCode => PostalCode::parse(text).is_ok(),
        Kind::Url => is_url(text),
        Kind::Day => NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
        Kind::Hours => opening_hours::read(text).is_some(),
        Kind::Code(codes) => codes.contains(&text),
        Kind::Colour => {
            let Some(contrast) = colour::contrast_of(text) else {
                return Some(("settings-fault-colour", String::new()));
            };
            if contrast < colour::TEXT_CONTRAST_MIN {
                let nearest = colour::nearest_readable(text).unwrap_or_default();
                return Some(("settings-fault-contrast", nearest));
            }
            true
        }
    };
    let key = match slot.kind {
        Kind::Email => "fault-email",
        Kind::PostalCode => "settings-fault-postal-code",
        Kind::Url => "settings-fault-url",
        Kind::Day => "settings-fault-day",
        Kind::Hours => "settings-fault-hours",
        _ => "settings-fault-code",
    };
    (!fits).then_some((key, String::new()))
}

fn hours_slots(visit: &Visit, typed: &Typed) -> Vec<Slot> {
    let slot = |name: String, label: String, hint: String, kind: Kind| Slot {
        name,
        label,
        hint,
        kind,
        required: false,
    };
    let mut slots: Vec<Slot> = (1..=DAYS)
        .map(|day| {
            let label = visit.t(&format!("weekday-{day}"));
            let hint = match day {
                1 => visit.t("settings-hours-day-hint"),
                _ => String::new(),
            };
            slot(format!("day-{day}"), label, hint, Kind::Hours)
        })
        .collect();
    let label = visit.t("settings-hours-lines");
    let hint = visit.t("settings-hours-lines-hint");
    slots.push(slot("lines".to_owned(), label, hint, Kind::Text));
    let filled = (0..SPECIAL_MAX)
        .filter(|n| {
            ["date", "hours", "reason"]
                .iter()
                .any(|key| !get(typed, &format!("special-{n}-{key}")).is_empty())
        })
        .max();
    let rows = filled.map_or(0, |last| last + 1) + SPECIAL_EMPTY;
    for n in 0..rows.min(SPECIAL_MAX) {
        let number = (n + 1).to_string();
        for (key, kind) in [
            ("date", Kind::Day),
            ("hours", Kind::Hours),
            ("reason", Kind::Line),
        ] {
            let label = visit.t1(&format!("settings-hours-{key}"), "number", &number);
            slots.push(slot(
                format!("special-{n}-{key}"),
                label,
                String::new(),
                kind,
            ));
        }
    }
    slots
}

fn hours_typed(value: &Value) -> Typed {
    let texts = |key: &str| -> Vec<String> {
        let list = value[key].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (mut week, mut lines) = (texts("week"), texts("lines"));
    // What the file tells in words is shown by day where it can be understood.
    if week.is_empty()
        && let Some(read) = opening_hours::week_of(&lines)
    {
        (week, lines) = (read, Vec::new());
    }
    let mut typed: Typed = week
        .iter()
        .enumerate()
        .map(|(at, hours)| (format!("day-{}", at + 1), opening_hours::told(hours)))
        .collect();
    typed.push(("lines".to_owned(), lines.join("\n")));
    let special = value["special"].as_array().into_iter().flatten();
    for (n, day) in special.enumerate() {
        for key in ["date", "hours", "reason"] {
            let text = day[key].as_str().unwrap_or_default();
            let text = match key {
                "hours" => opening_hours::told(text),
                _ => text.to_owned(),
            };
            typed.push((format!("special-{n}-{key}"), text));
        }
    }
    typed
}

fn hours_value(typed: &Typed) -> Value {
    let hours = |name: &str| opening_hours::read(get(typed, name)).unwrap_or_default();
    let week: Vec<String> = (1..=DAYS).map(|day| hours(&format!("day-{day}"))).collect();
    let is_told = week.iter().any(|hours| !hours.is_empty());
    let lines = get(typed, "lines").lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let special: Vec<Value> = (0..SPECIAL_MAX)
        .filter(|n| !get(typed, &format!("special-{n}-date")).is_empty())
        .map(|n| {
            json!({
                "date": get(typed, &format!("special-{n}-date")),
                "hours": hours(&format!("special-{n}-hours")),
                "reason": get(typed, &format!("special-{n}-reason")),
            })
        })
        .collect();
    json!({
        "lines": lines,
        "week": if is_told { week } else { Vec::new() },
        "special": special,
    })
}

/// What does not fit together: the box and the key of a text.
pub(super) fn together(sheet: &Sheet, typed: &Typed) -> Option<(String, &'static str)> {
    match sheet.part {
        Part::Hours => {
            let value = hours_value(typed);
            let list = |key: &str| value[key].as_array().is_none_or(Vec::is_empty);
            if list("week") && list("lines") {
                return Some(("day-1".to_owned(), "settings-fault-no-hours"));
            }
            let lost = (0..SPECIAL_MAX).find(|n| {
                let has = |key: &str| !get(typed, &format!("special-{n}-{key}")).is_empty();
                !has("date") && (has("hours") || has("reason"))
            });
            lost.map(|n| (format!("special-{n}-date"), "settings-fault-day"))
        }
        Part::Texts => {
            let (from, until) = (get(typed, "banner_from"), get(typed, "banner_until"));
            let is_turned = !from.is_empty() && !until.is_empty() && until < from;
            is_turned.then(|| ("banner_until".to_owned(), "settings-fault-until"))
        }
        Part::Accessibility => {
            let is_full = get(typed, "status") == "full";
            let gaps = !get(typed, "gaps.pl").is_empty();
            (is_full && gaps).then(|| ("status".to_owned(), "settings-fault-full"))
        }
        Part::Look | Part::Logo | Part::Contact | Part::PersonalData => None,
    }
}
