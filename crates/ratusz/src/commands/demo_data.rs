//! `ratusz demo-data`: invented people and cases in every office. Development only; repeatable.

mod answers;
mod cases;
mod course;
mod papers;
mod people;
mod update;

use std::sync::Arc;

use anyhow::Context;
use store::published::PublishedRow;
use tenancy::{OfficeState, Tenancy, Tenant};
use tokio::task::JoinSet;

use super::{OFFICES, bar, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;
use cases::Stage;
use people::{Keys, POSTS};
use web::files::Files;

/// Offices filled at the same time.
const PARALLEL: usize = 4;

/// Fills the offices and prints how to sign in.
///
/// # Errors
/// In production, or when the database is away.
pub(crate) async fn run(
    configuration: &Configuration,
    asked: &cli::DemoData,
) -> anyhow::Result<()> {
    if !configuration.settings.is_development() {
        let hint = "to polecenie działa tylko z mode = \"development\"";
        return Err(refuse(
            "Zmyślone dane nie mogą trafić do pracy produkcyjnej.",
            hint,
        ));
    }
    let tenancy = super::tenancy(configuration).await?;
    let keys = Arc::new(keys(configuration)?);
    let files = Files::open(&configuration.settings.files_dir).context("files.dir")?;
    operator(configuration, &tenancy, &keys).await?;
    update::announce(&tenancy).await?;
    let offices: Vec<Tenant> = tenancy
        .offices()
        .into_iter()
        .filter(|office| office.state() == OfficeState::Active)
        .collect();
    let bar = bar(offices.len(), "Dane pokazowe");
    let mut work = JoinSet::new();
    let mut made = 0;
    for office in &offices {
        if work.len() >= PARALLEL {
            made += next(&mut work).await?;
            bar.inc(1);
        }
        let tx = tenancy.registry().await?;
        let published = store::published::of_office(&tx, office.id()).await?;
        drop(tx);
        let (office, keys, files) = (office.clone(), Arc::clone(&keys), files.clone());
        let count = asked.cases;
        work.spawn(async move { fill(&office, published, (&keys, &files), count).await });
    }
    while !work.is_empty() {
        made += next(&mut work).await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!(
        "{}, spraw i wersji roboczych: {made}.\n",
        count(offices.len(), OFFICES)
    );
    print(configuration, &offices, &keys);
    tenancy.close().await;
    Ok(())
}

async fn next(work: &mut JoinSet<anyhow::Result<usize>>) -> anyhow::Result<usize> {
    match work.join_next().await {
        Some(done) => done.context("an office of the demo")?,
        None => Ok(0),
    }
}

async fn fill(
    office: &Tenant,
    published: Vec<PublishedRow>,
    (keys, files): (&Keys, &Files),
    count: usize,
) -> anyhow::Result<usize> {
    let filled = async {
        let tx = office.begin().await?;
        let clerks = people::enrol(&tx, keys).await?;
        tx.commit().await?;
        let stage = Stage {
            tenant: office,
            files,
            clerks: &clerks,
        };
        cases::invent(&stage, published, count).await
    };
    filled.await.context(office.slug().to_owned())
}

/// One password and one second factor for the whole demo.
fn keys(configuration: &Configuration) -> anyhow::Result<Keys> {
    let mut totp_secret = [0; 20];
    let derived = configuration.secret.derive("demo/second-factor");
    totp_secret.copy_from_slice(&derived[..20]);
    Ok(Keys {
        password_hash: web::sign_in::passwords::hash(people::PASSWORD)?,
        totp_secret,
    })
}

async fn operator(
    configuration: &Configuration,
    tenancy: &Tenancy,
    keys: &Keys,
) -> anyhow::Result<()> {
    let tx = tenancy.registry().await?;
    let sealing = store::operators::keys(&configuration.secret);
    store::operators::enrol(
        &tx,
        &sealing,
        people::OPERATOR,
        &keys.password_hash,
        &keys.totp_secret,
        crate::now(),
    )
    .await?;
    Ok(tx.commit().await?)
}

fn print(configuration: &Configuration, offices: &[Tenant], keys: &Keys) {
    let settings = &configuration.settings;
    let rows: Vec<Vec<String>> = offices
        .iter()
        .map(|office| {
            vec![
                office.name().to_owned(),
                settings.office_url(office.slug(), "/"),
                format!("…@{}.example.pl", office.slug()),
            ]
        })
        .collect();
    show::table(&["urząd", "adres", "konta pracowników"], &rows);
    println!("\nPracownicy logują się pod adresem urzędu + /urzad:");
    for post in &POSTS {
        println!("  {:<12} {}", format!("{}@…", post.mailbox), post.duty);
    }
    let console = settings.url(&format!("admin.{}", settings.base_domain), "/");
    println!("\nRegion:    {}", settings.region_url("/"));
    println!("Konsola:   {console}");
    println!("           {} (kod z aplikacji)", people::OPERATOR.1);
    println!("Hasło wszystkich kont: {}", people::PASSWORD);
    println!(
        "Kod z aplikacji (TOTP), sekret: {}",
        base32(&keys.totp_secret)
    );
    println!("Mieszkańcy: „Logowanie testowe” na stronie urzędu, bez hasła.");
}

/// Bytes as people type them into an application of codes.
///
/// # Source
/// RFC 4648, 6.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    let (mut kept, mut bits) = (0_u32, 0);
    for byte in bytes {
        kept = (kept << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let letter = usize::try_from((kept >> bits) & 31).unwrap_or_default();
            text.push(char::from(LETTERS[letter]));
        }
        kept &= (1 << bits) - 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base32;

    #[test]
    fn secrets_read_as_the_standard_says() {
        assert_eq!(base32(b"foobarbaz1"), "MZXW6YTBOJRGC6RR");
    }
}
