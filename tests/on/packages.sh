#!/bin/sh
# packages.sh ARCHITECTURE FOLDER: downloads Debian's libraries for that architecture and unpacks them into FOLDER/root, with the
# C library to run programs with. The system is left alone: apt has lists of its own there.
set -eu
architecture=$1 folder=$2
mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
folder=$(cd "$folder" && pwd)
[ -e "$folder/root/complete" ] && exit

apt()
{
    program=$1
    shift
    "$program" -q -o APT::Architecture="$architecture" -o APT::Architectures="$architecture" -o Dir::State="$folder/apt" \
        -o Dir::State::status=/dev/null -o Dir::Cache="$folder/apt/cache" -o APT::Sandbox::User=root "$@"
}

# The package, and those it needs of the same library.
with_needed()
{
    echo "$1"
    apt apt-cache depends "$1" | sed -n "s/^ *Depends: \(${1%%[0-9-]*}.*\)/\1/p"
}

# A list that can't be had now, of security updates for example, is not needed: the packages are in that of the release.
apt apt-get update >/dev/null || echo "packages.sh: not all lists could be had; going on with the others" >&2
cd "$folder/apt"
for package in libboost-context-dev libcmocka-dev libuv1-dev libc6 libgcc-s1 libstdc++6; do
    with_needed $package
done | grep -v -- '-dev:any' | sort -u >names
apt apt-get download $(cat names) >/dev/null
mkdir -p "$folder/root/etc"
for file in *.deb; do
    dpkg-deb --extract "$file" "$folder/root"
done
for link in "$folder"/root/lib64/*; do # from where they are now, and not from the system's root
    case $(readlink "$link") in /*) ln -sfn "..$(readlink "$link")" "$link" ;; esac
done
: >"$folder/root/etc/ld.so.cache" # or the emulated linker reads the system's, which may know another C library for 32 bits
touch "$folder/root/complete"
