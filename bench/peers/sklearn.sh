#!/usr/bin/env bash
# Installs Debian's scikit-learn and imbalanced-learn, builds the benchmarks, and prints the ratios to both in one run:
# word TF-IDF with logistic regression against scikit-learn, SMOTE on 100,000 x 20 against imbalanced-learn.
#
#   bench/peers/sklearn.sh        as root, or with sudo; needs the .NET SDK and a Debian or Ubuntu with apt-get
set -euo pipefail
cd "$(dirname "$0")/../.."
python=/usr/bin/python3 # Debian's own: the packages are not seen by others
if ! "$python" -c 'import sklearn, imblearn' 2> /dev/null; then
  command -v apt-get > /dev/null || { echo "sklearn.sh: neither scikit-learn and imbalanced-learn nor apt-get is here; install both for $python" >&2; exit 3; }
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends python3-sklearn python3-imblearn > /dev/null
fi
dotnet build bench/Demur.Bench -c Release -v quiet --nologo
bench="dotnet artifacts/bin/Demur.Bench/release/Demur.Bench.dll"
$bench peer "$python"
"$python" bench/peers/imbalance.py --bench "$bench"
