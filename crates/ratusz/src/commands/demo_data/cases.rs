//! Invented cases of an office, filed and settled through the store's own functions.

use std::collections::VecDeque;

use anyhow::{Context, anyhow, bail};
use catalogue::{Answers, Definition};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Warsaw;
use domain::assurance::Assurance;
use domain::case_state::Outcome;
use domain::deadline::Term;
use domain::ids::{CaseId, ResidentId};
use serde_json::json;
use store::applications::{self, Filed, Filing};
use store::attachments::{self, Attachment};
use store::cases::{self, Act, Settlement};
use store::drafts::{self, Content, Holder, NewDraft};
use store::published::PublishedRow;
use store::units::Scope;
use store::{outbox, residents};
use tenancy::{Tenant, TenantTx};
use uuid::Uuid;
use web::files::Files;

use super::answers::{self, Asked};
use super::course::{Course, Fate};
use super::papers;
use super::people::{self, Clerks, Resident};

/// Days the applicant has to answer a question.
const ANSWER_TERM: Term = Term::Days(7);
/// Questions of clerks and what was answered, taken in turn.
const TALKS: [(&str, &str); 3] = [
    (
        "W załączniku brakuje drugiej strony. Prosimy przysłać cały dokument albo napisać, że \
         strona jest pusta.",
        "Druga strona jest pusta, dlatego nie ma jej na skanie.",
    ),
    (
        "Prosimy podać numer telefonu, pod którym można ustalić termin oględzin.",
        "600 000 100, najlepiej po godzinie 15. Dziękuję.",
    ),
    (
        "Kwota we wniosku nie zgadza się z załącznikiem. Prosimy napisać, która jest właściwa.",
        "Właściwa jest kwota z załącznika, we wniosku się pomyliłem.",
    ),
];

/// Where and for whom cases are invented.
pub(super) struct Stage<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) files: &'a Files,
    pub(super) clerks: &'a Clerks,
}

/// A service of the office that can be filled in by invention.
struct Service {
    row: PublishedRow,
    definition: Definition,
}

/// Files `count` invented applications or more and lets the clerks work on them; how many are
/// there.
///
/// # Errors
/// When a statement fails or a file cannot be stored.
pub(super) async fn invent(
    stage: &Stage<'_>,
    published: Vec<PublishedRow>,
    count: usize,
) -> anyhow::Result<usize> {
    let tenant = stage.tenant;
    let client_id = provider(tenant).map_or("demo", |(_, client_id)| client_id);
    let people = people::residents(client_id);
    let services = with_form(published);
    if services.is_empty() || people.is_empty() {
        return Ok(0);
    }
    // Every service comes up twice: what is a draft the first time is filed the second.
    let count = count.max(services.len() * 2);
    let ids: Vec<Uuid> = (0..count).map(|number| id(tenant, number)).collect();
    let tx = tenant.begin().await?;
    let known = drafts::known(&tx, &ids).await?;
    drop(tx);
    let today = crate::now().with_timezone(&Warsaw).date_naive();
    // Offices differ in which of their services is late, waits or is settled.
    let shift: usize = tenant.slug().bytes().map(usize::from).sum();
    let mut made = known.len();
    let mut turn: VecDeque<&Service> = services.iter().collect();
    turn.rotate_left(shift % services.len());
    for (number, id) in ids.into_iter().enumerate() {
        let suits = |service: &&Service| Course::suits(&service.definition, number, today);
        let place = turn.iter().position(suits).unwrap_or_default();
        let Some(service) = turn.remove(place) else {
            continue;
        };
        turn.push_back(service);
        let course = Course::plan(&service.definition, number, today);
        let Some(course) = course.filter(|_| !known.contains(&id)) else {
            continue;
        };
        let story = Story {
            stage,
            service,
            resident: &people[(number * 7 + shift) % people.len()],
            number,
            id,
            course,
            today,
        };
        made += usize::from(story.tell().await.context(service.row.slug.clone())?);
    }
    Ok(made)
}

fn provider(tenant: &Tenant) -> Option<(&str, &str)> {
    let providers = &tenant.profile().identity_providers;
    let provider = providers.iter().find(|provider| provider.development)?;
    Some((&provider.issuer, &provider.client_id))
}

fn with_form(published: Vec<PublishedRow>) -> Vec<Service> {
    let read = published.into_iter().filter_map(|row| {
        let definition = Definition::from_json(&row.definition).ok()?;
        Some(Service { row, definition })
    });
    read.filter(|service| !service.definition.form.steps.is_empty())
        .collect()
}

/// The same for an office and number at every run.
fn id(tenant: &Tenant, number: usize) -> Uuid {
    let index = tenant.keys().blind_index("demo", &format!("demo/{number}"));
    let mut bytes = [0; 16];
    for (byte, found) in bytes.iter_mut().zip(index) {
        *byte = found;
    }
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// One application and what became of it.
struct Story<'a> {
    stage: &'a Stage<'a>,
    service: &'a Service,
    resident: &'a Resident,
    number: usize,
    id: Uuid,
    course: Course,
    today: NaiveDate,
}

impl Story<'_> {
    /// Tells it; false when the form cannot be answered. Nothing is left of one that fails.
    async fn tell(&self) -> anyhow::Result<bool> {
        let definition = &self.service.definition;
        let Some(mut answers) = answers::invent(definition, self.asked()) else {
            tracing::warn!(
                tenant = self.stage.tenant.slug(),
                service = self.service.row.slug,
                number = self.number,
                "the form could not be answered"
            );
            return Ok(false);
        };
        // Inventing and storing take a while: not with a connection in hand.
        let papers = self.attach(&mut answers).await?;
        let told = self.write(answers, &papers).await;
        if told.is_err() {
            let ids: Vec<Uuid> = papers.iter().map(|paper| paper.id).collect();
            self.stage.files.remove(self.stage.tenant, &ids).await;
        }
        told.map(|()| true)
    }

    fn asked(&self) -> Asked<'_> {
        let tenant = self.stage.tenant;
        Asked {
            resident: self.resident,
            seat: &tenant.profile().seat,
            postal_code: &tenant.profile().contact.postal_code,
            teryt: tenant.teryt().unwrap_or("2004011"),
            number: self.number,
            today: self.course.filed_on,
        }
    }

    /// Stores the papers the answers name and writes down in the answers what was stored.
    async fn attach(&self, answers: &mut Answers) -> anyhow::Result<Vec<Attachment>> {
        let mut kept = Vec::new();
        for (path, words, record) in answers::files(&self.service.definition, answers) {
            let name = record["name"].as_str().unwrap_or("dokument.pdf");
            let paper = papers::pdf(&words);
            let stored = self.stage.files.keep(self.stage.tenant, name, paper).await;
            let stored = stored.map_err(|refusal| anyhow!("{path}: {refusal:?}"))?;
            *record = json!({
                "id": stored.id,
                "name": stored.name,
                "size": stored.bytes,
                "sha256": hex::encode(stored.sha256),
                "media_type": stored.media_type,
            });
            kept.push(Attachment {
                id: stored.id,
                field: path,
                name: stored.name,
                media_type: stored.media_type.to_owned(),
                bytes: stored.bytes,
                sha256: stored.sha256,
            });
        }
        Ok(kept)
    }

    async fn write(&self, answers: Answers, papers: &[Attachment]) -> anyhow::Result<()> {
        let at = self.filed_at()?;
        let tx = self.stage.tenant.begin().await?;
        let issuer = provider(self.stage.tenant).map_or("demo", |(issuer, _)| issuer);
        let who = &self.resident;
        let resident =
            residents::sign_in(&tx, issuer, &who.subject, &who.identity, at.to_utc()).await?;
        let saved = self.service.definition.form.steps.iter();
        let content = Content {
            answers,
            saved: saved.map(|step| step.key.clone()).collect(),
            ..Content::default()
        };
        let new = NewDraft {
            id: self.id,
            edition_id: self.service.row.edition_id,
            service_slug: &self.service.row.slug,
            holder: Holder::resident(resident),
            content: &content,
            now: at.to_utc(),
        };
        drafts::start(&tx, &new).await?;
        for paper in papers {
            attachments::keep(&tx, self.id, paper, at.to_utc()).await?;
        }
        if self.course.fate != Fate::Draft {
            self.file(&tx, resident, at).await?;
        }
        // The cases are history, and nobody at these addresses waits for letters about them.
        outbox::pass_over(&tx, at.to_utc()).await?;
        Ok(tx.commit().await?)
    }

    async fn file(
        &self,
        tx: &TenantTx,
        resident: ResidentId,
        at: DateTime<FixedOffset>,
    ) -> anyhow::Result<()> {
        let mut random = [0; 8];
        random.copy_from_slice(&self.id.as_bytes()[..8]);
        let filing = Filing {
            draft_id: self.id,
            holder: Holder::resident(resident),
            assurance: self.service.definition.identity.max(Assurance::Substantial),
            account_pesel: Some(&self.resident.pesel),
            random,
            at,
            edition: None,
        };
        match applications::file(tx, &filing).await? {
            Some(Filed::Now(..) | Filed::Before(_)) => {}
            other => bail!("not filed: {other:?}"),
        }
        if let Some(case) = cases::of_application(tx, self.id).await? {
            self.work_on(tx, case.id, resident).await?;
        }
        Ok(())
    }

    async fn work_on(
        &self,
        tx: &TenantTx,
        case: CaseId,
        resident: ResidentId,
    ) -> anyhow::Result<()> {
        let fate = self.course.fate;
        if matches!(fate, Fate::Registered | Fate::Draft) {
            return Ok(());
        }
        cases::take_on(tx, &self.act(tx, case, (1, 9)).await?).await?;
        let (question, answer) = TALKS[self.number % TALKS.len()];
        match fate {
            Fate::Registered | Fate::Draft | Fate::InProgress => {}
            Fate::Waiting => {
                let act = self.act(tx, case, (3, 12)).await?;
                cases::ask(tx, &act, question, ANSWER_TERM).await?;
            }
            Fate::Answered => {
                let act = self.act(tx, case, (2, 12)).await?;
                cases::ask(tx, &act, question, ANSWER_TERM).await?;
                let on = (act.today + Days::new(2)).min(self.today);
                let at = self.moment(on, 19)?.to_utc();
                cases::answer(tx, (resident, case), answer, (on, at)).await?;
            }
            Fate::Settled(outcome) | Fate::Closed(outcome) => {
                let text = words(outcome);
                let act = self.act(tx, case, (10, 13)).await?;
                cases::settle(tx, &act, &Settlement { outcome, text }).await?;
                if matches!(fate, Fate::Closed(_)) {
                    let mut act = self.act(tx, case, (10, 13)).await?;
                    act.today = (act.today + Days::new(20)).min(self.today);
                    act.at = self.moment(act.today, 14)?.to_utc();
                    cases::close(tx, &act).await?;
                }
            }
        }
        Ok(())
    }

    /// An act of a clerk so many days after filing, on the case as it stands.
    async fn act(
        &self,
        tx: &TenantTx,
        case: CaseId,
        (days, hour): (u64, u32),
    ) -> anyhow::Result<Act> {
        let found = cases::find(tx, &Scope::All, case).await?;
        let found = found.context("the case just opened is there")?;
        let on = self.course.day(days, self.today);
        Ok(Act {
            case,
            version: found.version,
            staff: self.stage.clerks.of(found.unit, self.number),
            at: self.moment(on, hour)?.max(self.filed_at()?).to_utc(),
            today: on,
        })
    }

    /// People file from morning to night.
    fn filed_at(&self) -> anyhow::Result<DateTime<FixedOffset>> {
        let hour = u32::try_from(7 + self.number * 5 % 15)?;
        self.moment(self.course.filed_on, hour)
    }

    fn moment(&self, on: NaiveDate, hour: u32) -> anyhow::Result<DateTime<FixedOffset>> {
        let minute = u32::try_from(self.number * 7 % 60)?;
        let time = NaiveTime::from_hms_opt(hour, minute, 0).context("a time of day")?;
        let at = Warsaw.from_local_datetime(&on.and_time(time)).single();
        let at = at.context("a time that is there once")?.fixed_offset();
        Ok(at.min(crate::now().with_timezone(&Warsaw).fixed_offset()))
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
