# Five hundred articles in no order, beside nginx with the same files. Sourced by bench/run.

part_random() {
  local paths file=$work/random.rounds
  newsroom 1000
  borrow 1000
  start_siraj "$borrowed"
  head -500 "$newsrooms/1000/addresses" >"$work/paths"
  mapfile -t paths <"$work/paths"
  # Every page is asked for often enough to be encoded thoroughly.
  "$programs" ask --site "$siraj_site" --addresses "$work/paths" --count 500 --rounds 20 --encoding br >/dev/null
  rest
  mirror "$work/random" br "${paths[@]}"
  start_nginx "$work/random" "$work/random.headers"
  same br "${paths[0]}"
  duel random br "$siraj_site" "$nginx_site" "$work/paths"
  mirror "$work/after" br "${paths[@]}"
  diff -rq "$work/random" "$work/after" >&2 || die "a page changed under the load"
  report "## 500 articles at random" "" \
    "A generated newsroom; the same load, each request for one of 500 articles. One article's surrogate-key stands for all in nginx's headers." "" \
    "| on the wire | CPU a request | nginx | ratio | target | | requests a second | nginx |" \
    "| --- | --: | --: | --: | --: | --- | --: | --: |" \
    "| br, $(average_size) KB on average | $(number 1 "$(of siraj 2 "$file")") µs | $(number 1 "$(of nginx 2 "$file")") µs | $(number 2 "$(ratio "$file")") | ≤ 1.20 | $(at_most "$(ratio "$file")" 1.20) | $(number 0 "$(of siraj 3 "$file")") | $(number 0 "$(of nginx 3 "$file")") |"
  report "" "$(siraj_memory)"
  stop_nginx
  stop_siraj
}

average_size() {
  find "$work/random" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.1f", sum / NR / 1000 }'
}
