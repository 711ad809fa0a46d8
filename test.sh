#!/usr/bin/env bash
# Everything that must hold before a change is merged, on a fresh Debian 12 with the .NET SDK: builds without a warning,
# checks the format, runs every test and the README's commands. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"
exec </dev/null
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

passed=0
failed=0
skipped=0
results=$(mktemp -d)
trap 'rm -rf -- "$results"' EXIT

main() {
    install_programs
    step "build" build && step "format" dotnet format Headroom.slnx --verify-no-changes --no-restore || finish
    local project
    for project in tests/*.Tests; do run_tests "$(basename "$project")"; done
    ((passed > 0)) || { echo "No test ran: that is a failure too."; failed=$((failed + 1)); }
    smoke_pool
    smoke replay packing
    smoke replay queue
    finish
}

# Programs of the system that tests run: a browser for the reports, shells for their completion, a server for the store.
install_programs() {
    local missing=() program
    for program in chromium zsh fish; do command -v "$program" >/dev/null || missing+=("$program"); done
    # Debian keeps the server's programs out of the path.
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    # A cluster of the tests' own: its daemons, its accounting with a database, its REST daemon.
    [[ -x /usr/sbin/slurmctld && -x /usr/sbin/slurmdbd && -x /usr/sbin/slurmrestd && -x /usr/sbin/mariadbd ]] ||
        missing+=(slurmctld slurmd slurm-client slurmdbd slurmrestd slurm-wlm-{jwt,mysql}-plugin munge mariadb-server)
    # A login node of the tests' own.
    [[ -x /usr/sbin/sshd ]] || missing+=(openssh-server)
    # A TPM in software, and what asks it for quotes.
    [[ -x /usr/bin/swtpm && -x /usr/bin/tpm2_quote ]] || missing+=(swtpm tpm2-tools)
    # What the federated sample trains with.
    [[ -d /usr/lib/python3/dist-packages/torch ]] || missing+=(python3-torch)
    # For pictures of pages in Chinese.
    compgen -G '/usr/share/fonts/*/noto/*CJK*' >/dev/null || missing+=(fonts-noto-cjk)
    ((${#missing[@]})) || return 0
    echo "== install ${missing[*]}"
    if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
        echo "${missing[*]}: only root on Debian can install them here; their tests are skipped."
        return 0
    fi

    local attempt
    for attempt in 1 2 3; do
        apt_get update && apt_get install --yes --no-install-recommends "${missing[@]}" && return 0
        echo "apt-get failed (attempt $attempt of 3)."
        sleep 5
    done
    echo "${missing[*]}: could not be installed; their tests are skipped."
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=200 "$@" >"$results/apt" 2>&1 || { tail -n 5 "$results/apt"; return 1; }
}

# Runs one step and counts its failure.
step() {
    echo "== $1"
    "${@:2}" && return 0
    echo "FAILED: $1"
    failed=$((failed + 1))
    return 1
}

# Warnings are errors, but for those about the package feed, which no change of ours can mend.
build() {
    dotnet build Headroom.slnx -c Release -v minimal --tl:off 2>&1 | tee "$results/build" | grep -E ': (error|warning) ' | sort -u
    ((PIPESTATUS[0] == 0)) || { tail -n 3 "$results/build"; return 1; }
    ! grep -E ': warning ' "$results/build" | grep -qvE 'NU1603|NU190[0-2]'
}

run_tests() {
    local program=artifacts/bin/$1/release/$1 report=$results/$1.xml
    echo "== $1"
    # One that hangs is named, and does not keep the rest from running.
    timeout --kill-after=10 1200 "$program" -noColor -noLogo -longRunning 300 -result-xml "$report" 2>&1 |
        grep -vE '^ *(Discover|Starting|Finished|=== TEST|$)'
    local status=${PIPESTATUS[0]} total
    total=$(count total "$report")
    passed=$((passed + $(count passed "$report")))
    skipped=$((skipped + $(count skipped "$report") + $(count not-run "$report")))
    local broken=$(($(count failed "$report") + $(count errors "$report")))
    # A program that dies tells nothing, and must not pass for one without tests.
    ((broken == 0 && status != 0 && total > 0)) && broken=1
    [[ -s $report ]] || { echo "FAILED: $1 ended with $status and without a report."; broken=1; }
    failed=$((failed + broken))
}

# One number of the report's <assembly> element; 0 where there is none.
count() {
    local element number
    element=$(grep -m 1 -o '<assembly [^>]*>' "$2" 2>/dev/null) || true
    number=$(grep -o " $1=\"[0-9]*\"" <<<"$element" | tr -dc 0-9)
    echo "${number:-0}"
}

# The README's commands, as its reader types them.
smoke() {
    echo "== ./headroom $*"
    if ./headroom "$@" >"$results/smoke" && [[ -s $results/smoke ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: ./headroom $*"
        failed=$((failed + 1))
    fi
}

# Starts a pool of its own and runs a job on it.
smoke_pool() {
    local home=$results/home url=http://127.0.0.1:17433 pool waited
    mkdir -p "$home"
    echo "== ./headroom up"
    HOME=$home ./headroom up --gpus A100:4 --data "$home/pool" --urls "$url" >"$results/pool" 2>&1 &
    pool=$!
    for ((waited = 0; waited < 600; waited++)); do
        grep -q serves "$results/pool" && break
        kill -0 "$pool" 2>/dev/null || break
        sleep 1
    done
    HOME=$home smoke submit --server "$url" --wait -- echo hello || true
    kill "$pool" 2>/dev/null
    wait "$pool"
}

finish() {
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    exit $((failed > 0))
}

main
