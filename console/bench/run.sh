#!/bin/sh
# console/bench/run.sh PART...: measures the console; docs/benchmarks.md tells what the parts mean.
set -eu
cd -- "$(dirname -- "$0")/../.."
for part in "$@"; do
    case $part in
        lighthouse) npm ci --prefix console/bench --no-audit --no-fund --loglevel=error > /dev/null ;;
        log)
            ./bongsu mvn -q test -pl gateway -am -Dexec.skip=true -Dsurefire.failIfNoSpecifiedTests=false \
                -Dtest='SearchBench#fill' "-Dbongsu.bench.pushes=${N:-10000000}"
            ;;
        live | consoles) ;;
        *) echo "no such part: $part (lighthouse, log, live, consoles)" >&2; exit 2 ;;
    esac
    echo "$part:"
    node "console/bench/$part.mjs"
done
