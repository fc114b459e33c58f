#!/usr/bin/env python3
"""Plays the same speech over the same arrival traces through Talkspurt's jitter buffer and NetEq.

Prints a table and writes JSON. PESQ compares with the sent speech, PLCMOS judges by ear alone.
README.md beside this file says how to get NetEq and the judges.
"""

import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import subprocess
import sys

import numpy as np
from scipy.signal import resample_poly

MODELS = (
    "uniform gilbert-elliott-1 gilbert-elliott-5 gilbert-elliott-10 bursts-60ms "
    "jitter-60ms delay-spikes step-changes reorder-5 drift"
).split()
PACKET = 160
RATERS = 4
PLCMOS_TOLERANCE = 0.05


def ulaw_of_wav(path):
    """The bytes of the data chunk; the wave module reads no µ-law."""
    data = path.read_bytes()
    position = 12
    while position + 8 <= len(data):
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        if data[position : position + 4] == b"data":
            return data[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
    raise ValueError(f"{path}: no data chunk")


def linear(ulaw):
    """ITU-T G.711 µ-law to float in -1 to 1."""
    code = ~np.frombuffer(ulaw, dtype=np.uint8)
    magnitude = ((((code & 15).astype(int) << 3) + 132) << ((code >> 4) & 7)) - 132
    return np.where(code & 128, -magnitude, magnitude).astype(np.float32) / 32768


def material(clips, seed, packets):
    """Clips one after the other, another beginning for each seed."""
    names = sorted(clips.glob("*.wav"))
    if not names:
        sys.exit(f"{clips}: no *.wav")
    start = seed * 7 % len(names)
    sound = b""
    while len(sound) < packets * PACKET:
        sound += ulaw_of_wav(names[start % len(names)])
        start += 1
    return sound[: packets * PACKET]


def played(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    lines = [x for x in (done.stdout + done.stderr).splitlines() if x.startswith("{")]
    if done.returncode != 0 or not lines:
        sys.exit(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return json.loads(lines[-1])


def judged(reference, degraded, delay):
    from pesq import PesqError, pesq

    score = pesq(8000, reference, degraded, "nb", on_error=PesqError.RETURN_VALUES)
    # By ear alone, the length of the silence before and after the speech moves the score, up to
    # half a second: both judge the same speech between silences of that length.
    silence = np.zeros(4000, np.float32)
    speech = np.concatenate([degraded, silence])[delay : delay + len(reference)]
    return round(float(score), 3), round(plcmos(np.concatenate([silence, speech, silence])), 3)


def plcmos(degraded):
    """Mean over where the judge's frames begin, and over the same raters for every sound.

    The judge asks raters drawn at random, and its frames of 16 ms may cut the sound anywhere: by
    itself each moves the score of one and the same sound by 0.1, which is more than the difference
    that is looked for.
    """
    from speechmos import plcmos as judge

    model = judge.PLCMOS(embed_rounds=RATERS)
    wide = np.clip(resample_poly(degraded, 2, 1), -1, 1).astype(np.float32)
    scores = []
    for offset_ms in range(0, 16, 2):
        np.random.seed(1)
        scores.append(model.get_mos(np.concatenate([np.zeros(16 * offset_ms, np.float32), wide])))
    return float(np.mean(scores))


def judge_file(reference, output, delay_ms, cache):
    data = output.read_bytes()
    key = hashlib.sha256(reference + data + str(delay_ms).encode()).hexdigest()
    kept = cache / f"{key}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    degraded = np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768
    scores = judged(linear(reference), degraded, round(delay_ms * 8))
    kept.write_text(json.dumps(scores))
    return scores


def one_trace(job):
    options, model, seed = job
    work = pathlib.Path(options["work"])
    name = f"{model}.{seed}"
    sound = material(pathlib.Path(options["clips"]), seed, options["packets"])
    speech, trace = work / f"{name}.ulaw", work / f"{name}.trace"
    speech.write_bytes(sound)
    ours, peer = work / f"{name}.ours.s16", work / f"{name}.neteq.s16"
    replay = [options["java"], "-jar", options["jar"], "replay", "--trace", trace, "--input", speech]
    make = ["--model", model, "--seed", str(seed), "--packets", str(options["packets"])]
    row = {"model": model, "seed": seed}
    row["ours"] = played(replay + make + ["--output", ours])
    row["neteq"] = played([options["neteq"], speech, trace, peer])
    for who, output in (("ours", ours), ("neteq", peer)):
        row[who]["pesq"], row[who]["plcmos"] = judge_file(
            sound, output, row[who]["mean_send_to_play_ms"], work
        )
    return row


def verdict(row):
    delay = row["ours"]["mean_send_to_play_ms"] <= row["neteq"]["mean_send_to_play_ms"]
    sound = row["ours"]["plcmos"] >= row["neteq"]["plcmos"] - PLCMOS_TOLERANCE
    return delay, sound


def columns(who):
    return (
        f"{who['mean_send_to_play_ms']:6.1f} {who['concealed_samples'] / 8:6.0f} "
        f"{who['pesq']:5.2f} {who['plcmos']:6.3f}"
    )


def report(rows):
    print(f"{'':25} {'Talkspurt':^26}   {'NetEq':^26}")
    print(f"{'trace':25} {'delay  concl  pesq plcmos':26}   {'delay  concl  pesq plcmos':26}")
    for row in rows:
        delay, sound = verdict(row)
        mark = "" if delay and sound else "delay" if sound else "sound" if delay else "BOTH WORSE"
        name = f"{row['model']}.{row['seed']}"
        print(f"{name:25} {columns(row['ours'])}    {columns(row['neteq'])}  {mark}")
    for model in dict.fromkeys(row["model"] for row in rows):
        print(f"mean {model:20} " + means([row for row in rows if row["model"] == model]))
    print(f"{'mean of all':25} " + means(rows))
    both = [verdict(row) for row in rows]
    reached = sum(delay and sound for delay, sound in both)
    worse = sum(not delay and not sound for delay, sound in both)
    print(
        f"delay <= NetEq's and PLCMOS >= NetEq's - {PLCMOS_TOLERANCE}: {reached} of {len(rows)} traces"
        f" ({100 * reached / len(rows):.0f} %); worse in both: {worse}"
    )
    return {"traces": len(rows), "reached": reached, "worse_in_both": worse}


def means(rows):
    keys = ("mean_send_to_play_ms", "concealed_samples", "pesq", "plcmos")
    mean = {
        who: {key: float(np.mean([row[who][key] for row in rows])) for key in keys}
        for who in ("ours", "neteq")
    }
    return columns(mean["ours"]) + "    " + columns(mean["neteq"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--jar", default="sip-gateway/target/talkspurt.jar")
    parser.add_argument("--java", default="java", help="a JDK 25's java")
    parser.add_argument("--neteq", required=True, help="program neteq_trace")
    parser.add_argument("--clips", default="sip-gateway/src/it/resources/callers", help="µ-law WAV files")
    parser.add_argument("--work", default="rtp/target/neteq", help="folder for traces and sound")
    parser.add_argument("--seeds", type=int, default=5, help="traces per model")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--packets", type=int, default=600, help="length of a trace")
    parser.add_argument("--models", nargs="*", default=MODELS)
    options = vars(parser.parse_args())
    work = pathlib.Path(options["work"])
    work.mkdir(parents=True, exist_ok=True)
    seeds = range(options["first_seed"], options["first_seed"] + options["seeds"])
    jobs = [(options, m, s) for m in options["models"] for s in seeds]
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        rows = list(pool.map(one_trace, jobs))
    summary = report(rows)
    (work / "result.json").write_text(json.dumps({**summary, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
