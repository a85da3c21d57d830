//! What the processes of one site sign with: one secret, and from it a key for each purpose.
//!
//! To sign something new: `site_key.derive("its purpose")`. Keys of different purposes say nothing of each other or of
//! the secret.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::Sha256;

use crate::config::{Config, Secret};
use crate::error::DataError;

/// Bytes of a key that we make ourselves.
const KEY_BYTES: usize = 32;
/// In the data folder; readable for its owner alone.
const FILE: &str = "secret-key";
/// What a file with a key may have at most; ours has 64 bytes.
pub(crate) const KEY_FILE_BYTES_MAX: u64 = 1024;
/// Begins what each key is derived from, so that another program given the same secret derives other keys.
const LABEL: &str = "rose-ash key 1: ";

/// A keyed hash (HMAC-SHA-256) of a message.
pub type Signature = [u8; 32];

/// The secret that all processes of a site share. Nothing is signed with it but the keys for purposes.
#[derive(Clone)]
pub struct SiteKey(SigningKey);

impl SiteKey {
    /// The configured secret; without one, the data folder's own, which is made when it is missing.
    ///
    /// # Errors
    /// When the folder's key cannot be read or made.
    pub fn open(config: &Config) -> Result<Self, DataError> {
        match &config.secret_key {
            Some(secret) => Ok(Self::of(secret)),
            None => Self::kept_in(&config.data),
        }
    }

    /// A secret that somebody chose.
    pub fn of(secret: &Secret<String>) -> Self {
        Self(SigningKey(secret.0.as_bytes().to_vec()))
    }

    /// The key of a data folder. Of several processes that start at once, one makes it and all take that one.
    ///
    /// # Errors
    /// When it cannot be read or made, or is not what we made.
    pub fn kept_in(folder: &Path) -> Result<Self, DataError> {
        let path = folder.join(FILE);
        let fault = |source: io::Error| DataError::File {
            path: path.display().to_string(),
            source,
        };
        if !path.exists() {
            make(folder, &path).map_err(fault)?;
        }
        let text = std::fs::read_to_string(&path).map_err(fault)?;
        let key = text.trim_end();
        if !is_key(key) {
            return Err(fault(io::Error::other(
                "this is no key of ours; take the file away and a new one is made",
            )));
        }
        Ok(Self(SigningKey(key.as_bytes().to_vec())))
    }

    /// The key of a data folder as it is written down, for a backup; none is made.
    ///
    /// # Errors
    /// When it is there and cannot be read, or is not what we made.
    pub(crate) fn text_kept_in(folder: &Path) -> Result<Option<String>, DataError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        Self::kept_in(folder)?;
        let text = std::fs::read_to_string(&path);
        let text = text.map_err(|source| DataError::File {
            path: path.display().to_string(),
            source,
        })?;
        Ok(Some(text.trim_end().to_owned()))
    }

    /// Puts a key from a backup into a data folder that has none, and says whether the folder's key is that one now.
    ///
    /// # Errors
    /// When it is no key, or cannot be written.
    pub(crate) fn keep_in(folder: &Path, key: &str) -> Result<bool, DataError> {
        let path = folder.join(FILE);
        let fault = |source: io::Error| DataError::File {
            path: path.display().to_string(),
            source,
        };
        if !is_key(key) {
            return Err(DataError::Backup(
                "the backup's secret key is no key of ours".to_owned(),
            ));
        }
        if !path.exists() {
            write(folder, &path, key).map_err(fault)?;
        }
        Ok(Self::text_kept_in(folder)?.as_deref() == Some(key))
    }

    /// The key for one purpose, such as `fragments`. The same secret gives the same key in every process.
    pub fn derive(&self, purpose: &str) -> SigningKey {
        let label = [LABEL, purpose].concat();
        SigningKey(self.0.sign(label.as_bytes()).to_vec())
    }
}

impl fmt::Debug for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiteKey(secret)")
    }
}

fn is_key(text: &str) -> bool {
    text.len() == 2 * KEY_BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut bytes = [0; KEY_BYTES];
    OsRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    write(folder, path, &text)
}

/// Writes a whole key under another name and gives it its own name only if nobody was quicker.
fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    // Such a file is readable for its owner alone from its first moment on.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(refused) => Err(refused.error),
    }
}

/// A key for one purpose.
#[derive(Clone)]
pub struct SigningKey(Vec<u8>);

impl SigningKey {
    /// Signs a message. Whoever joins several values into one message must make their borders plain.
    pub fn sign(&self, message: &[u8]) -> Signature {
        self.mac(message).finalize().into_bytes().into()
    }

    /// Whether a signature is this key's for the message; how long that takes tells nothing.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.mac(message).verify_slice(signature).is_ok()
    }

    fn mac(&self, message: &[u8]) -> Hmac<Sha256> {
        // HMAC takes keys of any length: longer ones than a block are hashed first.
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        mac.update(message);
        mac
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(secret)")
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_keeps_one_key_whoever_is_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let signed = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..16)
                .map(|_| {
                    scope.spawn(|| {
                        let key = SiteKey::kept_in(folder.path()).expect("a key");
                        key.derive("test").sign(b"bread")
                    })
                })
                .collect();
            let signed = starts.into_iter().map(|start| start.join().expect("ended"));
            signed.collect::<Vec<_>>()
        });
        assert!(signed.iter().all(|signature| *signature == signed[0]));
        let files = std::fs::read_dir(folder.path()).expect("read").flatten();
        let names: Vec<_> = files.map(|file| file.file_name()).collect();
        assert_eq!(names, [FILE], "nothing half-made stays");
        let facts = std::fs::metadata(folder.path().join(FILE)).expect("facts");
        assert_eq!(facts.permissions().mode() & 0o777, 0o600);
        let other = tempfile::tempdir().expect("a folder");
        let key = SiteKey::kept_in(other.path()).expect("a key");
        assert_ne!(key.derive("test").sign(b"bread"), signed[0]);
    }

    #[test]
    fn a_damaged_key_is_said_and_not_used() {
        let folder = tempfile::tempdir().expect("a folder");
        for damage in ["", "abc", &"x".repeat(2 * KEY_BYTES)] {
            std::fs::write(folder.path().join(FILE), damage).expect("written");
            let error = SiteKey::kept_in(folder.path()).expect_err(damage);
            assert!(error.to_string().contains(FILE), "{error}");
        }
    }

    #[test]
    fn each_purpose_and_each_secret_has_its_own_key() {
        let site = SiteKey::of(&Secret("a secret of thirty-two characters".into()));
        let other = SiteKey::of(&Secret("a secret of thirty-two character2".into()));
        let key = site.derive("fragments");
        let signature = key.sign(b"bread");
        assert!(site.derive("fragments").verify(b"bread", &signature));
        assert!(!key.verify(b"bred", &signature));
        assert!(!key.verify(b"bread", &signature[..31]));
        assert!(!key.verify(b"bread", b""));
        assert!(!site.derive("sessions").verify(b"bread", &signature));
        assert!(!other.derive("fragments").verify(b"bread", &signature));
        assert_eq!(
            format!("{site:?} {key:?}"),
            "SiteKey(secret) SigningKey(secret)"
        );
    }
}
