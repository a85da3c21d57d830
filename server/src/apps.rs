//! The apps that this program was built with, by name.

use contracts::AppName;
use web::App;

use crate::failure::Failure;

/// The values of the apps that are to be served.
pub(crate) fn apps(names: &[AppName]) -> Result<Vec<App>, Failure> {
    let missing = |name: &AppName| {
        Failure::wrong_use(format!(
            "the app “{name}” is not built into this program: build it with --features {name}"
        ))
    };
    names
        .iter()
        .map(|name| app(*name).ok_or_else(|| missing(name)))
        .collect()
}

fn app(name: AppName) -> Option<App> {
    match name {
        #[cfg(feature = "blog")]
        AppName::Blog => Some(blog::app()),
        #[cfg(feature = "market")]
        AppName::Market => Some(market::app()),
        #[cfg(feature = "cart")]
        AppName::Cart => Some(cart::app()),
        #[cfg(feature = "events")]
        AppName::Events => Some(events::app()),
        #[cfg(feature = "federation")]
        AppName::Federation => Some(federation::app()),
        #[cfg(feature = "account")]
        AppName::Account => Some(account::app()),
        #[allow(
            unreachable_patterns,
            reason = "reached when an app is left out of the build"
        )]
        _ => None,
    }
}
