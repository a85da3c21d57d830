//! What search engines and social sites get: a superset of Ghost's head.

use contracts::blog::{SocialCard, Visibility};
use models::blog::post;
use serde_json::{Value, json};

use crate::site::{Answered, Site};

/// The page's JSON-LD.
fn json_ld(page: &Answered) -> Value {
    let open = "<script type=\"application/ld+json\">";
    let start = page.body.find(open).expect("JSON-LD") + open.len();
    let end = page.body[start..].find("</script>").expect("its end");
    serde_json::from_str(&page.body[start..start + end]).expect("JSON")
}

/// An article with everything in its head, and two authors and tags.
async fn rich(site: &Site) -> post::Model {
    let hash = "0123456789abcdef0123456789abcdef";
    site.put([site.picture(hash)]).await;
    let mut post = site.post("bread", 9);
    post.picture = Some(format!("/media/{hash}/photo.jpg"));
    post.picture_alt = Some("A \"loaf\"".into());
    post.excerpt = Some("By hand".into());
    post.meta_title = Some("Searched title".into());
    post.meta_description = Some("Searched description".into());
    post.og = serde_json::to_string(&SocialCard {
        title: Some("Shared title".into()),
        ..SocialCard::default()
    })
    .expect("plain data");
    post.canonical_url = Some("https://elsewhere.example/bread/".into());
    let (oven, news) = (site.tag("oven"), site.tag("news"));
    let (ada, bob) = (site.author("ada"), site.author("bob"));
    site.put([post.clone()]).await;
    site.put([oven.clone(), news.clone()]).await;
    site.put([ada.clone(), bob.clone()]).await;
    site.credit(&post, &[&oven, &news], &[&ada, &bob]).await;
    post
}

#[tokio::test]
async fn an_article_s_head_has_all_that_ghost_sends() {
    let site = Site::new().await;
    rich(&site).await;
    let page = site.get("/bread/").await.ok();
    let picture = "https://blog.coop.example/media/0123456789abcdef0123456789abcdef/photo.jpg";
    for (key, content) in [
        ("property=\"og:site_name\"", "Hollin Bank"),
        ("property=\"og:type\"", "article"),
        ("property=\"og:title\"", "Shared title"),
        ("property=\"og:description\"", "By hand"),
        ("property=\"og:url\"", "https://elsewhere.example/bread/"),
        ("property=\"og:image\"", picture),
        ("property=\"og:image:width\"", "1200"),
        ("property=\"og:image:height\"", "800"),
        ("property=\"og:image:alt\"", "A &quot;loaf&quot;"),
        ("property=\"article:tag\"", "Name of oven"),
        ("property=\"article:tag\"", "Name of news"),
        (
            "property=\"article:publisher\"",
            "https://www.facebook.com/hollinbank",
        ),
        ("name=\"twitter:card\"", "summary_large_image"),
        ("name=\"twitter:title\"", "Searched title"),
        ("name=\"twitter:description\"", "By hand"),
        ("name=\"twitter:url\"", "https://elsewhere.example/bread/"),
        ("name=\"twitter:image\"", picture),
        ("name=\"twitter:label1\"", "Written by"),
        ("name=\"twitter:data1\"", "Name of ada, Name of bob"),
        ("name=\"twitter:label2\"", "Filed under"),
        ("name=\"twitter:data2\"", "Name of oven, Name of news"),
        ("name=\"twitter:site\"", "@hollinbank"),
        ("name=\"description\"", "Searched description"),
        ("name=\"generator\"", "Rose Ash"),
    ] {
        page.has(&format!("<meta {key} content=\"{content}\">"));
    }
    page.has("<title>Searched title · Hollin Bank</title>");
    page.has("<link rel=\"canonical\" href=\"https://elsewhere.example/bread/\">");
    page.has("<meta property=\"article:published_time\" content=\"2026-11-24T00:00:00");
    page.has("<meta property=\"article:modified_time\" content=\"2026-11-24T00:00:00");
    assert_eq!(page.body.matches("rel=\"canonical\"").count(), 1);
    assert_eq!(page.body.matches("property=\"og:site_name\"").count(), 1);
}

#[tokio::test]
async fn an_article_s_json_ld_has_all_that_ghost_sends() {
    let site = Site::new().await;
    rich(&site).await;
    let found = json_ld(&site.get("/bread/").await.ok());
    let at = |path: &str| format!("https://blog.coop.example{path}");
    for (field, value) in [
        ("@context", json!("https://schema.org")),
        ("@type", json!("Article")),
        ("headline", json!("Searched title")),
        ("url", json!(at("/bread/"))),
        ("datePublished", json!("2026-11-24T00:00:00Z")),
        ("dateModified", json!("2026-11-24T00:00:00Z")),
        ("keywords", json!("Name of oven, Name of news")),
        ("description", json!("By hand")),
        ("mainEntityOfPage", json!(at("/bread/"))),
        ("isAccessibleForFree", json!(true)),
    ] {
        assert_eq!(found[field], value, "{field}");
    }
    assert_eq!(found["publisher"]["name"], "Hollin Bank");
    assert_eq!(found["publisher"]["url"], at("/"));
    assert_eq!(found["publisher"]["logo"]["url"], at("/favicon.ico"));
    let author =
        json!({"@type": "Person", "name": "Name of ada", "url": at("/author/ada/"), "sameAs": []});
    assert_eq!(found["author"], author);
    assert_eq!(found["contributor"][0]["name"], "Name of bob");
    assert_eq!(found["image"]["width"], 1200);
    assert_eq!(found["hasPart"], Value::Null);
}

#[tokio::test]
async fn a_gated_article_says_that_it_is() {
    let site = Site::new().await;
    let mut post = site.post("gated", 1);
    post.visibility = Visibility::Paid;
    site.put([post]).await;
    let page = site.get("/gated/").await.ok();
    let found = json_ld(&page);
    assert_eq!(found["isAccessibleForFree"], false);
    assert_eq!(found["hasPart"]["isAccessibleForFree"], false);
    let selector = found["hasPart"]["cssSelector"]
        .as_str()
        .expect("a selector");
    page.has(&format!("class=\"{}\"", selector.trim_start_matches('.')));
}

#[tokio::test]
async fn text_cannot_leave_the_json() {
    let site = Site::new().await;
    let mut post = site.post("sly", 1);
    post.title = "</script><script>alert(1)</script>".into();
    site.put([post]).await;
    let page = site.get("/sly/").await.ok();
    page.lacks("<script>alert");
    assert_eq!(
        json_ld(&page)["headline"],
        "</script><script>alert(1)</script>"
    );
}

#[tokio::test]
async fn the_front_page_is_the_web_site() {
    let site = Site::new().await;
    site.put((1..=13).map(|n| site.post(&format!("post-{n}"), n)))
        .await;
    let home = site.get("/").await.ok();
    home.has("<title>Hollin Bank</title>")
        .has("<meta property=\"og:type\" content=\"website\">")
        .has("<meta name=\"twitter:card\" content=\"summary\">")
        .has("<link rel=\"next\" href=\"https://blog.coop.example/page/2/\">")
        .lacks("<link rel=\"prev\"");
    let found = json_ld(&home);
    assert_eq!(found["@type"], "WebSite");
    assert_eq!(found["name"], "Hollin Bank");
    assert_eq!(found["mainEntityOfPage"], "https://blog.coop.example/");
    assert_eq!(found["description"], "An orchard, a bakery and a hall");
    let second = site.get("/page/2/").await.ok();
    second
        .has("<link rel=\"prev\" href=\"https://blog.coop.example/\">")
        .lacks("<link rel=\"next\"");
    second.has("<title>Hollin Bank (2) · Hollin Bank</title>");
}

#[tokio::test]
async fn tags_are_series_and_authors_are_people() {
    let site = Site::new().await;
    rich(&site).await;
    let tag = json_ld(&site.get("/tag/oven/").await.ok());
    assert_eq!(
        (&tag["@type"], &tag["name"]),
        (&json!("Series"), &json!("Name of oven"))
    );
    assert_eq!(tag["url"], "https://blog.coop.example/tag/oven/");
    let page = site.get("/author/ada/").await.ok();
    page.has("<meta property=\"og:type\" content=\"profile\">");
    let author = json_ld(&page);
    assert_eq!(
        (&author["@type"], &author["name"]),
        (&json!("Person"), &json!("Name of ada"))
    );
}
