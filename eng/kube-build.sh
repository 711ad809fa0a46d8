#!/usr/bin/env bash
# Builds the servers of a Kubernetes 1.20 from the source package of Debian 12, with its Go 1.19: about eight minutes of
# one core, once. Needs root, the Debian package golang-1.19-go, and nothing but Debian's mirror.
#
#   eng/kube-build.sh [FOLDER]          FOLDER is /var/cache/headroom/kubernetes unless it is named
set -euo pipefail

folder=$(realpath -m -- "${1:-/var/cache/headroom/kubernetes}")
programs=(kube-apiserver kube-controller-manager kube-scheduler)
work=$folder/build
tree=$work/go/src/k8s.io/kubernetes

main() {
    local program missing=()
    for program in "${programs[@]}"; do [[ -x $folder/$program ]] || missing+=("$program"); done
    ((${#missing[@]})) || { echo "kube-build: all there in $folder" && exit 0; }
    [[ -x /usr/lib/go-1.19/bin/go ]] || { echo "kube-build: install golang-1.19-go" >&2 && exit 2; }
    mkdir -p "$work/lists/partial" "$work/parts" "$tree"
    [[ -e $work/.unpacked ]] || unpack
    # With modules Go takes the vendored tree for out of date.
    export PATH=/usr/lib/go-1.19/bin:$PATH GO111MODULE=off GOFLAGS='' CGO_ENABLED=0
    export GOPATH=$work/go GOCACHE=$work/cache
    cd "$tree"
    export PWD=$tree
    [[ -s pkg/generated/openapi/zz_generated.openapi.go ]] || generate
    for program in "${missing[@]}"; do build "$program"; done
    rm -rf "$work"
}

unpack() {
    cd "$work"
    # In an apt of its own: the machine's sources stay as they are.
    local mirror apt
    mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
    printf 'Types: deb-src\nURIs: %s\nSuites: bookworm\nComponents: main\nSigned-By: %s\n' \
        "$mirror" /usr/share/keyrings/debian-archive-keyring.gpg >parts/source.sources
    apt=(-qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/parts"
        -o "Dir::State::lists=$work/lists" -o APT::Sandbox::User=root)
    apt-get "${apt[@]}" update
    apt-get "${apt[@]}" source --download-only kubernetes
    tar -xf kubernetes_*.orig.tar.gz -C "$tree" --strip-components=1
    tar -xf kubernetes_*.debian.tar.xz -C "$tree"
    # The reflect2 that comes with it makes servers built by Go 1.18 and newer fail at every change; Debian has 1.0.2.
    apt-get -qq -o APT::Sandbox::User=root download golang-github-modern-go-reflect2-dev
    dpkg-deb -x golang-github-modern-go-reflect2-dev_*.deb reflect2
    local old=$tree/vendor/github.com/modern-go/reflect2
    rm -f "$old"/*.go "$old"/*.s
    cp reflect2/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$old"
    local change
    while read -r change; do
        patch -s -d "$tree" -p1 <"$tree/debian/patches/$change"
    done <"$tree/debian/patches/series"
    : >.unpacked
}

# The one generated file that the package lacks.
generate() {
    go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
    local inputs
    inputs=$(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg cmd plugin vendor/k8s.io/*/ |
        grep -vE 'vendor/k8s.io/(code-generator|sample-apiserver|kube-openapi)/|_test.go|zz_generated' |
        xargs -n1 dirname | LC_ALL=C sort -u | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
    "$work/openapi-gen" --logtostderr -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi \
        -O zz_generated.openapi -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$work/violations"
}

build() { # PROGRAM
    local flags='-s -w' package
    for package in component-base/version client-go/pkg/version kubernetes/vendor/k8s.io/component-base/version \
        kubernetes/vendor/k8s.io/client-go/pkg/version; do
        flags+=" -X k8s.io/$package.gitVersion=v1.20.2 -X k8s.io/$package.gitMajor=1 -X k8s.io/$package.gitMinor=20"
    done
    echo "kube-build: building $1"
    go build -trimpath -ldflags "$flags" -o "$folder/$1" "./cmd/$1"
}

main
