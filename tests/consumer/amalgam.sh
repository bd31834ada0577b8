#!/bin/sh
# amalgam.sh ROOT CC CXX LIBS: the core in two files, alone in a folder: it compiles without a warning, README's first program
# runs with it as one of C and as one of C++, and the files are the same wherever they are made.
set -eu
root=$1 cc=$2 cxx=$3 libs=$4
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
"$root/src/amalgamate" "$folder/a"
(cd / && LC_ALL=C TZ=UTC "$root/src/amalgamate" "$folder/b c")
diff -r "$folder/a" "$folder/b c"

cd "$folder/a"
warnings="-Wall -Wextra -pedantic -Werror"
awk '/^```/ {if (on) exit; on = 1; next} on' "$root/README.md" >readme.c
sed -i 's/<gen.h>/"gen.h"/' readme.c
$cc -std=c11 $warnings -c gen.c
$cc -std=c11 -Wall -Wextra -pedantic -Werror readme.c gen.o -o readme -pthread $libs
[ "$(./readme)" = "3
2
1
liftoff" ]

# The header alone is all that a user includes, and more than once.
if [ -n "${cxx%% *}" ]; then
    (echo '#include "gen.h"' && sed 's/<gen.h>/"gen.h"/' "$root/tests/consumer/program.c") >program.cpp
    $cxx -std=c++11 $warnings program.cpp gen.o -o program -pthread $libs
    ./program
fi
