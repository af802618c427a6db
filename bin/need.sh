# Read by the commands beside it: finds out what this machine lacks, and installs it or says what to install.

say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }

missing=()

# need PACKAGE TEST...: the Debian package is missing if the test fails
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

# Directory of the newest PostgreSQL server programs.
postgres_bin() {
  local bin
  for bin in ${PG_BIN_DIR:+"$PG_BIN_DIR"} $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
    "$(dirname "$(command -v postgres || echo /usr/local/pgsql/bin/postgres)")"; do
    if [[ -x $bin/postgres && -x $bin/initdb ]]; then
      printf '%s\n' "$bin"
      return 0
    fi
  done
  return 1
}

need_for_building() {
  need gcc command -v cc
  need libc6-dev test -e /usr/include/stdlib.h
}

install_missing() {
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    die "this machine lacks ${missing[*]}; on Debian or Ubuntu install them as root with: apt-get install ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  # Debian starts a database cluster of its own with the first PostgreSQL: nobody asked for that one
  local quiet=
  if [[ " ${missing[*]} " == *" postgresql "* && ! -e /etc/postgresql-common ]]; then
    quiet=/etc/postgresql-common/createcluster.d/xunjian.conf
    mkdir -p "${quiet%/*}"
    echo 'create_main_cluster = false' >"$quiet"
  fi
  export DEBIAN_FRONTEND=noninteractive
  {
    apt-get update -qq && apt-get install -qq -y --no-install-recommends "${missing[@]}"
  } >&2 || die "apt-get could not install ${missing[*]}; see what it said above"
  [[ -z $quiet ]] || rm -f "$quiet"
}

# Rust is not installed for anybody: it belongs to the account that builds.
need_rust() {
  PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  command -v cargo >/dev/null ||
    die "Rust $wanted or newer is needed and cargo was not found; install it from https://rustup.rs and start again"
  found=$(rustc --version | cut -d' ' -f2)
  [[ $(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1) == "$wanted" ]] ||
    die "Rust $wanted or newer is needed and this is $found; run rustup update and start again"
}
