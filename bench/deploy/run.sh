#!/bin/sh
# Counts requests that fail while every worker of an application is replaced twice, under Bongsu and under PM2.
#
#   bench/deploy/run.sh [folder with node_modules/pm2]
#
# 4 workers, 16 clients, 1,200 requests a second, which never try again: once on kept connections, once on new ones.
# One line a run: the requests sent and failed, and how long each reload took. Without the folder PM2 is left out; to have it:
# npm install --prefix FOLDER pm2@7.0.4. Needs a built checkout (make) and its test classes (./bongsu mvn test-compile).
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
pm2=${1:+$1/node_modules/.bin/pm2}
rate=${RATE:-1200} workers=${WORKERS:-4} port=${PORT:-39411}
work=$(mktemp -d)
export BONGSU_HOME="$work/bongsu" PM2_HOME="$work/pm2" PORT="$port" BONGSU_AOT=off
java=$("$root/bongsu" java-home)/bin/java
classes=$root/supervisor/target/classes:$root/supervisor/target/test-classes
PATH=$(dirname "$java"):$PATH

finish() {
    "$root/bongsu" kill > "$work/end" 2>&1 || true
    [ -z "$pm2" ] || "$pm2" kill > "$work/end" 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

millis() { date +%s%3N; }

# $1: what it is called; $2: kept or new; the rest reloads it.
measure() {
    what=$1 kind=$2
    shift 2
    mkfifo "$work/until"
    "$java" -Xmx128m -XX:+UseSerialGC -cp "$classes" kr.bongsu.supervisor.deploy.Load "$port" "$kind" 16 "$rate" \
        < "$work/until" > "$work/result" &
    client=$!
    exec 9> "$work/until"
    sleep 3
    took=
    for _ in 1 2; do
        begin=$(millis)
        "$@" > "$work/out" 2>&1 || took="$took failed:"
        took="$took $(($(millis) - begin))ms"
        sleep 1
    done
    sleep 2
    exec 9>&-
    wait "$client"
    rm "$work/until"
    printf '%-34s %-5s reload%s  %s\n' "$what" "$kind" "$took" "$(cat "$work/result")"
}

# $1: what it is called; the rest starts it as "app".
bongsu() {
    name=$1
    shift
    for kind in kept new; do
        "$root/bongsu" start "$@" -n app -i "$workers" --listen "127.0.0.1:$port" -s
        measure "bongsu, $name" "$kind" "$root/bongsu" reload app -s
        "$root/bongsu" delete app -s
    done
}

pm2() {
    name=$1
    shift
    for kind in kept new; do
        "$pm2" start "$@" --name app -i "$workers" -s
        sleep 2
        measure "pm2, $name" "$kind" "$pm2" reload app -s
        "$pm2" delete app -s
    done
}

bongsu "node, unmodified" "$here/plain.js"
bongsu "node, ready and SIGINT" "$here/ready.js" --wait-ready
bongsu "java, unmodified HttpServer" "$here/Server.java"
bongsu "python, asyncio" "$here/server.py"
if [ -n "$pm2" ]; then
    pm2 "node, unmodified" "$here/plain.js"
    pm2 "node, ready and SIGINT" "$here/ready.js" --wait-ready
fi
