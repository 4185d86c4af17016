#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boot an image and say how it ended: run.sh IMAGE SECONDS CROSS QEMU-COMMAND...
image=$1 seconds=$2 cross=$3
shift 3

timeout "$seconds" true 2> /dev/null
if [ $? = 125 ]; then
    echo "RUN_SECONDS=$seconds: is no number of seconds" >&2
    exit 125
fi

# Another run of this image may be going on.
own=$image.$$
trap 'rm -f "$own.status" "$own.run"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
{ timeout --foreground -k 2 "$seconds" "$@" -kernel "$image"
  echo $? > "$own.status"; } | tee "$own.run"
read -r status < "$own.status"

say() { echo "$image: status $status: $*" >&2; }

# The place of a fault is told where the image has debug information.
pc=$(sed -n 's/^longeron: fault in .*, pc \(0x[0-9a-f]\{16\}\)\r*$/\1/p' \
    "$own.run" | tail -n 1)
if [ -n "$pc" ]; then
    "${cross}addr2line" -fe "$image" "$pc" 2> /dev/null |
        sed -n 'h;n;/^??/d;s/ (.*//;s/^\(\.\/\)*//;G;s/\n/: in /;p' >&2
fi

case $status:$(grep -a '^longeron: ' "$own.run" | tail -n 1) in
0:*) ;;
124:* | 137:*)
    say "ended after RUN_SECONDS=$seconds; have all processes ended, do they" \
        "wait for ever, or does one loop? RUN_SECONDS=0 lets it run" ;;
1:*"stack overflow"*)
    say "a process has a stack of 24,576 bytes, whatever STACK_SIZE asks; see" \
        "stack usage of its functions in *.su beside their objects" ;;
1:*"fault in"*) say "the kernel ended it after the fault above" ;;
1:*"main() ended"*)
    say "main() ends by SET_PARTITION_MODE(NORMAL, &code). If it gets there, a" \
        "service has refused: see its code, 1 NO_ACTION, 2 NOT_AVAILABLE," \
        "3 INVALID_PARAM, 4 INVALID_CONFIG, 5 INVALID_MODE, 6 TIMED_OUT" ;;
1:*"wrong table"*)
    say "a field of config is out of range; config.c is checked against" \
        "include/kernel/limits.h when it is built, other files are not" ;;
*) say "neither the application (0) nor the kernel (1, with a line that" \
       "begins with longeron:) has ended it; see QEMU's message" ;;
esac
exit "$status"
