#!/bin/sh
# packages.sh FOLDER: downloads Debian's arm64 libraries and unpacks them into FOLDER/root. The system is left alone: apt
# has lists of its own there.
set -eu
folder=$1
mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
folder=$(cd "$folder" && pwd)
[ -e "$folder/root/complete" ] && exit

apt()
{
    program=$1
    shift
    "$program" -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State="$folder/apt" \
        -o Dir::State::status=/dev/null -o Dir::Cache="$folder/apt/cache" -o APT::Sandbox::User=root "$@"
}

# The package, and those it needs of the same library.
with_needed()
{
    echo "$1"
    apt apt-cache depends "$1" | sed -n "s/^ *Depends: \(${1%%[0-9-]*}.*\)/\1/p"
}

apt apt-get update >/dev/null
cd "$folder/apt"
for package in libboost-context-dev libcmocka-dev libuv1-dev; do
    with_needed $package
done | grep -v -- '-dev:any' | sort -u >names
apt apt-get download $(cat names) >/dev/null
mkdir -p "$folder/root"
for file in *.deb; do
    dpkg-deb --extract "$file" "$folder/root"
done
touch "$folder/root/complete"
