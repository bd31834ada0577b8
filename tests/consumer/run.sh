#!/bin/sh
# run.sh RUN: on systems of other kinds than this, of which only the shell's own tools are there, RUN says what to install.
set -eu
run=$1
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
for tool in bash cat dirname grep sed tail tr; do
    ln -s "$(command -v $tool)" "$folder/$tool"
done
printf '#!/bin/sh\nexit 1\n' >"$folder/dpkg-query" # nothing is installed
printf '#!/bin/sh\necho 1000\n' >"$folder/id"      # for somebody who is not root, and has no sudo
chmod +x "$folder/dpkg-query" "$folder/id"

# check OS_RELEASE SENTENCE
check()
{
    printf "$1\n" >"$folder/os-release"
    said=$(OS_RELEASE=$folder/os-release PATH=$folder bash "$run" build 2>&1) && said="no failure: $said"
    if [ "$said" != "run: $2" ]; then
        printf "as $1:\n%s\ninstead of\nrun: %s\n" "$said" "$2"
        exit 1
    fi
}

debian="gcc libc6-dev cmake ninja-build pkg-config libboost-context-dev libuv1-dev"
for release in 'ID=debian' 'ID=ubuntu\nID_LIKE=debian' 'ID=linuxmint\nID_LIKE="ubuntu debian"' \
    'ID=raspbian\nID_LIKE=debian'; do
    check "$release" "missing, and there is no sudo to install them with: $debian"
done
install="something is missing. To install it: sudo"
fedora="gcc glibc-devel cmake ninja-build pkgconf-pkg-config boost-devel libuv-devel"
check 'NAME="Fedora Linux"\nID=fedora' "$install dnf install $fedora"
check 'ID="rocky"\nID_LIKE="rhel centos fedora"' "$install dnf install $fedora"
check 'ID=arch' "$install pacman -S --needed gcc glibc cmake ninja pkgconf boost libuv"
check 'ID=alpine' "$install apk add gcc musl-dev cmake ninja-build pkgconf boost-dev libuv-dev"
check 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"' \
    "$install zypper install gcc glibc-devel cmake ninja pkgconf-pkg-config libboost_context-devel libuv-devel"
check 'ID=gentoo' "missing, by Debian's names: $debian"
