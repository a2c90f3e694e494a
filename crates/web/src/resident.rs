//! What the resident sees: services, forms, files, receipts and own matters.

mod browser_key;
mod cases;
mod drafts;
mod entry;
mod fields;
mod filing;
mod filling;
mod home;
pub(crate) mod looked_over;
mod moves;
mod own_files;
mod places;
mod receipts;
mod services;
mod steps;
mod summary;
pub(crate) mod trial;
mod uploads;
mod wording;

use access::Action;

pub(crate) use places::receipt as receipt_path;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::office()
        .get("/", Action::SeeCatalogue, home::show)
        .and(services::routes())
        .and(drafts::routes())
        .and(moves::routes())
        .and(steps::routes())
        .and(own_files::routes())
        .and(filing::routes())
        .and(receipts::routes())
        .and(cases::routes())
}
