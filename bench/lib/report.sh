# The report: rows of Markdown tables in which every number and every verdict is computed.
# Sourced by bench/run.

# A line for whoever watches.
note() {
  printf '   %s\n' "$1" >&2
}

# report TEXT...: lines of this part's report.
report() {
  printf '%s\n' "$@" >>"$part_report"
}

# number DIGITS VALUE
number() {
  LC_ALL=C printf "%.$1f" "$2"
}

# at_most VALUE LIMIT: the verdict in words.
at_most() {
  awk -v value="$1" -v limit="$2" 'BEGIN {
    if (value + 0 <= limit + 0) print "met"
    else printf "**falls short** by %.1f %%", (value / limit - 1) * 100
  }'
}

# figure NAME FILE: a figure that one of the programs told.
figure() {
  awk -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }' "$2" ||
    die "there is no figure $1 in $2"
}

# siraj_memory [TARGET]: what Siraj holds now and what it has held at most, as a sentence.
siraj_memory() {
  local now target=
  now=$(memory "$siraj_pid" VmRSS)
  [ $# -eq 0 ] || target="; target ≤ $1 MB: $(at_most "$now" "$1")"
  echo "Memory after this load: $now MB resident, of which $(memory "$siraj_pid" RssAnon) MB are its own and the rest" \
    "the program's and the database's file; $(memory "$siraj_pid" VmHWM) MB at the most$target."
}
