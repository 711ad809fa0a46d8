#!/usr/bin/env bash
# Brings up a small Slurm cluster on this machine, for tests and for trying things out: no systemd, no cgroups, nothing
# but loopback, and everything beneath one folder. Accelerators are declared, not there. What answers is left alone.
#
#   eng/slurm-up.sh FOLDER [--port 16800] [--name a] [--nodes 4] [--gpus 8] [--cpus 64] [--memory 512000]
#                          [--accounting] [--rest] [--chroot FOLDER]
#
# Afterwards `. FOLDER/env` sets SLURM_CONF, and HEADROOM_SLURM_REST and HEADROOM_SLURM_KEY with --rest. It takes the
# ports from --port on: the controller, then one for each node, and 90 (accounting), 91 (its database) and 92 (REST)
# above. --chroot runs the Slurm of Debian 13 in that folder, which is made by debootstrap when it is not there; then
# clients are run as $HEADROOM_SLURM_RUN sbatch, and so on.
set -euo pipefail

folder=$(realpath -m -- "${1:?name a folder}")
shift
port=16800 name=a nodes=4 gpus=8 cpus=64 memory=512000 accounting='' rest='' chroot=''
while (($#)); do
    case $1 in
    --port | --name | --nodes | --gpus | --cpus | --memory | --chroot) declare "${1#--}=$2" && shift 2 ;;
    --accounting) accounting=yes && shift ;;
    --rest) rest=yes && shift ;;
    *) echo "unknown option $1" >&2 && exit 2 ;;
    esac
done
host=$(hostname -s)
me=$(id -un)
munge=$folder/munge

main() {
    mkdir -p "$folder"/{state,log,run,spool,munge}
    chmod 755 "$folder" "$folder"/{state,log,run,spool,munge}
    [[ -z $chroot ]] || make_chroot
    write_keys
    write_configuration
    start_munge
    [[ -z $accounting ]] || start_accounting
    start_controller
    start_nodes
    [[ -z $rest ]] || start_rest
    write_environment
    wait_for "the nodes" 60 are_nodes_up
}

# Runs a program where this cluster's Slurm is. Debian 13's database client insists on TLS, and slurmdbd cannot be told
# otherwise.
slurm() {
    local variables=(SLURM_CONF="$folder/slurm.conf" MARIADB_TLS_DISABLE_PEER_VERIFICATION=1)
    if [[ -n $chroot ]]; then chroot "$chroot" env "${variables[@]}" "$@"; else env "${variables[@]}" "$@"; fi
}

is_alive() { # PID_FILE PROGRAM
    local pid
    [[ -s $1 ]] && pid=$(<"$1") && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$2" ]] &&
        ! grep -q '^State:.[ZX]' "/proc/$pid/status" 2>/dev/null # dead, and not buried yet by whoever has to
}

# Starts a daemon where none runs. One that was killed a moment ago is waited for, or it would be taken for alive.
start() { # PID_FILE PROGRAM COMMAND...
    local tries
    for ((tries = 0; tries < 5; tries++)); do
        is_alive "$1" "$2" || { "${@:3}" && return; }
        sleep 0.05
    done
}

wait_for() { # WHAT SECONDS COMMAND...
    local end=$((SECONDS + $2))
    until "${@:3}" >/dev/null 2>&1; do
        ((SECONDS < end)) || { echo "slurm-up: $1 did not come up within $2 s; see $folder/log" >&2 && exit 1; }
        sleep 0.1
    done
}

is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }

make_chroot() {
    local packages=slurmctld,slurmd,slurmdbd,slurmrestd,slurm-client,slurm-wlm-jwt-plugin,slurm-wlm-mysql-plugin,munge
    if [[ ! -e $chroot/.ready ]]; then
        rm -rf --one-file-system "$chroot"
        debootstrap --variant=minbase --include=$packages trixie "$chroot" \
            "$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)" >"$folder/log/debootstrap" 2>&1
        : >"$chroot/.ready"
    fi
    mkdir -p "$chroot$folder"
    cp /etc/hosts "$chroot/etc/hosts"
    mountpoint -q "$chroot/proc" || mount -t proc proc "$chroot/proc"
    local shared
    for shared in /dev /dev/shm "$folder"; do
        mountpoint -q "$chroot$shared" || mount --bind "$shared" "$chroot$shared"
    done
}

write_keys() {
    # munged refuses a key that others may read.
    [[ -s $munge/key ]] || (umask 077 && head -c 1024 /dev/urandom >"$munge/key")
    [[ -s $folder/jwt.key ]] || (umask 077 && head -c 32 /dev/urandom >"$folder/jwt.key")
}

write_configuration() {
    local gpu node lines='' new=$folder/slurm.conf.new
    # Slurm wants a character device for each accelerator; a link to one will do.
    for ((gpu = 0; gpu < gpus; gpu++)); do ln -sfn /dev/null "$folder/gpu$gpu"; done
    printf 'AutoDetect=off\nName=gpu Type=h100 File=%s/gpu[0-%d]\n' "$folder" $((gpus - 1)) >"$folder/gres.conf"
    # "disabled" exists from 23.02 on.
    if [[ -n $chroot ]]; then echo CgroupPlugin=disabled; else echo CgroupAutomount=no; fi >"$folder/cgroup.conf"
    for ((node = 1; node <= nodes; node++)); do
        mkdir -p "$folder/spool/$name$node"
        lines+="NodeName=$name$node NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + node)) CPUs=$cpus Boards=1"
        lines+=" SocketsPerBoard=1 CoresPerSocket=$cpus ThreadsPerCore=1 RealMemory=$memory Gres=gpu:h100:$gpus"
        lines+=" Features=h100,$name State=UNKNOWN"$'\n'
    done
    # Two racks: the first half of the nodes and the rest.
    local half=$(((nodes + 1) / 2)) racks="rack1"
    echo "SwitchName=rack1 Nodes=$name[1-$half]" >"$folder/topology.conf"
    if ((nodes > half)); then
        echo "SwitchName=rack2 Nodes=$name[$((half + 1))-$nodes]" >>"$folder/topology.conf" && racks="rack[1-2]"
    fi
    echo "SwitchName=block1 Switches=$racks" >>"$folder/topology.conf"
    cat >"$new" <<END
ClusterName=$name
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$munge/socket,cred_expire=10
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=$folder/jwt.key
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd.%n.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd.%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SwitchType=switch/none
MpiDefault=none
TopologyPlugin=topology/tree
SlurmdParameters=config_overrides
# Quick to react, as tests want it.
SlurmctldTimeout=30
SlurmdTimeout=10
MessageTimeout=10
KillWait=5
UnkillableStepTimeout=60
ReturnToService=2
TCPTimeout=2
MinJobAge=600
MaxJobCount=50000
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=5,bf_continue,default_queue_depth=1000
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
DefMemPerCPU=1000
GresTypes=gpu
JobRequeue=1
RequeueExit=99
JobCompType=jobcomp/none
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
$(accounting_lines)
$lines
PartitionName=batch Nodes=ALL Default=YES MaxTime=INFINITE DefaultTime=60 State=UP PriorityTier=10 PreemptMode=OFF
PartitionName=spot Nodes=ALL Default=NO MaxTime=INFINITE DefaultTime=60 State=UP PriorityTier=1 PreemptMode=REQUEUE
END
    mv "$new" "$folder/slurm.conf"
}

accounting_lines() {
    [[ -n $accounting ]] || { echo AccountingStorageType=accounting_storage/none && return; }
    # Pass and not AuthInfo: only that one is used towards slurmdbd.
    cat <<END
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort=$((port + 90))
AccountingStoragePass=$munge/socket
AccountingStorageTRES=gres/gpu
AccountingStoreFlags=job_comment
END
}

start_munge() {
    if ! is_alive "$munge/pid" munged; then
        rm -f "$munge"/socket*
        munged --key-file="$munge/key" --socket="$munge/socket" --pid-file="$munge/pid" --log-file="$munge/log" \
            --seed-file="$munge/seed"
    fi
    wait_for munged 30 munge -S "$munge/socket" -n
}

database() { mariadb --no-defaults -u root -S "$folder/database/socket" "$@"; }

start_accounting() {
    local at=$folder/database owner=$me
    [[ $me != root ]] || owner=mysql
    mkdir -p "$at" && chown "$owner" "$at"
    if ! is_alive "$at/pid" mariadbd; then
        [[ -d $at/data/mysql ]] || mariadb-install-db --no-defaults --user="$owner" --datadir="$at/data" \
            --auth-root-authentication-method=normal --skip-test-db >"$folder/log/database-install" 2>&1
        setsid mariadbd --no-defaults --user="$owner" --datadir="$at/data" --socket="$at/socket" --pid-file="$at/pid" \
            --bind-address=127.0.0.1 --port=$((port + 91)) --innodb-buffer-pool-size=128M --innodb-log-file-size=64M \
            --innodb-lock-wait-timeout=900 --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync \
            --skip-log-bin --log-error="$at/log" </dev/null >/dev/null 2>&1 &
    fi
    wait_for "the database" 60 database -e 'select 1'
    database -e "create user if not exists slurm@'127.0.0.1' identified by 'slurm';
        create user if not exists slurm@localhost identified by 'slurm';
        grant all on *.* to slurm@'127.0.0.1'; grant all on *.* to slurm@localhost;"
    (umask 077 && cat >"$folder/slurmdbd.conf") <<END
AuthType=auth/munge
AuthInfo=socket=$munge/socket
DbdHost=$host
DbdAddr=127.0.0.1
DbdPort=$((port + 90))
SlurmUser=$me
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$((port + 91))
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_$name
PidFile=$folder/run/slurmdbd.pid
LogFile=$folder/log/slurmdbd
END
    start "$folder/run/slurmdbd.pid" slurmdbd slurm slurmdbd
    wait_for slurmdbd 60 slurm timeout 5 sacctmgr -n -i list cluster
    [[ -n $(slurm sacctmgr -nP list cluster "$name") ]] || slurm sacctmgr -i >"$folder/log/sacctmgr" 2>&1 <<END
add cluster $name
add account headroom Cluster=$name
add user $me Account=headroom Cluster=$name
quit
END
}

start_controller() {
    start "$folder/run/slurmctld.pid" slurmctld slurm slurmctld
    wait_for slurmctld 60 is_controller_up
}

is_controller_up() { slurm timeout 5 scontrol ping | grep -q 'is UP'; }

start_nodes() {
    local node
    for ((node = 1; node <= nodes; node++)); do
        start "$folder/run/slurmd.$name$node.pid" slurmd slurm slurmd -N "$name$node"
    done
}

are_nodes_up() {
    [[ $(slurm timeout 5 sinfo -h -N -p batch -t idle,mix,alloc -o %N | sort -u | wc -l) == "$nodes" ]]
}

# slurmrestd neither detaches nor writes its number, and refuses to run as Slurm's own user.
start_rest() {
    local pid=$folder/run/slurmrestd.pid plugins=openapi/v0.0.38 as=() within=(setsid)
    if ! is_alive "$pid" slurmrestd; then
        [[ $me != root ]] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
        if [[ -n $chroot ]]; then
            plugins=slurmctld within=(setsid chroot --userspec=nobody:nogroup "$chroot") as=()
        fi
        "${within[@]}" "${as[@]}" env SLURM_CONF="$folder/slurm.conf" SLURM_JWT=daemon slurmrestd -a rest_auth/jwt \
            -s $plugins 127.0.0.1:$((port + 92)) </dev/null >"$folder/log/slurmrestd" 2>&1 &
        echo $! >"$pid"
    fi
    wait_for slurmrestd 30 is_open $((port + 92))
}

write_environment() {
    {
        echo "export SLURM_CONF=$folder/slurm.conf"
        if [[ -n $rest ]]; then
            echo "export HEADROOM_SLURM_REST=http://127.0.0.1:$((port + 92)) HEADROOM_SLURM_KEY=$folder/jwt.key"
        fi
        [[ -z $chroot ]] || echo "export HEADROOM_SLURM_RUN='chroot $chroot env SLURM_CONF=$folder/slurm.conf'"
    } >"$folder/env"
}

main
