//! Who may know whom (DESIGN §2). Normal and build dependencies count; what only tests use does not.

use std::path::Path;

use cargo_metadata::{DependencyKind, MetadataCommand};

use super::tree::Problem;
use crate::fault::{Context, Result};
use crate::workspace;

/// What each package may depend on among ours, and why not on more.
const LAYERS: &[Layer] = &[
    Layer {
        packages: &["sx-derive"],
        may_know: &[],
        because: "a macro knows only the tokens it is given",
    },
    Layer {
        packages: &["sx"],
        may_know: &["sx-derive"],
        because: "the language knows no web, no data and no domain",
    },
    Layer {
        packages: &["sx-proof"],
        may_know: &["sx"],
        because: "the proofs of the language look at it from outside",
    },
    Layer {
        packages: &["contracts"],
        may_know: &[],
        because: "the contracts are what everybody may know, so they know nobody",
    },
    Layer {
        packages: &["lexical"],
        may_know: &[],
        because: "rendering a document is a pure function of the document",
    },
    Layer {
        packages: &["models"],
        may_know: &["contracts"],
        because: "rows know their ids, not who reads them",
    },
    Layer {
        packages: &["migrations"],
        may_know: &["contracts"],
        because: "a step stays what it was when the models move on",
    },
    Layer {
        packages: &["demo"],
        may_know: &["contracts", "lexical"],
        because: "demo content is data; services store it through their contracts",
    },
    Layer {
        packages: &["data"],
        may_know: &["contracts", "models", "migrations"],
        because: "connections and units of work serve every domain and know none",
    },
    Layer {
        packages: &["web"],
        may_know: &["contracts", "data", "sx"],
        because: "the web frame serves every app and knows none; it reaches domains through contracts",
    },
    Layer {
        packages: &["blog-service"],
        may_know: &["contracts", "models", "data", "lexical"],
        because: "a service reaches another domain through `contracts`, and never the web",
    },
    Layer {
        packages: &["market-service", "events-service"],
        may_know: &["contracts", "models", "data"],
        because: "a service reaches another domain through `contracts`, and never the web",
    },
    Layer {
        packages: &["blog", "market", "cart", "events", "federation", "account"],
        may_know: &["contracts", "web", "sx"],
        because: "an app reaches a domain through its trait in `contracts`: no other app, no service, no SQL",
    },
    Layer {
        packages: &["bench"],
        may_know: &["sx", "contracts", "data"],
        because: "the benchmarks compare the language with its peers, and write into the event log",
    },
    Layer {
        packages: &["xtask"],
        may_know: &[],
        because: "the tasks drive the programs from outside",
    },
];
/// The one place where everything meets.
const COMPOSITION: &str = "rose-ash";
/// Known by tests alone.
const TEST_ONLY: &str = "testing";
/// Crates from outside that only some of ours may use, and why.
const RESERVED: &[Reserved] = &[
    Reserved {
        crates: &["axum", "hyper", "hyper-util", "tower", "tower-http"],
        to: &[
            "web",
            "blog",
            "market",
            "cart",
            "events",
            "federation",
            "account",
            "rose-ash",
            "testing",
        ],
        because: "services answer calls, not requests: only the web frame, the apps and the binary know HTTP servers",
    },
    Reserved {
        crates: &["sea-orm", "sea-orm-migration", "sqlx"],
        to: &[
            "contracts",
            "models",
            "migrations",
            "data",
            "blog-service",
            "market-service",
            "events-service",
            "rose-ash",
            "testing",
        ],
        because: "an app and the web frame know no SQL: put the query in a service's method, behind its contract",
    },
];

struct Layer {
    packages: &'static [&'static str],
    may_know: &'static [&'static str],
    because: &'static str,
}

struct Reserved {
    crates: &'static [&'static str],
    to: &'static [&'static str],
    because: &'static str,
}

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// The manifest's path from the root.
    pub(crate) manifest: String,
    /// The first file of each target, from the root: what the compiler starts from.
    pub(crate) roots: Vec<String>,
    /// Everything it uses outside of tests.
    depends_on: Vec<String>,
}

#[cfg(test)]
impl Package {
    pub(crate) fn with_roots(name: &str, roots: &[&str]) -> Self {
        let roots = roots.iter().map(|&root| root.to_owned()).collect();
        Self {
            name: name.to_owned(),
            manifest: format!("{name}/Cargo.toml"),
            roots,
            depends_on: Vec::new(),
        }
    }
}

/// The workspace's packages, as cargo sees them.
pub(crate) fn packages() -> Result<Vec<Package>> {
    let metadata = MetadataCommand::new()
        .current_dir(workspace::root())
        .no_deps()
        .exec()
        .context("read cargo's metadata")?;
    let relative = |path: &Path| {
        path.strip_prefix(&metadata.workspace_root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    };
    let package = |package: &cargo_metadata::Package| Package {
        name: package.name.to_string(),
        manifest: relative(package.manifest_path.as_std_path()),
        roots: package
            .targets
            .iter()
            .map(|target| relative(target.src_path.as_std_path()))
            .collect(),
        depends_on: package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind != DependencyKind::Development)
            .map(|dependency| dependency.name.clone())
            .collect(),
    };
    Ok(metadata.packages.iter().map(package).collect())
}

/// Each forbidden dependency, and each package that the table does not know.
pub(crate) fn check(packages: &[Package]) -> Vec<Problem> {
    let ours: Vec<&str> = packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut problems = Vec::new();
    for package in packages {
        let mut problem = |sentence| problems.push(Problem::in_file(&package.manifest, sentence));
        let layer = LAYERS
            .iter()
            .find(|layer| layer.packages.contains(&package.name.as_str()));
        if layer.is_none() && package.name != COMPOSITION && package.name != TEST_ONLY {
            problem(format!(
                "`{}` has no place in the layers: say in xtask/src/tidy/layering.rs whom it may know, and why",
                package.name
            ));
            continue;
        }
        for known in &package.depends_on {
            if ours.contains(&known.as_str()) {
                if let Some(sentence) = forbidden(&package.name, layer, known) {
                    problem(sentence);
                }
            } else if let Some(sentence) = reserved(&package.name, known) {
                problem(sentence);
            }
        }
    }
    problems
}

fn forbidden(name: &str, layer: Option<&Layer>, known: &str) -> Option<String> {
    if known == TEST_ONLY {
        return Some(format!(
            "`{name}` uses `{TEST_ONLY}` outside of tests: move it to [dev-dependencies]"
        ));
    }
    if known == COMPOSITION {
        return Some(format!(
            "`{name}` depends on the binary `{COMPOSITION}`, which nobody may know"
        ));
    }
    let layer = layer?;
    if layer.may_know.contains(&known) {
        return None;
    }
    let allowed = if layer.may_know.is_empty() {
        "none of ours".to_owned()
    } else {
        layer.may_know.join(", ")
    };
    Some(format!(
        "`{name}` may not know `{known}`: {}. It may know {allowed}.",
        layer.because
    ))
}

fn reserved(name: &str, known: &str) -> Option<String> {
    let rule = RESERVED.iter().find(|rule| rule.crates.contains(&known))?;
    (!rule.to.contains(&name)).then(|| format!("`{name}` may not use `{known}`: {}", rule.because))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, depends_on: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            manifest: format!("{name}/Cargo.toml"),
            roots: Vec::new(),
            depends_on: depends_on.iter().map(|&known| known.to_owned()).collect(),
        }
    }

    fn sentences(packages: &[Package]) -> Vec<String> {
        check(packages).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_house_as_designed_is_allowed() {
        let house = [
            package("contracts", &["serde", "sea-orm"]),
            package("models", &["contracts", "sea-orm"]),
            package("data", &["contracts", "models"]),
            package("blog-service", &["contracts", "models", "data", "lexical"]),
            package("lexical", &[]),
            package("web", &["contracts", "data", "sx", "axum"]),
            package("sx", &["sx-derive"]),
            package("sx-derive", &["syn"]),
            package("blog", &["contracts", "web", "sx", "axum"]),
            package("testing", &["data", "blog-service", "axum"]),
            package("rose-ash", &["blog", "blog-service", "web"]),
        ];
        assert_eq!(sentences(&house), [""; 0]);
    }

    #[test]
    fn an_app_knows_no_other_app_no_service_and_no_sql() {
        let house = [
            package("blog", &["market", "blog-service", "sea-orm"]),
            package("market", &[]),
            package("blog-service", &[]),
        ];
        let said = sentences(&house);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(
            said[0].starts_with("blog/Cargo.toml: `blog` may not know `market`"),
            "{}",
            said[0]
        );
        assert!(
            said[2].contains("`blog` may not use `sea-orm`"),
            "{}",
            said[2]
        );
    }

    #[test]
    fn a_service_knows_no_other_service_and_no_web() {
        let house = [
            package("events-service", &["market-service", "web", "axum"]),
            package("market-service", &[]),
            package("web", &[]),
        ];
        assert_eq!(sentences(&house).len(), 3);
    }

    #[test]
    fn testing_and_the_binary_are_known_by_nobody() {
        let house = [
            package("rose-ash", &["testing"]),
            package("testing", &["rose-ash"]),
        ];
        assert_eq!(sentences(&house).len(), 2);
    }

    #[test]
    fn a_new_package_must_be_given_a_place() {
        let said = sentences(&[package("helpers", &[])]);
        assert!(said[0].contains("no place in the layers"), "{said:?}");
    }

    #[test]
    fn each_package_stands_in_one_layer() {
        let mut names: Vec<_> = LAYERS.iter().flat_map(|layer| layer.packages).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
