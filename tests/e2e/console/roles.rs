//! Two roles of the lead: whoever runs the platform, and whoever writes templates alone.

use access::Role;
use axum::http::StatusCode;
use tests::people::of_the_lead;

use super::{Lead, page};
use crate::staff::designer::fill;

#[tokio::test]
async fn a_catalogue_editor_writes_templates_and_nothing_else() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let office = lead.adopting("daleki", &lead.template, &[]).await;
    let who = ("Edyta Wzorcowa", Role::CatalogueEditor.as_str());
    let edyta = of_the_lead(&lead.platform, &lead.router, who).await;
    let mut edyta = edyta.expect("an editor");
    assert_eq!(edyta.get("/").await.location(), "/szablony");
    let list = page(&mut edyta, "/szablony").await;
    for closed in ["href=\"/plan\"", "href=\"/mury\"", "/urzedy/"] {
        assert!(!list.contains(closed), "{closed}");
    }
    let of_office = format!("/urzedy/{}", office.slug());
    for path in ["/plan", "/mury", &of_office, &format!("{of_office}/wylacz")] {
        let answer = edyta.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!answer.body.contains(office.name()), "{path}");
    }
    for path in ["/plan/zastosuj", "/mury", &format!("{of_office}/wylacz")] {
        let answer = edyta.post(path, &[("powod", "próba")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let path = lead.at("/czesc/karta");
    let saved = fill(&mut edyta, &path, &[("card.time", "Tydzień.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let said = [("opis", "Krócej.")];
    let published = fill(&mut edyta, &lead.at("/wydanie"), &said).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.body
    );
    assert!(lead.edition(2).await.is_some());
}

// Nothing of a resident, a case or a draft is on any page this role opens: every page of templates
// is made while no office can be reached at all.
#[tokio::test]
async fn pages_of_templates_are_made_without_a_look_into_any_office() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let office = lead.adopting("zamkniety", &lead.template, &[]).await;
    let who = ("Edyta Zdalna", Role::CatalogueEditor.as_str());
    let edyta = of_the_lead(&lead.platform, &lead.router, who).await;
    let mut edyta = edyta.expect("an editor");
    edyta.post(&lead.at("/szkic"), &[]).await;
    // The office's own role may not come in any more, so whoever looks into it fails.
    let role = office.schema().to_string();
    let shut = format!("alter role {role} nologin");
    tests::platform::plant(&lead.platform.url, shut)
        .await
        .expect("a shut office");
    let tenancy = tenancy::Tenancy::connect(tests::platform::config(&lead.platform.url)).await;
    let tenancy = tenancy.expect("a program of its own");
    let there = tenancy.by_slug(office.slug()).expect("the office");
    assert!(there.begin().await.is_err(), "the office is shut");
    let own = tests::Platform {
        tenancy,
        ..lead.platform
    };
    let mut edyta = edyta.with(own.web(None).await.expect("pages"));
    let path = format!("/szablony/{}", lead.template.slug);
    let pages = [
        "",
        "/czesc/karta",
        "/czesc/postepowanie",
        "/formularz",
        "/podglad",
        "/wydanie",
        "/wydania/1",
        "/urzedy",
        "/porzuc",
    ];
    for rest in pages {
        page(&mut edyta, &format!("{path}{rest}")).await;
    }
    page(&mut edyta, "/szablony").await;
    page(&mut edyta, "/szablony/nowy").await;
    let offices = page(&mut edyta, &format!("{path}/urzedy")).await;
    assert!(offices.contains(office.name()));
    let open = format!("alter role {role} login");
    tests::platform::plant(&own.url, open)
        .await
        .expect("as before");
}

#[tokio::test]
async fn a_changed_role_counts_at_once_and_no_other_can_be_given() {
    let Some(lead) = Lead::open().await else {
        return;
    };
    let mut olga = lead.operator("Olga Zmienna").await;
    assert_eq!(olga.get("/mury").await.status, StatusCode::OK);
    let tx = lead
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let all = store::operators::list(&tx).await.expect("operators");
    let own = all.iter().find(|one| one.id == olga.id).expect("her");
    assert_eq!(own.role, "operator");
    let now = tests::people::now();
    let changed = store::operators::appoint(&tx, &own.email, "catalogue_editor", now).await;
    assert_eq!(changed.expect("a change"), Some(olga.id));
    tx.commit().await.expect("a commit");
    assert_eq!(olga.get("/mury").await.status, StatusCode::FORBIDDEN);
    assert_eq!(olga.get("/szablony").await.status, StatusCode::OK);
    let tx = lead
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let refused = store::operators::appoint(&tx, &own.email, "tenant_admin", now).await;
    assert!(refused.is_err(), "a role of an office is none here");
}
