#!/usr/bin/env bash
# Makes the prompts of prompts.tsv with espeak-ng and sox: 8 kHz, mono, 16 bit, trimmed, one loudness.
# The same table gives the same bytes (espeak-ng 1.51, sox 14.4.2). The WAV files are committed, so this is needed
# only after the table was changed. A prompt recorded in a studio is not overwritten unless asked for:
#
#   ./generate.sh              makes what is missing
#   ./generate.sh --all        makes everything again
#   ./generate.sh greet num/7  makes these again
#
# Columns of the table: name, text in each language, and what the synthesiser reads where that must differ from what
# people read (short vowels, [[phonemes]]). An empty text means that the language does not need the prompt.
set -euo pipefail
cd "$(dirname "$0")"
for tool in espeak-ng sox; do
    command -v "$tool" > /dev/null || { echo "$tool is missing: apt install espeak-ng sox" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
all=false
[ "${1:-}" = --all ] && all=true && shift

wanted() { # name file
    $all && return 0
    local each
    for each in "${names[@]}"; do [ "$each" = "$1" ] && return 0; done
    [ ${#names[@]} -eq 0 ] && [ ! -e "$2" ]
}
names=("$@")

speak() { # voice name text file
    local speed=165 pad=0.12
    [[ $2 == num/* ]] && speed=165 pad=0.03
    mkdir -p "$(dirname "$4")"
    espeak-ng -v "$1" -s "$speed" -w "$work/raw.wav" -- "$3"
    sox -R -D "$work/raw.wav" "$work/low.wav" gain -6 highpass 120 rate -v 8000
    sox -R -D "$work/low.wav" -b 16 -c 1 -e signed-integer "$4" \
        silence 1 0.01 0.6% reverse silence 1 0.01 0.6% reverse pad "$pad" "$pad" gain -n -4
    echo "$4"
}

# Sixteen seconds of plucked chords, quiet enough to talk over, that begin again where they end.
hold_music() { # file
    local i=0 notes=() start note
    for note in C3 G3 C4 E4 G4 E4 C4 G3 A2 E3 A3 C4 E4 C4 A3 E3 F2 C3 F3 A3 C4 A3 F3 C3 G2 D3 G3 B3 D4 B3 G3 D3; do
        start=$(awk "BEGIN { print $i * 0.5 }")
        sox -R -D -n -r 8000 -c 1 -b 16 "$work/note-$i.wav" \
            synth 2 pluck "$note" fade t 0.005 2 1.2 gain -14 pad "$start"
        notes+=("$work/note-$i.wav")
        i=$((i + 1))
    done
    mkdir -p "$(dirname "$1")"
    sox -R -D -m -v 1 "${notes[0]}" $(printf -- '-v 1 %s ' "${notes[@]:1}") -b 16 "$work/mix.wav"
    sox -R -D "$work/mix.wav" -b 16 "$1" trim 0 16 lowpass 2600 fade t 0.01 16 0.05 gain -n -10
    echo "$1"
}

# A tab is white space to `read`, so that empty columns would vanish: they are parted by a control character.
tail -n +2 prompts.tsv | tr '\t' '\037' | while IFS=$'\037' read -r name fa en say_fa say_en; do
    if [ -n "$fa" ] && wanted "$name" "fa/$name.wav"; then speak fa "$name" "${say_fa:-$fa}" "fa/$name.wav"; fi
    if [ -n "$en" ] && wanted "$name" "en/$name.wav"; then speak en-us "$name" "${say_en:-$en}" "en/$name.wav"; fi
done
for language in fa en; do
    if wanted hold-music "$language/hold-music.wav"; then hold_music "$language/hold-music.wav"; fi
done
