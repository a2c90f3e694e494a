//! Services of one office as files: written out, compared with the office, taken in.

use catalogue::difference::{Change, difference};
use catalogue::repository::{Adopted, Has, ServiceEntry, read_one, template_named};
use catalogue::{Adoption, Definition, adopt};
use chrono::{DateTime, Utc};
use serde::Serialize;
use tenancy::{Tenancy, TenancyError, Tenant};

use super::found::{self, Inside};
use super::{PlanProblem, write};
use crate::services::{self, Kept, ToPublish};
use crate::settings::Source;
use crate::{StoreError, audit, published, templates};

/// A service written as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceFile {
    pub slug: String,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    pub text: String,
}

/// Writes the services of an office as files, without those withdrawn; with `only`, that one
/// whatever its state.
///
/// # Errors
/// [`StoreError`] when a statement fails or something stored does not fit this program.
pub async fn write_services(
    tenancy: &Tenancy,
    tenant: &Tenant,
    only: Option<&str>,
) -> Result<Vec<ServiceFile>, StoreError> {
    let tx = tenant.begin_in_any_state().await?;
    let kept = services::kept(&tx).await?;
    drop(tx);
    let wanted = kept.into_iter().filter(|service| match only {
        Some(slug) => slug == service.slug,
        None => service.state != "withdrawn",
    });
    let mut files = Vec::new();
    for service in wanted {
        files.push(ServiceFile {
            text: text_of(tenancy, &service).await?,
            slug: service.slug,
            state: service.state,
        });
    }
    Ok(files)
}

/// The adoption if it still makes this service of its template; otherwise the one that does.
async fn text_of(tenancy: &Tenancy, service: &Kept) -> Result<String, StoreError> {
    let Some((slug, edition, overlay)) = &service.adopted else {
        return Ok(service.definition.to_toml());
    };
    let tx = tenancy.registry().await?;
    let Some(template) = templates::find(&tx, slug, *edition).await? else {
        return Ok(service.definition.to_toml());
    };
    let noted = Adoption::from_json(overlay).ok().filter(|adoption| {
        adopt(&template, adoption).is_ok_and(|made| made.hash() == service.hash)
    });
    let adoption =
        noted.unwrap_or_else(|| Adoption::between(&template, &service.definition.to_json()));
    Ok(adoption.to_toml())
}

/// How a service of the office differs from its file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum Difference {
    /// The office does not offer what the file says.
    OnlyInFile { slug: String, title: String },
    /// The office offers what no file says.
    OnlyInOffice { slug: String, title: String },
    /// Both have it, not the same.
    Differs {
        slug: String,
        title: String,
        /// Template and edition in the office and in the file, when they are not the same.
        #[serde(skip_serializing_if = "Option::is_none")]
        template: Option<[Option<(String, u32)>; 2]>,
        /// From the office to the file; none when only the number of the edition differs.
        changes: Vec<Change>,
    },
}

/// The services of an office beside their files.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    pub problems: Vec<PlanProblem>,
    /// How many services are the same in both.
    pub same: usize,
    pub differences: Vec<Difference>,
}

/// Compares files of services, as path and text, with what the office offers.
///
/// # Errors
/// [`StoreError`] when a statement fails; mistakes in the files are in the answer.
pub async fn compare_services(
    tenancy: &Tenancy,
    tenant: &Tenant,
    files: &[(String, String)],
) -> Result<Compared, StoreError> {
    let office = Office::of(tenant).await?;
    let mut compared = Compared {
        problems: Vec::new(),
        same: 0,
        differences: Vec::new(),
    };
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (file, text) in files {
        let entry = match office.read(tenancy, file, text).await? {
            Ok(entry) => entry,
            Err(problems) => {
                compared.problems.extend(problems);
                continue;
            }
        };
        let slug = entry.definition.slug.clone();
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == slug) {
            compared.problems.push(PlanProblem {
                file: file.clone(),
                line: 1,
                column: 1,
                message: format!("Adres „{slug}” ma już inna usługa."),
                hint: format!("zobacz {other}"),
            });
            continue;
        }
        match office.against(&entry) {
            Some(difference) => compared.differences.push(difference),
            None => compared.same += 1,
        }
        seen.push((slug, file));
    }
    // A file with mistakes says nothing about which services there are.
    let whole = compared.problems.is_empty();
    let forgotten = office.kept.iter().filter(|kept| {
        whole && kept.state == "published" && !seen.iter().any(|(slug, _)| *slug == kept.slug)
    });
    compared
        .differences
        .extend(forgotten.map(|kept| Difference::OnlyInOffice {
            slug: kept.slug.clone(),
            title: kept.definition.title.clone(),
        }));
    Ok(compared)
}

/// What taking in a file does.
#[derive(Clone, Debug)]
pub struct Import {
    pub entry: ServiceEntry,
    /// `None` when the office offers exactly this.
    pub difference: Option<Difference>,
    /// Number of the edition that is, or would be, in force.
    pub number: i32,
}

/// Reads the file of a service and says what taking it in would change. Changes nothing.
///
/// # Errors
/// [`StoreError`] when a statement fails; mistakes in the file are the inner error.
pub async fn plan_import(
    tenancy: &Tenancy,
    tenant: &Tenant,
    (file, text): (&str, &str),
) -> Result<Result<Import, Vec<PlanProblem>>, StoreError> {
    let office = Office::of(tenant).await?;
    let read = office.read(tenancy, file, text).await?;
    Ok(read.map(|entry| {
        let number = match office.kept(&entry.definition.slug) {
            Some(kept) if kept.hash == entry.definition.hash() => kept.number,
            _ => office.newest(&entry.definition.slug) + 1,
        };
        Import {
            difference: office.against(&entry),
            number,
            entry,
        }
    }))
}

/// Puts a service that [`plan_import`] read in force; a definition the office has in force keeps
/// its edition. As after `apply`, the file is what counts from then on.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn import_service(
    tenancy: &Tenancy,
    tenant: &Tenant,
    entry: &ServiceEntry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let slug = entry.definition.slug.as_str();
    let hash = entry.definition.hash();
    let tx = tenant.begin_in_any_state().await?;
    write::lock(&tx).await?;
    let inside = found::inside(&tx).await?;
    let found = inside.services.iter().find(|found| found.slug == slug);
    let in_force = found.filter(|found| found.hash.as_ref() == Some(&hash));
    let to_publish = ToPublish {
        id: found.map(|found| found.id),
        definition: &entry.definition,
        hash: &hash,
        adopted: entry.adopted.as_ref(),
        edition_id: in_force.and_then(|found| found.edition_id),
        number: found.map(|found| found.newest).unwrap_or_default(),
    };
    services::publish(&tx, &[to_publish], (Source::File, "program"), now).await?;
    let entry = audit::Entry {
        at: now,
        actor: "program",
        action: "service_imported",
        subject: &format!("service:{slug}"),
        detail: &hash,
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    let tx = tenant.begin_in_any_state().await?;
    let in_force = services::in_force(&tx, &[slug]).await?;
    drop(tx);
    let tx = tenancy.registry().await?;
    published::put(&tx, tenant.id(), &in_force, now).await?;
    tx.announce(tenant.id()).await?;
    Ok(tx.commit().await?)
}

/// What an office has, as its files are compared with.
struct Office {
    inside: Inside,
    kept: Vec<Kept>,
}

impl Office {
    async fn of(tenant: &Tenant) -> Result<Self, StoreError> {
        let newest = tenancy::migrate::newest_version();
        if tenant.schema_version() < newest {
            let slug = tenant.slug().to_owned();
            let state = "behind this program: ratusz tenant migrate";
            return Err(TenancyError::State { slug, state }.into());
        }
        let tx = tenant.begin_in_any_state().await?;
        Ok(Self {
            inside: found::inside(&tx).await?,
            kept: services::kept(&tx).await?,
        })
    }

    fn kept(&self, slug: &str) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.slug == slug)
    }

    fn newest(&self, slug: &str) -> i32 {
        let found = self.inside.services.iter().find(|found| found.slug == slug);
        found.map(|found| found.newest).unwrap_or_default()
    }

    async fn read(
        &self,
        tenancy: &Tenancy,
        file: &str,
        text: &str,
    ) -> Result<Result<ServiceEntry, Vec<PlanProblem>>, StoreError> {
        let template: Option<Definition> = match template_named(file, text) {
            Some((slug, edition)) => {
                let tx = tenancy.registry().await?;
                templates::find(&tx, &slug, edition).await?
            }
            None => None,
        };
        let units = self.inside.units.iter().map(|unit| unit.code.as_str());
        let classes = self.inside.classes.iter();
        let has = Has {
            units: units.collect(),
            classes: classes.map(|class| class.symbol.as_str()).collect(),
        };
        let read = read_one(file, text, template.as_ref(), &has);
        Ok(read.map_err(|problems| problems.into_iter().map(Into::into).collect()))
    }

    /// How the office differs from the file; `None` when it does not.
    fn against(&self, entry: &ServiceEntry) -> Option<Difference> {
        let (slug, title) = (
            entry.definition.slug.clone(),
            entry.definition.title.clone(),
        );
        let Some(kept) = self.kept(&slug).filter(|kept| kept.state == "published") else {
            return Some(Difference::OnlyInFile { slug, title });
        };
        let changes = difference(&kept.definition, &entry.definition);
        let named = |adopted: &Adopted| (adopted.template.clone(), adopted.edition);
        let sides = [
            kept.adopted
                .as_ref()
                .map(|(template, edition, _)| (template.clone(), *edition)),
            entry.adopted.as_ref().map(named),
        ];
        let template = Some(sides).filter(|[office, file]| office != file);
        let same = template.is_none() && kept.hash == entry.definition.hash();
        (!same).then_some(Difference::Differs {
            slug,
            title,
            template,
            changes,
        })
    }
}
