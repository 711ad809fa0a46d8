#!/usr/bin/env bash
# A federated job from nothing to figures: samples/federated/run.sh DIR
# One pool of this machine stands for those of both owners; in life each site joins with --server of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
headroom=${HEADROOM:-$here/../../headroom}
python=${PYTHON:-/usr/bin/python3}
export HEADROOM_PASSPHRASE=sample
mkdir "$1" && cd "$1" && dir=$PWD

"$python" "$here/train.py" make "$dir"
for name in coordinator ward-1 ward-2 branch-1 branch-2; do "$headroom" key new "$name.key" --kind sign; done
{
    printf 'federated: 1\nname: wards-and-branches\ncoordinator: "%s"\nsites:\n' "$("$headroom" key show coordinator.key)"
    for name in ward-1 ward-2 branch-1 branch-2; do printf '  - {name: %s, key: "%s"}\n' "$name" "$("$headroom" key show "$name.key")"; done
    printf 'least: 3\nrounds: %s\nclip: 1\nnoise: %s\nparts: 64\ndelta: 1e-5\nmodel: adapter.safetensors\n' "${ROUNDS:-4}" "${NOISE:-2}"
} > federated.yaml

HOME=$dir "$headroom" up --gpus 1 --data "$dir/pool" --urls http://127.0.0.1:0 > up.log 2>&1 &
up=$!
trap 'kill $up; wait $up || true' EXIT
until server=$(grep -o 'http://127.0.0.1:[0-9]*' up.log); do kill -0 $up; sleep 0.2; done
server=${server%%$'\n'*}

"$headroom" federated run -f federated.yaml --dir rounds --key coordinator.key --patience 900 &
run=$!
until [[ -e rounds/terms.json ]]; do kill -0 $run; sleep 0.2; done
sites=()
for name in ward-1 ward-2 branch-1 branch-2; do
    printf 'command: [true]\nenvironment: {HEADROOM_BASE: "%s"}\n' "$dir/base.safetensors" > job.yaml
    HOME=$dir "$headroom" federated join --dir rounds --key "$name.key" --data "$name.jsonl" --state "state-$name" \
        --ledger "$name.audit.jsonl" --epsilon 10 --job job.yaml --server "$server" -- "$python" "$here/train.py" > "$name.log" 2>&1 &
    sites+=($!)
done
for site in "${sites[@]}"; do wait "$site"; done
wait $run

tail -n 1 ward-1.audit.jsonl | grep -o 'epsilon [0-9.]* at delta [0-9.E-]*'
"$python" "$here/train.py" compare "$dir" "$(ls -v rounds/model-*.safetensors | tail -n 1)"
