#!/usr/bin/env python3
"""Draws the dashboards from a running Prometheus, panel by panel with the panels' own queries.

    pip install matplotlib
    python3 config/grafana/draw.py --prometheus http://localhost:9090 --minutes 30 --out docs/dashboards
"""
import argparse
import json
import math
import pathlib
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates
import matplotlib.pyplot as plt
from PIL import Image

COLOURS = {"green": "#56a64b", "yellow": "#e0b400", "red": "#d44a3a", "blue": "#3274d9"}
SERIES = ["#3274d9", "#e0752d", "#56a64b", "#a352cc", "#d44a3a", "#e0b400", "#1f9e9e", "#b877d9", "#8f6b32", "#777777"]
POINTS = 120
COLUMN, ROW = 0.56, 0.36  # inches of a cell of Grafana's grid
DPI = 62


class Prometheus:
    """Its HTTP API; an expression that it refuses ends the drawing."""

    def __init__(self, url, end, seconds):
        self.url, self.end, self.seconds = url.rstrip("/"), end, seconds
        self.step = max(5, round(seconds / POINTS))

    def get(self, path, **parameters):
        url = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=30) as response:
                return json.load(response)["data"]
        except urllib.error.HTTPError as e:
            sys.exit(f"{parameters.get('query')}: {json.load(e).get('error')}")

    def range(self, query):
        found = self.get("query_range", query=query, start=self.end - self.seconds, end=self.end, step=self.step)["result"]
        return [(s["metric"], [(float(t), float(v)) for t, v in s["values"]]) for s in found]

    def now(self, query):
        return [(s["metric"], float(s["value"][1])) for s in self.get("query", query=query, time=self.end)["result"]]

    def exemplars(self, query):
        found = self.get("query_exemplars", query=query, start=self.end - self.seconds, end=self.end)
        return [(float(e["timestamp"]), float(e["value"])) for s in found for e in s["exemplars"]]

    def fill(self, expression):
        """Puts in what Grafana's variables stand for, all chosen."""
        rate_interval = f"{max(20, self.step + 5)}s"
        return (expression.replace("$__rate_interval", rate_interval).replace("$window", "5m")
                .replace("$instance", ".*").replace("$stage", ".*").replace("$trunk", ".*"))


def human(value, unit, decimals=None):
    if value is None or math.isnan(value):
        return "–"

    def digits(x, default):
        return f"{x:.{default if decimals is None else decimals}f}"
    if unit == "percentunit":
        return digits(100 * value, 0 if value >= 0.1 or value == 0 else 1) + " %"
    if unit == "s":
        if value >= 3600:
            return f"{value / 3600:.1f} h"
        if value >= 100:
            return f"{value / 60:.0f} min"
        return f"{value:.2f} s" if value >= 1 else f"{1000 * value:.3g} ms"
    if unit == "bytes":
        return f"{value / 2**20:.0f} MiB"
    text = digits(value, 0 if value == round(value) else 2)
    return text + {"cpm": "/min", "pps": "/s", "ops": "/s"}.get(unit, "")


def colour(value, config):
    found = "#999999"
    if value is None or math.isnan(value):
        return found
    for step in config["thresholds"]["steps"]:
        if step["value"] is None or value >= step["value"]:
            found = COLOURS[step["color"]]
    return found


def legend(template, labels):
    return re.sub(r"{{\s*(\w+)\s*}}", lambda m: labels.get(m[1], ""), template) or "value"


def last(series):
    values = [v for _, v in series if not math.isnan(v)]
    return values[-1] if values else None


def times(series):
    return [t / 86400 for t, _ in series]


def draw_number(ax, panel, prometheus):
    config = panel["fieldConfig"]["defaults"]
    series = prometheus.range(prometheus.fill(panel["targets"][0]["expr"]))
    points = series[0][1] if series else []
    value = last(points)
    ax.set_facecolor(colour(value, config))
    if panel["type"] == "stat" and len(points) > 1:
        values = [v for _, v in points]
        spark = ax.inset_axes((0, 0, 1, 0.35))
        spark.fill_between(times(points), values, color="white", alpha=0.35, linewidth=0)
        finite = [v for v in values if math.isfinite(v)]
        spark.set_ylim(0, max(finite, default=1) * 1.1 or 1)
        spark.axis("off")
    if panel["type"] == "gauge" and value is not None:
        ax.barh(0.2, min(1, value), 0.14, color="white", align="center")
        ax.barh(0.2, 1, 0.14, color="white", alpha=0.3, align="center")
        ax.set_xlim(-0.1, 1.1)
        ax.set_ylim(0, 1)
    ax.text(0.5, 0.6, human(value, config["unit"], config.get("decimals")), transform=ax.transAxes, ha="center", va="center",
            fontsize=17, fontweight="bold", color="white")
    ax.set_xticks([])
    ax.set_yticks([])


def draw_lines(ax, panel, prometheus):
    config = panel["fieldConfig"]["defaults"]
    drawn = []
    for target in panel["targets"]:
        for labels, points in prometheus.range(prometheus.fill(target["expr"])):
            drawn.append((legend(target["legendFormat"], labels), points))
    if not drawn:
        return nothing(ax)
    if "stacking" in config["custom"]:
        moments = sorted({t for _, points in drawn for t, _ in points})
        layers = []
        for _, points in drawn:
            at = dict(points)
            layers.append([0 if math.isnan(at.get(t, 0)) else at.get(t, 0) for t in moments])
        x = [t / 86400 for t in moments]
        ax.stackplot(x, layers, labels=[name for name, _ in drawn], colors=SERIES, alpha=0.75, linewidth=0)
    else:
        for (name, points), c in zip(drawn, SERIES * 9):
            ax.plot([t / 86400 for t, _ in points], [v for _, v in points], label=name, color=c, linewidth=1.6)
        low, high = ax.get_ylim()
        if config["custom"]["thresholdsStyle"]["mode"] != "off":
            for step in config["thresholds"]["steps"]:
                if step["value"] is not None and step["value"] <= 2 * high:
                    ax.axhline(step["value"], color=COLOURS[step["color"]], linestyle="--", linewidth=1)
    if "scaleDistribution" in config["custom"]:
        ax.set_yscale("log")
    elif "min" in config:
        ax.set_ylim(bottom=config["min"])
    if "max" in config:
        ax.set_ylim(top=config["max"])
    ax.yaxis.set_major_formatter(lambda v, _: human(v, config["unit"]))
    ax.grid(axis="y", color="#e5e5e5", linewidth=0.6)
    if len(drawn) <= 12:
        ax.legend(loc="upper left", fontsize=6.5, ncols=2, framealpha=0.6, handlelength=1, borderpad=0.3)


def draw_heatmap(ax, panel, prometheus):
    query = prometheus.fill(panel["targets"][0]["expr"])
    series = sorted(((float(labels["le"]), dict(points)) for labels, points in prometheus.range(query)), key=lambda s: s[0])
    moments = sorted({t for _, points in series for t in points})
    grid, below = [], [0.0] * len(moments)
    for _, points in series:
        upto = [points.get(t, 0.0) for t in moments]
        grid.append([max(0.0, a - b) for a, b in zip(upto, below)])
        below = upto
    if not moments or not any(map(any, grid)):
        return nothing(ax)
    bounds = [bound for bound, _ in series]
    shown = [[cell if cell > 0 else math.nan for cell in row] for row in grid]
    width = prometheus.step / 86400
    edges = [t / 86400 - width for t in moments] + [moments[-1] / 86400]
    ax.pcolormesh(edges, range(len(bounds) + 1), shown, cmap="Oranges", vmin=0)
    unit = panel["options"]["yAxis"]["unit"]
    every = max(1, len(bounds) // 8)
    ax.set_yticks([i + 1 for i in range(0, len(bounds), every)],
                  ["∞" if math.isinf(b) else human(b, unit) for b in bounds[::every]])
    for moment, value in prometheus.exemplars(query):
        row = next((i for i, bound in enumerate(bounds) if value <= bound), None)
        if row is not None:
            ax.plot(moment / 86400, row + 0.5, marker="D", markersize=3, color="magenta", markeredgewidth=0)
    ax.grid(axis="y", color="#eeeeee", linewidth=0.5)


def draw_bars(ax, panel, prometheus):
    config = panel["fieldConfig"]["defaults"]
    target = panel["targets"][0]
    found = [(legend(target["legendFormat"], labels), value) for labels, value in prometheus.now(prometheus.fill(target["expr"]))]
    found = [(name, value) for name, value in found if not math.isnan(value)]
    if not found:
        return nothing(ax)
    for i, (name, value) in enumerate(sorted(found, reverse=True)):
        ax.barh(i, value, 0.7, color=colour(value, config))
        ax.text(value, i, " " + human(value, config["unit"]), va="center", fontsize=7)
    ax.set_yticks(range(len(found)), [name for name, _ in sorted(found, reverse=True)])
    ax.set_xlim(right=max(v for _, v in found) * 1.2 or 1)
    ax.xaxis.set_major_formatter(lambda v, _: human(v, config["unit"]))


def draw_table(ax, panel, prometheus):
    found = prometheus.now(prometheus.fill(panel["targets"][0]["expr"]))
    hidden = {"__name__", "alertstate", "job"}
    rows = ["   ".join(v for k, v in sorted(labels.items()) if k not in hidden)
            + (f"   {value:.0f}" if "alertname" not in labels else "") for labels, value in found]
    ax.text(0.03, 0.95, "\n".join(sorted(rows)[:14]) or "none", transform=ax.transAxes, va="top", fontsize=7.5)
    ax.set_xticks([])
    ax.set_yticks([])


def nothing(ax):
    ax.text(0.5, 0.5, "no data", transform=ax.transAxes, ha="center", va="center", color="#999999")
    ax.set_yticks([])


DRAW = {"stat": draw_number, "gauge": draw_number, "timeseries": draw_lines, "heatmap": draw_heatmap, "bargauge": draw_bars,
        "table": draw_table}


def draw(dashboard, prometheus, file):
    panels = dashboard["panels"]
    height = max(p["gridPos"]["y"] + p["gridPos"]["h"] for p in panels)
    figure = plt.figure(figsize=(24 * COLUMN, height * ROW + 0.5), dpi=DPI, facecolor="#f4f5f5")
    full = height * ROW + 0.5
    figure.text(0.01, 1 - 0.28 / full, dashboard["title"], fontsize=13, fontweight="bold", va="center")
    for panel in panels:
        at = panel["gridPos"]
        small = panel["type"] in ("stat", "gauge")
        left, right, top, bottom = (0.06, 0.06, 0.3, 0.06) if small else (0.75, 0.12, 0.32, 0.28)
        if panel["type"] == "bargauge":
            left = 1.3
        if panel["type"] == "table":
            left, bottom = 0.12, 0.1
        x0, x1 = at["x"] * COLUMN + left, (at["x"] + at["w"]) * COLUMN - right
        y1, y0 = full - 0.5 - at["y"] * ROW - top, full - 0.5 - (at["y"] + at["h"]) * ROW + bottom
        ax = figure.add_axes((x0 / (24 * COLUMN), y0 / full, (x1 - x0) / (24 * COLUMN), (y1 - y0) / full))
        ax.set_title(panel["title"].replace("$stage", "(all)"), fontsize=8.5, loc="left", pad=4)
        ax.tick_params(labelsize=7)
        for spine in ax.spines.values():
            spine.set_color("#d8d9da")
        if panel["type"] in ("timeseries", "heatmap"):
            ax.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%H:%M"))
            ax.set_xlim((prometheus.end - prometheus.seconds) / 86400, prometheus.end / 86400)
        DRAW[panel["type"]](ax, panel, prometheus)
    figure.savefig(file)
    plt.close(figure)
    Image.open(file).convert("RGB").quantize(96).save(file, optimize=True)


def main():
    parser = argparse.ArgumentParser(description="Draws the dashboards from a running Prometheus.")
    parser.add_argument("--prometheus", default="http://localhost:9090", help="its address (%(default)s)")
    parser.add_argument("--minutes", type=float, default=30, help="how far back (%(default)s)")
    parser.add_argument("--end", type=float, default=None, help="until when, seconds since 1970 (now)")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/dashboards"), help="folder (%(default)s)")
    arguments = parser.parse_args()
    prometheus = Prometheus(arguments.prometheus, arguments.end or time.time(), arguments.minutes * 60)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for source in sorted((pathlib.Path(__file__).parent / "dashboards").glob("*.json")):
        dashboard = json.loads(source.read_text())
        file = arguments.out / f"{source.stem.removeprefix('talkspurt-')}.png"
        draw(dashboard, prometheus, file)
        print(file)


if __name__ == "__main__":
    main()
