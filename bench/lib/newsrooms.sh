# The data folders that are measured: the demo, and generated newsrooms, which are kept between runs.
# Sourced by bench/run.

# The demo, laid out afresh; prints its folder.
demo() {
  local folder=$work/demo
  rm -rf "$folder"
  start_siraj "$folder" --demo
  stop_siraj
}

# Of what a generated newsroom is made: while this is the same, so is the newsroom.
newsroom_stamp() {
  cat bench/programs/words.toml bench/programs/src/{article,dice,newsroom,words}.rs \
    bench/programs/src/newsroom/*.rs crates/siraj/migrations/* | sha256sum | cut -d' ' -f1
}

# The folder in which a newsroom is being generated.
making=

# newsroom ARTICLES: makes a newsroom of so many articles unless there is one, with its index.
newsroom() {
  local folder=$newsrooms/$1
  generate "$1"
  [ ! -e "$folder/indexed" ] || return 0
  note "making the index of $1 articles"
  start_siraj "$folder/data"
  stop_siraj
  touch "$folder/indexed"
}

# generate ARTICLES
generate() {
  local folder=$newsrooms/$1 stamp
  stamp=$(newsroom_stamp)
  [ "$(cat "$folder/stamp" 2>/dev/null)" != "$stamp" ] || return 0
  say "generating a newsroom of $1 articles"
  # Each act is flushed to the disk, which would take most of the time: so it is done in memory
  # where there is room, and the folder moved afterwards.
  making=$newsrooms/making
  if [ "$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt $(($1 * 80)) ] 2>/dev/null; then
    making=$(mktemp -d /dev/shm/siraj-bench.XXXXXX)
  fi
  rm -rf "$folder" "$making"
  mkdir -p "$making"
  "$programs" newsroom --data "$making/data" --articles "$1" --addresses "$making/addresses"
  echo "$stamp" >"$making/stamp"
  mv "$making" "$folder"
  making=
}

# borrow ARTICLES: copies a generated newsroom, to be written to; its folder is $borrowed.
borrow() {
  newsroom "$1"
  borrowed=$work/borrowed
  rm -rf "$borrowed"
  cp -a "$newsrooms/$1/data" "$borrowed"
  # What the copy left to be written would slow the flushes that are measured.
  sync -f "$borrowed"
}
