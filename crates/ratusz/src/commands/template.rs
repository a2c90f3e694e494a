//! `ratusz template status|export`: who stands on which edition of a template; editions as files.

use std::collections::BTreeMap;
use std::fs;

use catalogue::read_definition;
use chrono::NaiveDate;
use chrono_tz::Europe::Warsaw;
use serde_json::{Value, json};
use store::templates::{self, Adopter};

use super::{OFFICES, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

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
    let newest = templates::newest_numbers(&tx).await?;
    let hashes = templates::editions(&tx).await?;
    let all = templates::adopters(&tx, None).await?;
    drop(tx);
    tenancy.close().await;
    let today = crate::now().with_timezone(&Warsaw).date_naive();
    if asked.json {
        let newest = newest.into_iter().map(|(slug, (number, _))| (slug, number));
        return show::json(&as_json(&newest.collect(), &hashes, (&all, today)));
    }
    print(&all, today);
    Ok(())
}

type Hashes = std::collections::HashMap<(String, u32), String>;

fn print(all: &[Adopter], today: NaiveDate) {
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| {
            vec![
                one.template.clone(),
                one.office.clone(),
                one.edition.to_string(),
                one.newest.to_string(),
                since(one),
                one.changes.to_string(),
                state(one, today),
            ]
        })
        .collect();
    let headings = [
        "wzorzec",
        "urząd",
        "wydanie",
        "najnowsze",
        "od",
        "zmiany",
        "stan",
    ];
    show::table(&headings, &rows);
    let behind = all.iter().filter(|one| one.behind() > 0);
    let mut offices: Vec<&str> = behind.clone().map(|one| one.office.as_str()).collect();
    offices.sort_unstable();
    offices.dedup();
    println!(
        "\nPrzyjęte usługi: {}, na starszym wydaniu: {} ({}), po terminie: {}.",
        all.len(),
        behind.count(),
        count(offices.len(), OFFICES),
        all.iter().filter(|one| one.is_late(today)).count()
    );
}

fn since(one: &Adopter) -> String {
    match one.since {
        Some(at) => at.with_timezone(&Warsaw).format("%Y-%m-%d").to_string(),
        None => "nie wiadomo".to_owned(),
    }
}

fn state(one: &Adopter, today: NaiveDate) -> String {
    match (one.published, one.behind(), one.due_on) {
        (false, ..) => "tego wydania nie ogłoszono".to_owned(),
        (true, 0, _) => "aktualne".to_owned(),
        (true, _, Some(due)) if one.is_late(today) => format!("po terminie: {due}"),
        (true, behind, Some(due)) => format!("starsze o {behind}, termin {due}"),
        (true, behind, None) => format!("starsze o {behind}"),
    }
}

fn as_json(
    newest: &BTreeMap<String, u32>,
    hashes: &Hashes,
    (all, today): (&[Adopter], NaiveDate),
) -> Value {
    let templates: Vec<Value> = newest
        .iter()
        .map(|(slug, edition)| {
            let hash = |edition: u32| hashes.get(&(slug.clone(), edition));
            let here = all.iter().filter(|one| one.template == *slug);
            let offices: Vec<Value> = here
                .map(|one| {
                    json!({
                        "office": one.office,
                        "service": one.service,
                        "edition": one.edition,
                        "hash": hash(one.edition),
                        "behind": one.behind(),
                        "published": one.published,
                        "since": one.since,
                        "changes": one.changes,
                        "due_on": one.due_on,
                        "late": one.is_late(today),
                    })
                })
                .collect();
            json!({
                "template": slug, "newest": edition, "hash": hash(*edition), "offices": offices,
            })
        })
        .collect();
    json!({ "templates": templates })
}

/// Writes an edition of a template to a file, like those in `templates/` of the lead.
///
/// # Errors
/// When there is no such edition, or a file of other content is in the way.
pub(crate) async fn export(
    configuration: &Configuration,
    asked: &cli::TemplateExport,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let tx = tenancy.registry().await?;
    let found = match asked.edition {
        Some(edition) => templates::find(&tx, &asked.slug, edition).await?,
        None => templates::newest_of(&tx, &asked.slug).await?,
    };
    drop(tx);
    tenancy.close().await;
    let Some(found) = found else {
        let edition = asked.edition.map(|edition| format!(" w wydaniu {edition}"));
        let message = format!(
            "Nie ma wzorca {}{}.",
            asked.slug,
            edition.unwrap_or_default()
        );
        return Err(refuse(message, "ogłoszone wydania: ratusz template status"));
    };
    let unusable = |fault: std::io::Error| {
        refuse(
            format!("Nie da się zapisać w {}: {fault}.", asked.to.display()),
            "podaj folder, w którym wolno pisać",
        )
    };
    fs::create_dir_all(&asked.to).map_err(unusable)?;
    let path = asked.to.join(format!("{}.toml", found.slug));
    let edition = found.edition;
    if let Ok(there) = fs::read_to_string(&path) {
        if read_definition("", &there).is_ok_and(|there| there == found) {
            println!("{} ma już wydanie {edition}.", path.display());
            return Ok(());
        }
        if !asked.overwrite {
            return Err(refuse(
                format!("Inna treść jest już w {}.", path.display()),
                "obejrzyj ją i powtórz z --overwrite; komentarze pliku przepadną",
            ));
        }
    }
    fs::write(&path, found.to_toml()).map_err(unusable)?;
    println!("Zapisano wydanie {edition} w {}.", path.display());
    Ok(())
}
