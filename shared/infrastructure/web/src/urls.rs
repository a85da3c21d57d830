//! Where each app lives on the web.

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

    /// The absolute address that a menu's `href` means: it may be absolute, `/path` on the blog or `app:/path`.
    /// `#` and `?` alone, `mailto:` and the like stay as they are.
    pub fn link(&self, href: &str) -> String {
        if href.starts_with('/') && !href.starts_with("//") {
            return self.url(AppName::Blog, href);
        }
        match href.split_once(":/") {
            Some((app, path)) if !path.starts_with('/') => match app.parse() {
                Ok(app) => self.url(app, path),
                Err(_) => href.to_owned(),
            },
            _ => href.to_owned(),
        }
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
    fn menu_links_name_apps_or_stand_for_themselves() {
        let urls = Urls::new(Scheme::Https, "coop.example", 443);
        for (href, expected) in [
            ("/about/", "https://blog.coop.example/about/"),
            ("market:/", "https://market.coop.example/"),
            (
                "events:/calendar/hall/",
                "https://events.coop.example/calendar/hall/",
            ),
            ("https://elsewhere.example/x", "https://elsewhere.example/x"),
            ("//elsewhere.example/x", "//elsewhere.example/x"),
            ("mailto:hello@coop.example", "mailto:hello@coop.example"),
            ("nobody:/x", "nobody:/x"),
        ] {
            assert_eq!(urls.link(href), expected, "{href}");
        }
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
            "a.blog.localhost",
            ".localhost",
        ] {
            assert_eq!(urls.app_of(stranger), None, "{stranger}");
        }
    }
}
