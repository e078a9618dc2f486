#!/bin/sh
# Makes .venv with the pinned packages and the command `briefings` in it; called by the Makefile.
#   sh .ci/install.sh         what running needs
#   sh .ci/install.sh test    what the checks need besides
# Honours PYTHON, and pip's own settings (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY ...).
set -eu

venv=.venv
log=$venv/install.log
unfinished=$venv/.unfinished # there from the first step to the last: an interrupted install starts over

unreachable='NewConnection|Connect(ion)?Timeout|ReadTimeout|ProxyError|SSLError|ConnectionReset|name resolution'
unreachable="$unreachable|Max retries|from versions: none"

fail() {
    printf 'briefings: %s\n' "$*" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is not a Python 3.11 or newer that runs; name another one."
        python=$PYTHON
        return
    fi
    for python in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if is_new_enough "$python"; then return; fi
    done
    fail "no Python 3.11 or newer was found. Install one (Debian, Ubuntu: apt-get install python3 python3-venv;" \
        "macOS: brew install python@3.11; others: python.org/downloads) or name it: make install PYTHON=/path/to/python3.11"
}

check_disk() {
    free=$(df -Pk . | awk 'NR == 2 { print $4 }')
    [ "$free" -ge 4000000 ] ||
        fail "only $((free / 1000)) MB are free on this disk and the packages need about 4 GB; free some and run make install again."
}

make_venv() {
    find_python
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        fail "$python cannot make virtual environments: its venv module is missing. On Debian or Ubuntu:" \
            "apt-get install python3-venv, then make install again; or name another Python with PYTHON=."
    check_disk
    rm -rf "$venv"
    mkdir "$venv"
    touch "$unfinished"
    echo "Making $venv with $("$python" --version) and about 2 GB of packages; the first time takes some minutes."
    "$python" -m venv "$venv" >"$log" 2>&1 || fail "$python -m venv failed: $(tail -n 1 "$log")"
}

explain() {
    if grep -q 'No space left' "$log"; then
        fail "the disk, or the folder for temporary files, is full; free about 4 GB or set TMPDIR, and run make again."
    fi
    rm -f "$unfinished" # pip ended by itself: what it had installed is whole
    if grep -qE "$unreachable" "$log"; then
        fail "the package registry cannot be reached. Check the network, or set HTTPS_PROXY for a proxy, PIP_INDEX_URL for" \
            "a mirror or PIP_CERT for its certificate; then run make again. What was downloaded is kept."
    fi
    reason=$(grep -iE '^ *error: ' "$log" | grep -vE 'subprocess-exited|generation-failed' | head -n 1)
    fail "pip could not install the packages: ${reason:-$(tail -n 1 "$log")} (all that it said: $log)"
}

# Without --no-compile pip turns every file of every package into bytecode, twice the time of all the rest;
# Python does that for the few that are used.
pip_install() {
    quiet=--quiet
    if [ -t 1 ]; then quiet=; fi # a person sees what is being downloaded
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input --retries 2 \
        install --no-compile $quiet "$@" 2>"$log" || explain
}

is_whole() {
    [ ! -e "$unfinished" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 &&
        { [ ! -e "$venv/.installed" ] || [ "$(cat "$venv/.installed")" = "$(pwd -P)" ]; }
}

is_whole || make_venv
touch "$unfinished"
if [ "${1:-}" = test ]; then
    pip_install -r requirements-dev.txt
    stamp=.installed-test
else
    pip_install -r requirements.txt
    pip_install --no-deps --no-build-isolation --editable .
    stamp=.installed
fi
pwd -P >"$venv/$stamp"
rm "$unfinished"
