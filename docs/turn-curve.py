#!/usr/bin/env python3
"""Draws docs/turn-curve.png from what TurnBenchIT leaves in sip-gateway/target/turn-bench.csv. Needs matplotlib.

    mvn verify -Pinterop -Dit.test=TurnBenchIT -Dtalkspurt.it.curve=true && python3 docs/turn-curve.py
"""
import csv
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEFORE = {"p50 ms": 285, "p95 ms": 365, "talked over %": 83.6}


def main():
    with open(ROOT / "sip-gateway/target/turn-bench.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    figure, axes = plt.subplots(1, 2, figsize=(11, 4.6), sharey=True)
    for axis, column in zip(axes, ("p50 ms", "p95 ms")):
        for model, colour in (("words", "tab:orange"), ("smart-turn", "tab:blue")):
            of_model = [row for row in rows if row["turn model"] == model]
            latency = [float(row[column]) for row in of_model]
            share = [float(row["talked over %"]) for row in of_model]
            label = "words and sound" if model == "smart-turn" else "words alone"
            axis.plot(latency, share, "o-", color=colour, label=label, markersize=4)
            for row, x, y in zip(of_model, latency, share):
                if model == "smart-turn":
                    axis.annotate(f"{float(row['patience']):g}", (x, y), textcoords="offset points", xytext=(5, 4), fontsize=7)
                if float(row["patience"]) == -1 and model == "smart-turn":
                    axis.plot([x], [y], "*", color="tab:red", markersize=15, label="chosen: patience −1")
        axis.plot([BEFORE[column]], [BEFORE["talked over %"]], "kx", markersize=9, label="three fixed silences")
        axis.set_xlabel(f"answered after the last word, {column[:3]} (ms)")
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("pauses of 0.5 to 0.9 s talked over (%)")
    axes[0].set_ylim(0, 100)
    axes[1].legend()
    figure.suptitle("Quick answers against talking over pauses, by an agent's patience (80 turns, 110 pauses)")
    figure.tight_layout()
    figure.savefig(ROOT / "docs/turn-curve.png", dpi=110)


if __name__ == "__main__":
    main()
