#!/bin/sh
# headers.sh INCLUDE ENDINGS COMPILER...: compiles each public header alone whose name ends so: "h", or "h hpp".
set -eu
include=$1 endings=$2
shift 2
for ending in $endings; do
    find "$include" -name "*.$ending" -not -path "*/inline/*" | while read -r header; do
        printf '#include <%s>\ntypedef int not_empty;\n' "${header#"$include"/}" |
            "$@" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$include" -fsyntax-only -
    done
done
