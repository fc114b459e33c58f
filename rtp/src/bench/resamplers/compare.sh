#!/usr/bin/env bash
# 8 to 16 kHz: our resampler beside soxr, speexdsp and libsamplerate, one table.
# Wants gcc and (Debian) libsoxr-dev libspeexdsp-dev libsamplerate0-dev; says what is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
build=$root/rtp/target/resamplers

missing=()
command -v gcc >/dev/null || missing+=(gcc)
for header in soxr.h:libsoxr-dev speex/speex_resampler.h:libspeexdsp-dev samplerate.h:libsamplerate0-dev; do
  [ -e "/usr/include/${header%%:*}" ] || missing+=("${header##*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "NOT COMPARED: missing ${missing[*]} (apt-get install ${missing[*]})" >&2
  exit 1
fi

mkdir -p "$build"
gcc -O2 -march=native -Wall -Wextra -o "$build/resamplers" "$here/resamplers.c" -lsoxr -lspeexdsp -lsamplerate -lm
(cd "$root" && mvn -q -Pbench -pl rtp -am verify -Djmh=-l >/dev/null)

echo "| 8 → 16 kHz | ns per output sample | largest deviation 300-3400 Hz dB | 3.4 kHz dB | 3.6 kHz dB | worst image dB | delay ms |"
echo "|---|---|---|---|---|---|---|"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$root/rtp/target/test-classes:$root/rtp/target/classes" \
  org.talkspurt.rtp.audio.ResamplerFigures
"$build/resamplers"
