//! The lead's templates: the list, the designer of the offices at the lead's desk, publishing, and
//! who stands on which edition. Everything comes from the registry: no office is looked into.

mod adopters;
mod edition;
mod list;
mod overview;
mod publish;

use crate::routes::Routes;
use crate::staff::designer::{self, Desk};

pub(super) fn routes() -> Routes {
    designer::sketch_routes(Desk::Lead)
        .and(list::routes())
        .and(overview::routes())
        .and(publish::routes())
        .and(edition::routes())
        .and(adopters::routes())
}
