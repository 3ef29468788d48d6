#!/bin/sh
# Counts requests that fail while workers are replaced, killed, and while the manager itself is, under Bongsu and under PM2.
#
#   bench/deploy/run.sh node | others | debian | kills
#
#   node    every worker of a Node application is replaced twice, beside PM2
#   others  the same for Java and Python, which PM2 can only restart
#   debian  the same for nginx and Go as Debian has them (unpacked below target/, not installed)
#   kills   workers are killed five times, beside PM2; then Bongsu's daemon is updated and killed
#
# 4 workers, 16 clients, 1,200 requests a second, which never try again: once on kept connections, once on new ones.
# One line a run: how long each action took, requests sent and failed, and how. Needs a built distribution (make), the
# test classes of the process manager and their class path (make bench-deploy makes both), and npm for PM2.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
rate=${RATE:-1200} workers=${WORKERS:-4} port=${PORT:-39411}
bongsu=$root/distribution/target/bongsu/bin/bongsu
npm=$root/target/bench/deploy/npm
pm2=$npm/node_modules/.bin/pm2
work=$(mktemp -d)
export BONGSU_HOME="$work/bongsu" PM2_HOME="$work/pm2" PORT="$port" PM2_DISABLE_VERSION_CHECK=1
java=$("$root/bongsu" java-home)/bin/java
classes=$root/supervisor/target/classes:$root/supervisor/target/test-classes:$(cat "$root/supervisor/target/bench-class-path")
PATH=$(dirname "$java"):$PATH

finish() {
    "$bongsu" kill > "$work/end" 2>&1 || true
    [ ! -x "$pm2" ] || "$pm2" kill > "$work/end" 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

millis() { date +%s%3N; }

need_pm2() {
    [ -x "$pm2" ] || npm install --silent --no-audit --no-fund --prefix "$npm" pm2@7.0.4
}

# Sets debian: a folder with the files of these packages.
need_debian() {
    debian=$root/target/bench/deploy/debian
    for package in "$@"; do
        [ ! -e "$debian/$package.done" ] || continue
        mkdir -p "$debian"
        (cd "$debian" && apt-get -qq download "$package" && dpkg -x "$package"_*.deb . && rm "$package"_*.deb)
        touch "$debian/$package.done"
    done
}

# $1: what it is called; $2: kept or new; $3: how often; the rest is done under load.
measure() {
    what=$1 kind=$2 times=$3
    shift 3
    mkfifo "$work/until"
    "$java" -Xmx128m -XX:+UseSerialGC -cp "$classes" kr.bongsu.supervisor.deploy.Load "$port" "$kind" 16 "$rate" \
        < "$work/until" > "$work/result" &
    client=$!
    exec 9> "$work/until"
    sleep 2
    took=
    while [ "$times" -gt 0 ]; do
        times=$((times - 1))
        begin=$(millis)
        "$@" > "$work/out" 2>&1 || took="$took failed:"
        took="$took $(($(millis) - begin))ms"
        sleep 1
    done
    sleep 1
    exec 9>&-
    wait "$client"
    rm "$work/until"
    printf '%-36s %-5s%-18s %s\n' "$what" "$kind" "$took" "$(cat "$work/result")"
}

# Commands are as quick as they are once their AOT cache is made; that is not what is measured here.
warm_up() {
    for _ in 1 2 3; do "$bongsu" list > "$work/out" 2>&1; done
    sleep 4
}

# $1: what it is called; the rest starts it as "app".
reload_bongsu() {
    name=$1
    shift
    for kind in kept new; do
        "$bongsu" start "$@" -n app -i "$workers" --listen "127.0.0.1:$port" -s
        measure "bongsu, $name" "$kind" 2 "$bongsu" reload app -s
        "$bongsu" delete app -s
    done
}

reload_pm2() {
    name=$1
    shift
    for kind in kept new; do
        "$pm2" start "$@" --name app -i "$workers" -s
        sleep 2
        measure "pm2, $name" "$kind" 2 "$pm2" reload app -s
        "$pm2" delete app -s
    done
}

# Kills one worker of the manager $1.
kill_one() { kill -9 "$("$1" pid app | head -1)"; }

kill_daemon() {
    kill -9 "$(cat "$BONGSU_HOME/daemon.pid")"
    sleep 0.5
    "$bongsu" list
}

case ${1:-} in
    node)
        need_pm2
        warm_up
        reload_bongsu "node, unmodified" "$here/plain.js"
        reload_pm2 "node, unmodified" "$here/plain.js"
        reload_bongsu "node, ready and SIGINT" "$here/ready.js" --wait-ready
        reload_pm2 "node, ready and SIGINT" "$here/ready.js" --wait-ready ;;
    others)
        warm_up
        jvm="-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=$work -cp $classes"
        export SERVER_PORT="$port" SERVER_ADDRESS=127.0.0.1
        reload_bongsu "java, unmodified HttpServer" "$here/Server.java"
        reload_bongsu "java, Vert.x" kr.bongsu.supervisor.deploy.servers.VertxServer --interpreter java --jvm-args "$jvm"
        reload_bongsu "java, Spring Boot" kr.bongsu.supervisor.deploy.servers.SpringServer --interpreter java --jvm-args "$jvm"
        reload_bongsu "python, asyncio" "$here/server.py" ;;
    debian)
        need_debian nginx golang-1.19-go golang-1.19-src
        GOROOT=$debian/usr/lib/go-1.19 GOPATH=$work/go GOCACHE=$work/go-cache CGO_ENABLED=0 \
            "$debian/usr/lib/go-1.19/bin/go" build -o "$work/server" "$here/server.go"
        export NGINX_BINARY="$debian/usr/sbin/nginx" NGINX_FOLDER="$work/nginx"
        warm_up
        reload_bongsu "nginx" "$here/nginx.sh" --kill-signal SIGQUIT
        reload_bongsu "go" "$work/server" ;;
    kills)
        need_pm2
        warm_up
        for kind in kept new; do
            "$bongsu" start "$here/plain.js" -n app -i "$workers" --listen "127.0.0.1:$port" -s
            measure "bongsu, a worker is killed" "$kind" 5 kill_one "$bongsu"
            before=$("$bongsu" pid app)
            measure "bongsu update" "$kind" 2 "$bongsu" update -s
            measure "the daemon is killed" "$kind" 2 kill_daemon
            [ "$("$bongsu" pid app)" = "$before" ] || echo "processes were restarted"
            "$bongsu" delete app -s
            "$pm2" start "$here/plain.js" --name app -i "$workers" -s
            sleep 2
            measure "pm2, a worker is killed" "$kind" 5 kill_one "$pm2"
            "$pm2" delete app -s
        done ;;
    *)
        sed -n '2,12s/^# \{0,1\}//p' "$0"
        exit 2 ;;
esac
