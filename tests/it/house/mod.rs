//! Rules about the code itself: what a reader may rely on anywhere in the house.
mod access;
mod doors;
mod edges;
mod messages;
mod migrations;
mod readme;
mod screen;
mod sizes;
mod source;
mod states;
