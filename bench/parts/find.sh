# The newsroom's search while somebody types, in the largest newsroom. Sourced by bench/run.

part_find() {
  local told=$work/told page
  borrow 100000
  start_siraj "$borrowed"
  "$programs" find --site "$siraj_site" --link "$(owner_link)" >"$told"
  note "$(tr '\n' ' ' <"$told")"
  stop_siraj
  rm -rf "$borrowed"
  report "## The newsroom's search" "" \
    "In a newsroom of 100,000 articles, asked for everything in it as 60 questions are typed: a page of answers, with its snippets, after every second letter. The time is from sending the question to the last byte of the page." "" \
    "| | pages | median | 99 % | target of the median | |" "| --- | --: | --: | --: | --: | --- |"
  for page in list quick; do
    report "| $(page_name $page) | $(figure ${page}_asked "$told") | $(number 1 "$(figure ${page}_p50_ms "$told")") ms | $(number 1 "$(figure ${page}_p99_ms "$told")") ms | ≤ 30 ms | $(at_most "$(figure ${page}_p50_ms "$told")" 30) |"
  done
}

page_name() {
  [ "$1" = list ] && echo "the list of articles" || echo "the quick search"
}

owner_link() {
  SIRAJ_PUBLIC_URL=$siraj_site "$siraj" user link --data "$borrowed" --person owner
}
