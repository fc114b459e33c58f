#!/usr/bin/env python3
"""What the recognizer makes of callers over lossy networks, through Talkspurt's jitter buffer and NetEq.

Prints the word error rate of each network model beside that without loss, and writes JSON. README.md beside this file says how to get NetEq.
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

import numpy as np
from compare import PACKET, played, ulaw_of_wav

LEAST_LOSS = "gilbert-elliott-1"
MODELS = "gilbert-elliott-1 gilbert-elliott-5 bursts-60ms".split()
GAP_PACKETS = 25
MARGIN_SAMPLES = 800
ULAW_SILENCE = b"\xff"
NO_LOSS = "no loss"
DIGITS = "zero one two three four five six seven eight nine".split()
TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spoken(number):
    """As it is most likely said: one and two digits and years as numbers, others digit by digit."""
    if re.fullmatch("19[1-9][0-9]", number):
        return spoken(number[:2]) + spoken(number[2:])
    if len(number) == 1 or len(number) > 2 or number[0] == "0":
        return [DIGITS[int(digit)] for digit in number]
    if number[0] == "1":
        return [TEENS[int(number[1])]]
    return [TENS[int(number[0]) - 2]] + ([DIGITS[int(number[1])]] if number[1] != "0" else [])


def words(text):
    found = re.findall(r"\d+|[a-z']+", text.lower().replace("-", ""))
    return [word for token in found for word in (spoken(token) if token.isdigit() else [token])]


def errors(said, understood):
    """Words to replace, insert and delete."""
    row = list(range(len(understood) + 1))
    for i, expected in enumerate(said, 1):
        diagonal, row[0] = row[0], i
        for j, actual in enumerate(understood, 1):
            replaced = diagonal + (expected != actual)
            diagonal = row[j]
            row[j] = min(replaced, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def callers(folders):
    """Text and µ-law of each clip, whole packets with a gap behind."""
    clips = []
    for folder in folders:
        for clip in json.loads((folder / "clips.json").read_text()):
            sound = ulaw_of_wav(folder / f"{clip['name']}.wav")
            length = (-(-len(sound) // PACKET) + GAP_PACKETS) * PACKET
            clips.append((clip["text"], sound.ljust(length, ULAW_SILENCE)))
    return clips


def understood(options, clips, sound, delay, folder):
    """Errors in what the recognizer makes of each clip's part of the sound."""
    folder.mkdir(parents=True, exist_ok=True)
    files, at = [], 0
    for number, (_, clip) in enumerate(clips):
        start = max(0, at + delay - MARGIN_SAMPLES)
        file = folder / f"{number:03}.s16"
        file.write_bytes(sound[start : at + delay + len(clip)].tobytes())
        files.append(file)
        at += len(clip)
    command = [options["java"], "-jar", options["jar"], "transcribe", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(clips):
        sys.exit(f"transcribe: {done.stderr}")
    return sum(errors(words(text), words(line)) for (text, _), line in zip(clips, lines))


def with_all_packets(trace):
    """The same arrivals, each lost packet 20 ms after the one before it."""
    lines, arrival = [], 0.0
    for line in trace.splitlines():
        seq, ms = line.split()
        arrival = arrival + 20 if float(ms) < 0 else float(ms)
        lines.append(f"{seq} {arrival:.6f}\n")
    return "".join(lines)


def one_run(job):
    options, clips, model, seed = job
    work = pathlib.Path(options["work"])
    name = f"{model}.{seed}"
    sent = b"".join(clip for _, clip in clips)
    speech, trace = work / f"{name}.ulaw", work / f"{name}.trace"
    speech.write_bytes(sent)
    replay = [options["java"], "-jar", options["jar"], "replay", "--trace", trace]
    ours, peer = work / f"{name}.ours.s16", work / f"{name}.neteq.s16"
    network = LEAST_LOSS if model == NO_LOSS else model
    packets = str(len(sent) // PACKET)
    make = ["--model", network, "--seed", str(seed), "--packets", packets]
    subprocess.run(replay + make, check=True)
    if model == NO_LOSS:
        trace.write_text(with_all_packets(trace.read_text()))
    results = {
        "ours": played(replay + ["--input", speech, "--output", ours]),
        "neteq": played([options["neteq"], speech, trace, peer]),
    }
    counted = {}
    for who, output in (("ours", ours), ("neteq", peer)):
        sound = np.frombuffer(output.read_bytes(), dtype="<i2")
        delay = round(results[who]["mean_send_to_play_ms"] * 8)
        counted[who] = understood(options, clips, sound, delay, work / f"{name}.{who}")
    return counted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    callers_root = "sip-gateway/src/it/resources"
    parser.add_argument("--jar", default="sip-gateway/target/talkspurt.jar")
    parser.add_argument("--java", default="java", help="a JDK 25's java")
    parser.add_argument("--neteq", required=True, help="program neteq_trace")
    parser.add_argument(
        "--clips",
        nargs="*",
        type=pathlib.Path,
        default=[pathlib.Path(callers_root, "turns"), pathlib.Path(callers_root, "callers")],
        help="folders of µ-law WAV files with their texts in clips.json",
    )
    parser.add_argument("--work", default="rtp/target/neteq/wer", help="folder for traces and sound")
    parser.add_argument("--seeds", type=int, default=6, help="traces per model")
    parser.add_argument("--models", nargs="*", default=MODELS)
    options = vars(parser.parse_args())
    work = pathlib.Path(options["work"])
    work.mkdir(parents=True, exist_ok=True)
    clips = callers(options["clips"])
    said = sum(len(words(text)) for text, _ in clips)
    seeds = range(1, options["seeds"] + 1)
    models = [NO_LOSS, *options["models"]]
    jobs = [(options, clips, model, seed) for model in models for seed in seeds]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        runs = list(pool.map(one_run, jobs))
    pooled = said * options["seeds"]
    rows = {}
    for model in models:
        of_model = [run for job, run in zip(jobs, runs) if job[2] == model]
        rows[model] = {"words": pooled}
        line = f"{model:22} {pooled:6} words"
        for who in of_model[0]:
            wrong = sum(run[who] for run in of_model)
            wer = 100 * wrong / pooled
            rows[model][who] = {"errors": wrong, "wer": round(wer, 2)}
            line += f", {who} WER {wer:5.2f} % ({wer - 100 * rows[NO_LOSS][who]['errors'] / pooled:+.2f})"
        print(line)
    (work / "result.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
