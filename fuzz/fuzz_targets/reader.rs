#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sx::naive::targets::reader(bytes));
