//! The frame from outside: requests through the whole house, with toy apps.

mod library;
mod toy;

mod declared;
mod definitions;
mod dev;
mod errors;
mod forms;
mod fragments;
mod headers;
mod hosts;
mod kept;
mod logging;
mod media;
mod pages;
mod rates;
mod serving;
mod staff;
mod starting;
mod statics;
