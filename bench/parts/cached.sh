# A page out of the cache, compressed on the wire, over kept connections: what a request costs the
# server, beside nginx with the same bytes in a file. Sourced by bench/run.

part_cached() {
  local article
  demo
  start_siraj "$work/demo"
  article=$(demo_article)
  report "## Cached pages" "" \
    "The demo. \`wrk -t1 -c64 -d${seconds}s\`, $pairs pairs of rounds in turn; medians. CPU is user and system time of all threads." "" \
    "| page on the wire | CPU a request | nginx | ratio | target | | requests a second | nginx |" \
    "| --- | --: | --: | --: | --: | --- | --: | --: |"
  cached_row article br "$article"
  cached_row article gzip "$article"
  cached_row home br /
  report "" "$(siraj_memory 60) nginx's worker: $(memory "$nginx_worker" VmRSS) MB."
  stop_nginx
  stop_siraj
}

# The newest Arabic article of the demo, by its path.
demo_article() {
  curl -sf "$siraj_site/feed.xml" | grep -oP "(?<=<link>)$siraj_site/[^<]+/[0-9][0-9a-z]{7}/[^<]*" |
    awk -v site="$siraj_site" 'NR == 1 { print substr($0, length(site) + 1) }'
}

# cached_row NAME ENCODING PATH
cached_row() {
  local name=$1 encoding=$2 path=$3 file=$work/$1-$2
  # Often enough that the page is encoded thoroughly; then nginx gets the very same bytes.
  load 2 "$encoding" "$siraj_site$path" >/dev/null
  rest
  mirror "$file" "$encoding" "$path"
  [ ! -e "/proc/${nginx_pid:-none}" ] || stop_nginx
  start_nginx "$file" "$file.headers"
  same "$encoding" "$path"
  duel "$name-$encoding" "$encoding" "$siraj_site$path" "$nginx_site$(on_nginx "$path")"
  same "$encoding" "$path"
  file=$work/$name-$encoding.rounds
  report "| $name, $encoding, $(kilobytes "$work/$name-$encoding$(file_of "$path")") | $(number 1 "$(of siraj 2 "$file")") µs | $(number 1 "$(of nginx 2 "$file")") µs | $(number 2 "$(ratio "$file")") | ≤ 1.00 | $(at_most "$(ratio "$file")" 1.00) | $(number 0 "$(of siraj 3 "$file")") | $(number 0 "$(of nginx 3 "$file")") |"
}

# kilobytes FILE: its size, as readers count it.
kilobytes() {
  awk -v bytes="$(stat -c %s "$1")" 'BEGIN { printf "%.1f KB", bytes / 1000 }'
}
