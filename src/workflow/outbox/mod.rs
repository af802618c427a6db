//! 待传: what was written without network. The browser keeps it, encrypted, and sends it in order when the network is back; here
//! stand the page that shows it, what a team takes along, and the pieces of files that arrive over many requests.
pub mod page;
pub mod view;
