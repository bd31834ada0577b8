#!/bin/sh
# symbols.sh LIST SHARED STATIC: the shared library exports what LIST says, and what its kind of switch needs; the static one
# no names of others.
set -eu
nm -D --defined-only "$2" | awk '{print $3}' | LC_ALL=C sort | grep -v '^gen_switch_' | diff "$1" -
! nm -g --defined-only "$3" | awk 'NF == 3 && $3 !~ /^(gen|GEN|_)_/' | grep .
