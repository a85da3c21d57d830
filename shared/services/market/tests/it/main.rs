//! The market on both databases.

use contracts::market::{Availability, Market};
use contracts::{Currency, Money, ServiceError};
use market_service::MarketService;
use market_service::stocking::{NewCategory, NewMarket, NewProduct, open_market};
use testing::TestDatabase;

fn product(slug: &str, pence: i64) -> NewProduct {
    NewProduct {
        slug: slug.into(),
        name: format!("The {slug}"),
        description: "Good.".into(),
        price: Money {
            minor: pence,
            currency: Currency::GBP,
        },
        unit: "each".into(),
        producer: "Us".into(),
        labels: vec!["vegan".into()],
        allergens: vec!["wheat".into()],
        availability: Availability::Low,
        picture: None,
    }
}

fn category(slug: &str, products: Vec<NewProduct>) -> NewCategory {
    NewCategory {
        slug: slug.into(),
        name: slug.to_uppercase(),
        description: String::new(),
        products,
    }
}

async fn stocked(db: &TestDatabase) -> MarketService {
    let categories = vec![
        category("bread", vec![product("rye", 380), product("bun", 90)]),
        category("empty", vec![]),
        category("apples", vec![product("pippin", 300)]),
    ];
    let new = NewMarket {
        slug: "shop".into(),
        name: "Shop".into(),
        categories,
    };
    let work = db.begin().await.expect("begun");
    open_market(&work, &testing::SeededIds::default(), testing::TODAY, new)
        .await
        .expect("opened");
    work.commit().await.expect("committed");
    MarketService::new((**db).clone())
}

#[tokio::test]
async fn shelves_come_in_the_shops_order_and_empty_ones_not_at_all() {
    for db in testing::databases().await {
        let shelves = stocked(&db).await.shelves().await.expect("shelves");
        let seen: Vec<_> = shelves
            .iter()
            .map(|shelf| {
                (
                    shelf.category.slug.as_str(),
                    shelf
                        .products
                        .iter()
                        .map(|p| p.slug.as_str())
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [("bread", vec!["rye", "bun"]), ("apples", vec!["pippin"])],
            "{}",
            db.name()
        );
    }
}

#[tokio::test]
async fn a_product_knows_its_price_and_place() {
    for db in testing::databases().await {
        let product = stocked(&db).await.product("rye").await.expect("found");
        assert_eq!(
            product.price,
            Money {
                minor: 380,
                currency: Currency::GBP
            },
            "{}",
            db.name()
        );
        assert_eq!(
            (product.category.slug.as_str(), product.availability),
            ("bread", Availability::Low)
        );
        assert_eq!(
            (product.labels, product.allergens),
            (vec!["vegan".to_owned()], vec!["wheat".to_owned()])
        );
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for db in testing::databases().await {
        let market = stocked(&db).await;
        assert!(
            matches!(market.product("gold").await, Err(ServiceError::NotFound)),
            "{}",
            db.name()
        );
        assert!(
            matches!(market.shelf("gold").await, Err(ServiceError::NotFound)),
            "{}",
            db.name()
        );
        assert_eq!(
            market
                .shelf("empty")
                .await
                .expect("a bare shelf")
                .products
                .len(),
            0
        );
    }
}
