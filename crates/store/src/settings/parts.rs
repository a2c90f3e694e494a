//! The parts of an office's profile that its staff change in the browser.

use serde::Deserialize;
use serde_json::{Value, json};
use tenancy::profile::{Declaration, OfficeTexts, OpeningHours, Picture, SpecialDay, Words};
use tenancy::{Contact, OfficeProfile};

/// The language in which everything is said.
const FIRST_LANGUAGE: &str = "pl";

/// Values edited and kept together: what one page of the settings shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Look,
    Logo,
    Contact,
    Hours,
    Texts,
    Accessibility,
    PersonalData,
}

impl Part {
    pub const ALL: [Self; 7] = [
        Self::Look,
        Self::Logo,
        Self::Contact,
        Self::Hours,
        Self::Texts,
        Self::Accessibility,
        Self::PersonalData,
    ];

    /// The key under which it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Logo => "logo",
            Self::Contact => "contact",
            Self::Hours => "hours",
            Self::Texts => "texts",
            Self::Accessibility => "accessibility",
            Self::PersonalData => "personal_data",
        }
    }

    /// The part kept under `key`; other settings are no parts of the profile.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// What the profile says of this part.
    #[must_use]
    pub fn read(self, profile: &OfficeProfile) -> Value {
        match self {
            Self::Look => json!({
                "primary": profile.look.primary,
                "accent": profile.look.accent,
            }),
            Self::Logo => json!({
                "svg": profile.look.logo_svg,
                "picture": profile.look.picture,
            }),
            Self::Contact => json!({
                "address": profile.contact.address,
                "postal_code": profile.contact.postal_code,
                "city": profile.contact.city,
                "phone": profile.contact.phone,
                "email": profile.contact.email,
                "bip": profile.bip.clone().unwrap_or_default(),
            }),
            Self::Hours => hours(profile),
            Self::Texts => json!(profile.texts),
            Self::Accessibility => accessibility(profile),
            Self::PersonalData => json!({
                "controller": profile.controller,
                "dpo_name": profile.dpo_name,
                "dpo_email": profile.dpo_email,
                "text": profile.privacy_text,
            }),
        }
    }

    /// Puts a value of this part into the profile. What it does not hold becomes empty.
    pub fn write(self, profile: &mut OfficeProfile, value: &Value) {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        match self {
            Self::Look => {
                profile.look.primary = text("primary");
                profile.look.accent = text("accent");
            }
            Self::Logo => {
                profile.look.logo_svg = text("svg");
                profile.look.picture = of::<Option<Picture>>(&value["picture"]);
            }
            Self::Contact => {
                profile.contact = Contact {
                    address: text("address"),
                    postal_code: text("postal_code"),
                    city: text("city"),
                    phone: text("phone"),
                    email: text("email"),
                    hours: std::mem::take(&mut profile.contact.hours),
                };
                profile.bip = Some(text("bip")).filter(|bip| !bip.is_empty());
            }
            Self::Hours => put_hours(profile, value),
            Self::Texts => profile.texts = of::<OfficeTexts>(value),
            Self::Accessibility => put_accessibility(profile, value),
            Self::PersonalData => {
                profile.controller = text("controller");
                profile.dpo_name = text("dpo_name");
                profile.dpo_email = text("dpo_email");
                profile.privacy_text = text("text");
            }
        }
    }
}

/// A value as kept; what does not fit is as good as none.
fn of<T: Default + for<'de> Deserialize<'de>>(value: &Value) -> T {
    T::deserialize(value).unwrap_or_default()
}

fn hours(profile: &OfficeProfile) -> Value {
    let closed = profile
        .closing_days
        .iter()
        .map(|(date, reason)| SpecialDay {
            date: date.clone(),
            hours: String::new(),
            reason: reason.clone(),
        });
    let mut special: Vec<SpecialDay> = closed.chain(profile.hours.special.clone()).collect();
    special.sort_by(|a, b| a.date.cmp(&b.date));
    json!({
        "lines": profile.contact.hours,
        "week": profile.hours.week,
        "special": special,
    })
}

fn put_hours(profile: &mut OfficeProfile, value: &Value) {
    profile.contact.hours = of(&value["lines"]);
    let days: Vec<SpecialDay> = of(&value["special"]);
    let (closed, special): (Vec<_>, Vec<_>) = days.into_iter().partition(|d| d.hours.is_empty());
    profile.closing_days = closed.into_iter().map(|d| (d.date, d.reason)).collect();
    profile.hours = OpeningHours {
        week: of(&value["week"]),
        special,
    };
}

fn accessibility(profile: &OfficeProfile) -> Value {
    let mut building = profile.declaration.building.clone();
    building.insert(
        FIRST_LANGUAGE.to_owned(),
        profile.accessibility_building.clone(),
    );
    let declared = &profile.declaration;
    json!({
        "contact_name": profile.accessibility_contact,
        "contact_email": profile.accessibility_email,
        "contact_phone": profile.accessibility_phone,
        "declaration_date": profile.declaration_date,
        "published": declared.published,
        "updated": declared.updated,
        "reviewed": declared.reviewed,
        "status": declared.status,
        "gaps": declared.gaps,
        "burden": declared.burden,
        "auditor": declared.auditor,
        "building": building,
        "procedure": declared.procedure,
        "apps": declared.apps,
    })
}

fn put_accessibility(profile: &mut OfficeProfile, value: &Value) {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut building: Words = of(&value["building"]);
    profile.accessibility_contact = text("contact_name");
    profile.accessibility_email = text("contact_email");
    profile.accessibility_phone = text("contact_phone");
    profile.declaration_date = text("declaration_date");
    profile.accessibility_building = building.remove(FIRST_LANGUAGE).unwrap_or_default();
    profile.declaration = Declaration {
        published: text("published"),
        updated: text("updated"),
        reviewed: text("reviewed"),
        status: text("status"),
        gaps: of(&value["gaps"]),
        burden: text("burden"),
        auditor: text("auditor"),
        building,
        procedure: of(&value["procedure"]),
        apps: of(&value["apps"]),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_back_the_same() {
        let mut profile = OfficeProfile {
            closing_days: vec![("2026-12-31".to_owned(), "Inwentaryzacja".to_owned())],
            accessibility_building: "Podjazd".to_owned(),
            bip: Some("https://bip.example.pl".to_owned()),
            ..OfficeProfile::default()
        };
        profile.contact.hours = vec!["poniedziałek 8:00–16:00".to_owned()];
        profile.hours.week = vec!["07:30-15:30".to_owned(); 7];
        profile.hours.special = vec![SpecialDay {
            date: "2026-12-24".to_owned(),
            hours: "07:30-12:00".to_owned(),
            reason: String::new(),
        }];
        profile.declaration.gaps = Words::from([("en".to_owned(), "Maps".to_owned())]);
        profile.look.picture = Some(Picture {
            media_type: "image/png".to_owned(),
            base64: "AAAA".to_owned(),
        });
        let mut again = OfficeProfile::default();
        for part in Part::ALL {
            let value = part.read(&profile);
            part.write(&mut again, &value);
            assert_eq!(part.read(&again), value, "{part:?}");
        }
        assert_eq!(again, profile);
    }
}
