//! `ratusz template status`: which office stands on which edition of a template.

use std::collections::{BTreeMap, HashMap};

use chrono_tz::Europe::Warsaw;
use serde_json::{Value, json};
use store::services::Origin;
use tenancy::{Tenancy, migrate};

use super::{OFFICES, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::show;

/// An office on an edition of a template.
struct Standing {
    office: String,
    origin: Origin,
    newest: u32,
    /// Whether the edition is among those that were published.
    published: bool,
}

impl Standing {
    fn behind(&self) -> u32 {
        self.newest.saturating_sub(self.origin.edition)
    }
}

/// Shows the editions the offices stand on.
///
/// # Errors
/// When the database is away.
pub(crate) async fn status(
    configuration: &Configuration,
    asked: &cli::Listing,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let tx = tenancy.registry().await?;
    let editions = store::templates::editions(&tx).await?;
    drop(tx);
    let (standing, unread) = standing(&tenancy, &editions).await?;
    tenancy.close().await;
    if asked.json {
        return show::json(&as_json(&editions, &standing, &unread));
    }
    print(&standing, &unread);
    Ok(())
}

type Editions = HashMap<(String, u32), String>;

/// Every adopted service, and the offices whose tables this program cannot read yet.
async fn standing(
    tenancy: &Tenancy,
    editions: &Editions,
) -> anyhow::Result<(Vec<Standing>, Vec<String>)> {
    let newest = newest(editions);
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    for office in tenancy.offices() {
        if office.schema_version() < migrate::newest_version() {
            unread.push(office.slug().to_owned());
            continue;
        }
        let tx = office.begin_in_any_state().await?;
        for origin in store::services::origins(&tx).await? {
            let key = (origin.template.clone(), origin.edition);
            all.push(Standing {
                office: office.slug().to_owned(),
                newest: newest.get(&origin.template).copied().unwrap_or_default(),
                published: editions.contains_key(&key),
                origin,
            });
        }
    }
    all.sort_by(|a, b| {
        let key = |s: &Standing| (s.origin.template.clone(), s.office.clone());
        key(a).cmp(&key(b))
    });
    Ok((all, unread))
}

fn newest(editions: &Editions) -> BTreeMap<String, u32> {
    let mut newest = BTreeMap::new();
    for (slug, edition) in editions.keys() {
        let known = newest.entry(slug.clone()).or_insert(*edition);
        *known = (*known).max(*edition);
    }
    newest
}

fn print(standing: &[Standing], unread: &[String]) {
    let rows: Vec<Vec<String>> = standing
        .iter()
        .map(|one| {
            vec![
                one.origin.template.clone(),
                one.office.clone(),
                one.origin.edition.to_string(),
                one.newest.to_string(),
                since(&one.origin),
                state(one),
            ]
        })
        .collect();
    let headings = ["wzorzec", "urząd", "wydanie", "najnowsze", "od", "stan"];
    show::table(&headings, &rows);
    let behind = standing.iter().filter(|one| one.behind() > 0);
    let mut offices: Vec<&str> = behind.clone().map(|one| one.office.as_str()).collect();
    offices.sort_unstable();
    offices.dedup();
    println!(
        "\nPrzyjęte usługi: {}, na starszym wydaniu: {} ({}).",
        standing.len(),
        behind.count(),
        count(offices.len(), OFFICES)
    );
    if !unread.is_empty() {
        println!(
            "Nie sprawdzono, najpierw ratusz tenant migrate: {}",
            unread.join(", ")
        );
    }
}

fn since(origin: &Origin) -> String {
    match origin.since {
        Some(at) => at.with_timezone(&Warsaw).format("%Y-%m-%d").to_string(),
        None => "nie wiadomo".to_owned(),
    }
}

fn state(one: &Standing) -> String {
    match (one.published, one.behind()) {
        (false, _) => "tego wydania nie ogłoszono".to_owned(),
        (true, 0) => "aktualne".to_owned(),
        (true, behind) => format!("starsze o {behind}"),
    }
}

fn as_json(editions: &Editions, standing: &[Standing], unread: &[String]) -> Value {
    let templates: Vec<Value> = newest(editions)
        .into_iter()
        .map(|(slug, edition)| {
            let hash = editions.get(&(slug.clone(), edition));
            let here = standing.iter().filter(|one| one.origin.template == slug);
            let offices: Vec<Value> = here
                .map(|one| {
                    json!({
                        "office": one.office,
                        "service": one.origin.slug,
                        "edition": one.origin.edition,
                        "hash": editions.get(&(slug.clone(), one.origin.edition)),
                        "behind": one.behind(),
                        "published": one.published,
                        "since": one.origin.since,
                    })
                })
                .collect();
            json!({ "template": slug, "newest": edition, "hash": hash, "offices": offices })
        })
        .collect();
    json!({ "templates": templates, "unread": unread })
}
