#!/bin/sh
# dist.sh ROOT: the tarball of a tree is the same bytes when it is made again from what was unpacked, at another time and place
# and by another user's habits; and it has the core in two files.
set -eu
root=$1
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
"$root/src/dist" "$folder/first" >/dev/null
tarball=$(cd "$folder/first" && echo gen-*.tar.gz)
(umask 077 && mkdir "$folder/elsewhere" && cd "$folder/elsewhere" && tar -xzf "$folder/first/$tarball")
tree=$folder/elsewhere/${tarball%.tar.gz}
mkdir "$tree/build" && touch "$tree/build/made" # which is left out
(cd / && umask 027 && TZ=Asia/Tokyo "$tree/src/dist" "$folder/second" >/dev/null)
cmp "$folder/first/$tarball" "$folder/second/$tarball"
for file in dist/gen.h dist/gen.c README.md run include/gen.h tests/consumer/dist.sh; do
    [ -s "$tree/$file" ] || { echo "dist.sh: there is no $file" && exit 1; }
done
[ -x "$tree/run" ] && [ ! -x "$tree/README.md" ]
