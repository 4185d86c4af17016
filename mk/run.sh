#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boot an image and say how it ended: run.sh --help
usage() {
    cat << 'end'
usage: run.sh IMAGE SECONDS CROSS QEMU-COMMAND...
       run.sh --places IMAGE CROSS < LOG
       run.sh --why STATUS < LOG
Boots IMAGE by QEMU-COMMAND -kernel IMAGE, with this standard input and output,
and ends with the image's status. One other than 0 is explained, faults with
their places in the source by CROSSaddr2line, as aarch64-linux-gnu-addr2line.
After SECONDS, 0 for never, the image is ended, with status 124, or 137 where
it had to be killed. `make run` calls this; the other forms, which mk/module.py
has, tell the places of a log's faults, and why an image ended with a status.
end
}

# Each place is told once, with who was there first, in the order of the log and
# where the image has debug information. An error that is raised has no pc, and
# neither has a deadline that is missed by who waits. What the application wrote
# before may have no end of line.
places() {
    fault='^.*longeron: fault in \(.*\): .*, pc \(0x[0-9a-f]\{16\}\)\r*$'
    LC_ALL=C sed -n "s/$fault/\\2 \\1/p" |
        awk '$1 !~ /^0x0*$/ && !told[$1]++' | while read -r pc who; do
        place=$("${cross}addr2line" -fe "$image" "$pc" 2> /dev/null |
            sed -n 'h;n;/^??/d;s/ (.*//;s/^\(\.\/\)*//;G;s/\n/: in /;p')
        # No call of the application is left where it was the last.
        case $place in
        '') continue ;;
        *": in arch_process") why="to the entry point, or by its last call" ;;
        *": in kernel_boot") why="by the last call of main()" ;;
        *) why= ;;
        esac
        printf '%s (fault in %s)%s\n' "$place" "$who" \
            "${why:+: a jump to where no code is, $why}"
    done | awk -F ' [(]fault in ' '!told[$1]++'
}

# The kernel's last line tells the cause.
why() {
    case $1:$(LC_ALL=C grep -ao 'longeron: .*' | tail -n 1) in
    1:*"fault in main(): stack overflow"* | \
    1:*"fault in error handler: stack overflow"*)
        echo "main() and the error handler share a stack of 24,576 bytes; see" \
            "stack usage of their functions in *.su beside their objects" ;;
    1:*"stack overflow"*)
        echo "a process has a stack of 24,576 bytes, whatever STACK_SIZE" \
            "asks; see stack usage of its functions in *.su beside their objects" ;;
    1:*"fault in"*)
        echo "the kernel ended it after the fault above: there is no row of" \
            "this error, or it says SHUTDOWN, or its action needs a process" \
            "and none was at fault (docs/apex-guide.md#errors)" ;;
    1:*"main() ended"*)
        echo "main() ends by SET_PARTITION_MODE(NORMAL, &code). If it gets" \
            "there, a service has refused: see its code, 1 NO_ACTION," \
            "2 NOT_AVAILABLE, 3 INVALID_PARAM, 4 INVALID_CONFIG," \
            "5 INVALID_MODE, 6 TIMED_OUT" ;;
    1:*"wrong table"*)
        echo "a field of config is out of range; config.c is checked against" \
            "include/kernel/limits.h when it is built, other files are not" ;;
    *)
        echo "neither the application (0) nor the kernel (1, with a line that" \
            "begins with longeron:) has ended it; see QEMU's message" ;;
    esac
}

case $1 in
-h | --help) usage; exit 0 ;;
--places)
    if [ $# != 3 ]; then usage >&2; exit 2; fi
    image=$2 cross=$3
    places
    exit ;;
--why)
    if [ $# != 2 ]; then usage >&2; exit 2; fi
    why "$2"
    exit ;;
esac
if [ $# -lt 4 ]; then usage >&2; exit 2; fi
image=$1 seconds=$2 cross=$3
shift 3

timeout "$seconds" true 2> /dev/null
if [ $? = 125 ]; then
    echo "RUN_SECONDS=$seconds: is no number of seconds" >&2
    exit 125
fi

# QEMU ends with this script, by a signal also without one: each is told by the
# kernel when its parent is no more. QEMU runs in background, since a shell heeds
# signals only while it waits. Another run of this image may be going on.
own=$image.$$ qemu=
trap 'if [ -n "$qemu" ]; then kill "$qemu" 2> /dev/null; wait "$qemu"; fi
    rm -f "$own.pipe" "$own.run"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 131' QUIT
trap 'exit 143' TERM
mkfifo "$own.pipe" || exit 125
exec 3<&0
tee "$own.run" < "$own.pipe" &
shown=$!
setpriv --pdeathsig TERM timeout --foreground -k 2 "$seconds" \
    setpriv --pdeathsig KILL "$@" -kernel "$image" <&3 3<&- > "$own.pipe" &
qemu=$!
wait "$shown"
# Nobody reads any more, as `head` leaves it.
if [ $? = 141 ]; then exit 141; fi
wait "$qemu"
status=$? qemu=

places < "$own.run" >&2

case $status in
0) ;;
124 | 137)
    echo "$image: status $status: ended after RUN_SECONDS=$seconds; have all" \
        "processes ended, do they wait for ever, does one loop, or does the" \
        "partition restart for ever? RUN_SECONDS=0 lets it run" >&2 ;;
*) echo "$image: status $status: $(why "$status" < "$own.run")" >&2 ;;
esac
exit "$status"
