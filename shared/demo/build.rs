//! Only tells Cargo to look again when a file was added: `include_dir!` cannot on its own.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to Cargo")]
fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=pictures");
}
