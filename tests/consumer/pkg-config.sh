#!/bin/sh
# pkg-config.sh PREFIX LIBDIR CC CXX: builds and runs a program with what pkg-config says, shared and static.
set -eu
prefix=$1 libdir=$2 cc=$3 cxx=$4
source=$(dirname "$0")/program.c source_async=$(dirname "$0")/program_async.c
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
ln -s "$prefix" "$folder/prefix" # what pkg-config prints is split at blanks, and the prefix may have some
libdir=$folder/prefix/$libdir
export PKG_CONFIG_PATH="$libdir/pkgconfig" LD_LIBRARY_PATH="$libdir"

no_boost()
{
    if grep -i boost; then
        exit 1
    fi
}

# check PACKAGE COMPILER...: a program that runs, and neither includes nor links Boost.
check()
{
    package=$1
    shift
    "$@" -o "$folder/program" $(pkg-config --libs "$package")
    "$folder/program"
    ldd "$folder/program" | no_boost
    "$@" -M | no_boost
}

check gen $cc -std=c11 "$source" $(pkg-config --cflags gen)
check gen $cc -std=c11 "$source" $(pkg-config --cflags gen) "$libdir/libgen.a"
check gen-itertools $cc -std=c11 "$(dirname "$0")/program_itertools.c" $(pkg-config --cflags gen-itertools)
if pkg-config --exists gen-async; then
    check gen-async $cc -std=c11 "$source_async" $(pkg-config --cflags gen-async)
fi
if [ -n "${cxx%% *}" ]; then
    check gen $cxx -std=c++11 -x c++ "$source" -x none $(pkg-config --cflags gen)
    check gen $cxx -std=c++17 "$(dirname "$0")/program_hpp.cpp" $(pkg-config --cflags gen)
fi
