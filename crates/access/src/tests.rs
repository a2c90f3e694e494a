//! What only the inside of the crate can see: casbin against the permissions, and attacks on it.

mod agreement;
mod attacks;

use crate::error::AccessError;
use crate::judge::Judge;
use crate::policy::Policy;
use crate::{MODEL, POLICY};

async fn judge() -> Result<Judge, AccessError> {
    Judge::seat(MODEL, &Policy::read(POLICY)?).await
}
