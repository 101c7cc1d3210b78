# Prints what updates this host waits for, to be read by Docker Event Watch. Needs no root, asks nothing, and changes
# nothing: package managers are asked to simulate or to list. Run it as: sh host-probe.sh > FILE
boundary=${1:-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}
LC_ALL=C
LANGUAGE=
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL LANGUAGE PATH

section() {
    printf '%s begin %s\n' "$boundary" "$1"
    shift
    "$@" </dev/null 2>&1
    code=$?
    printf '\n%s end %s\n' "$boundary" "$code"
}

have() {
    command -v "$1" >/dev/null 2>&1
}

quietly() {
    "$@" 2>/dev/null
}

container() {
    if [ -e /.dockerenv ]; then
        echo docker
    elif [ -e /run/.containerenv ]; then
        echo podman
    elif [ -r /run/systemd/container ]; then
        cat /run/systemd/container
    elif have systemd-detect-virt; then
        systemd-detect-virt --container || true
    fi
}

# The newest of the paths, in seconds since the epoch.
newest() {
    stat -c %Y "$@" 2>/dev/null | sort -n | tail -n 1
}

distro_info() {
    (
        . /etc/os-release
        grep -hF ",$VERSION_CODENAME," /usr/share/distro-info/debian.csv /usr/share/distro-info/ubuntu.csv
    )
}

apk_kernels() {
    apk info -v | grep '^linux-[a-z]*-[0-9]'
}

dnf_check() {
    # Root's lists are the system's: they are looked at as they are. Others have lists of their own, under /var/tmp.
    if [ "$(id -u)" = 0 ]; then
        dnf -q --cacheonly check-update
    else
        dnf -q check-update
    fi
}

dnf_security() {
    if [ "$(id -u)" = 0 ]; then
        dnf -q --cacheonly updateinfo list --security
    else
        dnf -q updateinfo list --security
    fi
}

echo "docker-event-watch host 1 $boundary"
section hostname uname -n
section machine-id quietly cat /etc/machine-id
section date date +%s
section os-release cat /etc/os-release
section distro-info quietly distro_info
section uname uname -r
section uname-v uname -v
section uptime cat /proc/uptime
section container container
section reboot-required quietly cat /run/reboot-required /run/reboot-required.pkgs /var/run/reboot-required
if have apt-get; then
    section apt-simulation apt-get -s -o Debug::NoLocking=1 dist-upgrade
    section apt-upgradable quietly apt list --upgradable
    section apt-holds apt-mark showhold
    section apt-lists newest /var/lib/apt/lists /var/lib/apt/periodic/update-success-stamp
    # shellcheck disable=SC2016 # dpkg-query's own variables
    section apt-kernels quietly dpkg-query -W -f='${Package} ${Version} ${db:Status-Status}\n' 'linux-image-*'
elif have dnf; then
    section dnf-updates dnf_check
    section dnf-security quietly dnf_security
    section dnf-locks quietly dnf -q --cacheonly versionlock list
    section dnf-lists newest /var/cache/dnf /var/cache/dnf/*.solv /var/cache/libdnf5/*/repodata
    section rpm-installed rpm -qa --qf '%{NAME}.%{ARCH} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\n'
    have needs-restarting && section needs-restarting needs-restarting -r
elif have zypper; then
    section zypper-updates quietly zypper --non-interactive --no-refresh --xmlout list-updates
    section zypper-patches quietly zypper --non-interactive --no-refresh --xmlout list-patches
    section zypper-locks quietly zypper --non-interactive locks
    section zypper-lists newest /var/cache/zypp/raw/* /var/cache/zypp/solv/*
    section rpm-installed rpm -qa --qf '%{NAME}.%{ARCH} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\n'
    section needs-rebooting zypper --non-interactive needs-rebooting
elif have apk; then
    section apk-updates apk version -l '<'
    section apk-lists newest /var/cache/apk /etc/apk/cache/APKINDEX.* /var/cache/apk/APKINDEX.*
    section apk-kernels quietly apk_kernels
fi
echo "$boundary complete"
