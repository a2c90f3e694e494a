//! The catalogue as data: JSON of our own, CPSV-AP 3.2 as JSON-LD and Turtle, and its description.
//!
//! For everybody: nothing here depends on who asks. What is shown is what the cards show.

mod about;
mod answer;
mod asked;
mod cpsv;
mod openapi;
mod problem;
mod record;
mod triples;

use access::Action;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use catalogue::Definition;
use tenancy::Tenant;

use crate::PageError;
use crate::address::Path;
use crate::catalogue::Wanted;
use crate::routes::Routes;
use crate::visit::{Site, Visit};

use answer::Form;
use asked::Asked;
use record::Record;

pub(crate) use answer::mark_encoding;
pub(crate) use problem::{is_api, of_fault};
pub(crate) use record::{languages, site_url};

/// What an address of the catalogue says, as it stands there.
type Pairs = Query<Vec<(String, String)>>;

pub(crate) fn office_routes() -> Routes {
    routes(Routes::office())
}

pub(crate) fn region_routes() -> Routes {
    routes(Routes::region())
}

fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/catalogue", Action::SeeCatalogue, list)
        .get(
            "/api/v1/catalogue.jsonld",
            Action::SeeCatalogue,
            list_jsonld,
        )
        .get("/api/v1/catalogue.ttl", Action::SeeCatalogue, list_turtle)
        .get("/api/v1/catalogue/{service}", Action::SeeCatalogue, one)
        .get(
            "/api/v1/openapi.json",
            Action::SeeCatalogue,
            openapi::document,
        )
        .get("/katalog-jako-dane", Action::SeeCatalogue, about::show)
}

/// A service with the office that offers it.
struct Offered {
    office: Tenant,
    slug: String,
    edition: i32,
    definition: Definition,
}

/// `GET /api/v1/catalogue`
async fn list(visit: Visit, headers: HeaderMap, pairs: Pairs) -> Result<Response, PageError> {
    collection(&visit, &headers, None, pairs).await
}

/// `GET /api/v1/catalogue.jsonld`
async fn list_jsonld(visit: Visit, headers: HeaderMap, q: Pairs) -> Result<Response, PageError> {
    collection(&visit, &headers, Some(Form::JsonLd), q).await
}

/// `GET /api/v1/catalogue.ttl`
async fn list_turtle(visit: Visit, headers: HeaderMap, q: Pairs) -> Result<Response, PageError> {
    collection(&visit, &headers, Some(Form::Turtle), q).await
}

async fn collection(
    visit: &Visit,
    headers: &HeaderMap,
    form: Option<Form>,
    Query(pairs): Pairs,
) -> Result<Response, PageError> {
    let asked = match Asked::read(visit, pairs, false) {
        Ok(asked) => asked,
        Err(faults) => return Ok(problem::of_parameters(visit, &faults)),
    };
    let Some(form) = form.or_else(|| Form::accepted(headers)) else {
        return Ok(problem::not_acceptable(visit));
    };
    let (services, count) = services(visit, &asked).await?;
    let next = asked.next(visit, count);
    let body = match form {
        Form::Json => {
            let records = services
                .iter()
                .map(|one| Record::of(visit, one, asked.language));
            answer::json(&record::Catalogue {
                language: asked.language,
                count,
                next: next.clone(),
                services: records.collect(),
            })?
        }
        Form::JsonLd => triples::json_ld(&cpsv::graph(visit, &services)),
        Form::Turtle => triples::turtle(&cpsv::graph(visit, &services)),
    };
    Ok(answer::cached(headers, form, body, next))
}

/// `GET /api/v1/catalogue/{service}`: at an office its service, at the region everybody's.
async fn one(
    visit: Visit,
    headers: HeaderMap,
    Path(service): Path<String>,
    Query(pairs): Pairs,
) -> Result<Response, PageError> {
    let mut asked = match Asked::read(&visit, pairs, true) {
        Ok(asked) => asked,
        Err(faults) => return Ok(problem::of_parameters(&visit, &faults)),
    };
    let (slug, form) = Form::of_extension(&service);
    let Some(form) = form.or_else(|| Form::accepted(&headers)) else {
        return Ok(problem::not_acceptable(&visit));
    };
    slug.clone_into(&mut asked.service);
    let (services, count) = services(&visit, &asked).await?;
    let Some(first) = services.first() else {
        return Err(PageError::NotFound);
    };
    let body = match (form, visit.site()) {
        (Form::JsonLd, _) => triples::json_ld(&cpsv::graph(&visit, &services)),
        (Form::Turtle, _) => triples::turtle(&cpsv::graph(&visit, &services)),
        (Form::Json, Site::Region) => answer::json(&record::Catalogue {
            language: asked.language,
            count,
            next: None,
            services: services
                .iter()
                .map(|one| Record::of(&visit, one, asked.language))
                .collect(),
        })?,
        (Form::Json, _) => answer::json(&Record::of(&visit, first, asked.language))?,
    };
    Ok(answer::cached(&headers, form, body, None))
}

/// The services asked for, those of one page, and how many there are altogether.
async fn services(visit: &Visit, asked: &Asked) -> Result<(Vec<Offered>, usize), PageError> {
    match visit.site() {
        Site::Region => of_region(visit, asked).await,
        Site::Office | Site::Admin | Site::Login => of_office(visit, asked).await,
    }
}

async fn of_office(visit: &Visit, asked: &Asked) -> Result<(Vec<Offered>, usize), PageError> {
    let app = visit.app();
    let office = visit.office()?;
    let (all, index) = app.catalogue().searched(app, office).await?;
    let places: Vec<usize> = match asked.words.is_empty() {
        true => (0..all.len()).collect(),
        false => index.find(&asked.words, |_| true).entries,
    };
    let found = places.iter().filter_map(|at| all.get(*at));
    let found: Vec<_> = found
        .filter(|one| asked.fits(&one.slug, &one.definition))
        .collect();
    let page = found.iter().skip(asked.skipped()).take(asked.limit);
    let services = page.map(|one| Offered {
        office: office.clone(),
        slug: one.slug.clone(),
        edition: one.number,
        definition: one.definition.clone(),
    });
    Ok((services.collect(), found.len()))
}

async fn of_region(visit: &Visit, asked: &Asked) -> Result<(Vec<Offered>, usize), PageError> {
    let app = visit.app();
    let wanted = Wanted {
        words: &asked.words,
        category: &asked.category,
        life_event: &asked.life_event,
        service: &asked.service,
        limit: usize::MAX,
        ..Wanted::default()
    };
    let found = app.region().find(app, asked.language, &wanted).await?;
    let pairs = found.services.into_iter().flat_map(|service| {
        let slug = service.slug;
        let offices = service.offices.into_iter();
        offices.map(move |office| (office, slug.clone()))
    });
    let pairs: Vec<_> = pairs.collect();
    let page = pairs.iter().skip(asked.skipped()).take(asked.limit);
    let page: Vec<_> = page.cloned().collect();
    let tx = app.tenancy().registry().await?;
    let rows = store::published::cards(&tx, &page).await?;
    drop(tx);
    let services = rows.into_iter().filter_map(|row| {
        Some(Offered {
            office: app.tenancy().by_id(row.tenant)?,
            slug: row.slug,
            edition: row.edition,
            definition: row.definition,
        })
    });
    Ok((services.collect(), pairs.len()))
}
