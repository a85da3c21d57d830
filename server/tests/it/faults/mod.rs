//! What the program does when the world around it breaks: a database that is gone, a full disk, a lock, a damaged file.

mod gate;
mod postgres;
mod sqlite;
