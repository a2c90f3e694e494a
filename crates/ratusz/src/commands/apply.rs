//! `ratusz tenant apply`: puts offices on the platform and changes them as their files say.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Instant;

use serde_json::json;
use store::onboarding::{self, Applied, Invitation, Outcome, Run};

use super::{OFFICES, bar, count, plan, seconds};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Applies the files.
///
/// # Errors
/// When the files have mistakes, the person says no, or an office fails.
pub(crate) async fn run(configuration: &Configuration, asked: &cli::Apply) -> anyhow::Result<()> {
    let admin = super::admin(configuration).await?;
    admin.prepare().await?;
    let tenancy = super::tenancy(configuration).await?;
    let plan = plan::make(configuration, &tenancy, &asked.plan).await?;
    if !plan.problems.is_empty() {
        if asked.plan.json {
            show::json(&plan)?;
        } else {
            plan::print(&plan);
        }
        return plan::refuse_problems(&plan);
    }
    if !asked.plan.json {
        plan::print(&plan);
    }
    if !plan.is_empty() && !asked.yes {
        confirm()?;
    }
    let begun = Instant::now();
    let run = Run {
        id: store::ids::fresh(),
        started_by: "program",
        now: crate::now(),
    };
    let bar = bar(plan.offices.len(), "Urzędy");
    let applied = onboarding::apply((&admin, &tenancy), &plan, run, |office| {
        bar.set_message(office.slug.clone());
        bar.inc(1);
    })
    .await?;
    bar.finish_and_clear();
    tenancy.close().await;
    if asked.plan.json {
        print_json(configuration, &applied)?;
    } else {
        print(configuration, &applied, &seconds(begun.elapsed()));
    }
    let failed = applied
        .iter()
        .filter(|office| office.outcome.is_err())
        .count();
    match failed {
        0 => Ok(()),
        number => Err(refuse(
            format!("Nie wprowadzono zmian w: {}.", count(number, OFFICES)),
            "usuń przyczynę i powtórz polecenie; gotowe urzędy zostaną pominięte",
        )),
    }
}

/// Asks the person at the terminal.
pub(super) fn confirm() -> anyhow::Result<()> {
    if !io::stdin().is_terminal() {
        let hint = "powtórz z --yes, jeśli plan jest dobry";
        return Err(refuse("Nie ma kogo zapytać o zgodę.", hint));
    }
    print!("Zastosować? [t/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "t" | "tak" => Ok(()),
        _ => Err(refuse("Niczego nie zmieniono.", "")),
    }
}

fn print(configuration: &Configuration, applied: &[Applied], time: &str) {
    let of = |outcome: Outcome| {
        let same = applied
            .iter()
            .filter(move |office| matches!(office.outcome, Ok(done) if done == outcome));
        same.count()
    };
    for office in applied {
        if let Err(fault) = &office.outcome {
            println!("  {}: nie udało się: {}", office.slug, super::chain(fault));
        }
    }
    println!(
        "Założono: {}, zmieniono: {}, bez zmian: {}, w {time}.",
        of(Outcome::Added),
        of(Outcome::Changed),
        of(Outcome::Unchanged)
    );
    let invited: Vec<_> = applied
        .iter()
        .flat_map(|office| {
            office
                .invitations
                .iter()
                .map(move |person| (office, person))
        })
        .collect();
    if invited.is_empty() {
        return;
    }
    println!(
        "\nZaproszenia administratorów. Każdy link działa raz, przez 24 godziny, i nie będzie"
    );
    println!("pokazany ponownie:");
    for (office, person) in invited {
        println!(
            "  {} <{}>\n    {}",
            person.name,
            person.email,
            link(configuration, &office.slug, person)
        );
    }
}

fn print_json(configuration: &Configuration, applied: &[Applied]) -> anyhow::Result<()> {
    let offices: Vec<_> = applied
        .iter()
        .map(|office| {
            let invitations: Vec<_> = office
                .invitations
                .iter()
                .map(|person| {
                    json!({
                        "name": person.name,
                        "email": person.email,
                        "link": link(configuration, &office.slug, person),
                    })
                })
                .collect();
            json!({
                "slug": office.slug,
                "outcome": office.outcome.as_ref().map(|done| done.as_str()).unwrap_or("failed"),
                "fault": office.outcome.as_ref().err().map(|fault| super::chain(fault)),
                "millis": u64::try_from(office.took.as_millis()).unwrap_or(u64::MAX),
                "invitations": invitations,
            })
        })
        .collect();
    show::json(&json!({ "offices": offices }))
}

fn link(configuration: &Configuration, slug: &str, person: &Invitation) -> String {
    let path = format!("/urzad/zaproszenie/{}", person.token);
    configuration.settings.office_url(slug, &path)
}
