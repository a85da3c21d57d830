//! The demo cooperative, written into an empty database in one transaction: `seed`, `serve --demo`.

mod diary;
mod holdings;
mod journal;
mod shop;

use std::collections::HashMap;
use std::sync::Arc;

use contracts::blog::Picture;
use contracts::{Clock, IdSource, RandomIds, SystemClock};
use data::media::MediaStore;
use data::{Config, Database, UnitOfWork};
use demo::Cooperative;
use models::blog::{post, setting};
use models::events::calendar;
use models::market::market;
use sea_orm::{EntityTrait, PaginatorTrait};

use self::holdings::Things;
use crate::failure::Failure;
use crate::{house, migrate, serve};

/// `rose-ash seed`.
pub(crate) async fn seed_command(config: &Config) -> Result<(), Failure> {
    serve::make_data_folder(&config.data)?;
    let db = migrate::reachable(config).await?;
    db.migrate().await?;
    let seeded = seed_if_empty(config, &db).await?;
    db.close().await?;
    if seeded {
        Ok(())
    } else {
        Err(Failure::run(format!(
            "{} is not empty: the demo cooperative goes only into an empty database",
            config.database
        )))
    }
}

/// Writes the demo cooperative when there is nothing yet; says whether it did.
pub(crate) async fn seed_if_empty(config: &Config, db: &Database) -> Result<bool, Failure> {
    if !is_empty(db).await? {
        return Ok(false);
    }
    let cooperative = demo::cooperative()
        .map_err(|error| Failure::run(format!("the demo cooperative: {error}")))?;
    eprintln!(
        "rose-ash: the database is empty; {} moves in",
        cooperative.settings.title
    );
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (media, _) =
        MediaStore::open_folder(house::media_folder(&config.data), db.clone(), clock.clone())?;
    let ids: Arc<dyn IdSource> = Arc::new(RandomIds(SystemClock));
    let now = clock.now();
    let writer = house::post_writer(&media);
    // Files first: they take a while, and a writer should not hold the database meanwhile.
    let files = Illustrations::receive(&media, &cooperative).await?;
    let work = db.begin().await?;
    let pictures = files.record(&media, &work).await?;
    let things = Things {
        pages: journal::write(writer, &work, ids.clone(), now, &pictures, &cooperative).await?,
        market: shop::write(&work, &*ids, now, &pictures, &cooperative).await?,
        calendars: diary::write(&work, &*ids, now, &pictures, &cooperative).await?,
    };
    holdings::write(&work, &*ids, now, &things, &cooperative).await?;
    work.commit().await?;
    Ok(true)
}

async fn is_empty(db: &Database) -> Result<bool, Failure> {
    let count = async || -> Result<u64, sea_orm::DbErr> {
        Ok(post::Entity::find().count(db.read()).await?
            + setting::Entity::find().count(db.read()).await?
            + market::Entity::find().count(db.read()).await?
            + calendar::Entity::find().count(db.read()).await?)
    };
    Ok(count().await.map_err(data::DataError::from)? == 0)
}

/// The cooperative's pictures in the media store, by name.
struct Illustrations(HashMap<String, Picture>);

/// Pictures that lie in the media folder and are not written down yet, with their names in the demo.
struct Received(Vec<(models::media::medium::Model, Option<String>)>);

impl Illustrations {
    async fn receive(media: &MediaStore, cooperative: &Cooperative) -> Result<Received, Failure> {
        let mut files = Vec::with_capacity(cooperative.pictures.len());
        for picture in &cooperative.pictures {
            let file = media.receive(&picture.name, picture.bytes).await?;
            files.push((file, Some(format!("demo:{}", picture.name))));
        }
        Ok(Received(files))
    }

    /// The stored picture of that name, with words for those who do not see it.
    fn picture(&self, name: &str, alt: &str) -> Option<Picture> {
        self.0.get(name).map(|picture| Picture {
            alt: alt.to_owned(),
            ..picture.clone()
        })
    }

    /// The address of the stored picture of that name; empty when there is none.
    fn address(&self, name: &str) -> String {
        self.0
            .get(name)
            .map(|picture| picture.src.clone())
            .unwrap_or_default()
    }
}

impl Received {
    async fn record(self, media: &MediaStore, work: &UnitOfWork) -> Result<Illustrations, Failure> {
        media.record(work, &self.0).await?;
        let names: Vec<String> = self
            .0
            .iter()
            .filter_map(|(_, source)| source.clone())
            .collect();
        let addresses = media.from_sources(work, &names).await?;
        let addresses: Vec<(String, String)> = addresses
            .into_iter()
            .map(|(source, address)| (source, address.to_string()))
            .collect();
        let known = media
            .pictures(work, addresses.iter().map(|(_, address)| address.as_str()))
            .await?;
        let named = addresses.iter().map(|(source, address)| {
            let name = source.trim_start_matches("demo:").to_owned();
            (name, known.picture(address, ""))
        });
        Ok(Illustrations(named.collect()))
    }
}
