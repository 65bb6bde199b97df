"""The peers of the Tsetlin Machine: the C code of pyTsetlinMachine and the AVX2 code of green_tsetlin, at the settings of Demur's own run, on one core, in one run.

Usage: tsetlin.py DATA [--pytm FOLDER] [--green FOLDER] [--epochs 2]
  DATA     the folder with mnist10k-images-idx3-ubyte.gz and mnist10k-labels-idx1-ubyte.gz, inside a data folder (DEMUR_DATA)
  --pytm   a checkout of github.com/cair/pyTsetlinMachine; compiled with gcc -O3 -march=native
  --green  a checkout of github.com/ooki/green_tsetlin; compiled with g++ -O3 -mavx2, needs pybind11, scikit-learn and SciPy
Needs NumPy, a C compiler for the peers, and the .NET SDK. Prints processor seconds an epoch and the ratios; one process at a time.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

LOAD = """
import gzip, json, sys, time
import numpy as np
data, epochs = sys.argv[1], int(sys.argv[2])
pixels = np.frombuffer(gzip.open(data + "/mnist10k-images-idx3-ubyte.gz").read(), np.uint8)[16:].reshape(-1, 784)
digits = np.frombuffer(gzip.open(data + "/mnist10k-labels-idx1-ubyte.gz").read(), np.uint8)[8:].astype(np.uint32)
bits = (pixels > 75).astype(np.uint8)
train, test, labels, truth = bits[:8000].copy(), bits[8000:].copy(), digits[:8000].copy(), digits[8000:].copy()
seconds, right = [], []
"""

PYTM = LOAD + """
from pyTsetlinMachine.tm import MultiClassTsetlinMachine
machine = MultiClassTsetlinMachine(2000, 50, 10.0)
for epoch in range(epochs):
    start = time.process_time()
    machine.fit(train, labels, epochs=1, incremental=True)
    seconds.append(time.process_time() - start)
    right.append(float((machine.predict(test) == truth).mean()))
print(json.dumps({"seconds": seconds, "right": right}))
"""

GREEN = LOAD + """
import green_tsetlin as gt
machine = gt.TsetlinMachine(n_literals=784, n_clauses=2000, n_classes=10, s=10.0, threshold=1000)
trainer = gt.Trainer(machine, seed=42, n_epochs=epochs, n_jobs=1, progress_bar=False)
trainer.set_train_data(train, labels)
trainer.set_eval_data(test, truth)
executor = trainer._cls_exec_singlethread


class Timed:
    def __init__(self, *arguments):
        self.inner = executor(*arguments)

    def train_epoch(self):
        start = time.process_time()
        result = self.inner.train_epoch()
        seconds.append(time.process_time() - start)
        return result

    def __getattr__(self, name):
        return getattr(self.inner, name)


trainer._cls_exec_singlethread = Timed
trainer.train()
print(json.dumps({"seconds": seconds, "right": trainer.results["eval_log"]}))
"""

NO_BARS = """
class tqdm:
    def __init__(self, *args, **kwargs): pass
    def __enter__(self): return self
    def __exit__(self, *args): pass
    def set_description(self, *args): pass
    def update(self, *args): pass
"""


def run(program, paths, data, epochs):
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(map(str, paths)))
    done = subprocess.run([sys.executable, "-c", program, data, str(epochs)], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def pytm(folder, work, data, epochs):
    target = work / "pytm"
    shutil.copytree(folder, target)
    sources = sorted((target / "pyTsetlinMachine").glob("*.c"))
    subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-fPIC", "-shared", "-w", "-o", target / "libTM.so", *sources, "-lm"], check=True)
    return run(PYTM, [target], data, epochs)


def green(folder, work, data, epochs):
    target = work / "green"
    shutil.copytree(folder, target)
    (work / "bars").mkdir()
    (work / "bars" / "tqdm.py").write_text(NO_BARS)
    module = target / ("green_tsetlin_core" + sysconfig.get_config_var("EXT_SUFFIX"))
    subprocess.run(
        ["g++", "-O3", "-std=c++17", "-mavx2", "-mfma", "-pthread", "-DNDEBUG", "-DUSE_AVX2=1", "-DVERSION_INFO=0", "-fPIC", "-shared", "-w",
         "-I", target / "src", "-I", sysconfig.get_paths()["include"], target / "src" / "main.cpp", "-o", module], check=True)
    return run(GREEN, [target, work / "bars"], data, epochs)


def demur(data, epochs):
    environment = dict(os.environ, DEMUR_DATA=str(pathlib.Path(data).resolve().parent))
    project = ROOT / "bench" / "Demur.Bench"
    done = subprocess.run(
        ["dotnet", "run", "-c", "Release", "--project", project, "--", "tsetlin-mnist", str(epochs)], env=environment, capture_output=True, text=True, check=True)
    print(done.stdout.rsplit("{", 1)[0], end="")
    return json.loads(done.stdout.splitlines()[-1])


def show(name, peer, ours):
    for epoch, (theirs, own, right) in enumerate(zip(peer["seconds"], ours, peer["right"])):
        print(f"{name}  epoch {epoch + 1}: {theirs:.2f} processor seconds, {right:.4f} right; Demur takes {own / theirs:.2f} of that")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--pytm")
    parser.add_argument("--green")
    parser.add_argument("--epochs", type=int, default=2)
    settings = parser.parse_args()
    ours = demur(settings.data, settings.epochs)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        if settings.pytm:
            show("pyTsetlinMachine", pytm(settings.pytm, work, settings.data, settings.epochs), ours["vanilla"])
        if settings.green:
            show("green_tsetlin   ", green(settings.green, work, settings.data, settings.epochs), ours["coalesced"])


if __name__ == "__main__":
    main()
