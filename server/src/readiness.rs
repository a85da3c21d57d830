//! Whether this process can serve: the database answers, and its schema is the one that we know.

use async_trait::async_trait;
use data::Database;
use web::Readiness;

/// Asks the database.
pub(crate) struct DatabaseReadiness(pub(crate) Database);

#[async_trait]
impl Readiness for DatabaseReadiness {
    async fn ready(&self) -> Result<(), String> {
        match self.0.is_migrated().await {
            Ok(true) => Ok(()),
            Ok(false) => {
                Err("the schema is older than this program: run `rose-ash migrate`".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }
}
