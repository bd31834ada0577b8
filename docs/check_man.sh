#!/bin/sh
# check_man.sh FOLDER ROOT: each public function has a manual page in FOLDER, roff takes all pages without a warning, and
# apropos finds them. What is not installed is not asked.
set -eu
folder=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C MANPATH="$folder"

# What the libraries export, and what is inline.
{
    grep -h '^gen_.*[^_]$' "$root"/tests/consumer/symbols/*.txt
    find "$root/include" -name '*.h' -exec sed -n 's/^static inline [^(]*[ *]\(gen_[a-z_]*[a-z]\)(.*/\1/p' {} +
} | sort -u >"$work/names"
[ "$(wc -l <"$work/names")" -gt 250 ] # or the names were not found
while read -r name; do
    [ -s "$folder/man3/$name.3" ] || echo "there is no page of $name"
done <"$work/names" >"$work/missing"
[ -s "$folder/man7/gen.7" ] || echo "there is no gen.7" >>"$work/missing"
if command -v groff >/dev/null; then
    groff -man -ww -z -Tutf8 "$folder"/man3/*.3 "$folder"/man7/*.7 >>"$work/missing" 2>&1
fi
if command -v lexgrog >/dev/null; then # which reads what apropos knows
    lexgrog "$folder/man7/gen.7" | grep -q '"gen - generators' || echo "apropos does not find gen.7" >>"$work/missing"
    lexgrog "$folder/man3/gen_next.3" | grep -q '"gen_next - ' || echo "nor gen_next.3" >>"$work/missing"
fi
if [ -s "$work/missing" ]; then
    cat "$work/missing"
    exit 1
fi
echo "$(wc -l <"$work/names") functions have pages"
