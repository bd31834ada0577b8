#!/bin/sh
# pkg-config.sh LIBDIR CC CXX: builds and runs a program with what pkg-config says, shared and static.
set -eu
libdir=$1 cc=$2 cxx=$3
source=$(dirname "$0")/program.c
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
export PKG_CONFIG_PATH="$libdir/pkgconfig" LD_LIBRARY_PATH="$libdir"

no_boost()
{
    if grep -i boost; then
        exit 1
    fi
}

# check COMPILER...: a program that runs, and neither includes nor links Boost.
check()
{
    "$@" -o "$folder/program" $(pkg-config --libs gen)
    "$folder/program"
    ldd "$folder/program" | no_boost
    "$@" -M | no_boost
}

check $cc -std=c11 "$source" $(pkg-config --cflags gen)
check $cc -std=c11 "$source" $(pkg-config --cflags gen) "$libdir/libgen.a"
if [ -n "${cxx%% *}" ]; then
    check $cxx -std=c++11 -x c++ "$source" -x none $(pkg-config --cflags gen)
fi
