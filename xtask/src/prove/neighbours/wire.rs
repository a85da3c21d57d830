//! What processes of one site say to each other about fragments, spoken from the outside: ARCHITECTURE.md, “A fragment,
//! file by file”.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The site's secret.
pub(super) const SECRET: &str = "the secret of a site with bad neighbours";

/// What a site's processes sign fragments with.
pub(super) struct Key([u8; 32]);

impl Key {
    pub(super) fn of(secret: &str) -> Self {
        Self(sign(secret.as_bytes(), b"rose-ash key 1: fragments"))
    }

    /// The lines of a question, signed at this second since 1970.
    pub(super) fn question(&self, path: &str, query: &str, seconds: i64) -> String {
        let message = format!("question\nGET\n{path}\n{query}\n{seconds}\n");
        let signature = hex(&sign(&self.0, message.as_bytes()));
        format!(
            "rose-ash-time: {seconds}\r\nrose-ash-visitor: \r\nrose-ash-signature: {signature}\r\n"
        )
    }

    /// The seal of an answer to a question with this signature.
    pub(super) fn seal(&self, signature: &str, body: &[u8]) -> String {
        let head = format!("answer\n{signature}\n200\n\n");
        hex(&sign(&self.0, &[head.as_bytes(), body].concat()))
    }
}

/// The signature of a question.
pub(super) fn signature(head: &str) -> &str {
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("rose-ash-signature:"));
    line.unwrap_or_default().trim()
}

fn sign(key: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length: longer ones than a block are hashed first.
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key)
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
