#!/usr/bin/env bash
# Stops what eng/kube-up.sh started beneath a folder; --purge deletes the folder as well.
#
#   eng/kube-down.sh FOLDER [--purge]
set -uo pipefail

folder=$(realpath -m -- "${1:?name a folder}")

main() {
    local program
    for program in kube-scheduler kube-controller-manager kube-apiserver etcd; do stop "$program"; done
    [[ ${2:-} != --purge ]] || rm -rf --one-file-system "$folder"
}

stop() { # PROGRAM
    local pid tries file=$folder/run/$1.pid
    [[ -s $file ]] && pid=$(<"$file") && is_it "$pid" "$1" || return 0
    # The server waits long for watches to end, which here nobody needs.
    if [[ $1 == etcd ]]; then kill "$pid"; else kill -KILL "$pid"; fi
    for ((tries = 0; tries < 100; tries++)); do
        is_it "$pid" "$1" || return 0
        sleep 0.1
    done
    kill -KILL "$pid"
}

is_it() { # PID PROGRAM
    [[ $(cat "/proc/$1/comm" 2>/dev/null) == "${2:0:15}" ]] && ! grep -q '^State:.[ZX]' "/proc/$1/status" 2>/dev/null
}

main "$@"
