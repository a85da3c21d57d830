//! Pages that go out in parts.

use std::time::Duration;

use http::StatusCode;
use tokio::time::timeout;

use super::{BROWSER, Gates, house, in_parts, piece, whole};
use crate::logging::lines_with;
use crate::toy::{fetch, visit};

/// What the script makes of a page and its parts, in the order in which they come.
fn put_together(pieces: &str) -> String {
    let mut page = pieces.to_owned();
    while let Some(start) = page.find("<template for=\"") {
        let id_at = start + "<template for=\"".len();
        let id = page[id_at..].split('"').next().expect("an id").to_owned();
        let text_at = id_at + id.len() + 2;
        let end = text_at + balanced(&page[text_at..]);
        let text = page[text_at..end].to_owned();
        page.replace_range(start..end + "</template><!---->".len(), "");
        let (open, close) = (
            format!("<template id=\"{id}\"></template>"),
            format!("<!--/{id}-->"),
        );
        let from = page.find(&open).expect("a placeholder");
        let to = page.find(&close).expect("its end") + close.len();
        page.replace_range(from..to, &text);
    }
    for (from, to) in [("<noscript", "</noscript>"), ("<script", "</script>")] {
        let start = page.find(from).expect("it is there");
        let end = page[start..].find(to).expect("it ends") + start + to.len();
        page.replace_range(start..end, "");
    }
    page
}

/// Where the template ends that began before this text: placeholders are templates too.
fn balanced(text: &str) -> usize {
    let (mut at, mut open) = (0, 1);
    loop {
        let next_end = text[at..].find("</template>").expect("an end") + at;
        open += text[at..next_end].matches("<template ").count();
        open -= 1;
        if open == 0 {
            return next_end;
        }
        at = next_end + "</template>".len();
    }
}

#[tokio::test]
async fn a_part_that_fails_leaves_its_fallback() {
    for name in ["nobody", "broken", "panic"] {
        let page = whole(&format!("blog.localhost/hello/{name}/")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<tr><td>wait for the first</td></tr>"));
        assert!(page.text().contains("&lt;third&gt;"), "{}", page.text());
        let hosts = house(&Gates::new(true));
        let headers = [BROWSER[0], BROWSER[1]];
        let parts = fetch(&hosts, &format!("blog.localhost/hello/{name}/"), &headers).await;
        assert!(
            parts.text().contains("wait for the first"),
            "{}",
            parts.text()
        );
        assert!(parts.text().ends_with("</body></html>"));
    }
}

#[tokio::test]
async fn a_browser_has_the_page_before_its_slow_parts_and_the_same_page_in_the_end() {
    let gates = Gates::new(false);
    let hosts = house(&gates);
    let mut body = in_parts(&hosts, "/hello/ada/").await;
    let shell = piece(&mut body).await.expect("the page");
    assert!(shell.contains("<p>the end</p>"), "{shell}");
    assert!(shell.contains("wait for the first") && shell.contains("wait for the second"));
    assert!(
        shell.contains("sx-whole") && !shell.contains("</body>"),
        "{shell}"
    );
    // Out of order: the second part, what waits inside it, then the first.
    gates.gate("second").add_permits(1);
    let second = piece(&mut body).await.expect("the second part");
    assert!(
        second.contains("&lt;second&gt;") && second.contains("wait inside"),
        "{second}"
    );
    gates.gate("third").add_permits(1);
    let third = piece(&mut body).await.expect("the third part");
    assert_eq!(
        third,
        "<template for=\"sx-2-1\"><b>&lt;third&gt;</b></template><!---->"
    );
    gates.gate("first").add_permits(1);
    let first = piece(&mut body).await.expect("the first part");
    assert!(first.contains("<tr><td>&lt;ada&gt; 1</td></tr>"), "{first}");
    assert_eq!(piece(&mut body).await.as_deref(), Some("</body></html>"));
    assert_eq!(piece(&mut body).await, None);

    let pieces = [shell, second, third, first, "</body></html>".to_owned()].concat();
    let all_at_once = whole("blog.localhost/hello/ada/").await;
    assert_eq!(put_together(&pieces), all_at_once.text());
}

#[tokio::test]
async fn who_is_no_browser_or_asks_for_it_has_the_whole_page() {
    let hosts = house(&Gates::new(true));
    let expected = visit(&hosts, "blog.localhost/hello/ada/").await;
    let crawler = [
        ("sec-fetch-mode", "navigate"),
        ("user-agent", "Googlebot/2.1"),
    ];
    let crawled = fetch(&hosts, "blog.localhost/hello/ada/", &crawler).await;
    assert_eq!(crawled.text(), expected.text());
    let asked = fetch(&hosts, "blog.localhost/hello/ada/?sx-whole", &BROWSER).await;
    assert!(!asked.text().contains("<template"), "{}", asked.text());
    assert!(asked.text().contains("&lt;third&gt;"));
}

/// The clock stands, and leaps when everybody waits.
#[tokio::test(start_paused = true)]
async fn questions_end_when_nobody_reads_the_page_any_more() {
    let gates = Gates::new(false);
    let hosts = house(&gates);
    for pieces in 0..2 {
        let mut body = in_parts(&hosts, "/hello/ada/").await;
        for _ in 0..pieces {
            piece(&mut body).await.expect("the page");
        }
        gates.until_held(3).await;
        drop(body);
        let ended = timeout(Duration::from_secs(1), gates.until_held(0)).await;
        assert!(ended.is_ok(), "after {pieces} pieces");
    }
}

#[tokio::test]
async fn a_part_whose_drawing_panics_leaves_its_fallback_and_the_rest_comes() {
    let gates = Gates::new(false);
    let hosts = house(&gates);
    let mut body = in_parts(&hosts, "/hello/unreadable/").await;
    let mut text = piece(&mut body).await.expect("the page");
    for gate in ["first", "second", "third"] {
        gates.gate(gate).add_permits(1);
    }
    while let Some(more) = piece(&mut body).await {
        text.push_str(&more);
    }
    assert!(text.contains("wait for the first"), "{text}");
    assert!(text.contains("<template for=\"sx-2\">"), "{text}");
    assert!(text.ends_with("</body></html>"), "{text}");
    let said = lines_with("these words cannot be read");
    assert!(!said.is_empty(), "the log says nothing");
    for line in said {
        assert_ne!(line["fields"]["request_id"].as_str(), None, "{line}");
        assert_eq!(line["span"]["name"], "request", "{line}");
    }
}

#[tokio::test]
async fn what_is_asked_and_drawn_belongs_to_its_request() {
    for headers in [&BROWSER[..], &[]] {
        let gates = Gates::new(false);
        let hosts = house(&gates);
        let reading = fetch(&hosts, "blog.localhost/hello/broken/", headers);
        let opening = async {
            gates.until_held(3).await;
            for gate in ["first", "second", "third"] {
                gates.gate(gate).add_permits(1);
            }
        };
        futures_util::future::join(reading, opening).await;
    }
    for words in ["greeting Some(\\\"broken", "it is away"] {
        let said = lines_with(words);
        assert!(!said.is_empty(), "{words}");
        for line in said {
            assert_eq!(line["span"]["name"], "request", "{line}");
        }
    }
    for line in lines_with("a part of a page failed") {
        assert_ne!(line["fields"]["request_id"].as_str(), None, "{line}");
    }
}
