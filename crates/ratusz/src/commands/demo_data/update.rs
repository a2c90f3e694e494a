//! One more edition of one of the lead's templates, so that the demo has updates waiting: where an
//! office changed the same text, one of them is to be chosen.

use anyhow::Context;
use chrono::Days;
use store::settings::Source;
use store::templates::{self, NextEdition};
use tenancy::Tenancy;

/// Grajewo has a text of its own where the new edition has another one.
const TEMPLATE: &str = "pismo-ogolne";
/// Days from today until the new edition has to be in force.
const DUE_DAYS: u64 = 45;
/// What it says now; the translations still fit.
const HOW: &str = "Zaloguj się, wypełnij formularz, sprawdź odpowiedzi i wyślij. Od razu \
                   dostaniesz potwierdzenie z numerem. Wypełnianie możesz przerwać i dokończyć \
                   później, także na innym urządzeniu.";
const RESULT: &str = "Dostaniesz odpowiedź albo rozstrzygnięcie na swoje konto. Jeśli sprawa \
                      należy do innego urzędu, przekażemy mu pismo w 7 dni i damy Ci znać.";
const NOTES: &str = "Karta mówi teraz, że pismo można dokończyć na innym urządzeniu i że \
                     przekazujemy je właściwemu urzędowi w 7 dni.\nFormularz się nie zmienił.";
const REASON: &str = "Jednakowe karty usług w całym regionie";

/// Publishes the edition after the one of the files, unless that was done already.
pub(super) async fn announce(tenancy: &Tenancy) -> anyhow::Result<()> {
    let tx = tenancy.registry().await?;
    let known = templates::editions_of(&tx, TEMPLATE).await?;
    let is_from_file = known.first().is_some_and(|one| one.source == Source::File);
    let newest = templates::newest_of(&tx, TEMPLATE).await?;
    let Some(mut next) = newest.filter(|_| is_from_file) else {
        return Ok(());
    };
    next.edition += 1;
    next.card.how = HOW.to_owned();
    next.card.result = RESULT.to_owned();
    let now = crate::now();
    let due = web::dates::warsaw_date(now).checked_add_days(Days::new(DUE_DAYS));
    let edition = NextEdition {
        definition: &next,
        release_notes: NOTES,
        due: Some((due.context("a day to come")?, REASON)),
        by: "program",
    };
    templates::publish_next(&tx, edition, now).await?;
    Ok(tx.commit().await?)
}
