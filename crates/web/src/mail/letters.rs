//! Letters (e-mails) in plain text: what happened and where to read it, nothing of its contents.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, ResidentId, StaffId};
use serde_json::Value;
use store::outbox::{self, Taken, Topic};
use store::staff_members::AccountState;
use store::units::Scope;
use store::{StoreError, applications, cases, invitations, residents, staff_members};
use tenancy::{Tenant, TenantTx};
use uuid::Uuid;

use crate::texts::{LANGUAGES, STAFF_LANGUAGES, Texts};
use crate::{Settings, dates, identify};

/// Between the Polish text and the same in another language.
const RULE: &str = "--------------------------------------------------";

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// A letter, or why nobody gets one.
pub(super) enum Composed {
    Letter(Letter),
    Nobody(&'static str),
}

/// What is written: the keys of the texts, their values, and the page to open.
/// Key of the one letter to staff.
const INVITED: &str = "invited";

struct Matter {
    to: String,
    /// `mail-<key>-subject` and `mail-<key>-text`.
    key: &'static str,
    values: Vec<(&'static str, String)>,
    date: Option<NaiveDate>,
    path: String,
}

/// Writes the letter of a message.
pub(super) async fn compose(
    tx: &TenantTx,
    (texts, settings): (&Texts, &Settings),
    message: &Taken,
    now: DateTime<Utc>,
) -> Result<Composed, StoreError> {
    let found = match message.topic {
        Topic::ApplicationFiled => filed(tx, &message.payload).await?,
        Topic::CaseAsked => of_case(tx, &message.payload, "asked").await?,
        Topic::CaseSettled => of_case(tx, &message.payload, "settled").await?,
        Topic::StaffInvited => invited(tx, message, now).await?,
    };
    Ok(match found {
        Ok(matter) => Composed::Letter(written(tx.tenant(), (texts, settings), &matter)),
        Err(why) => Composed::Nobody(why),
    })
}

type Found = Result<Matter, &'static str>;

const GONE: &str = "what it was about is gone";
const NO_ADDRESS: &str = "no address";

async fn filed(tx: &TenantTx, payload: &Value) -> Result<Found, StoreError> {
    let found = match uuid(payload, "application_id") {
        Some(id) => applications::headline(tx, id).await?,
        None => None,
    };
    let Some((resident, service)) = found else {
        return Ok(Err(GONE));
    };
    let Some(to) = address(tx, resident).await? else {
        return Ok(Err(NO_ADDRESS));
    };
    let number = payload.get("receipt").and_then(Value::as_str);
    let number = number.unwrap_or_default().to_owned();
    Ok(Ok(Matter {
        to,
        key: "filed",
        path: crate::resident::receipt_path(&number),
        values: vec![("service", service), ("number", number)],
        date: None,
    }))
}

async fn of_case(tx: &TenantTx, payload: &Value, key: &'static str) -> Result<Found, StoreError> {
    let case = match uuid(payload, "case_id") {
        Some(id) => cases::find(tx, &Scope::All, CaseId(id)).await?,
        None => None,
    };
    let Some(case) = case else {
        return Ok(Err(GONE));
    };
    let Some(to) = address(tx, case.resident).await? else {
        return Ok(Err(NO_ADDRESS));
    };
    let date = payload.get("answer_by").and_then(Value::as_str);
    Ok(Ok(Matter {
        to,
        key,
        path: format!("/sprawy/{}", case.id),
        values: vec![("service", case.title), ("mark", case.mark)],
        date: date.and_then(|date| date.parse().ok()),
    }))
}

async fn invited(tx: &TenantTx, message: &Taken, now: DateTime<Utc>) -> Result<Found, StoreError> {
    let Some(id) = uuid(&message.payload, "staff_id").map(StaffId) else {
        return Ok(Err(GONE));
    };
    let member = staff_members::find(tx, id).await?;
    let member = member.filter(|member| member.state == AccountState::Invited);
    let (Some(member), Some(token)) = (member, outbox::token(tx, id, &message.payload)?) else {
        return Ok(Err(GONE));
    };
    // A link made anew or spent meanwhile: this one would only lead astray.
    if !invitations::is_good(tx, &token, now).await? {
        return Ok(Err(GONE));
    }
    Ok(Ok(Matter {
        to: member.email,
        key: INVITED,
        path: format!("/urzad/zaproszenie/{token}"),
        values: vec![("hours", invitations::INVITATION_HOURS.to_string())],
        date: None,
    }))
}

async fn address(
    tx: &TenantTx,
    resident: Option<ResidentId>,
) -> Result<Option<String>, StoreError> {
    match resident {
        Some(resident) => Ok(residents::identity(tx, resident).await?.email),
        None => Ok(None),
    }
}

fn uuid(payload: &Value, key: &str) -> Option<Uuid> {
    payload.get(key)?.as_str()?.parse().ok()
}

/// In Polish, and below in the other languages the office speaks.
fn written(office: &Tenant, (texts, settings): (&Texts, &Settings), matter: &Matter) -> Letter {
    let link = settings.office_url(office.slug(), &matter.path);
    let in_language = |language: &str| {
        let date = matter.date.map(|date| dates::long(texts, language, date));
        let mut values: Vec<(&str, &str)> = vec![("office", office.name()), ("link", &link)];
        values.extend(
            matter
                .values
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        values.push(("date", date.as_deref().unwrap_or_default()));
        let text =
            |part: &str| texts.get(language, &format!("mail-{}-{part}", matter.key), &values);
        let foot = texts.get(language, "mail-foot", &values);
        (text("subject"), format!("{}\n\n{foot}\n", text("text")))
    };
    let (subject, mut text) = in_language(LANGUAGES[0]);
    let is_for_staff = matter.key == INVITED;
    let read = |code: &&str| !is_for_staff || STAFF_LANGUAGES.contains(code);
    for language in identify::languages_of(office)
        .into_iter()
        .skip(1)
        .filter(read)
    {
        text.push_str(&format!("\n{RULE}\n\n{}", in_language(language).1));
    }
    Letter {
        to: matter.to.clone(),
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        text,
    }
}
