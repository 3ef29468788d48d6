# shellcheck shell=sh
# Read by the launcher `bongsu` when it lies in a checkout: builds the distribution with Maven when it
# is missing or older than a source file. Uses the launcher's say, die, find_jdk and its variables.
# shellcheck disable=SC2154 # checkout, home, java_home are the launcher's

shipped_modules='telegram gateway console supervisor fcm-emulator fep-simulator distribution'
built=$home/.built
work=$checkout/target/launcher
lock=$work/lock
# Longer than a first build on a slow line, short enough that nobody waits for ever.
lock_deadline=1200

# True when the distribution is whole and no source file is newer than it.
is_fresh() {
    [ -f "$built" ] || return 1
    # Tests and documents do not ship. A folder's own time tells of a deleted file.
    changed=$(cd -- "$checkout" && set -- bongsu pom.xml .mvn && for module in $shipped_modules; do
        [ ! -d "$module" ] || set -- "$@" "$module"
    done && find "$@" \( -name target -o -name node_modules -o -path '*/src/test' -o -path console/test \) -prune -o \
        \( -type f -o -path '*/src/*' -type d \) -newer "$built" -print 2> /dev/null | head -n 1)
    [ -z "$changed" ]
}

# Was the builder $1 killed? One that has not yet written its number gets ten seconds to do so.
is_gone() {
    if [ -n "$1" ]; then
        ! kill -0 "$1" 2> /dev/null
    else
        [ "$waited" -ge 10 ]
    fi
}

# Only one build at a time: a folder is the lock, because making one is atomic everywhere.
take_lock() {
    mkdir -p -- "$work" || die "cannot write to $work. Make the checkout writable, or start an installed distribution."
    waited=0
    until mkdir -- "$lock" 2> /dev/null; do
        holder=
        [ ! -r "$lock/pid" ] || read -r holder < "$lock/pid" || holder=
        if is_gone "$holder"; then
            # The rename makes sure that only one of those who wait removes it.
            mv -- "$lock" "$lock.$$" 2> /dev/null && rm -rf -- "$lock.$$"
            continue
        fi
        [ "$waited" -ne 1 ] || say "waiting for another build of this checkout (process ${holder:-unknown})."
        [ "$waited" -lt "$lock_deadline" ] ||
            die "another build (process ${holder:-unknown}) holds $lock for over $((lock_deadline / 60)) minutes. End it, or remove that folder."
        sleep 1
        waited=$((waited + 1))
    done
    printf '%s\n' "$$" > "$lock/pid"
    maven=
    trap 'drop_lock' EXIT
    trap 'stop_maven; exit 130' INT
    trap 'stop_maven; exit 143' TERM HUP
}

drop_lock() {
    trap - EXIT INT TERM HUP
    rm -rf -- "$lock"
}

stop_maven() {
    [ -z "$maven" ] || kill "$maven" 2> /dev/null
}

# Every tool of the build, or a sentence that says how to get it.
need_tools() {
    find_jdk javac
    command -v mvn > /dev/null ||
        die "Maven was not found, and building needs it. Install it (apt install maven; brew install maven; or https://maven.apache.org/download.cgi)."
    [ ! -f "$checkout/console/package.json" ] || { command -v node > /dev/null && command -v npm > /dev/null; } ||
        die "Node.js with npm was not found, and building the console needs it. Install Node.js 20 or newer (apt install nodejs npm; brew install node; or https://nodejs.org)."
}

# To be started in the background: becomes Maven, so that ending it ends Maven.
maven() {
    export JAVA_HOME="$java_home"
    exec mvn -B -ntp -f "$checkout/pom.xml" "$@"
}

# Shows on stderr which module Maven ($1) builds, until it ends; sets seconds.
show_progress() {
    seconds=0
    while kill -0 "$1" 2> /dev/null; do
        if [ -t 2 ]; then
            step=$(sed -n 's/^\[INFO\] Building \(.*[^ ]\) \{1,\}[0-9][^ ]* *\[\([0-9]*\/[0-9]*\)\]$/\2 \1/p' "$work/build.log" | tail -n 1)
            printf '\r\033[Kbongsu: building %s (%s s)' "$step" "$seconds" >&2
        fi
        sleep 1
        seconds=$((seconds + 1))
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

# Builds what ships, without tests; the log goes to a file.
build() {
    need_tools
    rm -f -- "$built"
    begun=$work/begun
    : > "$begun" # what is edited while Maven runs counts as newer
    [ -t 2 ] || say "building the distribution (the first time takes a few minutes) ..."
    maven package -pl distribution -am -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true > "$work/build.log" 2>&1 &
    maven=$!
    show_progress "$maven"
    wait "$maven"
    result=$?
    maven=
    if [ "$result" -ne 0 ]; then
        # The compiler's warnings fail the build too (-Werror).
        grep -E '^\[(ERROR|WARNING)\] ' "$work/build.log" | head -n 15 >&2
        die "the build failed; the lines above say where, $work/build.log says all."
    fi
    mv -- "$begun" "$built"
    say "built in $seconds s."
}

build_if_needed() {
    is_fresh && return
    take_lock
    is_fresh || build # another run may have built while this one waited
    drop_lock
}

# `bongsu build`: the default of the Makefile.
locked_build() {
    build_if_needed
    say "the distribution is in $home"
}

# `bongsu mvn ARGS`: Maven with the right JDK, and never beside another build.
locked_mvn() {
    take_lock
    need_tools
    : > "$work/begun"
    maven "$@" &
    maven=$!
    wait "$maven"
    result=$?
    # The whole build assembles the distribution too.
    if [ "$result" -eq 0 ] && [ -r "$home/VERSION" ]; then mv -- "$work/begun" "$built"; fi
    drop_lock
    exit "$result"
}
