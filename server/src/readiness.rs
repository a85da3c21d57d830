//! Whether this process can serve: the database answers, its schema is the one that we know, and nobody has told us to
//! stop.

use std::time::Duration;

use async_trait::async_trait;
use data::Database;
use web::Readiness;

use crate::stopping::Stop;

/// A database that takes longer than this to say that it lives does not live for a visitor.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks the database.
pub(crate) struct DatabaseReadiness {
    pub(crate) db: Database,
    pub(crate) stop: Stop,
}

#[async_trait]
impl Readiness for DatabaseReadiness {
    async fn ready(&self) -> Result<(), String> {
        if self.stop.is_requested() {
            return Err("it is stopping".to_owned());
        }
        let asked = async {
            self.db.ping().await?;
            self.db.is_migrated().await
        };
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => {
                Err("the schema is older than this program: run `rose-ash migrate`".to_owned())
            }
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!(
                "the database did not answer within {} s",
                PATIENCE.as_secs()
            )),
        }
    }
}
