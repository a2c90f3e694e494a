//! The lead's templates: the list, and the designer of the offices at the lead's desk.

mod list;
mod overview;

use crate::routes::Routes;
use crate::staff::designer::{self, Desk};

pub(super) fn routes() -> Routes {
    designer::sketch_routes(Desk::Lead)
        .and(list::routes())
        .and(overview::routes())
}
