//! The account app from outside: a house with nothing but the account in it, and domains that do what a test says.

mod domains;
mod house;

mod events;
mod gate;
mod menus;
mod pages;
