#!/usr/bin/env bash
# Times programs with Cairn and with other clients in turn, program by program, and prints them side by side.
#
#   bench/evm.sh [-g GETH] [-r REVM] [-n ROUNDS] FILE.hex...
#
# GETH and REVM are programs that print what './cairn evm bench' prints (name, gas, best ns, median ns, ok, separated by
# tabs) for the files that they are given; either may be left out. Best of ROUNDS rounds (default 1). Cairn is timed by its
# thread's CPU clock after the warm-up that it states; WARM_UP and TIME are its milliseconds before and of the timing.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
geth='' revm='' rounds=1
while getopts 'g:r:n:' option; do
  case $option in
    g) geth=$OPTARG ;;
    r) revm=$OPTARG ;;
    n) rounds=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[[ $# -gt 0 ]] || { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
run() {
  local who=$1
  shift
  "$@" 2> /dev/null | sed "s/^/$who\t/" >> "$lines"
}
for ((round = 0; round < rounds; round++)); do
  for file in "$@"; do
    if [[ -n $geth ]]; then run geth "$geth" "$file"; fi
    run cairn "$root/cairn" evm bench --cpu --warm-up "${WARM_UP:-3000}" --time "${TIME:-1500}" "$file"
    if [[ -n $revm ]]; then run revm "$revm" "$file"; fi
  done
done
awk -F '\t' '
  { key = $1 SUBSEP $2; if (!(key in best) || $4 < best[key]) best[key] = $4; gas[key] = $3; note[key] = $6
    if (!($2 in seen)) { seen[$2] = 1; names[++count] = $2 } }
  function speed(who, name) { return best[who, name] ? gas[who, name] * 1000 / best[who, name] : 0 }
  END {
    printf "%-24s %12s %8s %8s %8s %11s %11s\n", "program", "gas", "cairn", "geth", "revm", "cairn/geth", "cairn/revm"
    for (i = 1; i <= count; i++) {
      n = names[i]; c = speed("cairn", n); g = speed("geth", n); r = speed("revm", n)
      odd = note["cairn", n] != "ok" ? note["cairn", n] : g && gas["geth", n] != gas["cairn", n] ? "gas differs" : ""
      printf "%-24s %12d %8.0f %8.0f %8.0f %11.2f %11.2f %s\n", n, gas["cairn", n], c, g, r, g ? c / g : 0, r ? c / r : 0, odd
      if (g && c) { sum_g += log(c / g); count_g++ }
      if (r && c) { sum_r += log(c / r); count_r++ }
    }
    printf "geometric mean of the speeds (Mgas/s) to geth %.2f (%d programs), to revm %.2f (%d programs)\n", \
      count_g ? exp(sum_g / count_g) : 0, count_g, count_r ? exp(sum_r / count_r) : 0, count_r
  }' "$lines"
