//! Where each app lives on the web.

use std::borrow::Cow;

use contracts::AppName;

/// How the site is reached from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Plain: development, or a private network.
    Http,
    /// With TLS, ended by us or by the proxy before us.
    Https,
}

impl Scheme {
    /// The scheme as addresses have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// The public addresses of the six apps: `<scheme>://<app>.<domain>[:port]`.
#[derive(Clone, Debug)]
pub struct Urls {
    scheme: Scheme,
    domain: String,
    origins: [String; AppName::ALL.len()],
}

impl Urls {
    /// Addresses under a domain; `port` is the public one and left out where it is the scheme's own.
    pub fn new(scheme: Scheme, domain: &str, port: u16) -> Self {
        let domain = domain.trim_end_matches('.').to_ascii_lowercase();
        let port = if port == scheme.default_port() {
            String::new()
        } else {
            format!(":{port}")
        };
        let origins = AppName::ALL.map(|app| format!("{}://{app}.{domain}{port}", scheme.as_str()));
        Self {
            scheme,
            domain,
            origins,
        }
    }

    /// The scheme of every address.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The domain that the apps' hosts stand under, without port.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// An app's origin: scheme, host and port, without a slash at the end.
    pub fn origin(&self, app: AppName) -> &str {
        &self.origins[app as usize]
    }

    /// Whether an origin is one under which an app is reached: its own, for the blog also the bare domain's.
    pub(crate) fn is_origin_of(&self, app: AppName, origin: &str) -> bool {
        let own = self.origin(app);
        let bare = || own.replacen("://blog.", "://", 1);
        origin == own || (app == AppName::Blog && origin == bare())
    }

    /// Whether the whole house stands under `localhost`: for whoever runs it on their own machine.
    pub fn is_loopback(&self) -> bool {
        self.domain == "localhost" || self.domain.ends_with(".localhost")
    }

    /// An app's host, with its port where addresses have one.
    pub fn authority(&self, app: AppName) -> &str {
        self.origin(app)
            .split_once("://")
            .map_or("", |(_, authority)| authority)
    }

    /// The absolute address of a path on an app's host.
    pub fn url(&self, app: AppName, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        [self.origin(app), slash, path].concat()
    }

    /// The absolute address that a menu's `href` means: it may be absolute, `/path` on the blog or `app://name/path`.
    /// `#` and `?` alone, `mailto:` and the like stay as they are.
    pub fn link(&self, href: &str) -> String {
        if href.starts_with('/') && !href.starts_with("//") {
            return self.url(AppName::Blog, href);
        }
        let Some((app, path)) = href
            .strip_prefix("app://")
            .and_then(|place| place.split_once('/'))
        else {
            return href.to_owned();
        };
        app.parse()
            .map_or_else(|_| href.to_owned(), |app| self.url(app, path))
    }

    /// HTML whose links to other apps (`href="app://market/…"`, stored so that they hold whatever the domain) are
    /// made absolute.
    pub fn expand<'a>(&self, html: &'a str) -> Cow<'a, str> {
        const PLACE: &str = "\"app://";
        if !html.contains(PLACE) {
            return Cow::Borrowed(html);
        }
        let mut pieces = html.split(PLACE);
        let mut expanded = String::with_capacity(html.len() + 256);
        expanded.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let name = piece.split('/').next().unwrap_or_default();
            match name.parse::<AppName>() {
                Ok(app) => {
                    expanded.push('"');
                    expanded.push_str(self.origin(app));
                    expanded.push_str(&piece[name.len()..]);
                }
                Err(_) => {
                    expanded.push_str(PLACE);
                    expanded.push_str(piece);
                }
            }
        }
        Cow::Owned(expanded)
    }

    /// The app whose host this is (lower-case, without port); the bare domain is the blog's second name.
    pub(crate) fn app_of(&self, host: &str) -> Option<AppName> {
        if host == self.domain {
            return Some(AppName::Blog);
        }
        let label = host.strip_suffix(self.domain.as_str())?.strip_suffix('.')?;
        label.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_follow_scheme_domain_and_port() {
        let local = Urls::new(Scheme::Http, "localhost", 8000);
        assert_eq!(
            local.url(AppName::Market, "/bread/"),
            "http://market.localhost:8000/bread/"
        );
        let public = Urls::new(Scheme::Https, "Coop.Example.", 443);
        assert_eq!(
            public.url(AppName::Account, ""),
            "https://account.coop.example/"
        );
    }

    #[test]
    fn an_origin_belongs_to_one_app() {
        let urls = Urls::new(Scheme::Http, "localhost", 8000);
        assert!(urls.is_origin_of(AppName::Blog, "http://blog.localhost:8000"));
        assert!(urls.is_origin_of(AppName::Blog, "http://localhost:8000"));
        assert!(urls.is_origin_of(AppName::Cart, "http://cart.localhost:8000"));
        for stranger in [
            "http://blog.localhost:8000",
            "http://localhost:8000",
            "http://cart.localhost",
            "",
        ] {
            assert!(!urls.is_origin_of(AppName::Cart, stranger), "{stranger}");
        }
    }

    #[test]
    fn only_localhost_is_loopback() {
        for (domain, expected) in [
            ("localhost", true),
            ("coop.localhost", true),
            ("coop.example", false),
            ("notlocalhost", false),
            ("localhost.example", false),
        ] {
            assert_eq!(Urls::new(Scheme::Http, domain, 80).is_loopback(), expected);
        }
    }

    #[test]
    fn menu_links_name_apps_or_stand_for_themselves() {
        let urls = Urls::new(Scheme::Https, "coop.example", 443);
        for (href, expected) in [
            ("/about/", "https://blog.coop.example/about/"),
            ("app://market/", "https://market.coop.example/"),
            (
                "app://events/calendar/hall/",
                "https://events.coop.example/calendar/hall/",
            ),
            ("https://elsewhere.example/x", "https://elsewhere.example/x"),
            ("//elsewhere.example/x", "//elsewhere.example/x"),
            ("mailto:hello@coop.example", "mailto:hello@coop.example"),
            ("app://nobody/x", "app://nobody/x"),
        ] {
            assert_eq!(urls.link(href), expected, "{href}");
        }
    }

    #[test]
    fn links_in_html_are_expanded_and_words_are_not() {
        let urls = Urls::new(Scheme::Https, "coop.example", 443);
        let html = r#"<a href="app://market/#bread">b</a> app://market/ <a href="app://moon/">m</a><a href="app://cart">c</a>"#;
        let expected = r#"<a href="https://market.coop.example/#bread">b</a> app://market/ <a href="app://moon/">m</a>"#;
        assert!(
            urls.expand(html).starts_with(expected),
            "{}",
            urls.expand(html)
        );
        assert!(matches!(urls.expand("<p>plain</p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn hosts_belong_to_apps_or_to_nobody() {
        let urls = Urls::new(Scheme::Http, "localhost", 8000);
        assert_eq!(urls.app_of("localhost"), Some(AppName::Blog));
        assert_eq!(urls.app_of("cart.localhost"), Some(AppName::Cart));
        for stranger in [
            "",
            "evil.example",
            "shop.localhost",
            "xlocalhost",
            "bloglocalhost",
            "a.blog.localhost",
            ".localhost",
        ] {
            assert_eq!(urls.app_of(stranger), None, "{stranger}");
        }
    }
}
