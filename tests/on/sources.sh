#!/bin/sh
# sources.sh ABI FOLDER [OPTION...]: builds from Debian's source packages, where there are none for the target, the libraries
# that the tests need, and installs them in FOLDER/root: Boost.Context's assembler for that ABI, cmocka, libuv. Options are
# CMake's. The system is left alone: apt has lists of its own, and what it downloads stays in build/on/sources.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
abi=$1 folder=$2
shift 2
mkdir -p "$folder/root"
folder=$(cd "$folder" && pwd)
[ -e "$folder/root/complete" ] && exit
mkdir -p "$folder/../sources/lists/partial" "$folder/../sources/cache/archives/partial"
sources=$(cd "$folder/../sources" && pwd)

apt()
{
    apt-get -q -o Dir::State="$sources" -o Dir::State::status=/dev/null -o Dir::Cache="$sources/cache" \
        -o Dir::Etc::sourcelist="$sources/list" -o Dir::Etc::sourceparts=/dev/null -o APT::Sandbox::User=root "$@"
}

# download PACKAGE: leaves PACKAGE.orig.tar.xz or .gz, which is what upstream published.
download()
{
    cd "$sources"
    for file in "$1"_*.orig.tar.?z; do
        [ -e "$file" ] && return
    done
    if [ ! -e list ]; then
        # As it was released: what replaces a package later may be gone again.
        apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
            grep -v -e -updates -e -security | sort -u >list
        apt update >/dev/null
    fi
    apt source --download-only "$1" >/dev/null
}

# unpack PACKAGE FOLDER [PATTERN]
unpack()
{
    mkdir -p "$2"
    tar -x -f "$sources/$1"_*.orig.tar.?z -C "$2" --strip-components=1 ${3:+--wildcards "$3"}
}

# with_cmake NAME OPTION...
with_cmake()
{
    name=$1
    shift
    cmake -S "$folder/sources/$name" -B "$folder/sources/$name/build" --log-level=ERROR -Wno-dev -D BUILD_TESTING=OFF \
        -D CMAKE_BUILD_TYPE=RelWithDebInfo -D CMAKE_POSITION_INDEPENDENT_CODE=ON \
        -D CMAKE_INSTALL_PREFIX="$folder/root/usr" -D CMAKE_INSTALL_LIBDIR=lib "$@"
    cmake --build "$folder/sources/$name/build" --parallel "$(nproc)" >/dev/null
    cmake --install "$folder/sources/$name/build" >/dev/null
}

packages="boost1.81 cmocka libuv1"
case $abi in *_pe_*) packages="boost1.81 cmocka" ;; esac # gen::async is not ported to Windows
for package in $packages; do
    download "$package"
done
rm -rf "$folder/sources"
unpack boost1.81 "$folder/sources/boost" "*/libs/context/src/asm/*_$abi.*"
cp "$here/boost-context.cmake" "$folder/sources/boost/CMakeLists.txt"
unpack cmocka "$folder/sources/cmocka"
with_cmake boost "$@"
with_cmake cmocka -D WITH_STATIC_LIB=ON -D WITH_EXAMPLES=OFF -D UNIT_TESTING=OFF "$@"
cd "$folder/root/usr/lib"
mv libcmocka-static.a libcmocka.a
rm -f libcmocka.so* libcmocka.dll.a
case $packages in
*libuv1)
    unpack libuv1 "$folder/sources/libuv"
    with_cmake libuv -D LIBUV_BUILD_TESTS=OFF "$@"
    mv libuv_a.a libuv.a
    rm -f libuv.so*
    ;;
esac
touch "$folder/root/complete"
