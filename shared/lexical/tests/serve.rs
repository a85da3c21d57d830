//! What is served of rendered HTML fits the policy of our pages, whatever came in.

use lexical::serve::{FitOptions, Fitted, fit_for_policy};

fn fit(html: &str) -> Fitted {
    let options = FitOptions {
        own_hosts: Vec::new(),
        signup_url: "app://account/".into(),
        signup_label: "Join us".into(),
    };
    fit_for_policy(html, &options)
}

fn html(text: &str) -> String {
    fit(text).html
}

#[test]
fn scripts_handlers_and_forms_go_with_a_word_about_it() {
    let fitted = fit(
        r#"<div class="raw" onclick="x()"><p>Raw &amp; <em>html</em></p><script>1<2</script></div><form><input name="q"></form>"#,
    );
    assert_eq!(
        fitted.html,
        r#"<div class="raw"><p>Raw &amp; <em>html</em></p></div>"#
    );
    let told: Vec<String> = fitted.warnings.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|word| word.contains("<script>")),
        "{told:?}"
    );
    assert!(told.iter().any(|word| word.contains("onclick")), "{told:?}");
    assert!(told.iter().any(|word| word.contains("<form>")), "{told:?}");
}

#[test]
fn styles_become_a_sheet() {
    let fitted = fit(
        r#"<p style="text-align: center; position: fixed">x</p><p style="text-align:center">y</p>"#,
    );
    let sheet = fitted.stylesheet.expect("a sheet");
    let class = sheet
        .css
        .trim_start_matches('.')
        .split('.')
        .next()
        .expect("a class");
    assert_eq!(
        fitted.html,
        format!(r#"<p class="{class}">x</p><p class="{class}">y</p>"#)
    );
    assert_eq!(
        sheet.css,
        format!(".{class}.{class}{{text-align:center}}\n")
    );
    assert_eq!(fitted.warnings.len(), 1);
    let both = html(r#"<p style="color:red" class="x">x</p>"#);
    assert!(both.starts_with(r#"<p class="x s-"#), "{both}");
    assert!(fit("<p>plain</p>").stylesheet.is_none());
}

#[test]
fn embeds_are_links_out() {
    let fitted = fit(
        r#"<figure class="kg-card kg-embed-card"><iframe width="200" src="https://www.youtube.com/embed/abc?feature=oembed" title="A film"></iframe></figure>"#,
    );
    assert_eq!(
        fitted.html,
        r#"<figure class="kg-card kg-embed-card"><a class="kg-embed-link" href="https://www.youtube.com/watch?v=abc" rel="noopener"><span class="kg-embed-title">A film</span><span class="kg-embed-host">youtube.com</span></a></figure>"#
    );
    assert_eq!(
        html(r#"<iframe data-src="https://x.example/"></iframe>"#),
        ""
    );
    assert_eq!(html(r#"<iframe src="javascript:alert(1)"></iframe>"#), "");
    assert_eq!(
        html(r#"<a href="/x">a<iframe src="https://x.example/"></iframe></a>"#),
        r#"<a href="/x">a</a>"#
    );
}

#[test]
fn pictures_of_other_sites_are_links_and_ours_stay() {
    let ours = html(
        r#"<img src="/media/ab/x.jpg" srcset="/media/ab/w320/x.jpg 320w, https://x.example/y 640w" alt="An apple">"#,
    );
    assert_eq!(
        ours,
        r#"<img src="/media/ab/x.jpg" srcset="/media/ab/w320/x.jpg 320w" alt="An apple" loading="lazy">"#
    );
    let theirs = html(r#"<p><img src="//x.example/y.jpg" alt="A pear"></p>"#);
    assert!(
        theirs.contains(r#"href="https://x.example/y.jpg""#) && theirs.contains("A pear"),
        "{theirs}"
    );
    assert!(!theirs.contains("<img"));
    let bookmark = html(
        r#"<a class="kg-bookmark-container" href="https://x.example/"><div class="kg-bookmark-thumbnail"><img src="https://x.example/t.jpg" alt="t"></div>Words</a>"#,
    );
    assert_eq!(
        bookmark,
        r#"<a class="kg-bookmark-container" href="https://x.example/"><div class="kg-bookmark-thumbnail"></div>Words</a>"#
    );
}

#[test]
fn a_toggle_opens_without_a_script() {
    let toggle = r#"<div class="kg-card kg-toggle-card" data-kg-toggle-state="close"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text"><span style="white-space: pre-wrap;">How?</span></h4><button class="kg-toggle-card-icon"><svg id="Regular"><path d="M0"></path></svg></button></div><div class="kg-toggle-content"><p>So.</p></div></div>"#;
    assert_eq!(
        html(toggle),
        r#"<details class="kg-card kg-toggle-card"><summary class="kg-toggle-heading"><span class="kg-toggle-heading-text">How?</span></summary><div class="kg-toggle-content"><p>So.</p></div></details>"#
    );
    assert!(
        html(&toggle.replace("close", "open"))
            .starts_with(r#"<details class="kg-card kg-toggle-card" open="">"#)
    );
}

#[test]
fn films_and_sounds_have_the_browsers_own_controls() {
    let film = html(
        r#"<figure class="kg-card kg-video-card" data-kg-thumbnail="/media/ab/p.jpg" data-kg-custom-thumbnail=""><div class="kg-video-container"><video src="/media/ab/v.mp4" poster="data:image/gif;base64,AA" width="640" style="background: red"></video><div class="kg-video-overlay"><button>x</button></div><div class="kg-video-player-container"></div></div></figure>"#,
    );
    assert!(film.contains(r#"<video src="/media/ab/v.mp4" poster="/media/ab/p.jpg" width="640" controls=""></video></div></figure>"#), "{film}");
    let sound = html(
        r#"<div class="kg-card kg-audio-card"><div class="kg-audio-player-container"><audio src="/media/ab/a.mp3" preload="metadata"></audio><div class="kg-audio-title">T</div><div class="kg-audio-player"><button>x</button></div></div></div>"#,
    );
    assert!(sound.contains(r#"<audio src="/media/ab/a.mp3" preload="metadata" controls=""></audio><div class="kg-audio-title">T</div></div></div>"#), "{sound}");
}

#[test]
fn a_signup_card_leads_to_where_one_signs_up() {
    let card = html(
        r#"<div class="kg-card kg-signup-card" style="background-color: #F0F0F0; display: none;"><h2>Sign up</h2><form data-members-form="signup"><input type="email"><button class="kg-signup-card-button" type="submit"><span class="kg-signup-card-button-default">Subscribe</span></button></form></div>"#,
    );
    assert!(
        card.contains(r#"<a class="kg-signup-card-button" href="app://account/">Subscribe</a>"#),
        "{card}"
    );
    assert!(!card.contains("form"));
}

#[test]
fn headings_keep_their_addresses_and_ids_are_taken_once() {
    assert_eq!(
        html(r#"<h1 id="a">A</h1><h2 id="a">B</h2><p id="main">C</p>"#),
        r#"<h2 id="a">A</h2><h2>B</h2><p>C</p>"#
    );
}

#[test]
fn links_that_run_are_no_links() {
    for address in [
        "javascript:alert(1)",
        " JaVa\tScript:x",
        "data:text/html,<script>",
        "vbscript:x",
    ] {
        assert_eq!(
            html(&format!("<a href=\"{address}\">x</a>")),
            "<a>x</a>",
            "{address}"
        );
    }
    assert_eq!(
        html(r#"<a href="app://market/" target="_blank">x</a>"#),
        r#"<a href="app://market/">x</a>"#
    );
}

#[test]
fn whatever_comes_in_nothing_that_runs_or_loads_comes_out() {
    let hostile = [
        "<svg><script>alert(1)</script><a href='javascript:x'><text>x</text></a><use href='//x'/></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg><foreignObject><iframe src=//x></iframe></foreignObject></svg>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>x</script></template><style>@import '//x'</style>",
        "<img src=x onerror=alert(1)//",
        "<a href=\"&#106;avascript:x\">",
        "<p style='background:url(//x)'",
        "<object data=x><embed src=x>",
        "<base href=//x><meta http-equiv=refresh content='0;url=//x'><link rel=stylesheet href=//x>",
        "<video poster=//x src=//y onplay=z><source src=//w></video><audio src=//v>",
        "<picture><source srcset='//x 1x'><img src='//y'></picture>",
        "<input autofocus onfocus=x><button formaction=javascript:x>go</button>",
        "<plaintext>x",
        "<textarea><script>",
        "<isindex>",
        "<frameset>",
        "<table background=//x><td background=//y>",
        "<form id=a></form><button form=a>",
        "<a href='https://x' ping='//y' style='color:red;background-image:url(//z)'>",
        "<div data-sx-island='x' sx-get='/y'>",
    ];
    for text in hostile {
        let once = html(text);
        let lower = once.to_ascii_lowercase();
        for banned in [
            "<script",
            "<style",
            "<iframe",
            "<object",
            "<embed",
            "<form",
            "<input",
            "<button",
            "<meta",
            "<link",
            "<base",
            "onerror=",
            "onfocus",
            "style=",
            "javascript:x",
            "src=\"//",
            "data-sx",
            "sx-get",
            "ping=",
        ] {
            assert!(!lower.contains(banned), "{text} → {once}");
        }
        assert_eq!(html(&once), once, "what was fitted fits: {text}");
    }
}
