//! Services of all offices in memory: what they are found by, and who offers them.
//!
//! Services with the same words are kept once, with the offices that offer them. Each visit
//! compares the offices with the directory, and reads again only those that have changed.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use ::catalogue::Definition;
use ::catalogue::markup;
use ::catalogue::search::{Entry, Index, fold, stems};
use sha2::{Digest, Sha256};
use store::published::Listed;
use tenancy::{OfficeState, Tenant, TenantId};

use super::labels;
use crate::{AppState, PageError};

/// Offices read in one statement.
const OFFICES_AT_ONCE: usize = 50;
/// Services nobody offers any more that are kept beside as many that somebody does.
const LEFT_MIN: usize = 256;

/// What is asked of the services of the region.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) words: &'a str,
    /// Key of a category; empty for all. The same for the others.
    pub(crate) category: &'a str,
    pub(crate) life_event: &'a str,
    pub(crate) service: &'a str,
    /// Part of the name of an office.
    pub(crate) office: &'a str,
    /// Services shown at most.
    pub(crate) limit: usize,
}

/// A service with the offices that offer it.
pub(crate) struct Offered {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// Whether the texts are Polish because there are none in the language asked for.
    pub(crate) is_polish: bool,
    /// In order of their names.
    pub(crate) offices: Vec<TenantId>,
}

/// Services found, the best first.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) services: Vec<Offered>,
    /// How many there are, counted once for each title.
    pub(crate) count: usize,
    /// What was probably meant by words nobody knows.
    pub(crate) meant: Option<String>,
}

/// The services of the region.
#[derive(Default)]
pub(crate) struct RegionServices {
    known: RwLock<Known>,
    /// Held by whoever reads from the database.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    is_complete: bool,
    index: Index,
    services: Vec<Service>,
    by_words: HashMap<[u8; 32], usize>,
    titles: HashMap<(String, String), usize>,
    offices: Vec<Office>,
    places: HashMap<TenantId, usize>,
    /// Services that no office offers any more.
    left: usize,
}

struct Service {
    slug: String,
    category: String,
    life_events: Vec<String>,
    /// Title and summary by language.
    texts: Vec<(String, String, String)>,
    /// Number of its address with its title: services with the same are shown together.
    group: usize,
    offices: Vec<usize>,
}

struct Office {
    tenant: TenantId,
    /// The office's row when its services were read; `None` when it does not answer.
    changed_at_ms: Option<i64>,
    name: String,
    stems: Vec<String>,
    services: Vec<usize>,
    /// Place in the order of names.
    rank: usize,
}

impl RegionServices {
    /// What is found.
    ///
    /// # Errors
    /// When the database is away and nothing was read before.
    pub(crate) async fn find(
        &self,
        app: &AppState,
        language: &str,
        wanted: &Wanted<'_>,
    ) -> Result<Found, PageError> {
        self.refresh(app).await?;
        Ok(self.known().find(language, wanted))
    }

    /// How many services there are in each category.
    ///
    /// # Errors
    /// As [`RegionServices::find`].
    pub(crate) async fn counts(&self, app: &AppState) -> Result<HashMap<String, usize>, PageError> {
        self.refresh(app).await?;
        let mut counts = HashMap::new();
        for service in &self.known().services {
            if !service.offices.is_empty() {
                *counts.entry(service.category.clone()).or_default() += service.offices.len();
            }
        }
        Ok(counts)
    }

    /// Reads what has changed since the last time.
    ///
    /// # Errors
    /// When the database is away and nothing was read before.
    pub(crate) async fn refresh(&self, app: &AppState) -> Result<(), PageError> {
        let mut offices = app.tenancy().offices();
        offices.retain(|office| office.state() == OfficeState::Active);
        if self.known().is_current(&offices) {
            return Ok(());
        }
        let is_complete = self.known().is_complete;
        let _turn = match is_complete {
            // Somebody reads already: what is known until then will do.
            true => match self.reading.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(()),
            },
            false => self.reading.lock().await,
        };
        match self.read(app, &offices).await {
            Err(PageError::Unavailable) if is_complete => Ok(()),
            outcome => outcome,
        }
    }

    async fn read(&self, app: &AppState, offices: &[Tenant]) -> Result<(), PageError> {
        let whole = !self.known().is_complete || self.known().is_worn();
        let mut fresh = whole.then(Known::default);
        let stale: Vec<&Tenant> = match &fresh {
            Some(_) => offices.iter().collect(),
            None => self.known().stale(offices),
        };
        for some in stale.chunks(OFFICES_AT_ONCE) {
            let ids: Vec<TenantId> = some.iter().map(|office| office.id()).collect();
            let tx = app.tenancy().registry().await?;
            let listed = store::published::listed(&tx, &ids).await?;
            drop(tx);
            match &mut fresh {
                Some(fresh) => fresh.put(app, some, listed),
                None => self.known_mut().put(app, some, listed),
            }
        }
        let mut known = self.known_mut();
        if let Some(fresh) = fresh {
            *known = fresh;
            known.is_complete = true;
        }
        known.leave_out_all_but(offices);
        Ok(())
    }

    fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn known_mut(&self) -> RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn is_current(&self, offices: &[Tenant]) -> bool {
        let answering = self.offices.iter().filter(|o| o.changed_at_ms.is_some());
        self.is_complete && answering.count() == offices.len() && self.stale(offices).is_empty()
    }

    /// Offices of which something else or nothing is known.
    fn stale<'o>(&self, offices: &'o [Tenant]) -> Vec<&'o Tenant> {
        let is_stale = |office: &&Tenant| {
            let known = self.places.get(&office.id()).map(|at| &self.offices[*at]);
            known.and_then(|known| known.changed_at_ms) != Some(office.changed_at_ms())
        };
        offices.iter().filter(is_stale).collect()
    }

    /// Whether more is left behind than is in use.
    fn is_worn(&self) -> bool {
        self.left > LEFT_MIN && self.left * 2 > self.services.len()
    }

    fn put(&mut self, app: &AppState, offices: &[&Tenant], listed: Vec<Listed>) {
        for office in offices {
            let at = self.place(office.id());
            self.clear(at);
            let names = format!(
                "{} {} {}",
                office.name(),
                office.profile().seat,
                office.slug()
            );
            let known = &mut self.offices[at];
            known.changed_at_ms = Some(office.changed_at_ms());
            known.name = fold(&names);
            known.stems = stems(&names);
        }
        for one in listed {
            let at = self.place(one.tenant);
            let service = self.service(app, &one.words, one.definition);
            let offering = &mut self.services[service].offices;
            if offering.is_empty() {
                self.left = self.left.saturating_sub(1);
            }
            offering.push(at);
            self.offices[at].services.push(service);
        }
        self.rank();
    }

    fn leave_out_all_but(&mut self, offices: &[Tenant]) {
        let answering: HashSet<TenantId> = offices.iter().map(Tenant::id).collect();
        let over =
            |office: &Office| office.changed_at_ms.is_some() && !answering.contains(&office.tenant);
        let gone: Vec<usize> = (0..self.offices.len())
            .filter(|at| over(&self.offices[*at]))
            .collect();
        for at in gone {
            self.clear(at);
            self.offices[at].changed_at_ms = None;
        }
    }

    fn place(&mut self, tenant: TenantId) -> usize {
        *self.places.entry(tenant).or_insert_with(|| {
            self.offices.push(Office {
                tenant,
                changed_at_ms: None,
                name: String::new(),
                stems: Vec::new(),
                services: Vec::new(),
                rank: 0,
            });
            self.offices.len() - 1
        })
    }

    fn clear(&mut self, at: usize) {
        for service in std::mem::take(&mut self.offices[at].services) {
            let offering = &mut self.services[service].offices;
            offering.retain(|office| *office != at);
            if offering.is_empty() {
                self.left += 1;
            }
        }
    }

    /// The place of a service with these words, made when there is none yet.
    fn service(&mut self, app: &AppState, words: &str, definition: Definition) -> usize {
        let key: [u8; 32] = Sha256::digest(words.as_bytes()).into();
        if let Some(at) = self.by_words.get(&key) {
            return *at;
        }
        self.index
            .add(&Entry::of(&definition, labels(app, &definition)));
        let text = |language: &str, path: &str| definition.text(language, path).to_owned();
        let summary = |language: &str| markup::plain(&text(language, "card.summary"));
        let mut texts = vec![("pl".to_owned(), text("pl", "title"), summary("pl"))];
        let others = definition.texts.iter();
        let others = others.filter(|(_, texts)| texts.contains_key("title"));
        texts.extend(others.map(|(code, _)| (code.clone(), text(code, "title"), summary(code))));
        let next = self.titles.len();
        let group = (definition.slug.clone(), fold(&definition.title));
        let group = *self.titles.entry(group).or_insert(next);
        self.services.push(Service {
            slug: definition.slug,
            category: definition.category,
            life_events: definition.life_events,
            texts,
            group,
            offices: Vec::new(),
        });
        self.left += 1;
        self.by_words.insert(key, self.services.len() - 1);
        self.services.len() - 1
    }

    fn rank(&mut self) {
        let mut order: Vec<usize> = (0..self.offices.len()).collect();
        order.sort_by(|a, b| self.offices[*a].name.cmp(&self.offices[*b].name));
        for (rank, at) in order.into_iter().enumerate() {
            self.offices[at].rank = rank;
        }
    }

    fn find(&self, language: &str, wanted: &Wanted<'_>) -> Found {
        let (words, offices) = self.asked(wanted);
        let counts = |at: usize| {
            let service = &self.services[at];
            let fits = |asked: &str, has: &str| asked.is_empty() || asked == has;
            let mut events = service.life_events.iter();
            let answers = |office: &usize| offices.as_ref().is_none_or(|these| these[*office]);
            fits(wanted.category, &service.category)
                && fits(wanted.service, &service.slug)
                && (wanted.life_event.is_empty() || events.any(|e| e == wanted.life_event))
                && service.offices.iter().any(answers)
        };
        let (entries, meant) = match words.is_empty() {
            true => (
                (0..self.services.len()).filter(|at| counts(*at)).collect(),
                None,
            ),
            false => {
                let found = self.index.find(&words, counts);
                (found.entries, found.meant)
            }
        };
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for at in entries {
            let service = &self.services[at];
            let place = *places.entry(service.group).or_insert_with(|| {
                groups.push((at, Vec::new()));
                groups.len() - 1
            });
            let these = service.offices.iter().copied();
            let these = these.filter(|office| offices.as_ref().is_none_or(|these| these[*office]));
            groups[place].1.extend(these);
        }
        if words.is_empty() {
            // Nothing was typed: what most offices offer comes first.
            groups.sort_by_key(|(at, offices)| (std::cmp::Reverse(offices.len()), *at));
        }
        let count = groups.len();
        groups.truncate(wanted.limit);
        let shown = groups.into_iter();
        let services = shown.map(|(at, offices)| self.offered(language, at, offices));
        Found {
            services: services.collect(),
            count,
            meant,
        }
    }

    /// The words typed without names of offices, and the offices that count, by their places.
    ///
    /// A word that no service has and the name of an office does is taken for the office.
    fn asked(&self, wanted: &Wanted<'_>) -> (String, Option<Vec<bool>>) {
        let mut named: Vec<Vec<String>> = Vec::new();
        let mut rest = Vec::new();
        for word in wanted.words.split_whitespace() {
            let found = stems(word);
            let is_office = !found.is_empty()
                && !self.index.knows(word)
                && self
                    .offices
                    .iter()
                    .any(|office| found.iter().all(|s| office.stems.contains(s)));
            match is_office {
                true => named.push(found),
                false => rest.push(word),
            }
        }
        let typed = fold(wanted.office);
        if named.is_empty() && typed.trim().is_empty() {
            return (rest.join(" "), None);
        }
        let fits = |office: &Office| {
            typed
                .split_whitespace()
                .all(|word| office.name.contains(word))
                && named
                    .iter()
                    .flatten()
                    .all(|stem| office.stems.contains(stem))
        };
        (
            rest.join(" "),
            Some(self.offices.iter().map(fits).collect()),
        )
    }

    fn offered(&self, language: &str, at: usize, mut offices: Vec<usize>) -> Offered {
        let service = &self.services[at];
        offices.sort_unstable_by_key(|office| self.offices[*office].rank);
        offices.dedup();
        let mut texts = service.texts.iter();
        let texts = texts.find(|(known, _, _)| known == language);
        let is_polish = texts.is_none();
        let (title, summary) = texts
            .or(service.texts.first())
            .map(|(_, title, summary)| (title.clone(), summary.clone()))
            .unwrap_or_default();
        Offered {
            slug: service.slug.clone(),
            title,
            summary,
            is_polish,
            offices: offices.iter().map(|at| self.offices[*at].tenant).collect(),
        }
    }
}
