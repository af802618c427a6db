mod foundation {
    mod embedded;
}
