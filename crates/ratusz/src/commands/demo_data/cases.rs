//! Invented cases of an office, filed and settled through the store's own functions.

use anyhow::{Context, bail};
use catalogue::Definition;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Warsaw;
use domain::assurance::Assurance;
use domain::case_state::Outcome;
use domain::deadline::Term;
use domain::ids::{CaseId, ResidentId, StaffId};
use store::applications::{self, Filed, Filing};
use store::cases::{self, Act, Settlement};
use store::drafts::{self, Content, Holder, NewDraft};
use store::published::PublishedRow;
use store::residents;
use store::units::Scope;
use tenancy::{Tenant, TenantTx};
use uuid::Uuid;

use super::answers::{self, Asked};
use super::people::{self, Resident};

/// What becomes of a case of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Registered,
    InProgress,
    Waiting,
    Answered,
    Settled(Outcome),
    Closed(Outcome),
    /// Not sent yet.
    Draft,
}

/// How many days ago each was filed, and what became of it; the oldest are late.
const COURSE: [(u64, Fate); 12] = [
    (75, Fate::InProgress),
    (62, Fate::Closed(Outcome::Granted)),
    (48, Fate::Registered),
    (40, Fate::Waiting),
    (34, Fate::Settled(Outcome::Refused)),
    (27, Fate::InProgress),
    (21, Fate::Answered),
    (15, Fate::Settled(Outcome::Granted)),
    (9, Fate::InProgress),
    (6, Fate::Registered),
    (2, Fate::Registered),
    (1, Fate::Draft),
];

/// A service of the office that can be filled in by invention.
struct Service {
    row: PublishedRow,
    definition: Definition,
}

/// Files `count` invented applications and lets the clerk work on them; how many are there.
///
/// # Errors
/// When a statement fails.
pub(super) async fn invent(
    tenant: &Tenant,
    published: Vec<PublishedRow>,
    clerk: StaffId,
    count: usize,
) -> anyhow::Result<usize> {
    let client_id = provider(tenant).map_or("demo", |(_, client_id)| client_id);
    let people = people::residents(client_id);
    let today = crate::now().with_timezone(&Warsaw).date_naive();
    let services = fillable(tenant, published, &people, today);
    if services.is_empty() || people.is_empty() {
        return Ok(0);
    }
    let mut made = 0;
    for number in 0..count {
        let (days, fate) = COURSE[number % COURSE.len()];
        let story = Story {
            tenant,
            service: &services[number % services.len()],
            resident: &people[number % people.len()],
            clerk,
            number,
            fate,
            filed_on: today - Days::new(days),
            today,
        };
        made += usize::from(story.tell().await?);
    }
    Ok(made)
}

fn provider(tenant: &Tenant) -> Option<(&str, &str)> {
    let providers = &tenant.profile().identity_providers;
    let provider = providers.iter().find(|provider| provider.development)?;
    Some((&provider.issuer, &provider.client_id))
}

fn fillable(
    tenant: &Tenant,
    published: Vec<PublishedRow>,
    people: &[Resident],
    today: NaiveDate,
) -> Vec<Service> {
    let Some(resident) = people.first() else {
        return Vec::new();
    };
    let read = published.into_iter().filter_map(|row| {
        let definition = Definition::from_json(&row.definition).ok()?;
        Some(Service { row, definition })
    });
    read.filter(|service| {
        !service.definition.form.steps.is_empty()
            && answers::invent(&service.definition, asked(tenant, resident, 0, today)).is_some()
    })
    .collect()
}

fn asked<'a>(
    tenant: &'a Tenant,
    resident: &'a Resident,
    number: usize,
    today: NaiveDate,
) -> Asked<'a> {
    let contact = &tenant.profile().contact;
    Asked {
        resident,
        seat: &tenant.profile().seat,
        postal_code: &contact.postal_code,
        teryt: tenant.teryt().unwrap_or("2004011"),
        number,
        today,
    }
}

/// One application and what became of it.
struct Story<'a> {
    tenant: &'a Tenant,
    service: &'a Service,
    resident: &'a Resident,
    clerk: StaffId,
    number: usize,
    fate: Fate,
    filed_on: NaiveDate,
    today: NaiveDate,
}

impl Story<'_> {
    /// Tells it once: the identifier is always the same, so a repeat finds it there.
    async fn tell(&self) -> anyhow::Result<bool> {
        let at = self.moment(self.filed_on, 9)?;
        // Inventing takes a while of one processor: not with a connection in hand.
        let asked = asked(self.tenant, self.resident, self.number, self.filed_on);
        let Some(answers) = answers::invent(&self.service.definition, asked) else {
            return Ok(false);
        };
        let tx = self.tenant.begin().await?;
        let issuer = provider(self.tenant).map_or("demo", |(issuer, _)| issuer);
        let resident = residents::sign_in(
            &tx,
            issuer,
            &self.resident.subject,
            &self.resident.identity,
            at.to_utc(),
        )
        .await?;
        let id = self.id();
        let holder = Holder::resident(resident);
        if drafts::find_own(&tx, &holder, id).await?.is_some() {
            return Ok(true);
        }
        let saved = self.service.definition.form.steps.iter();
        let content = Content {
            answers,
            saved: saved.map(|step| step.key.clone()).collect(),
            ..Content::default()
        };
        let new = NewDraft {
            id,
            edition_id: self.service.row.edition_id,
            service_slug: &self.service.row.slug,
            holder,
            content: &content,
            now: at.to_utc(),
        };
        drafts::start(&tx, &new).await?;
        if self.fate != Fate::Draft && !self.file(&tx, (id, resident), at).await? {
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Files the draft; false when the service takes no applications on that day.
    async fn file(
        &self,
        tx: &TenantTx,
        (id, resident): (Uuid, ResidentId),
        at: DateTime<FixedOffset>,
    ) -> anyhow::Result<bool> {
        let mut random = [0; 8];
        random.copy_from_slice(&id.as_bytes()[..8]);
        let filing = Filing {
            draft_id: id,
            holder: Holder::resident(resident),
            assurance: self.service.definition.identity.max(Assurance::Substantial),
            edition: None,
            account_pesel: Some(&self.resident.pesel),
            random,
            at,
        };
        match applications::file(tx, &filing).await? {
            Some(Filed::Now(..) | Filed::Before(_)) => {}
            Some(Filed::Closed(_)) => return Ok(false),
            other => bail!("{}: {other:?}", self.service.row.slug),
        }
        if let Some(case) = cases::of_application(tx, id).await? {
            self.work_on(tx, case.id, resident).await?;
        }
        Ok(true)
    }

    async fn work_on(
        &self,
        tx: &TenantTx,
        case: CaseId,
        resident: ResidentId,
    ) -> anyhow::Result<()> {
        if matches!(self.fate, Fate::Registered | Fate::Draft) {
            return Ok(());
        }
        cases::take_on(tx, &self.act(tx, case, 1).await?).await?;
        let term = Term::parse("D7").ok().context("a term of seven days")?;
        match self.fate {
            Fate::Registered | Fate::Draft | Fate::InProgress => {}
            Fate::Waiting => {
                let question = "Proszę uzupełnić wniosek: brakuje podpisu drugiego właściciela.";
                let days = self.age().saturating_sub(3);
                cases::ask(tx, &self.act(tx, case, days).await?, question, term).await?;
            }
            Fate::Answered => {
                let question = "Proszę podać numer działki. Jest na wypisie z ewidencji gruntów.";
                cases::ask(tx, &self.act(tx, case, 2).await?, question, term).await?;
                let on = self.filed_on + Days::new(5);
                let at = self.moment(on, 19)?.to_utc();
                let answer = "Działka ma numer 12/3. Dziękuję za wiadomość.";
                cases::answer(tx, (resident, case), answer, (on, at)).await?;
            }
            Fate::Settled(outcome) | Fate::Closed(outcome) => {
                let text = words(outcome);
                let settlement = Settlement { outcome, text };
                let days = self.age().min(12);
                cases::settle(tx, &self.act(tx, case, days).await?, &settlement).await?;
                if matches!(self.fate, Fate::Closed(_)) {
                    cases::close(tx, &self.act(tx, case, self.age() - 20).await?).await?;
                }
            }
        }
        Ok(())
    }

    /// An act of the clerk so many days after filing, on the case as it stands.
    async fn act(&self, tx: &TenantTx, case: CaseId, days: u64) -> anyhow::Result<Act> {
        let found = cases::find(tx, &Scope::All, case).await?;
        let found = found.context("the case just opened is there")?;
        let on = (self.filed_on + Days::new(days)).min(self.today);
        Ok(Act {
            case,
            version: found.version,
            staff: self.clerk,
            at: self.moment(on, 11)?.to_utc(),
            today: on,
        })
    }

    /// Days since filing.
    fn age(&self) -> u64 {
        let days = (self.today - self.filed_on).num_days();
        u64::try_from(days).unwrap_or_default()
    }

    fn moment(&self, on: NaiveDate, hour: u32) -> anyhow::Result<DateTime<FixedOffset>> {
        let minute = u32::try_from(self.number * 7 % 60)?;
        let time = NaiveTime::from_hms_opt(hour, minute, 0).context("a time of day")?;
        let at = Warsaw.from_local_datetime(&on.and_time(time)).single();
        let at = at.context("a time that is there once")?.fixed_offset();
        Ok(at.min(crate::now().with_timezone(&Warsaw).fixed_offset()))
    }

    /// The same for this office and number at every run.
    fn id(&self) -> Uuid {
        let name = format!("demo/{}", self.number);
        let index = self.tenant.keys().blind_index("demo", &name);
        let mut bytes = [0; 16];
        for (byte, found) in bytes.iter_mut().zip(index) {
            *byte = found;
        }
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "Sprawa załatwiona zgodnie z wnioskiem.",
        Outcome::Refused => {
            "Odmawiamy, bo wniosek nie spełnia warunków z uchwały rady. Można się odwołać w ciągu \
             14 dni do samorządowego kolegium odwoławczego, za naszym pośrednictwem."
        }
        Outcome::Discontinued => "Umarzamy postępowanie, bo wniosek został wycofany.",
        Outcome::LeftUnexamined => "Zostawiamy wniosek bez rozpoznania: brakowało podpisu.",
        Outcome::HandedOver => "Przekazujemy wniosek właściwemu urzędowi.",
    }
}
