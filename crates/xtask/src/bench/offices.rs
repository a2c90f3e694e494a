//! Many offices: onboarding one and all, a column added everywhere, traffic over all of them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::report::{Budget, Figure};
use super::{Bench, Measured, Section, measure};
use crate::exec::{Failure, cannot, quietly};
use crate::workspace;

/// As many offices as there are gminas in Poland.
const OFFICES: usize = 2_477;
/// Offices put up one by one, out of a folder of their own.
const FIRST: usize = 3;
/// Offices whose schemas get a column in a hurry and in a full run alike.
const ALTERED: usize = 500;
/// Undoes the newest migration that adds a column, in the first offices.
const UNDO: &str = "do $$ declare s text; begin \
    for s in select schema_name from registry.tenant where schema_name is not null \
      order by id desc limit @COUNT@ loop \
      execute format('alter table %I.draft drop column version', s); \
      execute format('delete from %I.seaql_migrations where version = %L', \
        s, 'm0003_draft_version'); \
      update registry.tenant set schema_version = schema_version - 1 where schema_name = s; \
    end loop; end $$";

pub(super) const SECTION: Section = Section {
    name: "offices",
    title: "Many offices",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    let all = if bench.quick { 300 } else { OFFICES };
    let folder = bench.program.home.folder.join("many");
    write(bench, &folder, all)?;
    let few = bench.program.home.folder.join("few");
    write(bench, &few, FIRST)?;
    let mut figures = vec![first(bench, &few)?, everybody(bench, &folder, all)?];
    figures.push(altered(bench, ALTERED.min(all), 3.0)?);
    if all > ALTERED {
        figures.push(altered(bench, all, 10.0)?);
    }
    figures.extend(traffic(bench, all)?);
    Ok(Measured::Figures(figures))
}

/// The files of `all` offices beside the lead, whose templates they adopt.
fn write(bench: &Bench, folder: &Path, all: usize) -> Result<(), Failure> {
    copy_lead(folder)?;
    let count = all.to_string();
    let mut command = measure::command(bench);
    quietly(command.arg("offices").arg(folder).arg(&count)).map(|_| ())
}

/// Makes `folder` with the files of the lead.
pub(super) fn copy_lead(folder: &Path) -> Result<(), Failure> {
    let lead = workspace::root().join("tenants").join("podlaskie");
    fs::create_dir_all(folder).map_err(cannot("make", folder))?;
    let copied = folder.join("podlaskie");
    let mut command = Command::new("cp");
    quietly(command.arg("-r").arg(&lead).arg(&copied)).map(|_| ())
}

/// One new office, from its file to its first page.
fn first(bench: &mut Bench, folder: &Path) -> Result<Figure, Failure> {
    bench.onboard()?;
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let mut times_s = Vec::new();
    for number in 1..=FIRST {
        let slug = format!("biuro-{number}");
        let begun = Instant::now();
        apply(bench, folder, Some(&slug))?;
        let (address, host) = (bench.address(), bench.host(&slug));
        quietly(measure::command(bench).args(["answer", &address, &host]))?;
        times_s.push(begun.elapsed().as_secs_f64());
    }
    bench.stop(server)?;
    let name = "one office, from file to first page";
    Ok(Figure::median(
        name,
        "s",
        &mut times_s,
        Some(Budget::AtMost(1.0)),
    ))
}

fn everybody(bench: &Bench, folder: &Path, all: usize) -> Result<Figure, Failure> {
    let begun = Instant::now();
    apply(bench, folder, None)?;
    let mut minutes = [begun.elapsed().as_secs_f64() / 60.0];
    let name = format!("{all} offices from files");
    Ok(Figure::median(
        &name,
        "min",
        &mut minutes,
        Some(Budget::AtMost(8.0)),
    ))
}

pub(super) fn apply(bench: &Bench, folder: &Path, only: Option<&str>) -> Result<(), Failure> {
    let mut command = bench.program.command(&bench.cluster);
    command.args(["tenant", "apply"]).arg(folder).arg("--yes");
    if let Some(slug) = only {
        command.args(["--only", slug]);
    }
    quietly(&mut command).map(|_| ())
}

/// The newest migration, one column, run again in `count` offices.
fn altered(bench: &Bench, count: usize, limit_s: f64) -> Result<Figure, Failure> {
    bench
        .cluster
        .ask("ratusz", &UNDO.replace("@COUNT@", &count.to_string()))?;
    let begun = Instant::now();
    quietly(
        bench
            .program
            .command(&bench.cluster)
            .args(["tenant", "migrate"]),
    )?;
    let mut seconds = [begun.elapsed().as_secs_f64()];
    let name = format!("a column added in {count} offices");
    Ok(Figure::median(
        &name,
        "s",
        &mut seconds,
        Some(Budget::AtMost(limit_s)),
    ))
}

fn traffic(bench: &mut Bench, all: usize) -> Result<Vec<Figure>, Failure> {
    let begun = Instant::now();
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let mut start_s = [begun.elapsed().as_secs_f64()];
    let name = format!("start with {all} offices");
    let mut figures = vec![Figure::median(
        &name,
        "s",
        &mut start_s,
        Some(Budget::AtMost(2.0)),
    )];
    let (pid, postgres) = (server.id().to_string(), bench.cluster.pid());
    let (address, port) = (bench.address(), bench.program.port.to_string());
    let (many, all_words) = (all.min(256).to_string(), all.to_string());
    let seconds = if bench.quick { "2" } else { "8" };
    let words = [
        "many", &address, &pid, &postgres, &port, "16", &many, &all_words, seconds,
    ];
    let measured = measure::figures(bench, &words).and_then(|mut measured| {
        let name = format!("memory with {all} offices after that load");
        measured.extend(measure::figures(bench, &["memory", &pid, &name, "500"])?);
        Ok(measured)
    });
    bench.stop(server)?;
    figures.extend(measured?);
    Ok(figures)
}
