//! The file of an office (urząd, jednostka): who it is, how it looks, and how it works.

mod across;
mod checks;
pub(crate) mod colour;
mod lists;
mod look_alike;
mod reserved;
mod shapes;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::is_default;
use crate::document::Document;
use crate::problem::{Complaint, Problem};
use crate::shape;

pub use across::check_offices;
pub(crate) use across::doubles;
pub use checks::is_office_slug;
pub use look_alike::skeleton;
pub use reserved::RESERVED_SLUGS;

/// An office as its `tenant.toml` describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeFile {
    /// First label of the office's address.
    pub slug: String,
    pub name: String,
    /// The body that settles cases (organ), e.g. the mayor.
    pub authority: String,
    pub kind: OfficeKind,
    pub role: OfficeRole,
    /// Code of the area in the TERYT register; units of the lead have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teryt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regon: Option<String>,
    pub seat: String,
    pub languages: Vec<String>,
    /// Own domains, lower case, besides the address under the base domain.
    pub hosts: Vec<String>,
    pub look: Look,
    pub contact: Contact,
    /// Address for electronic delivery (adres do doręczeń elektronicznych).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ade: Option<String>,
    /// Address of the Public Information Bulletin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bip: Option<String>,
    pub accessibility: Accessibility,
    pub personal_data: PersonalData,
    pub units: Vec<Unit>,
    pub classes: Vec<FileClass>,
    #[serde(skip_serializing_if = "is_default")]
    pub accounts: Vec<Account>,
    #[serde(skip_serializing_if = "is_default")]
    pub identity_providers: Vec<IdentityProvider>,
    pub administrators: Vec<Administrator>,
    pub mail: Mail,
    #[serde(skip_serializing_if = "is_default")]
    pub staff: StaffRules,
    #[serde(skip_serializing_if = "is_default")]
    pub publishing: PublishingRules,
    #[serde(skip_serializing_if = "is_default")]
    pub closing_days: Vec<ClosingDay>,
}

/// What kind of office it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    Voivodeship,
    #[default]
    UrbanGmina,
    RuralGmina,
    UrbanRuralGmina,
    CityWithPowiatRights,
    RoadsAuthority,
    OccupationalMedicine,
}

impl OfficeKind {
    pub(crate) const CODES: &'static [&'static str] = &[
        "voivodeship",
        "urban_gmina",
        "rural_gmina",
        "urban_rural_gmina",
        "city_with_powiat_rights",
        "roads_authority",
        "occupational_medicine",
    ];

    /// Whether it is a self-government of its own area, not a unit of one.
    pub fn has_area(self) -> bool {
        !matches!(self, Self::RoadsAuthority | Self::OccupationalMedicine)
    }
}

/// Place of the office in the regional programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeRole {
    Lead,
    #[default]
    Partner,
    /// A unit of the lead.
    Unit,
}

/// Colours (`#rrggbb`) and logo of the office's pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    pub primary: String,
    pub accent: String,
    /// File in the folder of the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    pub address: String,
    pub postal_code: String,
    pub city: String,
    pub phone: String,
    pub email: String,
    /// Opening hours in words, a line for each day.
    pub hours: Vec<String>,
}

/// What the accessibility declaration (deklaracja dostępności) needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accessibility {
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    /// `YYYY-MM-DD`.
    pub declaration_date: String,
    pub building: String,
}

/// The information on personal data (RODO).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonalData {
    pub controller: String,
    pub dpo_name: String,
    pub dpo_email: String,
    pub text: String,
}

/// A unit of the office (komórka organizacyjna).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unit {
    pub code: String,
    pub name: String,
    /// Code of the unit above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
}

/// A class of the file plan (JRWA).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileClass {
    pub symbol: String,
    pub title: String,
    /// Category of retention, e.g. `A`, `B10`, `BE5`.
    pub category: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    pub purpose: AccountPurpose,
    /// 26 digits.
    pub nrb: String,
    #[serde(skip_serializing_if = "is_default")]
    pub bank: String,
    pub holder: String,
}

/// What is paid to an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountPurpose {
    /// Fees owed to the office itself.
    #[default]
    Office,
    /// Stamp duty (opłata skarbowa), owed to the gmina of the seat.
    StampDuty,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityProvider {
    pub key: String,
    pub title: String,
    pub issuer: String,
    pub client_id: String,
    /// Name of the secret in the configuration of the program; never the secret itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_ref: Option<String>,
    /// Only for trying out; refused in production.
    #[serde(skip_serializing_if = "is_default")]
    pub development: bool,
}

/// A first administrator, invited when the office is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Administrator {
    pub name: String,
    pub email: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    pub sender_name: String,
    pub reply_to: String,
}

/// How the staff signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffRules {
    pub second_factor: SecondFactor,
}

/// Who of the staff works with a second factor only. Administrators always do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    #[default]
    Admins,
    Everyone,
}

/// How services get into force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublishingRules {
    /// Whether somebody else than the writer has to publish a service.
    pub four_eyes: bool,
}

/// A day the office is shut; shown to people, moves no statutory term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClosingDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    pub reason: String,
}

/// Reads and checks the file of an office.
///
/// # Errors
/// Every problem of the file at once, in the order of its lines.
pub fn read_office(file: &str, text: &str) -> Result<OfficeFile, Vec<Problem>> {
    let document = Document::read(file, text)?;
    OfficeFile::from_json(&document.value).map_err(|complaints| document.problems(complaints))
}

impl OfficeFile {
    /// Reads an office from JSON and checks it.
    ///
    /// # Errors
    /// Everything wrong with it, each named by its path.
    pub fn from_json(json: &Value) -> Result<Self, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let fitted = shape::fit(json.clone(), shapes::OFFICE, &mut complaints);
        let office: Self = match serde_json::from_value(fitted) {
            Ok(office) => office,
            Err(error) => {
                if complaints.is_empty() {
                    let message = format!("Nie udało się odczytać opisu urzędu: {error}.");
                    complaints.push(Complaint::new("", message));
                }
                return Err(complaints);
            }
        };
        for complaint in checks::check(&office) {
            let said = complaints.iter().any(|said| {
                complaint.path == said.path
                    || complaint.path.starts_with(&format!("{}.", said.path))
            });
            if !said {
                complaints.push(complaint);
            }
        }
        if complaints.is_empty() {
            Ok(office)
        } else {
            Err(complaints)
        }
    }

    /// The office as JSON; [`OfficeFile::from_json`] reads it back.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The unit of this code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The class of this symbol.
    pub fn class(&self, symbol: &str) -> Option<&FileClass> {
        self.classes.iter().find(|class| class.symbol == symbol)
    }
}
