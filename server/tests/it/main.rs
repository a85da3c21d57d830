//! The program as an operator meets it: the real binary on both databases.

mod backups;
mod configuring;
mod doctor;
mod faults;
mod program;
mod seeding;
mod serving;
mod sx;
mod traces;
mod watching;
mod wrong_use;
