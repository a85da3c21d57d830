//! One post or page.

use axum::extract::Path;
use contracts::blog::{Article, PostKind, Reader};
use contracts::container::ContainerRef;
use contracts::{ServiceResult, Tag};
use web::{Answer, RequestContext, Template, ViewCheck};

use super::missing::missing;
use crate::held::Held;
use crate::live::LiveBody;
use crate::seo::About;
use crate::views::{ArticleView, StandingView};

const ARTICLE: Template<ArticleView> = Template::new("~blog:pages/article");
const PAGE: Template<StandingView> = Template::new("~blog:pages/page");

pub(super) fn views() -> [ViewCheck; 2] {
    [
        ARTICLE.check().at("GET /{slug}/"),
        PAGE.check().at("GET /{slug}/"),
    ]
}

pub(super) async fn article(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    let mut article = match cx.services().blog.article(&slug, Reader::Visitor).await {
        Ok(article) => article,
        Err(error) => return missing(&cx, error).await,
    };
    // Its neighbours and its tags stand below it.
    cx.tag(Tag::Posts);
    cx.tag(Tag::Post(article.card.id));
    let site = cx.site().await?;
    let about = About {
        urls: cx.urls(),
        site: &site,
    };
    let meta = about.article(&article);
    let body = LiveBody::cut(std::mem::take(&mut article.html), cx.urls());
    let held = held(&cx, &article).await?;
    let wanted = [body.wanted(), held.links, held.cards];
    let [cards, links, _] = wanted.each_ref().map(Vec::len);
    let mut drawn = cx.fragment_list(&wanted.concat()).await;
    let (below, under_title) = (drawn.split_off(cards + links), drawn.split_off(cards));
    let html = body.filled(&drawn, cx.urls());
    match article.kind {
        PostKind::Post => {
            let view = ArticleView::of(meta, article, html, cx.urls());
            cx.page(ARTICLE, &view).await
        }
        PostKind::Page => {
            let mut view = StandingView::of(meta, article, html, cx.urls());
            (view.links, view.cards) = (under_title, below);
            cx.page(PAGE, &view).await
        }
    }
}

/// Only pages hold things.
async fn held(cx: &RequestContext, article: &Article) -> ServiceResult<Held> {
    let container = ContainerRef::page(article.card.id);
    let children = match article.kind {
        PostKind::Post => Vec::new(),
        PostKind::Page => {
            cx.tag(Tag::Container(container.id));
            cx.services().containers.children(container, None).await?
        }
    };
    Ok(Held::of(container, &children))
}
