//! Builds again when a file appears in the folders that are embedded: the macro watches only the files that it found.

fn main() {
    for folder in ["static", "templates", "words"] {
        println!("cargo::rerun-if-changed=../../{folder}");
    }
}
