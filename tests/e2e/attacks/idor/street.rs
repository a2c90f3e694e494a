//! Two offices with a matter in each, everything a matter has, and those who want to get at it.

use domain::assurance::Assurance;
use domain::deadline::Term;
use domain::ids::StaffId;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::cases::{self, Act};
use store::staff_members::RoleGrant;
use tests::Client;
use tests::filings::{Matter, Service, execute, request};
use tests::people::{Office, Person, now, two_offices};
use tests::platform::{Platform, server_url};
use uuid::Uuid;

pub(super) const ANSWER: &str = "odśnieżanie";
pub(super) const QUESTION: &str = "Której działki dotyczy pismo, 77 czy 78?";
pub(super) const FILE_NAME: &str = "plan-tajny.txt";

pub(super) const CLERK_AS_RESIDENT: &str = "the clerk at the residents' pages";

const SERVICE: &str = "informacja-publiczna";
const LETTER: &str = "pismo-ogolne";

type Form = Vec<(&'static str, String)>;

pub(super) struct Street {
    pub(super) platform: Platform,
    pub(super) here: Office,
    pub(super) there: Office,
    /// The owner of everything below, at `here`.
    pub(super) anna: Person,
    /// Another resident of the same office, with a matter and drafts of her own.
    pub(super) olga: Person,
    /// A resident of the neighbour.
    pub(super) ewa: Person,
    pub(super) clerk: Person,
    /// A clerk of another unit.
    pub(super) far: Person,
    pub(super) head_there: Person,
    pub(super) matter: Matter,
    pub(super) mark: String,
    /// Anna's draft with a file, and her filed application's file.
    pub(super) draft: Uuid,
    pub(super) file: Uuid,
    pub(super) filed_file: Uuid,
    pub(super) olgas: Matter,
    pub(super) olgas_draft: Uuid,
    /// Complete, to be sent.
    pub(super) olgas_full: Uuid,
    pub(super) foreign_file: Uuid,
}

/// One text of one row of the office.
pub(super) async fn text(office: &Office, sql: &str, id: Uuid) -> String {
    let tx = office.tenant.begin().await.expect("a transaction");
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.into()]);
    let row = tx.query_one_raw(statement).await.expect("an answer");
    row.expect("a row").try_get_by_index(0).expect("text")
}

impl Street {
    pub(super) async fn open() -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let (mut here, mut there) = two_offices(&platform).await.expect("two offices");
        let service = here.adopts(&platform, SERVICE).await.expect("a service");
        for office in [&mut here, &mut there] {
            office.adopts(&platform, LETTER).await.expect("a service");
        }
        let level = Assurance::Substantial;
        let anna = here.resident("Anna Probierz", level).await.expect("Anna");
        let olga = here.resident("Olga Zmyślik", level).await.expect("Olga");
        let ewa = there.resident("Ewa Zmyślik", level).await.expect("Ewa");
        let (clerk, far) = clerks(&here).await;
        let head = [RoleGrant::everywhere("head_of_office")];
        let head_there = there.staff("Karol Obcy", &head).await.expect("a head");
        let matter = here.matter(&anna, &service).await.expect("a matter");
        let (_, filed_file) = with_file(&here, &anna).await;
        let sql = "update attachment set draft_id = $1 where id = $2";
        let tx = here.tenant.begin().await.expect("a transaction");
        let moved = execute(&*tx, sql, vec![matter.id.into(), filed_file.into()]).await;
        assert_eq!(moved.expect("moved"), 1);
        tx.commit().await.expect("a commit");
        ask(&here, &matter, &clerk).await;
        let (draft, file) = with_file(&here, &anna).await;
        let (_, foreign_file) = with_file(&there, &ewa).await;
        let sql = "select mark from case_file where id = $1";
        let mark = text(&here, sql, matter.case.0).await;
        let olgas = here.matter(&olga, &service).await.expect("a matter");
        let (olgas_draft, _) = with_file(&here, &olga).await;
        let olgas_full = full(&here, &olga, &service).await;
        Some(Self {
            platform,
            here,
            there,
            anna,
            olga,
            ewa,
            clerk,
            far,
            head_there,
            matter,
            mark,
            draft,
            file,
            filed_file,
            olgas,
            olgas_draft,
            olgas_full,
            foreign_file,
        })
    }

    /// Addresses of Anna's things as she opens them.
    pub(super) fn resident_pages(&self) -> Vec<String> {
        let (draft, id, case) = (self.draft, self.matter.id, self.matter.case);
        vec![
            format!("/robocze/{draft}"),
            format!("/robocze/{draft}/krok/tresc"),
            format!("/robocze/{draft}/usun"),
            format!("/robocze/{draft}/pliki/{}", self.file),
            format!("/robocze/{id}"),
            format!("/robocze/{id}/pliki/{}", self.filed_file),
            format!("/potwierdzenia/{}", self.matter.receipt),
            format!("/sprawy/{case}"),
        ]
    }

    /// Addresses of Anna's case as the staff opens it.
    pub(super) fn desk_pages(&self) -> Vec<String> {
        let case = self.matter.case;
        vec![
            format!("/urzad/sprawy/{case}"),
            format!("/urzad/sprawy/{case}/pliki/{}", self.filed_file),
        ]
    }

    /// Acts on Anna's things, with forms that would be taken from the right person.
    pub(super) fn acts(&self) -> Vec<(String, Form)> {
        let (draft, id, case) = (self.draft, self.matter.id, self.matter.case);
        let form = |fields: &[(&'static str, &str)]| -> Form {
            let fields = fields.iter();
            fields.map(|(k, v)| (*k, (*v).to_owned())).collect()
        };
        let letter = form(&[
            ("_pola", "nowa_sprawa temat tresc_pisma ma_zalaczniki"),
            ("_krok", "tresc"),
            ("_wersja", "1"),
            ("nowa_sprawa", "nowa"),
            ("temat", "Podrzucony temat"),
            ("tresc_pisma", "Podrzucona treść pisma do urzędu."),
            ("ma_zalaczniki", "false"),
        ]);
        let desk = |act: &str, fields: &[(&'static str, &str)]| {
            let mut fields = form(fields);
            fields.push(("wersja", "2".to_owned()));
            (format!("/urzad/sprawy/{case}/{act}"), fields)
        };
        vec![
            (format!("/robocze/{draft}/krok/tresc"), letter.clone()),
            (format!("/robocze/{draft}/autozapis"), letter),
            (format!("/robocze/{draft}/zloz"), Form::new()),
            (format!("/robocze/{draft}/usun"), Form::new()),
            (format!("/robocze/{id}/zloz"), Form::new()),
            (format!("/robocze/{id}/usun"), Form::new()),
            (
                format!("/sprawy/{case}/odpowiedz"),
                form(&[("odpowiedz", "Nie moja odpowiedź")]),
            ),
            desk("przejmij", &[]),
            desk("oddaj", &[]),
            desk("przydziel", &[("osoba", &self.far.id.to_string())]),
            desk("pytanie", &[("pytanie", "Czyje to?"), ("dni", "7")]),
            desk("notatka", &[("notatka", "Cudza notatka")]),
            desk("rozstrzygnij", &[("wynik", "refused"), ("tresc", "Nie.")]),
            desk("zamknij", &[]),
        ]
    }

    /// Everybody who has no right to Anna's things: a browser each, and the pages they try.
    pub(super) fn trespassers(&self) -> Vec<(&'static str, Client, Vec<String>)> {
        let (pages, desk) = (self.resident_pages(), self.desk_pages());
        let all: Vec<String> = pages.iter().chain(&desk).cloned().collect();
        let carried = |person: &Person, to: &Office| {
            let mut client = to.nobody();
            client.set_cookie(person.cookie.0, &person.cookie.1);
            client
        };
        vec![
            ("nobody", self.here.nobody(), all.clone()),
            ("another resident", (*self.olga).clone(), all.clone()),
            ("a clerk of another unit", (*self.far).clone(), all.clone()),
            (
                "the neighbour's resident at home",
                (*self.ewa).clone(),
                all.clone(),
            ),
            (
                "the neighbour's head at home",
                (*self.head_there).clone(),
                all.clone(),
            ),
            (
                "the neighbour's resident here",
                carried(&self.ewa, &self.here),
                all.clone(),
            ),
            (
                "the neighbour's head here",
                carried(&self.head_there, &self.here),
                all.clone(),
            ),
            (
                "Anna's cookie next door",
                carried(&self.anna, &self.there),
                all.clone(),
            ),
            (
                "the clerk's cookie next door",
                carried(&self.clerk, &self.there),
                all,
            ),
            // The own clerk reads the case, but not as a resident.
            (CLERK_AS_RESIDENT, (*self.clerk).clone(), pages),
        ]
    }
}

/// A clerk of the unit that gets the matters, and one of a unit that does not.
async fn clerks(office: &Office) -> (Person, Person) {
    let mut people = Vec::new();
    for (code, name) in [("OR", "Karol Dobry"), ("GK", "Kazimierz Daleki")] {
        let tx = office.tenant.begin().await.expect("a transaction");
        let unit = store::units::by_code(&tx, code).await.expect("an answer");
        let grant = RoleGrant {
            role: "clerk".to_owned(),
            unit: Some(unit.expect("a unit").id),
        };
        drop(tx);
        people.push(office.staff(name, &[grant]).await.expect("a clerk"));
    }
    let far = people.pop().expect("two");
    (people.pop().expect("one"), far)
}

/// A letter of `person` begun in the browser, with one file sent.
async fn with_file(office: &Office, person: &Person) -> (Uuid, Uuid) {
    let mut client = person.clone();
    let begun = client.post(&format!("/uslugi/{LETTER}/wniosek"), &[]).await;
    let draft: Uuid = begun
        .location()
        .strip_prefix("/robocze/")
        .and_then(|rest| rest.split('/').next())
        .expect("a draft")
        .parse()
        .expect("an id");
    let fields = [
        ("_pola", "ma_zalaczniki zalaczniki"),
        ("ma_zalaczniki", "true"),
        ("action", "upload:zalaczniki"),
    ];
    let file = ("zalaczniki", FILE_NAME, "text/plain", &b"plan"[..]);
    let sent = client
        .upload(&format!("/robocze/{draft}/krok/tresc"), &fields, &[file])
        .await;
    assert!(sent.status.is_redirection(), "{}", sent.body);
    let tx = office.tenant.begin().await.expect("a transaction");
    let files = store::attachments::of(&tx, draft).await.expect("files");
    (draft, files.first().expect("a file").id)
}

/// A complete draft, not sent yet.
async fn full(office: &Office, person: &Person, service: &Service) -> Uuid {
    let draft = office.draft(person, service, request()).await;
    draft.expect("a draft")
}

/// The clerk takes the matter on and asks, so that there is a message to read and to answer.
async fn ask(office: &Office, matter: &Matter, clerk: &Person) {
    let at = now();
    let today = at.date_naive();
    let tx = office.tenant.begin().await.expect("a transaction");
    let act = |version| Act {
        case: matter.case,
        version,
        staff: StaffId(clerk.id),
        at,
        today,
    };
    let version = async || {
        let sql = "select version from case_file where id = $1";
        let values = [matter.case.0.into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = tx.query_one_raw(statement).await.expect("an answer");
        row.expect("a row").try_get_by_index(0).expect("a number")
    };
    cases::take_on(&tx, &act(version().await))
        .await
        .expect("taken on");
    let term = Term::Days(7);
    let asked = cases::ask(&tx, &act(version().await), QUESTION, term).await;
    asked.expect("asked");
    tx.commit().await.expect("a commit");
}
