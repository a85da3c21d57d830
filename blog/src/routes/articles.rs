//! One post or page.

use std::borrow::Cow;

use axum::extract::Path;
use contracts::blog::{PostKind, Reader};
use web::{Answer, RequestContext, Template, ViewCheck};

use super::missing::missing;
use crate::seo::About;
use crate::views::{ArticleView, StandingView};

const ARTICLE: Template<ArticleView> = Template::new("~blog:pages/article");
const PAGE: Template<StandingView> = Template::new("~blog:pages/page");

pub(super) fn views() -> [ViewCheck; 2] {
    [ARTICLE.check(), PAGE.check()]
}

pub(super) async fn article(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    let mut article = match cx.services().blog.article(&slug, Reader::Visitor).await {
        Ok(article) => article,
        Err(error) => return missing(&cx, error).await,
    };
    let site = cx.site().await?;
    let about = About {
        urls: cx.urls(),
        site: &site,
    };
    let meta = about.article(&article);
    if let Cow::Owned(html) = cx.urls().expand(&article.html) {
        article.html = html;
    }
    match article.kind {
        PostKind::Post => {
            cx.page(ARTICLE, &ArticleView::of(meta, article, cx.urls()))
                .await
        }
        PostKind::Page => {
            cx.page(PAGE, &StandingView::of(meta, article, cx.urls()))
                .await
        }
    }
}
