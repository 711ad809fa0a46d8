#!/usr/bin/env bash
# Brings up the servers of a small Kubernetes on this machine, for tests and for trying things out: nothing but
# loopback, and everything beneath one folder. It has no nodes; those are up to whoever uses it.
#
#   eng/kube-up.sh FOLDER [--port 16440] [--programs /var/cache/headroom/kubernetes]
#
# Needs the Debian packages etcd-server, openssl and curl, and the programs that eng/kube-build.sh builds. Afterwards
# FOLDER/admin.conf is a kubeconfig that may do anything, and FOLDER/headroom.conf one that may do what
# deploy/kubernetes-rbac.yaml says. It takes five ports from --port on.
set -euo pipefail

here=$(dirname -- "$(realpath -- "$0")")
folder=$(realpath -m -- "${1:?name a folder}")
shift
port=16440 programs=/var/cache/headroom/kubernetes
while (($#)); do
    case $1 in
    --port | --programs) declare "${1#--}=$2" && shift 2 ;;
    *) echo "unknown option $1" >&2 && exit 2 ;;
    esac
done
keys=$folder/keys
server=https://127.0.0.1:$port

main() {
    mkdir -p "$keys" "$folder"/{log,run}
    chmod 700 "$keys"
    [[ -s $keys/admin.crt ]] || make_keys
    write_kubeconfig admin "client-certificate: $keys/admin.crt, client-key: $keys/admin.key"
    write_kubeconfig controllers "client-certificate: $keys/controllers.crt, client-key: $keys/controllers.key"
    write_kubeconfig scheduler "client-certificate: $keys/scheduler.crt, client-key: $keys/scheduler.key"
    start_etcd
    start_server
    start_controllers
    make_account
}

make_keys() {
    openssl ecparam -name prime256v1 -genkey -noout -out "$keys/ca.key"
    openssl req -x509 -new -key "$keys/ca.key" -subj /CN=headroom-test-ca -days 3650 -out "$keys/ca.crt"
    openssl genrsa -out "$keys/accounts.key" 2048 2>/dev/null
    openssl rsa -in "$keys/accounts.key" -pubout -out "$keys/accounts.pub" 2>/dev/null
    make_certificate server /CN=kube-apiserver "extendedKeyUsage=serverAuth
subjectAltName=IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes.default.svc"
    make_certificate controllers /CN=system:kube-controller-manager extendedKeyUsage=clientAuth
    make_certificate scheduler /CN=system:kube-scheduler extendedKeyUsage=clientAuth
    make_certificate admin /O=system:masters/CN=admin extendedKeyUsage=clientAuth
}

make_certificate() { # NAME SUBJECT EXTENSIONS
    openssl ecparam -name prime256v1 -genkey -noout -out "$keys/$1.key"
    openssl req -new -key "$keys/$1.key" -subj "$2" |
        openssl x509 -req -CA "$keys/ca.crt" -CAkey "$keys/ca.key" -CAcreateserial -days 3650 \
            -extfile <(printf 'keyUsage=digitalSignature\n%s' "$3") -out "$keys/$1.crt" 2>/dev/null
}

write_kubeconfig() { # NAME USER
    (umask 077 && cat >"$folder/$1.conf") <<END
apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: "$server", certificate-authority: $keys/ca.crt}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
users: [{name: test, user: {$2}}]
END
}

is_alive() { # PROGRAM
    local pid
    [[ -s $folder/run/$1.pid ]] && pid=$(<"$folder/run/$1.pid") &&
        [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "${1:0:15}" && $(cut -d" " -f3 "/proc/$pid/stat") != Z ]]
}

start() { # PROGRAM COMMAND...
    is_alive "$1" && return
    setsid "${@:2}" </dev/null >>"$folder/log/$1" 2>&1 &
    echo $! >"$folder/run/$1.pid"
}

wait_for() { # WHAT SECONDS COMMAND...
    local end=$((SECONDS + $2))
    until "${@:3}" >/dev/null 2>&1; do
        ((SECONDS < end)) || { echo "kube-up: $1 did not come up within $2 s; see $folder/log" >&2 && exit 1; }
        sleep 0.2
    done
}

ask() { # PATH [CURL_OPTION...]
    curl -sf --max-time 10 --cacert "$keys/ca.crt" --cert "$keys/admin.crt" --key "$keys/admin.key" "$server$1" "${@:2}"
}

start_etcd() {
    local client=http://127.0.0.1:$((port + 1)) peer=http://127.0.0.1:$((port + 2))
    start etcd etcd --name test --data-dir "$folder/etcd" --log-level warn --logger zap \
        --listen-client-urls "$client" --advertise-client-urls "$client" \
        --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "test=$peer"
    wait_for etcd 60 curl -sf "$client/health"
}

start_server() {
    start kube-apiserver "$programs/kube-apiserver" --etcd-servers="http://127.0.0.1:$((port + 1))" \
        --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$port" --insecure-port=0 \
        --endpoint-reconciler-type=none --service-cluster-ip-range=10.96.0.0/16 --authorization-mode=Node,RBAC \
        --client-ca-file="$keys/ca.crt" --tls-cert-file="$keys/server.crt" --tls-private-key-file="$keys/server.key" \
        --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$keys/accounts.pub" \
        --service-account-signing-key-file="$keys/accounts.key" --api-audiences=https://kubernetes.default.svc \
        --cert-dir="$folder/run" --event-ttl=1h
    wait_for kube-apiserver 180 ask /readyz
}

start_controllers() {
    start kube-controller-manager "$programs/kube-controller-manager" --kubeconfig="$folder/controllers.conf" \
        --bind-address=127.0.0.1 --secure-port=$((port + 3)) --port=0 --cert-dir="$folder/run" --leader-elect=false \
        --service-account-private-key-file="$keys/accounts.key" --root-ca-file="$keys/ca.crt" \
        --use-service-account-credentials=true --controllers='*,-attachdetach,-persistentvolume-binder'
    start kube-scheduler "$programs/kube-scheduler" --kubeconfig="$folder/scheduler.conf" \
        --bind-address=127.0.0.1 --secure-port=$((port + 4)) --port=0 --cert-dir="$folder/run" --leader-elect=false
    wait_for kube-controller-manager 180 has_accounts
}

has_accounts() { ask /api/v1/namespaces/default/serviceaccounts/default | grep -q '"secrets"'; }

make_account() {
    local json=(-H 'Content-Type: application/json' -o /dev/null) token
    ask /api/v1/namespaces/headroom -o /dev/null ||
        ask /api/v1/namespaces "${json[@]}" -d '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"headroom"}}'
    apply
    token=$(ask /api/v1/namespaces/headroom/serviceaccounts/headroom/token -H 'Content-Type: application/json' \
        -d '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":864000}}' |
        sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
    write_kubeconfig headroom "token: $token"
}

# What a user applies with kubectl, document by document.
apply() {
    local kind path group=/apis/rbac.authorization.k8s.io/v1 document
    while IFS= read -r -d '' document; do
        kind=$(sed -n 's/^kind: //p' <<<"$document")
        case $kind in
        ServiceAccount) path=/api/v1/namespaces/headroom/serviceaccounts ;;
        Role | RoleBinding) path=$group/namespaces/headroom/${kind,,}s ;;
        *) path=$group/${kind,,}s ;;
        esac
        ask "$path/headroom" -o /dev/null ||
            ask "$path" -o /dev/null -H 'Content-Type: application/yaml' --data-binary "$document"
    done < <(sed 's/^---$/\x0/' "$here/../deploy/kubernetes-rbac.yaml" && printf '\0')
}

main
