#!/usr/bin/env bash
# Makes the sample videos again. The moving pictures and tones are ffmpeg's own test sources, so they are free of anybody's rights.
#
#   assets/samples/make.sh       needs ffmpeg with libx264 and its AAC encoder
set -euo pipefail
cd "$(dirname "$0")"

# make NAME SECONDS PICTURE TONE: a video of about 150 KB in the container that NAME ends in.
make() {
  ffmpeg -v error -y -f lavfi -i "$3" -f lavfi -i "$4" -t "$2" \
    -c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -threads 1 -c:a aac -b:a 48k -ac 1 \
    -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact "$1"
}

make "Welcome to Acme.mp4" 8 "gradients=size=640x360:rate=25:c0=#1b4f72:c1=#48c9b0:seed=3:speed=0.02" "sine=frequency=262:beep_factor=2"
make "Safety briefing.mov" 6 "testsrc2=size=480x270:rate=15" "sine=frequency=330"
make "Product tour.mkv" 7 "mandelbrot=size=320x180:rate=12:end_scale=0.2" "sine=frequency=392"
