#!/usr/bin/env bash
# Makes the prompts of prompts.tsv and speech.tsv with espeak-ng and sox: 8 kHz, mono, 16 bit, trimmed, one loudness.
# The same tables give the same bytes (espeak-ng 1.51, sox 14.4.2). The WAV files are committed, so this is needed
# only after a table was changed. A prompt recorded in a studio is not overwritten unless asked for:
#
#   ./generate.sh              makes what is missing
#   ./generate.sh --all        makes everything again
#   ./generate.sh greet num/7  makes these again
#
# Columns of a table: name, text in each language, and what the synthesiser reads where that must differ from what
# people read (short vowels, [[phonemes]]). An empty text means that the language does not need the prompt. The words of
# speech.tsv are heard one after the other: they are cut to the sound, with nothing around it.
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

# A prompt has a little air around it; a fragment has none, and is faded so that nothing clicks where two of them meet.
speak() { # voice table text file
    local head=(silence 1 0.01 0.6%) tail=(silence 1 0.01 0.6%) air=(pad 0.12 0.12)
    if [ "$2" = speech.tsv ]; then
        head=(silence 1 0.004 1% fade q 0.002) tail=(silence 1 0.004 1% fade q 0.004) air=()
    fi
    mkdir -p "$(dirname "$4")"
    espeak-ng -v "$1" -s 165 -w "$work/raw.wav" -- "$3"
    sox -R -D "$work/raw.wav" "$work/low.wav" gain -6 highpass 120 rate -v 8000
    sox -R -D "$work/low.wav" -b 16 -c 1 -e signed-integer "$4" \
        "${head[@]}" reverse "${tail[@]}" reverse "${air[@]}" gain -n -4
    echo "$4"
}

# Between the groups of a number.
pause() { # file
    mkdir -p "$(dirname "$1")"
    sox -R -D -n -r 8000 -c 1 -b 16 "$1" trim 0 0.25
    echo "$1"
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
for table in prompts.tsv speech.tsv; do
    tail -n +2 "$table" | tr '\t' '\037' | while IFS=$'\037' read -r name fa en say_fa say_en; do
        if [ -n "$fa" ] && wanted "$name" "fa/$name.wav"; then speak fa "$table" "${say_fa:-$fa}" "fa/$name.wav"; fi
        if [ -n "$en" ] && wanted "$name" "en/$name.wav"; then
            speak en-us "$table" "${say_en:-$en}" "en/$name.wav"
        fi
    done
done
for language in fa en; do
    if wanted digit/pause "$language/digit/pause.wav"; then pause "$language/digit/pause.wav"; fi
    if wanted hold-music "$language/hold-music.wav"; then hold_music "$language/hold-music.wav"; fi
done
