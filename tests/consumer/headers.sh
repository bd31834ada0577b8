#!/bin/sh
# headers.sh INCLUDE COMPILER...: compiles each public header alone.
set -eu
include=$1
shift
find "$include" -name "*.h" -not -path "*/inline/*" | while read -r header; do
    printf '#include <%s>\ntypedef int not_empty;\n' "${header#"$include"/}" |
        "$@" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$include" -fsyntax-only -
done
