//! One office as its files want it, in the shapes the platform keeps.

use std::collections::BTreeMap;

use catalogue::office::{OfficeFile, SecondFactor};
use catalogue::repository::{OfficeEntry, ServiceEntry};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tenancy::provision::OfficeFacts;
use tenancy::{Contact, IdentityProvider, Look, OfficeProfile};

/// An office as its files want it.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(super) facts: OfficeFacts,
    pub(super) office: OfficeFile,
    pub(super) settings: BTreeMap<String, Value>,
    pub(super) services: Vec<WantedService>,
}

/// A service as the files want it, with the hash of its definition.
#[derive(Clone, Debug)]
pub(super) struct WantedService {
    pub(super) entry: ServiceEntry,
    pub(super) hash: String,
}

impl Wanted {
    /// Puts together what `entry` says; `files` are all files of the folder.
    pub(super) fn of(entry: OfficeEntry, files: &[(String, String)]) -> Self {
        let folder = entry.file.trim_end_matches("tenant.toml").to_owned();
        let own: Vec<&(String, String)> = files
            .iter()
            .filter(|(file, _)| file.starts_with(&folder))
            .collect();
        let OfficeEntry {
            mut office,
            services,
            ..
        } = entry;
        office.hosts.sort();
        let logo = office
            .look
            .logo
            .as_ref()
            .map(|name| format!("{folder}{name}"));
        let logo_svg = own
            .iter()
            .find(|(file, _)| Some(file) == logo.as_ref())
            .map_or_else(String::new, |(_, text)| text.trim().to_owned());
        let facts = OfficeFacts {
            slug: office.slug.clone(),
            name: office.name.clone(),
            kind: code(&office.kind),
            role: code(&office.role),
            teryt: office.teryt.clone(),
            hosts: office.hosts.clone(),
            profile: profile(&office, logo_svg),
            file_hash: hash(&own),
        };
        let services = services
            .into_iter()
            .map(|entry| WantedService {
                hash: entry.definition.hash(),
                entry,
            })
            .collect();
        Self {
            settings: settings(&office),
            facts,
            office,
            services,
        }
    }

    pub(crate) fn slug(&self) -> &str {
        &self.facts.slug
    }
}

fn profile(office: &OfficeFile, logo_svg: String) -> OfficeProfile {
    let contact = office.contact.clone();
    let accessibility = office.accessibility.clone();
    let personal_data = office.personal_data.clone();
    OfficeProfile {
        authority: office.authority.clone(),
        seat: office.seat.clone(),
        regon: office.regon.clone().unwrap_or_default(),
        languages: office.languages.clone(),
        look: Look {
            primary: office.look.primary.clone(),
            accent: office.look.accent.clone(),
            logo_svg,
        },
        contact: Contact {
            address: contact.address,
            postal_code: contact.postal_code,
            city: contact.city,
            phone: contact.phone,
            email: contact.email,
            hours: contact.hours,
        },
        ade: office.ade.clone(),
        bip: office.bip.clone(),
        accessibility_contact: accessibility.contact_name,
        accessibility_email: accessibility.contact_email,
        accessibility_phone: accessibility.contact_phone,
        accessibility_building: accessibility.building,
        declaration_date: accessibility.declaration_date,
        controller: personal_data.controller,
        dpo_name: personal_data.dpo_name,
        dpo_email: personal_data.dpo_email,
        privacy_text: personal_data.text,
        identity_providers: office.identity_providers.iter().map(provider).collect(),
        second_factor_for_all: office.staff.second_factor == SecondFactor::Everyone,
        four_eyes: office.publishing.four_eyes,
        closing_days: office
            .closing_days
            .iter()
            .map(|day| (day.date.clone(), day.reason.clone()))
            .collect(),
        accounts: office
            .accounts
            .iter()
            .map(|a| (code(&a.purpose), a.nrb.clone(), a.holder.clone()))
            .collect(),
    }
}

fn provider(provider: &catalogue::office::IdentityProvider) -> IdentityProvider {
    IdentityProvider {
        key: provider.key.clone(),
        title: provider.title.clone(),
        issuer: provider.issuer.clone(),
        client_id: provider.client_id.clone(),
        client_secret_ref: provider.client_secret_ref.clone(),
        development: provider.development,
    }
}

/// What the office may later change in the browser, as the file has it at first.
fn settings(office: &OfficeFile) -> BTreeMap<String, Value> {
    let mail = [
        (
            "mail.sender_name".to_owned(),
            json!(office.mail.sender_name),
        ),
        ("mail.reply_to".to_owned(), json!(office.mail.reply_to)),
    ];
    let heads = office.units.iter().filter_map(|unit| {
        let head = unit.head.as_ref()?;
        Some((format!("unit_head.{}", unit.code), json!(head)))
    });
    mail.into_iter().chain(heads).collect()
}

/// The code under which a value of a closed list is kept.
fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}

/// SHA-256 over names and texts of the office's files, in hexadecimal.
fn hash(files: &[&(String, String)]) -> String {
    let mut hasher = Sha256::new();
    for (file, text) in files {
        let name = file.rsplit('/').next().unwrap_or_default();
        hasher.update(Sha256::digest(name.as_bytes()));
        hasher.update(Sha256::digest(text.as_bytes()));
    }
    hex::encode(hasher.finalize())
}
