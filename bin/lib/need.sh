# What a command needs on this machine: says clearly what is missing, and installs it from the
# system's packages where it may. Sourced by the commands in bin/.

# The last line of a stage's heading carries the time since the start, to see where it goes.
say() {
  printf '\n== %s (%ss)\n' "$1" "$SECONDS"
}

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

missing=()

# need COMMAND PACKAGE: notes the package when the command is not there.
need() {
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

# Installs what need() noted; asks the package lists for news only when something is missing.
install_missing() {
  [ ${#missing[@]} -eq 0 ] && return
  local packages=("${missing[@]}") as_root=()
  missing=()
  command -v apt-get >/dev/null 2>&1 ||
    die "Please install these (the names are Debian's): ${packages[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      as_root=(sudo)
    else
      die "Please install what is missing, then start again:" \
        "  sudo apt-get install ${packages[*]}"
    fi
  fi
  say "installing ${packages[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

# Everything that building takes.
need_builders() {
  command -v cargo >/dev/null 2>&1 ||
    die "Rust 1.95 or newer is needed: see rustup in your system's packages."
  need cc gcc
  need node nodejs
  need npm npm
  install_missing
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 16) ? 0 : 1)' ||
    die "Node.js 20.16 or newer is needed to build the assets; this is $(node --version)."
}
