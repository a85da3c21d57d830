//! Only tells Cargo to look again when a file was added: `include_dir!` cannot on its own.

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=pictures");
}
