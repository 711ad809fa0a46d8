#!/usr/bin/env bash
# Stops what eng/slurm-up.sh started beneath a folder, with the jobs that run there; --purge deletes the folder as well.
#
#   eng/slurm-down.sh FOLDER [--purge]
set -uo pipefail

folder=$(realpath -m -- "${1:?name a folder}")

main() {
    local file pid
    stop "$folder/run/slurmrestd.pid" slurmrestd
    # The controller first: it would only hand out what the nodes are about to lose.
    kill_program "$folder/run/slurmctld.pid" slurmctld
    for file in "$folder"/run/slurmd.*.pid; do kill_program "$file" slurmd; done
    # What a step runs outlives its slurmd, whose log it has open: by that it is known.
    for pid in $(pgrep -x slurmstepd); do
        find "/proc/$pid/fd" -lname "$folder/log/*" 2>/dev/null | grep -q . || continue
        pkill -KILL -P "$pid"
        kill -KILL "$pid"
    done
    stop "$folder/run/slurmdbd.pid" slurmdbd
    stop "$folder/database/pid" mariadbd
    stop "$folder/munge/pid" munged
    local ends='{ if (substr($2, length($2) - length(at) + 1) == at) print $2 }'
    for file in $(awk -v at="$folder" "$ends" /proc/mounts); do
        umount -l "$file"
    done
    [[ ${2:-} != --purge ]] || rm -rf --one-file-system "$folder"
}

pid_of() { # PID_FILE PROGRAM
    local pid
    [[ -s $1 ]] && pid=$(<"$1") && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$2" ]] && ! is_over "$pid" && echo "$pid"
}

# Gone, or dead and not buried yet by whoever has to.
is_over() { [[ ! -d /proc/$1 ]] || grep -q '^State:.[ZX]' "/proc/$1/status" 2>/dev/null; }

stop() {
    local pid tries
    pid=$(pid_of "$1" "$2") || return 0
    kill "$pid"
    for ((tries = 0; tries < 100; tries++)); do
        is_over "$pid" && return 0
        sleep 0.1
    done
    kill -KILL "$pid"
}

kill_program() {
    local pid
    pid=$(pid_of "$1" "$2") || return 0
    kill -KILL "$pid"
}

main "$@"
