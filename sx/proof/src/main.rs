//! What proves SX at length: `cargo xtask prove` builds this in release, runs one of the proofs and
//! keeps what it prints. A proof that does not hold ends with an exit code and a reason.

#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on standard output"
)]

mod html5lib;
mod programs;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["programs", count, seed] => programs::run(count, seed),
        ["html5lib", folder] => html5lib::run(folder),
        _ => Err("name a proof: `programs COUNT SEED` or `html5lib FOLDER`".into()),
    };
    match outcome {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
