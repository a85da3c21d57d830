//! Whatever a neighbour in another process does wrong, on real sockets: the page is whole and in time, says nothing of the
//! neighbour's, and recovers by itself.

use std::time::Duration;

use contracts::{AppName, FixedClock};
use http::StatusCode;
use tokio::net::TcpListener;
use tokio::time::Instant;
use url::Url;
use web::{Hosts, Limits};

use super::neighbour::{Does, LEAK, Neighbour};
use crate::toy::{Got, Toy, visit};

/// What the page says where the fragment should be.
const PLACEHOLDER: &str = "<p id=\"basket\">no basket</p>";
/// A copy of a basket is fresh for ten seconds, and for ten more shown while another is fetched.
const OUT_OF_TIME_SECONDS: i64 = 21;
/// A neighbour that failed is left alone for so long.
const REST_SECONDS: i64 = 2;

fn house(address: &Url) -> (FixedClock, Hosts) {
    let mut toy = Toy::new();
    toy.peers.insert(AppName::Cart, address.clone());
    // However long the fragments of a page may take, a request may take longer.
    toy.limits.request_time = 2 * toy.limits.surroundings_time;
    (toy.clock.clone(), toy.open())
}

/// Complete, valid, and without a word of the neighbour's.
fn is_whole(page: &Got, what: &str) {
    assert_eq!(page.status, StatusCode::OK, "{what}");
    let text = page.text();
    assert!(
        text.contains("Bread &amp; roses") && text.ends_with("</html>"),
        "{what}"
    );
    assert!(
        !text.contains(LEAK) && !text.contains("Traceback"),
        "{what}"
    );
    let parsed = testing::parse_html(text);
    assert!(parsed.errors.is_empty(), "{what}: {:?}", parsed.errors);
    let mut ids = parsed.ids;
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "{what}: an id stands twice");
}

fn basket(words: &str) -> Does {
    Does::Answers(format!("<b>{words}</b>"))
}

fn sealed(html: &str) -> Does {
    Does::Seals(html.replace("LEAK", LEAK).into_bytes())
}

/// Everything that comes to an end by itself.
fn faults() -> Vec<Does> {
    vec![
        Does::Fails,
        Does::Resets,
        Does::Cuts,
        Does::Shortens,
        Does::Floods,
        Does::Redirects,
        Does::SealsForAnother,
        Does::Repeats,
        Does::IsAnother,
        Does::Retags,
        sealed("<script>LEAK</script>"),
        sealed("<b>LEAK"),
        sealed("</p></div></body></html>LEAK"),
        sealed("<b id=\"cart-mini\">LEAK</b><i id=\"cart-mini\">x</i>"),
        sealed("<b id=\"main\">LEAK</b>"),
        sealed("<!doctype html><html><body>LEAK</body></html>"),
        Does::Seals([b"<b>\xff\xfe".as_slice(), LEAK.as_bytes(), b"</b>"].concat()),
    ]
}

#[tokio::test]
async fn a_fault_leaves_a_placeholder_and_is_over_when_the_neighbour_is_well_again() {
    for fault in faults() {
        let what = format!("{fault:.60?}");
        let neighbour = Neighbour::start(fault).await;
        let (clock, hosts) = house(&neighbour.address);
        let page = visit(&hosts, "blog.localhost/").await;
        is_whole(&page, &what);
        assert!(page.text().contains(PLACEHOLDER), "{what}");
        // While it is left alone nobody asks it, well or not.
        neighbour.now(basket("well again"));
        let heard = neighbour.heard.lock().expect("free").len();
        let page = visit(&hosts, "blog.localhost/").await;
        assert!(page.text().contains(PLACEHOLDER), "{what}");
        assert_eq!(neighbour.heard.lock().expect("free").len(), heard, "{what}");
        clock.advance_seconds(REST_SECONDS);
        let page = visit(&hosts, "blog.localhost/").await;
        is_whole(&page, &what);
        assert!(page.text().contains("well again"), "{what}");
    }
}

#[tokio::test]
async fn the_last_good_copy_is_shown_through_every_fault() {
    for fault in faults() {
        let what = format!("{fault:.60?}");
        let neighbour = Neighbour::start(basket("one loaf")).await;
        let (clock, hosts) = house(&neighbour.address);
        assert!(
            visit(&hosts, "blog.localhost/")
                .await
                .text()
                .contains("one loaf"),
            "{what}"
        );
        neighbour.now(fault);
        for _ in 0..3 {
            clock.advance_seconds(OUT_OF_TIME_SECONDS);
            let page = visit(&hosts, "blog.localhost/").await;
            is_whole(&page, &what);
            assert!(page.text().contains("one loaf"), "{what}");
        }
        neighbour.now(basket("two loaves"));
        clock.advance_seconds(REST_SECONDS);
        let page = visit(&hosts, "blog.localhost/").await;
        is_whole(&page, &what);
        assert!(page.text().contains("two loaves"), "{what}");
    }
}

#[tokio::test]
async fn a_neighbour_that_goes_silent_costs_its_time_once() {
    for (fault, good_before) in [
        (Does::IsSilent, false),
        (Does::IsSilent, true),
        (Does::Stalls, false),
        (Does::Stalls, true),
    ] {
        let what = format!("{fault:?}, good before: {good_before}");
        let neighbour = Neighbour::start(basket("one loaf")).await;
        let (clock, hosts) = house(&neighbour.address);
        if good_before {
            visit(&hosts, "blog.localhost/").await;
            clock.advance_seconds(OUT_OF_TIME_SECONDS);
        }
        neighbour.now(fault);
        let asked = tokio::spawn({
            let hosts = hosts.clone();
            async move { visit(&hosts, "blog.localhost/").await }
        });
        // From here on time runs by itself as soon as everybody waits for it.
        neighbour.stuck.notified().await;
        tokio::time::pause();
        let began = Instant::now();
        let page = asked.await.expect("answered");
        let limit = Toy::new().limits.surroundings_time;
        let waited = began.elapsed();
        assert!(
            waited <= limit + Duration::from_millis(1),
            "{what}: {waited:?}"
        );
        is_whole(&page, &what);
        let expected = if good_before { "one loaf" } else { PLACEHOLDER };
        assert!(page.text().contains(expected), "{what}");
        let began = Instant::now();
        let page = visit(&hosts, "blog.localhost/").await;
        // The drawing began a moment after the page did, and ends that much later.
        assert!(
            began.elapsed() < limit / 2,
            "{what}: the next page does not wait"
        );
        assert!(page.text().contains(expected), "{what}");
        tokio::time::resume();
        neighbour.now(basket("two loaves"));
        clock.advance_seconds(REST_SECONDS);
        let page = visit(&hosts, "blog.localhost/").await;
        is_whole(&page, &what);
        assert!(page.text().contains("two loaves"), "{what}");
    }
}

#[test]
fn a_page_waits_less_than_150_ms_for_all_its_neighbours_together() {
    assert_eq!(
        Limits::default().surroundings_time,
        Duration::from_millis(140)
    );
}

#[tokio::test]
async fn nobody_at_home() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let (_, hosts) = house(&Url::parse(&format!("http://{address}")).expect("an address"));
    let page = visit(&hosts, "blog.localhost/").await;
    is_whole(&page, "connection refused");
    assert!(page.text().contains(PLACEHOLDER));
}

#[tokio::test]
async fn a_neighbour_that_has_nothing_is_well() {
    let neighbour = Neighbour::start(Does::HasNothing).await;
    let (clock, hosts) = house(&neighbour.address);
    for _ in 0..2 {
        let page = visit(&hosts, "blog.localhost/").await;
        is_whole(&page, "nothing");
        assert!(page.text().contains(PLACEHOLDER));
    }
    assert_eq!(
        neighbour.heard.lock().expect("free").len(),
        1,
        "the word is kept"
    );
    neighbour.now(basket("one loaf"));
    clock.advance_seconds(OUT_OF_TIME_SECONDS);
    assert!(
        visit(&hosts, "blog.localhost/")
            .await
            .text()
            .contains("one loaf")
    );
}

#[tokio::test]
async fn an_old_copy_is_shown_while_another_is_fetched_behind_it() {
    let neighbour = Neighbour::start(basket("one loaf")).await;
    let (clock, hosts) = house(&neighbour.address);
    visit(&hosts, "blog.localhost/").await;
    neighbour.now(basket("two loaves"));
    clock.advance_seconds(10);
    let page = visit(&hosts, "blog.localhost/").await;
    assert!(page.text().contains("one loaf"), "nobody waits for it");
    while !visit(&hosts, "blog.localhost/")
        .await
        .text()
        .contains("two loaves")
    {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        neighbour.heard.lock().expect("free").len(),
        2,
        "it was asked once for each"
    );
}

#[tokio::test]
async fn many_pages_at_once_ask_once_on_few_connections() {
    let neighbour = Neighbour::start(basket("one loaf")).await;
    let (_, hosts) = house(&neighbour.address);
    let pages = (0..100).map(|_| visit(&hosts, "blog.localhost/"));
    for page in futures_util::future::join_all(pages).await {
        assert!(page.text().contains("one loaf"));
    }
    assert_eq!(neighbour.heard.lock().expect("free").len(), 1);
}
