//! A program is shared between threads; what its caches learn in one never misleads another.

use std::sync::Arc;

use sx::{HtmlSink, Limits, Program, RenderToken};

use crate::plain::{compiled, plain};

#[derive(sx::Record)]
struct Short {
    name: String,
}

#[derive(sx::Record)]
struct Long {
    a: i64,
    b: i64,
    name: String,
}

#[derive(sx::Record)]
struct View<T> {
    item: T,
}

#[test]
fn programs_and_errors_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Program>();
    crosses::<sx::RenderError>();
    crosses::<sx::Diagnostics>();
    crosses::<sx::Html>();
}

#[test]
fn threads_with_other_shapes_share_one_program() {
    let text = "(defcomp ~test:main (&key item) (p (get item :name)))";
    let program = compiled(text);
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let program = Arc::clone(&program);
            std::thread::spawn(move || {
                let short = View {
                    item: Short {
                        name: format!("short {number}"),
                    },
                };
                let long = View {
                    item: Long {
                        a: 1,
                        b: 2,
                        name: format!("long {number}"),
                    },
                };
                let page = program.component("~test:main").unwrap();
                let scene = plain(Limits::default());
                for _ in 0..2000 {
                    let token = RenderToken::mint();
                    let html = program.render(page, &short, &scene, token, HtmlSink::new());
                    assert_eq!(
                        html.unwrap().page.as_str(),
                        format!("<p>short {number}</p>")
                    );
                    let token = RenderToken::mint();
                    let html = program.render(page, &long, &scene, token, HtmlSink::new());
                    assert_eq!(html.unwrap().page.as_str(), format!("<p>long {number}</p>"));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
