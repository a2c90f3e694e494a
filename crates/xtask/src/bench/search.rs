//! Searching the services of all offices, as many as in the whole country.

use super::{Bench, Measured, Section, measure};
use crate::exec::Failure;

/// Services of every office, each with words of its own: no two are kept as one.
const SERVICES: &str = "insert into registry.published_service (tenant_id, slug, edition_id, \
      edition_number, hash, title, summary, category, life_events, definition) \
    select t.id, d.definition->>'slug' || '-' || n, gen_random_uuid(), 1, 'x', \
      d.definition->>'title', s.summary, d.definition->>'category', \
      array(select jsonb_array_elements_text(d.definition->'life_events')), \
      jsonb_set(d.definition, '{card,summary}', to_jsonb(s.summary)) \
    from registry.tenant t cross join generate_series(1, 40) as n \
    join (select definition, row_number() over (order by slug) as place, \
        count(*) over () as count from registry.template) as d \
      on d.place = 1 + (n - 1) % d.count, \
    lateral (select (d.definition->'card'->>'summary') || ' Wersja ' || t.slug || ' nr ' || n \
      as summary) as s \
    where t.role <> 'lead'";
/// Tells the program that all have changed, and the planner how much there is now.
const TOLD: &str = "update registry.tenant set changed_at = now()";
const COUNTED: &str = "analyze registry.published_service";

pub(super) const SECTION: Section = Section {
    name: "search",
    title: "Search",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    bench
        .cluster
        .ask("ratusz", "delete from registry.published_service")?;
    for sql in [SERVICES, TOLD, COUNTED] {
        bench.cluster.ask("ratusz", sql)?;
    }
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let pid = server.id().to_string();
    let (address, port) = (bench.address(), bench.program.port.to_string());
    let rounds = bench.times(15).to_string();
    let figures = measure::figures(bench, &["search", &address, &pid, &port, &rounds]);
    bench.stop(server)?;
    figures.map(Measured::Figures)
}
