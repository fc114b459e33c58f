#!/bin/sh
# Plays the scenarios of this folder against a running endpoint, over UDP and TCP; or over TLS where SIPP_ROOT has a
# sipp that can (.ci/asterisk puts one there) and SIPP_TLS a cert.pem and a key.pem: as root, to get in.
#   run.sh HOST PORT [CALLED [EXTRA...]]
# CALLED is the user that answers at once (default echo), or - for the EXTRA ones only. EXTRA are
# further scenarios with the user they need, e.g. announcer:cancel hangup:hangup echo:refresh 404:refused:404 (a
# refused one names its status).
host=$1 port=$2 called=${3:-echo}
shift; shift; [ $# -gt 0 ] && shift
case $host in *:*) target="[$host]" unspecified=:: ;; *) target=$host unspecified=0.0.0.0 ;; esac
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${SIPP_ROOT:-}/tmp/sipp.XXXXXX")
inside=${work#"${SIPP_ROOT:-}"}
if [ -n "${SIPP_TLS:-}" ]; then
  cp "$SIPP_TLS/cert.pem" "$SIPP_TLS/key.pem" "$work"
  transports=l1 tls="-tls_cert $inside/cert.pem -tls_key $inside/key.pem"
else
  transports="u1 t1" tls=
fi
trap 'rm -rf "$work"' EXIT
first=${SIPP_PORTS:-$((9000 + $$ % 20 * 100))} # of 100
played=0 # each play has a port of its own: two TCP clients can't share one to the same server

play() { # user scenario status
  sed "s/STATUS/${3:-200}/; s/UNSPECIFIED/$unspecified/" "$here/$2.xml" > "$work/$2.xml"
  for transport in $transports; do # all side by side: they hardly do anything but wait
    played=$((played + 2))
    play_over $transport "$1" "$2" "${3:-}" > "$work/$2.$transport" &
  done
}

play_over() { # transport user scenario status
  # shellcheck disable=SC2086 # options are words
  if ${SIPP_ROOT:+chroot "$SIPP_ROOT"} sipp $tls -sf "$inside/$3.xml" -s "$2" -t "$1" -m 1 -nostdin -timeout 60 -timeout_error \
      -i "$host" -p $((first + played)) -recv_timeout 40000 "$target:$port" > "$work/$3.$1.log" 2>&1; then
    echo "ok     $3 $1 $4"
  else
    echo "FAILED $3 $1 $4"
    grep -m 1 -A 12 "Aborting\|nable\|rror" "$work/$3.$1.log"
  fi
}

if [ "$called" != - ]; then
  for scenario in call compact options offerless hold change update replaces session-timer prack no-codec no-ack in-dialog glare; do
    play "$called" $scenario
  done
fi
for extra in "$@"; do
  status=$(echo "$extra:" | cut -d: -f3)
  play "$(echo "$extra" | cut -d: -f1)" "$(echo "$extra" | cut -d: -f2)" "$status"
done
wait
cat "$work"/*.[utl]1
! grep -q '^FAILED' "$work"/*.[utl]1
