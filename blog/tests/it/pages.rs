//! Pages as readers see them.

use axum::http::StatusCode;
use contracts::blog::{MenuItem, PostKind, PostStatus};
use testing::{TODAY, hours_ago};

use crate::site::Site;

#[tokio::test]
async fn an_empty_blog_says_so() {
    let site = Site::new().await;
    let home = site.get("/").await.ok();
    home.has("An orchard, a bakery and a hall")
        .has("Nothing is published yet.");
}

#[tokio::test]
async fn the_front_page_leads_with_what_is_featured() {
    let site = Site::new().await;
    let mut featured = site.post("apple-day", 5);
    featured.featured = true;
    featured.title = "Apple & pear day".into();
    site.put([featured, site.post("bread", 1)]).await;
    let home = site.get("/").await.ok();
    home.has("<h2 class=\"lead-title\"><a class=\"card-link\" href=\"/apple-day/\">Apple &amp; pear day</a>");
    assert_eq!(
        home.body.matches("href=\"/apple-day/\"").count(),
        1,
        "not in the grid as well"
    );
    home.has("href=\"/bread/\"");
}

#[tokio::test]
async fn twelve_articles_are_a_page() {
    let site = Site::new().await;
    site.put((1..=13).map(|n| site.post(&format!("post-{n}"), n)))
        .await;
    let first = site.get("/").await.ok();
    first.has("href=\"/post-12/\"").lacks("href=\"/post-13/\"");
    first.has("href=\"/page/2/\"").has("Page 1 of 2");
    let second = site.get("/page/2/").await.ok();
    second
        .has("href=\"/post-13/\"")
        .lacks("href=\"/post-12/\"")
        .lacks("lead-title");
    second.has("<link rel=\"canonical\" href=\"https://blog.coop.example/page/2/\">");
    assert_eq!(site.get("/page/3/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_article_has_its_parts() {
    let site = Site::new().await;
    let mut post = site.post("bread", 2);
    post.excerpt = Some("How it is made".into());
    post.free_html =
        "<p>Flour, <em>water</em>, <a href=\"app://market/salt/\">salt</a>.</p>".into();
    post.published_at = Some(TODAY);
    let (oven, ada) = (site.tag("oven"), site.author("ada"));
    site.put([post.clone(), site.post("older", 9), site.post("rolls", 8)])
        .await;
    site.put([oven.clone()]).await;
    site.put([ada.clone()]).await;
    site.credit(&post, &[&oven], &[&ada]).await;
    let page = site.get("/bread/").await.ok();
    page.has("<h1 class=\"article-title\">Title of bread</h1>")
        .has("<p class=\"article-standfirst\">How it is made</p>")
        .has(
            "<p>Flour, <em>water</em>, <a href=\"https://market.coop.example/salt/\">salt</a>.</p>",
        )
        .has("href=\"/tag/oven/\"")
        .has("href=\"/author/ada/\"")
        .has("24 November 2026")
        .has("href=\"/rolls/\"")
        .lacks("class=\"gate\"");
}

#[tokio::test]
async fn dates_are_in_the_site_s_zone() {
    let site = Site::new().await;
    // Half past eleven at night in July, UTC: the next day in London.
    let mut post = site.post("night", 0);
    post.published_at = Some(contracts::Instant(1_783_639_800_000_000));
    site.put([post]).await;
    site.get("/night/").await.ok().has("10 July 2026");
}

#[tokio::test]
async fn a_page_stands_alone() {
    let site = Site::new().await;
    let mut about = site.post("about", 1);
    about.kind = PostKind::Page;
    site.put([about]).await;
    let page = site.get("/about/").await.ok();
    page.has("Title of about")
        .has("<p>Free part of about</p>")
        .lacks("article-nav");
    page.has("<meta property=\"og:type\" content=\"website\">");
    site.get("/").await.ok().lacks("href=\"/about/\"");
}

#[tokio::test]
async fn tags_and_authors_have_pages() {
    let site = Site::new().await;
    let (mut oven, mut ada) = (site.tag("oven"), site.author("ada"));
    oven.description = Some("What comes out of it".into());
    ada.bio = Some("Bakes at night".into());
    ada.website = Some("javascript:alert(1)".into());
    site.put([oven.clone()]).await;
    site.put([ada.clone()]).await;
    for n in 1..=13 {
        let post = site.post(&format!("post-{n}"), n);
        site.put([post.clone()]).await;
        site.credit(&post, &[&oven], &[&ada]).await;
    }
    let tag = site.get("/tag/oven/").await.ok();
    tag.has("Name of oven")
        .has("What comes out of it")
        .has("13 articles")
        .has("href=\"/tag/oven/page/2/\"");
    site.get("/tag/oven/page/2/")
        .await
        .ok()
        .has("href=\"/post-13/\"")
        .has("href=\"/tag/oven/\"");
    let author = site.get("/author/ada/").await.ok();
    author
        .has("Bakes at night")
        .has("href=\"/author/ada/page/2/\"")
        .lacks("javascript:");
    assert_eq!(
        site.get("/tag/oven/page/3/").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.get("/author/ada/page/3/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_scheduled_article_appears_at_its_minute() {
    let site = Site::new().await;
    let mut post = site.post("soon", 0);
    post.status = PostStatus::Scheduled;
    post.published_at = Some(hours_ago(-1));
    site.put([post]).await;
    assert_eq!(site.get("/soon/").await.status, StatusCode::NOT_FOUND);
    site.clock.advance_seconds(3600);
    site.get("/soon/").await.ok();
    site.get("/").await.ok().has("href=\"/soon/\"");
}

#[tokio::test]
async fn the_menu_stands_in_every_header_with_whole_addresses() {
    let site = Site::new().await;
    let mut about = MenuItem::new("About", "/about/");
    about.children = vec![MenuItem::new("Shop", "app://market/bread/")];
    site.write_menu(&[MenuItem::new("Market", "app://market/"), about])
        .await;
    let home = site.get("/").await.ok();
    home.has("<a href=\"https://blog.coop.example/about/\">About</a>")
        .has("<summary aria-label=\"More about “About”\">")
        .has("<a href=\"https://market.coop.example/bread/\">Shop</a>");
    assert!(
        !home.body.contains(">Market</a></li><li class=\"nav-branch"),
        "the row of apps has the market’s door already"
    );
}
