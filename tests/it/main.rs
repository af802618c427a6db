mod foundation {
    mod embedded;
}
mod journey {
    mod mobile;
}
mod support;
