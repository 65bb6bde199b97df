"""SMOTE here and in imbalanced-learn (Debian: apt-get install python3-imblearn) on the same 100,000 rows of 20 columns, in one run.

    dotnet build -c Release bench/Demur.Bench
    /usr/bin/python3 bench/peers/imbalance.py --bench "dotnet artifacts/bin/Demur.Bench/release/Demur.Bench.dll" [--rows 100000] [--rare 0.1]

Both get the table in memory and make as many rows as bring the rare class up to the common one, five neighbours. Printed are the best of several rounds, in wall
time and in processor time of the whole process: the second tells more on a busy machine.
"""
import argparse
import json
import shlex
import subprocess
import tempfile
import time
import warnings

import numpy as np
import imblearn
from imblearn.over_sampling import SMOTE


def table(rows, columns, rare, seed):
    rng = np.random.default_rng(seed)
    y = (rng.random(rows) < rare).astype(float)
    x = rng.standard_normal((rows, columns)) + 0.5 * y[:, None]
    return x, y


def peer(x, y, rounds):
    wall = processor = float("inf")
    for seed in range(rounds):
        start, before = time.perf_counter(), time.process_time()
        made = len(SMOTE(random_state=seed).fit_resample(x, y)[0]) - len(x)
        wall, processor = min(wall, time.perf_counter() - start), min(processor, time.process_time() - before)
    return {"wall": wall, "processor": processor, "made": made}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True, help="the command that starts Demur.Bench")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--rare", type=float, default=0.1)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    x, y = table(options.rows, options.columns, options.rare, 1)
    with tempfile.NamedTemporaryFile(suffix=".f64") as file:
        np.column_stack([x, y]).astype("<f8").tofile(file.name)
        command = shlex.split(options.bench) + ["smote", file.name, str(options.columns + 1), str(options.rounds)]
        ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    theirs = peer(x, y, options.rounds)
    assert ours["made"] == theirs["made"], (ours, theirs)
    print(f"{options.rows} x {options.columns}, {options.rare:.0%} rare, {ours['made']} rows made, best of {options.rounds}")
    print(f"imbalanced-learn {imblearn.__version__}: {theirs['wall']:.3f} s wall, {theirs['processor']:.3f} s processor")
    print(f"Demur:                   {ours['wall']:.3f} s wall, {ours['processor']:.3f} s processor")
    print(f"ratio:                   {theirs['wall'] / ours['wall']:.1f} wall, {theirs['processor'] / ours['processor']:.1f} processor")


main()
