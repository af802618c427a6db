//! Small rounds, made by chance from a seed, against trying everything.
