//! The keys the file of an office may have, as data.

use super::OfficeKind;
use crate::definition::LANGUAGES;
use crate::shape::{Key, Shape, may, must};

static TEXT: Shape = Shape::Text;
static LANGUAGE: Shape = Shape::Code(LANGUAGES);

pub(super) static OFFICE: &[Key] = &[
    must("slug", Shape::Text),
    must("name", Shape::Text),
    must("authority", Shape::Text),
    must("kind", Shape::Code(OfficeKind::CODES)),
    must("role", Shape::Code(&["lead", "partner", "unit"])),
    may("teryt", Shape::Text),
    may("regon", Shape::Text),
    must("seat", Shape::Text),
    must("languages", Shape::List(&LANGUAGE)),
    may("hosts", Shape::List(&TEXT)),
    must("look", Shape::Table(LOOK)),
    must("contact", Shape::Table(CONTACT)),
    may("ade", Shape::Text),
    may("bip", Shape::Text),
    must("accessibility", Shape::Table(ACCESSIBILITY)),
    must("personal_data", Shape::Table(PERSONAL_DATA)),
    must("units", Shape::List(&UNIT)),
    must("classes", Shape::List(&CLASS)),
    may("accounts", Shape::List(&ACCOUNT)),
    may("identity_providers", Shape::List(&IDENTITY_PROVIDER)),
    must("administrators", Shape::List(&ADMINISTRATOR)),
    must("mail", Shape::Table(MAIL)),
    may("staff", Shape::Table(STAFF)),
    may("publishing", Shape::Table(PUBLISHING)),
    may("closing_days", Shape::List(&CLOSING_DAY)),
];

static PUBLISHING: &[Key] = &[may("four_eyes", Shape::Bool)];

static LOOK: &[Key] = &[
    must("primary", Shape::Text),
    must("accent", Shape::Text),
    may("logo", Shape::Text),
];

static CONTACT: &[Key] = &[
    must("address", Shape::Text),
    must("postal_code", Shape::Text),
    must("city", Shape::Text),
    must("phone", Shape::Text),
    must("email", Shape::Text),
    must("hours", Shape::List(&TEXT)),
];

static ACCESSIBILITY: &[Key] = &[
    must("contact_name", Shape::Text),
    must("contact_email", Shape::Text),
    must("contact_phone", Shape::Text),
    must("declaration_date", Shape::Text),
    must("building", Shape::Text),
];

static PERSONAL_DATA: &[Key] = &[
    must("controller", Shape::Text),
    must("dpo_name", Shape::Text),
    must("dpo_email", Shape::Text),
    must("text", Shape::Text),
];

static UNIT: Shape = Shape::Table(&[
    must("code", Shape::Text),
    must("name", Shape::Text),
    may("parent", Shape::Text),
    may("head", Shape::Text),
]);

static CLASS: Shape = Shape::Table(&[
    must("symbol", Shape::Text),
    must("title", Shape::Text),
    must("category", Shape::Text),
]);

static ACCOUNT: Shape = Shape::Table(&[
    must("purpose", Shape::Code(&["office", "stamp_duty"])),
    must("nrb", Shape::Text),
    may("bank", Shape::Text),
    must("holder", Shape::Text),
]);

static IDENTITY_PROVIDER: Shape = Shape::Table(&[
    must("key", Shape::Text),
    must("title", Shape::Text),
    must("issuer", Shape::Text),
    must("client_id", Shape::Text),
    may("client_secret_ref", Shape::Text),
    may("development", Shape::Bool),
]);

static ADMINISTRATOR: Shape =
    Shape::Table(&[must("name", Shape::Text), must("email", Shape::Text)]);

static MAIL: &[Key] = &[
    must("sender_name", Shape::Text),
    must("reply_to", Shape::Text),
];

static STAFF: &[Key] = &[may("second_factor", Shape::Code(&["admins", "everyone"]))];

static CLOSING_DAY: Shape = Shape::Table(&[must("date", Shape::Text), must("reason", Shape::Text)]);
