//! Two offices with people and things in both, and everybody who will try to get at them.

use access::{Access, Actor, Grant, Role};
use domain::assurance::Assurance;
use domain::ids::{ResidentId, StaffId, UnitId};
use store::sessions::PersonKind;
use store::sketches::{self, Change, NewSketch};
use store::staff_members::RoleGrant;
use store::templates;
use tests::Client;
use tests::filings::{Service, request};
use tests::people::{ADMIN_HOST, Office, Person, of_the_lead, operator, two_offices};
use tests::platform::{Platform, server_url};
use uuid::Uuid;
use web::{Route, Site};

/// Roles with the unit they are limited to.
type Grants = Vec<(Role, Option<UnitId>)>;

const SERVICE: &str = "informacja-publiczna";
/// A service the neighbour alone offers.
const THERE_ONLY: &str = "pismo-ogolne";
const REGION_HOST: &str = "ratusz.test";
const LOGIN_HOST: &str = "login.ratusz.test";

/// Somebody with a browser, and who that browser makes them where their cookie counts.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) name: String,
    pub(super) client: Client,
    actor: Actor,
    id: Uuid,
}

/// Things that addresses can name.
#[derive(Clone)]
pub(super) struct Objects {
    draft: Uuid,
    application: Uuid,
    case: Uuid,
    receipt: String,
    file: Uuid,
    /// Somebody of the staff.
    person: Uuid,
    unit: Uuid,
    service: String,
    /// One of the lead.
    template: String,
    office: String,
}

pub(super) struct Stage {
    pub(super) access: Access,
    pub(super) own: Objects,
    pub(super) foreign: Objects,
    pub(super) here: Office,
    service: Service,
    anna: Person,
    /// At the office visited: a resident and staff of every role.
    people: Vec<Trial>,
    /// At the neighbour: a resident and the head; and the operator.
    others: Vec<Trial>,
    operator: Trial,
    lead_editor: Trial,
    platform: Platform,
}

impl Trial {
    fn resident(name: &str, person: &Person) -> Self {
        Self {
            name: name.to_owned(),
            client: (**person).clone(),
            actor: Actor::Resident {
                id: ResidentId(person.id),
                assurance: Assurance::Substantial,
            },
            id: person.id,
        }
    }

    fn staff(name: &str, person: &Person, grants: &[(Role, Option<UnitId>)]) -> Self {
        let grants = grants.iter().map(|(role, unit)| Grant {
            role: *role,
            unit: *unit,
        });
        Self {
            name: name.to_owned(),
            client: (**person).clone(),
            actor: Actor::Staff {
                id: StaffId(person.id),
                grants: grants.collect(),
            },
            id: person.id,
        }
    }

    /// Who this is to the program at this route: cookies of the desk count at the desk only.
    pub(super) fn counts_as(&self, route: &Route) -> Actor {
        let desk = route.path == "/urzad" || route.path.starts_with("/urzad/");
        let counts = match &self.actor {
            Actor::Nobody => false,
            Actor::Resident { .. } => route.site == Site::Office && !desk,
            Actor::Staff { .. } => route.site == Site::Office && desk,
            Actor::Operator { .. } => route.site == Site::Admin,
        };
        if counts {
            self.actor.clone()
        } else {
            Actor::Nobody
        }
    }
}

impl Objects {
    /// Identifiers of nothing at all.
    pub(super) fn missing() -> Self {
        Self {
            draft: tests::some_id(),
            application: tests::some_id(),
            case: tests::some_id(),
            receipt: "TU-2222-2222-2222-2".to_owned(),
            file: tests::some_id(),
            person: tests::some_id(),
            unit: tests::some_id(),
            service: "nie-ma-takiej".to_owned(),
            template: "nie-ma-takiego".to_owned(),
            office: "nie-ma-takiego".to_owned(),
        }
    }

    /// The address of `route` with these things in it; `None` when a part of it is not known.
    pub(super) fn fill(&self, route: &Route) -> Option<String> {
        let mut path = String::new();
        for part in route.path.split('/').skip(1) {
            path.push('/');
            match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                None => path.push_str(part),
                Some(name) => path.push_str(&self.named(route, name)?),
            }
        }
        Some(path)
    }

    fn named(&self, route: &Route, name: &str) -> Option<String> {
        let text = match (name, route.path) {
            ("draft", _) => self.draft.to_string(),
            ("application", _) => self.application.to_string(),
            ("file", _) => self.file.to_string(),
            ("person", _) => self.person.to_string(),
            ("unit", _) => self.unit.to_string(),
            ("number", _) => self.receipt.clone(),
            ("service", _) if route.site == Site::Admin => self.template.clone(),
            ("service", _) => self.service.clone(),
            ("step", _) => "informacja".to_owned(),
            ("field", _) => "zakres".to_owned(),
            ("language", _) => "en".to_owned(),
            ("part", path) if path.contains("/ustawienia/") => "kontakt".to_owned(),
            ("part", _) => "karta".to_owned(),
            ("edition", _) => "1".to_owned(),
            ("case", _) => self.case.to_string(),
            ("id", path) if path.contains("/sprawy/") => self.case.to_string(),
            ("office" | "slug", _) if route.site == Site::Admin => self.office.clone(),
            ("provider", _) => "dev".to_owned(),
            // A run nobody started yet: its page waits for it.
            ("run", _) => self.application.to_string(),
            // Links that are used once are tried where they are made.
            _ => return None,
        };
        Some(text)
    }

    /// Whether what the address names belongs to one person or unit.
    pub(super) fn are_personal(&self, route: &Route) -> bool {
        [
            "{draft}",
            "{application}",
            "{case}",
            "{file}",
            "{number}",
            "{id}",
        ]
        .iter()
        .any(|part| route.path.contains(part))
    }
}

impl Stage {
    pub(super) async fn set() -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let (mut here, mut there) = two_offices(&platform).await.expect("two offices");
        let service = here.adopts(&platform, SERVICE).await.expect("a service");
        let foreign_service = there.adopts(&platform, SERVICE).await.expect("a service");
        there
            .adopts(&platform, THERE_ONLY)
            .await
            .expect("a service");
        let level = Assurance::Substantial;
        let anna = here.resident("Anna Probierz", level).await.expect("Anna");
        let olga = here.resident("Olga Zmyślik", level).await.expect("Olga");
        let ewa = there.resident("Ewa Zmyślik", level).await.expect("Ewa");
        let root = operator(&platform, here.router(), "Olga Operacyjna");
        let root = root.await.expect("an operator");
        let by = root.id;
        let own = objects(&platform, (&here, &anna, &service), by).await;
        let foreign = Objects {
            service: THERE_ONLY.to_owned(),
            ..objects(&platform, (&there, &ewa, &foreign_service), by).await
        };
        let mut people = vec![Trial::resident("another resident", &olga)];
        people.extend(staff_of(&here).await);
        let operator = Trial {
            name: "the operator".to_owned(),
            client: (*root).clone(),
            actor: Actor::Operator {
                id: root.id,
                role: Role::Operator,
            },
            id: root.id,
        };
        let who = ("Edyta Wzorcowa", Role::CatalogueEditor.as_str());
        let editor = of_the_lead(&platform, here.router(), who).await;
        let editor = editor.expect("a catalogue editor");
        let lead_editor = Trial {
            name: "the catalogue editor of the lead".to_owned(),
            client: (*editor).clone(),
            actor: Actor::Operator {
                id: editor.id,
                role: Role::CatalogueEditor,
            },
            id: editor.id,
        };
        let head = [RoleGrant::everywhere(Role::HeadOfOffice.as_str())];
        let head = there.staff("Karol Obcy", &head).await.expect("a neighbour");
        let others = vec![
            Trial::resident("a resident of the neighbour", &ewa),
            Trial::staff("the neighbour's head", &head, &[(Role::HeadOfOffice, None)]),
        ];
        Some(Self {
            access: Access::load().await.expect("the policy"),
            own,
            foreign,
            here,
            service,
            anna,
            people,
            others,
            operator,
            lead_editor,
            platform,
        })
    }

    /// Everybody the site knows, and nobody.
    pub(super) fn everybody(&self, site: Site) -> Vec<Trial> {
        let mut all = vec![self.nobody(site)];
        match site {
            Site::Office => all.extend(self.people.iter().cloned()),
            Site::Admin => all.extend([self.operator.clone(), self.lead_editor.clone()]),
            Site::Region | Site::Login => {}
        }
        all
    }

    pub(super) fn nobody(&self, site: Site) -> Trial {
        let host = match site {
            Site::Office => self.here.host(),
            Site::Region => REGION_HOST.to_owned(),
            Site::Admin => ADMIN_HOST.to_owned(),
            Site::Login => LOGIN_HOST.to_owned(),
        };
        Trial {
            name: "nobody".to_owned(),
            client: self.here.nobody().at(&host),
            actor: Actor::Nobody,
            id: Uuid::nil(),
        }
    }

    /// Good cookies of other places, carried to this site.
    pub(super) fn intruders(&self, site: Site) -> Vec<Trial> {
        let home = |trial: &Trial| matches!(trial.actor, Actor::Operator { .. });
        let known = self
            .people
            .iter()
            .chain([&self.operator, &self.lead_editor]);
        let foreign = known.filter(|trial| match site {
            Site::Office => home(trial),
            Site::Admin => !home(trial),
            Site::Region | Site::Login => true,
        });
        let all = self.others.iter().chain(foreign);
        all.map(|trial| {
            let mut carried = self.nobody(site);
            carried.name = format!("{} with a cookie from elsewhere", trial.name);
            for name in [
                "__Host-ratusz",
                "__Host-ratusz-urzad",
                "__Host-ratusz-admin",
            ] {
                if let Some(token) = trial.client.cookie(name) {
                    carried.client.set_cookie(name, token);
                }
            }
            carried
        })
        .collect()
    }

    /// People of this office whose the things of [`Stage::own`] are not.
    pub(super) fn strangers(&self, route: &Route) -> Vec<Trial> {
        let desk = route.path.starts_with("/urzad/");
        let far = |trial: &Trial| match &trial.actor {
            Actor::Staff { grants, .. } => desk && grants.iter().all(|g| g.unit.is_some()),
            Actor::Resident { .. } | Actor::Nobody | Actor::Operator { .. } => !desk,
        };
        let mut strangers: Vec<Trial> = self.people.iter().filter(|t| far(t)).cloned().collect();
        if !desk {
            strangers.push(self.nobody(route.site));
        }
        strangers
    }

    /// Everybody the gate lets pass, each in a session of their own; the owner of the things first.
    pub(super) async fn let_in(&self, route: &Route) -> Vec<Trial> {
        let mut all = Vec::new();
        if route.site == Site::Office {
            all.push(Trial::resident("the owner", &self.anna));
        }
        all.extend(self.everybody(route.site));
        all.retain(|trial| self.access.ever(&trial.counts_as(route), route.action));
        for trial in &mut all {
            let kind = match trial.actor {
                Actor::Resident { .. } => PersonKind::Resident,
                Actor::Staff { .. } => PersonKind::Staff,
                Actor::Nobody | Actor::Operator { .. } => continue,
            };
            let session = self.here.session(kind, trial.id, Assurance::Substantial);
            trial.client = (*session.await.expect("a session")).clone();
        }
        all
    }

    /// Things nobody has touched yet.
    pub(super) async fn fresh(&self) -> Objects {
        let things = (&self.here, &self.anna, &self.service);
        objects(&self.platform, things, self.operator.id).await
    }

    /// Whether a GET of this address begins something by itself: a sign-in at a provider.
    pub(super) fn starts_something(&self, route: &Route) -> bool {
        route.path == "/logowanie/{provider}"
    }
}

async fn objects(
    platform: &Platform,
    (office, person, service): (&Office, &Person, &Service),
    operator: Uuid,
) -> Objects {
    let matter = office.matter(person, service).await.expect("a matter");
    let draft = office
        .draft(person, service, request())
        .await
        .expect("a draft");
    let somebody = office.staff("Ktoś Zmyślony", &[]).await.expect("staff");
    office.sketch(service).await.expect("a sketch");
    let tx = office.tenant.begin().await.expect("a transaction");
    let unit = store::units::by_code(&tx, "GK").await.expect("an answer");
    drop(tx);
    Objects {
        draft,
        person: somebody.id,
        unit: unit.expect("a unit").id.0,
        application: matter.id,
        case: matter.case.0,
        receipt: matter.receipt,
        file: tests::some_id(),
        service: service.definition.slug.clone(),
        template: template(platform, service, operator).await,
        office: office.tenant.slug().to_owned(),
    }
}

/// A template nobody else in the tests knows, published and with the sketch of its next edition.
async fn template(platform: &Platform, service: &Service, operator: Uuid) -> String {
    let mut definition = service.definition.clone();
    definition.slug = format!("wzorzec-{}", tests::some_id().simple());
    let tx = platform.tenancy.registry().await.expect("the registry");
    let now = tests::people::now();
    templates::publish(&tx, &[&definition], now)
        .await
        .expect("a template");
    let new = NewSketch {
        service: None,
        template: Some((&definition.slug, definition.edition)),
        base_edition: None,
        definition: &definition,
    };
    let change = Change {
        act: "start",
        by: operator,
        at: now,
    };
    sketches::start(&tx, new, change).await.expect("a sketch");
    tx.commit().await.expect("a commit");
    definition.slug
}

/// One member of the staff for each role, one without any, and two in a unit far away.
async fn staff_of(office: &Office) -> Vec<Trial> {
    let tx = office.tenant.begin().await.expect("a transaction");
    let far = store::units::by_code(&tx, "GK")
        .await
        .expect("an answer")
        .expect("a unit")
        .id;
    drop(tx);
    let mut wanted: Vec<(String, Grants)> = Role::ALL
        .into_iter()
        .filter(|role| role.is_for_staff())
        .map(|role| (role.as_str().to_owned(), vec![(role, None)]))
        .collect();
    wanted.push(("staff without a role".to_owned(), Vec::new()));
    for role in [Role::Clerk, Role::HeadOfOffice, Role::Reception] {
        wanted.push((format!("{role} of another unit"), vec![(role, Some(far))]));
    }
    let mut trials = Vec::new();
    for (name, grants) in wanted {
        let rows: Vec<RoleGrant> = grants
            .iter()
            .map(|(role, unit)| RoleGrant {
                role: role.as_str().to_owned(),
                unit: *unit,
            })
            .collect();
        let person = office
            .staff("Kazimierz Próbny", &rows)
            .await
            .expect("staff");
        trials.push(Trial::staff(&name, &person, &grants));
    }
    trials
}
