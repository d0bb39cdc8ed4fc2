# What /proc tells: processor time and memory of a server, and how much others use the machine.
# Sourced by bench/run.

ticks_a_second=$(getconf CLK_TCK)

# cpu PID...: the processor time that processes have used so far, all threads, in ticks.
cpu() {
  local pid sum=0 fields
  for pid in "$@"; do
    # What precedes the last bracket is the name, which may hold anything; utime and stime are
    # fields 14 and 15 of proc(5).
    fields=$(<"/proc/$pid/stat")
    read -r -a fields <<<"${fields##*) }"
    sum=$((sum + fields[11] + fields[12]))
  done
  echo "$sum"
}

# memory PID NAME: a line of /proc/PID/status (VmRSS, RssAnon, RssFile) in MB.
memory() {
  awk -v name="$2:" '$1 == name { printf "%.1f", $2 / 1024 }' "/proc/$1/status"
}

# The share of the machine, in percent, that is used while nothing of ours runs: what others take.
others() {
  local before after
  before=$(awk '/^cpu / { print $2 + $3 + $4 + $7 + $8, $5 + $6 }' /proc/stat)
  sleep 2
  after=$(awk '/^cpu / { print $2 + $3 + $4 + $7 + $8, $5 + $6 }' /proc/stat)
  awk -v a="$before" -v b="$after" 'BEGIN {
    split(a, x, " "); split(b, y, " ")
    busy = y[1] - x[1]; idle = y[2] - x[2]
    printf "%.0f", 100 * busy / (busy + idle)
  }'
}

# Which machine and which versions, as a list in Markdown.
machine() {
  local memory
  memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1024 / 1024 }' /proc/meminfo)
  cat <<TEXT
- Processor: $(nproc) × $(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo), $memory GB of memory
- System: $(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r), $(df --output=fstype "$work" | tail -1) under the data folders
- nginx: $(nginx -v 2>&1 | sed 's/.*nginx.//'), 1 worker; wrk: $(wrk -v 2>&1 | awk 'NR == 1 { print $2 }'); $("$chromium" --version 2>/dev/null | awk '{ print $1, $2 }')
- Siraj: $("$siraj" --version | awk '{ print $2 }') of commit $(git rev-parse --short=10 HEAD 2>/dev/null || echo unknown), release build, $(rustc --version | awk '{ print $1, $2 }')
TEXT
}
