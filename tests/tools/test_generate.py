# SPDX-License-Identifier: Apache-2.0
"""config/generate.py: its tables are what the XML says, each fault is told
with file, line and cure, and what it makes compiles and boots."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "config/generate.py"
CHECK = ROOT / "mk/config_check.h"
PAGE = (ROOT / "config/README.md").read_text(encoding="utf-8")
LAMP, COCKPIT = re.findall(r"^```xml\n(.*?)^```$", PAGE, re.M | re.S)
sys.path[:0] = [str(ROOT / "verification"), str(ROOT / "config")]
import generate  # noqa: E402
import misra  # noqa: E402

# The shared memory of a small board.
SHARED = """#ifndef ARCH_SHARED_H
#define ARCH_SHARED_H
#include <stdint.h>
#define ARCH_SHARED_MAX 3U
#define ARCH_SHARED_WORDS 256U
extern uint64_t arch_shared[ARCH_SHARED_MAX][ARCH_SHARED_WORDS];
#endif
"""


@pytest.fixture(name="ported", scope="module")
def fixture_ported(tmp_path_factory):
    """The kernel's headers, and shared memory of a small size."""
    tree = tmp_path_factory.mktemp("ported")
    for name in ("include", "src/arch", "config"):
        shutil.copytree(ROOT / name, tree / name)
    (tree / "include/arch/shared.h").write_text(SHARED)
    return tree


def run(file, *options, root=ROOT):
    return subprocess.run([TOOL, file, "--root", root, *options],
                          capture_output=True, text=True, check=False)


def made(tmp_path, xml, *options, root=ROOT):
    file = tmp_path / "module.xml"
    file.write_text(xml)
    done = run(file, *options, root=root)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return done.stdout


def line_of(text, part):
    return next(n for n, line in enumerate(text.splitlines(), 1)
                if part in line)


def told(tmp_path, xml, root, *options):
    """[(line, text, cure)] of what is refused; nothing is written."""
    file = tmp_path / "module.xml"
    file.write_text(xml)
    out = tmp_path / "config.c"
    done = run(file, "-o", out, *options, root=root)
    assert done.returncode == 1 and not done.stdout and not out.exists()
    found = re.findall(rf"^{file}:(\d+): (.*)\n    cure: (.*)$", done.stderr,
                       re.M)
    assert 2 * len(found) == len(done.stderr.splitlines()), done.stderr
    return [(int(n), text, cure) for n, text, cure in found]


def test_table_of_one_partition(tmp_path):
    assert made(tmp_path, LAMP) == """\
/* Module "blinker", partition "lamp": made from its XML file by
   config/generate.py; edit that file. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 20000000, /* 0.02 s */
    .duration_ns = 20000000,
    .limit = {[KIND_PROCESS] = 4U, [KIND_SEMAPHORE] = 1U, [KIND_EVENT] = 1U},
};
"""


SENSOR = """\
/* Module "cockpit", partition "sensor": made from its XML file by
   config/generate.py; edit that file. */
#include "arch/shared.h"
#include "kernel/config.h"

/* Channel 1 speed, sensor:speed to display:speed, host recorder: memory that
   is shared, region 0 */

/* Channel 3 orders, host pilot to sensor:orders: memory that is shared,
   region 1 */

const struct port port_table[PORT_MAX] = {
    [0] =
        {
            .name = "speed",
            .channel = arch_shared[0],
            .size = 8U,
            .count = 0U, /* sampling, RefreshRateSeconds 0.04 */
            .direction = SOURCE,
        },
    [1] =
        {
            .name = "orders",
            .channel = arch_shared[1],
            .size = 64U,
            .count = 4U,
            .direction = DESTINATION,
        },
};

const struct config config = {
    .partition_id = 1,
    .period_ns = 20000000, /* 0.02 s */
    .duration_ns = 5000000,
    .limit = {[KIND_PROCESS] = 2U},
};
"""


def test_table_with_shared_memory(tmp_path, ported):
    assert made(tmp_path, COCKPIT, "--partition", "sensor",
                root=ported) == SENSOR


def test_channel_inside_a_partition_is_an_array_of_its_own(tmp_path, ported):
    text = made(tmp_path, COCKPIT, "--partition", "display", root=ported)
    assert "static uint64_t channel_2[CHANNEL_WORDS(16U)];\n" in text
    assert text.count(".channel = channel_2,") == 2
    assert text.count(".channel = arch_shared[0],") == 1
    assert "    .limit = {[KIND_PROCESS] = 3U, [KIND_BUFFER] = 1U},\n" in text


def test_pools_are_the_kinds_of_the_kernel(tmp_path):
    text = made(tmp_path, LAMP.replace(
        'Processes="4" Semaphores="1" Events="1"', 'Processes="1" Semaphores='
        '"2" Events="3" Buffers="4" Blackboards="5" Mutexes="6"'))
    assert re.findall(r"\[KIND_(\w+)\] = (\d)U", text) == [
        ("PROCESS", "1"), ("SEMAPHORE", "2"), ("EVENT", "3"), ("BUFFER", "4"),
        ("BOARD", "5"), ("MUTEX", "6")]


@pytest.mark.parametrize("seconds, ns", (
    ("0.020", 20_000_000), ("1", 10**9), ("1.000000001", 10**9 + 1),
    ("0.1", 10**8), ("0.000000001", 1), ("0.30000000000000", 3 * 10**8),
    ("4611686018.427387903", 4611686018427387903)))
def test_times_are_exact(tmp_path, seconds, ns):
    """The last one is PERIOD_MAX, which is no binary floating point."""
    text = made(tmp_path, LAMP.replace("0.020", seconds))
    assert f".period_ns = {ns}," in text and f".duration_ns = {ns}," in text


# Old text of the example with ports, new text, a text of the line that is
# told, what is told, cure.
FAULTS = {
    "name of a module": (
        '"cockpit"', '"9"', "<ARINC", 'ModuleName="9" is wrong',
        "a letter, then letters"),
    "name that ends a comment": (
        '"cockpit"', '"a*/"', "<ARINC", 'ModuleName="a*/" is wrong', "letters"),
    "name of 33 characters": (
        'PortName="work_out" D', f'PortName="{"a" * 33}" D', "a" * 33,
        "is wrong", "at most 32"),
    "name that is empty": ('PortName="work_out" D', 'PortName="" D', '"" D',
                           'PortName="" is wrong', "a letter"),
    "attribute missing": (' PeriodSeconds="0.020"', "", '"sensor"',
                          "Partition lacks PeriodSeconds", "as 0.020"),
    "attribute unknown": (
        '<Pools Processes="2"', '<Pools Threads="1" Processes="2"', "Threads",
        "Pools has no attribute Threads", "remove it"),
    "element missing": (
        '    <Pools Processes="2"/>\n', "", '"speed" Direction="SOURCE"',
        "Sampling_Port: This element is not expected. Expected is ( Pools )",
        "in its order"),
    "element unknown": (
        '<Pools Processes="2"/>', '<Pools Processes="2"/><Port/>', "<Port/>",
        "Port: This element is not expected", "in its order"),
    "text": ('<Pools Processes="2"/>', '<Pools Processes="2"/>text',
             '"sensor"', "Character content", "README"),
    "element of another namespace": (
        '<Pools Processes="2"/>', '<Pools Processes="2"/><a:Pools xmlns:a="b"'
        ' Processes="1"/>', "<a:Pools", "not expected", "README"),
    "number negative": ('Processes="2"', 'Processes="-2"', "-2",
                        'Processes="-2" is wrong', "without a sign"),
    "number hexadecimal": ('Processes="2"', 'Processes="0x2"', "0x2",
                           "is wrong", "decimal"),
    "number with a space": ('Processes="2"', 'Processes=" 2"', '" 2"',
                            "is wrong", "decimal"),
    "seconds with an exponent": (
        '"0.020"', '"2e-2"', '"sensor"', 'PeriodSeconds="2e-2" is wrong',
        "without an exponent"),
    "seconds that are no ns": (
        '"0.005"', '"0.0050000001"', '"sensor"',
        'PeriodDurationSeconds="0.0050000001" is no whole number of ns',
        "nine digits"),
    "refresh that is no ns": (
        '"0.040"', '"0.0400000001"', '"speed"', "no whole number of ns",
        "nine digits"),
    "period of zero": ('"0.020"', '"0.0"', '"sensor"', "out of range",
                       "more than 0"),
    "duration of zero": ('"0.005"', '"0"', '"sensor"', "out of range",
                         "more than 0"),
    "period too long": (
        '"0.020"', '"4611686018.427387904"', '"sensor"', "out of range",
        "at most 4611686018"),
    "duration above the period": (
        '"0.005"', '"0.020000001"', '"sensor"', "is longer than PeriodSeconds",
        "at most the period"),
    "identifier too large": (
        'PartitionIdentifier="1"', 'PartitionIdentifier="2147483648"',
        '"sensor"', "out of range", "0 to 2147483647"),
    "no process": ('Processes="2"', 'Processes="0"', '"0"',
                   'Processes="0" is out of range', "1 to 64, PROCESS_MAX"),
    "too many processes": ('Processes="2"', 'Processes="65"', '"65"',
                           "out of range", "1 to 64"),
    "too many semaphores": (
        'Processes="2"', 'Processes="2" Semaphores="65"', '"65"',
        "out of range", "0 to 64, SEMAPHORE_MAX"),
    "too many events": ('Processes="2"', 'Processes="2" Events="65"', '"65"',
                        "out of range", "0 to 64, EVENT_MAX"),
    "too many buffers": ('Buffers="1"', 'Buffers="33"', '"33"', "out of range",
                         "0 to 32, BUFFER_MAX"),
    "too many blackboards": (
        'Buffers="1"', 'Blackboards="33"', '"33"', "out of range",
        "0 to 32, BOARD_MAX"),
    "too many mutexes": ('Buffers="1"', 'Mutexes="33"', '"33"', "out of range",
                         "0 to 32, MUTEX_MAX"),
    "stack too large": ('"8192"', '"24577"', '"24577"', "out of range",
                        "0 to 24576, bytes that each process has"),
    "size of zero": ('"64" MaxNb', '"0" MaxNb', "orders",
                     'MaxMessageSize="0" is out of range', "1 to 256"),
    "size too large": ('"64" MaxNb', '"257" MaxNb', "orders", "out of range",
                       "1 to 256, MESSAGE_SIZE_MAX"),
    "no messages": ('MaxNbMessages="4"', 'MaxNbMessages="0"', "orders",
                    "out of range", "1 to 256, PORT_MESSAGES_MAX"),
    "too many messages": (
        'MaxNbMessages="4"', 'MaxNbMessages="257"', "orders", "out of range",
        "1 to 256"),
    "direction": ('"DESTINATION" MaxMessageSize="64"', '"IN" MaxMessageSize='
                  '"64"', "orders", 'Direction="IN" is wrong',
                  "SOURCE or DESTINATION"),
    "partition twice": (
        'PartitionName="display" Period', 'PartitionName="sensor" Period',
        'Identifier="2"', 'PartitionName="sensor": line 2 has it, too',
        "give each partition"),
    "identifier twice": (
        'PartitionIdentifier="2"', 'PartitionIdentifier="1"', '"display"',
        'PartitionIdentifier="1": line 2 has it, too', "its own"),
    "port twice": ('"work_in" D', '"work_out" D', '"work_out" Direction="DE',
                   'PortName="work_out": line 10 has it, too', "its own"),
    "channel twice": ('ChannelIdentifier="2"', 'ChannelIdentifier="1"',
                      'ChannelIdentifier="1" ChannelName="work"',
                      'ChannelIdentifier="1": line 14 has it, too', "its own"),
    "port in no channel": (
        '    <Pools Processes="2"/>\n', '    <Pools Processes="2"/>\n    '
        '<Queuing_Port PortName="lost" Direction="SOURCE" MaxMessageSize="1" '
        'MaxNbMessages="1"/>\n', '"lost"', "sensor:lost is in no channel",
        "Connection_Table"),
    "port in two channels": (
        '<Source><Pseudo_Partition Name="pilot"/>', '<Source><Standard_Partit'
        'ion PartitionName="display" PortName="work_out"/>',
        "|24", "display:work_out is in a channel already: line 20",
        "ports of its own"),
    "port unknown": (
        'PartitionName="display" PortName="work_out"', 'PartitionName="display'
        '" PortName="work"', '"work"/>', "display:work: there is no such port",
        "display has speed, work_in, work_out"),
    "partition unknown": (
        'PartitionName="display" PortName="work_out"', 'PartitionName="other" '
        'PortName="work_out"', '"other"', "other:work_out: there is no such",
        "display, sensor"),
    "direction of an end": (
        '"work_out" Direction="SOURCE"', '"work_out" Direction="DESTINATION"',
        "Source><Standard_Partition PartitionName=\"display\"",
        "display:work_out is the Source of a channel, and its Direction is "
        "DESTINATION", "line 10"),
    "size of the ends": (
        'PortName="work_in" Direction="DESTINATION" MaxMessageSize="32"',
        'PortName="work_in" Direction="DESTINATION" MaxMessageSize="31"',
        '"31"', "display:work_in and display:work_out of line 10 are one "
        "channel and differ in MaxMessageSize", "the same at both ends"),
    "messages of the ends": (
        'Direction="DESTINATION" MaxMessageSize="32" MaxNbMessages="16"',
        'Direction="DESTINATION" MaxMessageSize="32" MaxNbMessages="15"',
        '"15"', "differ in MaxNbMessages", "the same"),
    "kind of the ends": (
        'Queuing_Port PortName="work_in" Direction="DESTINATION" '
        'MaxMessageSize="32" MaxNbMessages="16"',
        'Sampling_Port PortName="work_in" Direction="DESTINATION" '
        'MaxMessageSize="32" RefreshRateSeconds="1"',
        '"work_in" D', "differ in kind", "the same"),
    "two destinations of a queue": (
        'PortName="work_in"/></Destination>', 'PortName="work_in"/>'
        '</Destination>\n<Destination><Pseudo_Partition Name="b"/>'
        '</Destination>', 'Name="b"', "has one Destination", "a channel"),
    "no destination": (
        '<Destination><Standard_Partition PartitionName="display" PortName='
        '"work_in"/></Destination>', "", 'ChannelName="work"',
        "Channel: Missing child", "README"),
    "host at both ends": (
        '    <Channel ChannelIdentifier="2"', '    <Channel ChannelIdentifier='
        '"7"><Source><Pseudo_Partition Name="a"/></Source><Destination><Pseudo'
        '_Partition Name="b"/></Destination></Channel>\n    <Channel '
        'ChannelIdentifier="2"', '"7"', "both ends are the host's",
        "of this module"),
    "refresh shorter than the writer's period": (
        'Direction="DESTINATION" MaxMessageSize="8" RefreshRateSeconds="0.040"',
        'Direction="DESTINATION" MaxMessageSize="8" RefreshRateSeconds="0.01"',
        '"0.01"', "RefreshRateSeconds of display:speed is shorter than the "
        "period of sensor", "at least 0.02, the period in line 2"),
    "shared memory too small": (
        'MaxMessageSize="64" MaxNbMessages="4"', 'MaxMessageSize="64" '
        'MaxNbMessages="8"', '"8"/>', 'MaxNbMessages="8" needs 288 words',
        "256 words"),
    "document type": (
        "<ARINC_653_Module", '<!DOCTYPE a [<!ENTITY b "c">]>\n<ARINC_653_Module',
        "<!DOCTYPE", "has a document type", "entities and DTDs"),
    "document type outside": (
        "<ARINC_653_Module", '<!DOCTYPE a SYSTEM "file:///etc/passwd">\n'
        "<ARINC_653_Module", "<!DOCTYPE", "has a document type", "DTDs"),
    "no XML": ("</ARINC_653_Module>", "</ARINC_653>", "</ARINC_653>",
               "no well-formed XML: mismatched tag", "correct"),
    "another element": ("ARINC_653_Module", "MODULE", "<MODULE",
                        "MODULE: No matching global", "README"),
    "system health monitor": (
        "  <Connection_Table>", "  <System_HM_Table/>\n  <Connection_Table>",
        "<System_HM", "System_HM_Table is not supported", "no health monitor"),
    "health monitor of a partition": (
        "  <Connection_Table>", '  <Partition_HM_Table PartitionName="sensor"/>'
        "\n  <Connection_Table>", "<Partition_HM",
        "Partition_HM_Table is not supported", "no health monitor"),
    "memory": ('<Pools Processes="2"/>', '<Memory_Requirements Type="RAM"/>',
               "<Memory", "Memory_Requirements is not supported", "2 MiB"),
    "schedule": (
        "  <Connection_Table>", '  <Module_Schedule MajorFrameSeconds="1"/>\n  '
        "<Connection_Table>", "<Module_Sch", "Module_Schedule is not supported",
        "a machine of its own"),
    "process": ('<Pools Processes="2"/>', '<Process Name="a"/>', "<Process N",
                "Process is not supported", "Processes of Pools"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_with_line_and_cure(tmp_path, ported, fault):
    old, new, place, text, cure = FAULTS[fault]
    assert old in COCKPIT
    xml = COCKPIT.replace(old, new) if fault == "another element" \
        else COCKPIT.replace(old, new, 1)
    place, _, line = place.partition("|")
    found = told(tmp_path, xml, ported, "--partition", "sensor")
    wanted = int(line or line_of(xml, place))
    assert [f for f in found if f[0] == wanted and text in f[1]
            and cure in f[2]], found
    if "not supported" in text or " twice" in fault:
        assert len(found) == 1      # nothing follows from it


def test_document_type_is_the_last_that_is_read(tmp_path, ported):
    """So that no parser comes to its entities, nor to what follows."""
    xml = ('<!DOCTYPE a [\n<!ENTITY a "aaaaaaaaaa">\n' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">\n' for a, b in zip(
            "abcdefghi", "bcdefghij")) + "]>\n" + COCKPIT.replace(
                '"cockpit"', '"&j;"').replace('"2"', '"-2"'))
    assert [f[:2] for f in told(tmp_path, xml, ported)] == [
        (1, "has a document type")]


def test_depth_has_a_limit(tmp_path, ported):
    xml = LAMP.replace("    <Pools", "<a>\n" * 300 + "</a>" * 300 + "<Pools")
    (line, text, _), = told(tmp_path, xml, ported)
    assert line > 200 and text.startswith("is no well-formed XML: Excessive")


def test_every_fault_is_told_at_once(tmp_path, ported):
    xml = COCKPIT.replace('Processes="2"', 'Processes="65"').replace(
        'MaxMessageSize="64"', 'MaxMessageSize="999"').replace('"0.050"', '"3"')
    found = told(tmp_path, xml, ported, "--partition", "sensor")
    assert [line for line, _, _ in found] == [3, 5, 7]


def test_unknown_port_is_not_taken_for_the_host(tmp_path, ported):
    xml = COCKPIT.replace('PortName="orders"/>', 'PortName="order"/>')
    assert [f[:2] for f in told(tmp_path, xml, ported)] == [
        (5, "port sensor:orders is in no channel"),
        (25, "sensor:order: there is no such port")]


def test_line_is_that_at_which_a_tag_begins(tmp_path, ported):
    xml = COCKPIT.replace(' MaxMessageSize="64"', '\n\n   MaxMessageSize="0"')
    found = told(tmp_path, xml, ported, "--partition", "sensor")
    assert [line for line, _, _ in found] == [5]
    xml = xml.replace('"0"', '"a"')
    found = told(tmp_path, xml, ported, "--partition", "sensor")
    assert [line for line, _, _ in found] == [5]


def test_refresh_may_be_the_period_of_the_writer(tmp_path, ported):
    text = made(tmp_path, COCKPIT.replace('"0.040"', '"0.020"'), "--partition",
                "display", root=ported)
    assert ".count = 0U, /* sampling, RefreshRateSeconds 0.02 */" in text


def test_shared_memory_may_be_full(tmp_path, ported):
    """As many messages as there is room for, and one more."""
    limits = generate.Limits(ported, "aarch64-linux-gnu-gcc")
    words = limits["CHANNEL_WORDS(7)"]
    tree = tmp_path / "tree"
    shutil.copytree(ported, tree)
    (tree / "include/arch/shared.h").write_text(SHARED.replace(
        "WORDS 256U", f"WORDS {words}U"))
    for count, fits in ((7, True), (8, False)):
        xml = COCKPIT.replace('MaxNbMessages="4"', f'MaxNbMessages="{count}"')
        if fits:
            assert f".count = {count}U" in made(
                tmp_path, xml, "--partition", "sensor", root=tree)
        else:
            (_, text, _), = told(tmp_path, xml, tree)
            assert f"needs {words + 34} words of memory" in text


def test_table_with_ports_has_the_form_of_the_house(tmp_path, ported):
    """Whatever the length of the comments."""
    for length in (1, 5, 6, 7, 32):
        text = made(tmp_path, COCKPIT.replace('"pilot"', f'"{"p" * length}"'),
                    "--partition", "sensor", root=ported)
        done = subprocess.run(
            ["clang-format", f"--style=file:{ROOT}/.clang-format"], input=text,
            capture_output=True, text=True, check=True)
        assert done.stdout == text
        assert not re.search(r"^   \w+ \*/|^ +\*/", text, re.M)


@pytest.mark.parametrize("pools", (
    'Processes="1"', 'Processes="40" Semaphores="10" Events="10"',
    'Processes="40" Semaphores="10" Events="10" Buffers="1"'))
def test_table_has_the_form_of_the_house(tmp_path, pools):
    """The second one has the longest line that there may be."""
    text = made(tmp_path, re.sub("<Pools .*/>", f"<Pools {pools}/>", LAMP))
    done = subprocess.run(
        ["clang-format", f"--style=file:{ROOT}/.clang-format"], input=text,
        capture_output=True, text=True, check=True)
    assert done.stdout == text
    assert max(map(len, text.splitlines())) == (
        80 if pools.endswith('Events="10"') else 64)


def many(count, *kinds):
    """A module with so many ports, each connected to the host."""
    ports, channels = "", ""
    for n in range(count):
        kind = kinds[n % len(kinds)]
        more = ('MaxNbMessages="1"' if kind == "Queuing"
                else 'RefreshRateSeconds="1"')
        for direction in ("Source", "Destination"):
            ports += (f'<{kind}_Port PortName="{direction}{n}" Direction="'
                      f'{direction.upper()}" MaxMessageSize="1" {more}/>\n')
        channels += f'<Channel ChannelIdentifier="{n}">' + "".join(
            f'<{d}><Standard_Partition PartitionName="lamp" PortName="{d}{n}"/>'
            f"</{d}>" for d in ("Source", "Destination")) + "</Channel>\n"
    return LAMP.replace("  </Part", ports + "  </Part").replace(
        "</ARINC", f"<Connection_Table>\n{channels}</Connection_Table></ARINC")


def test_number_of_ports(tmp_path, ported):
    text = made(tmp_path, many(32, "Queuing", "Sampling"), root=ported)
    assert text.count("            .name = ") == 64
    found = told(tmp_path, many(33, "Queuing", "Sampling"), ported)
    assert found[-1] == (68, "lamp has 66 ports", "at most 64, PORT_MAX")


def test_number_of_regions(tmp_path, ported):
    channel = ('<Channel ChannelIdentifier="{0}"><Source><Pseudo_Partition '
               'Name="a"/></Source><Destination><Standard_Partition '
               'PartitionName="lamp" PortName="p{0}"/></Destination></Channel>\n')
    port = ('<Queuing_Port PortName="p{0}" Direction="DESTINATION" '
            'MaxMessageSize="1" MaxNbMessages="1"/>\n')
    most = generate.Limits(ported, "aarch64-linux-gnu-gcc")["ARCH_SHARED_MAX"]
    for count in (most, most + 1):
        xml = LAMP.replace("  </Part", "".join(
            port.format(n) for n in range(count)) + "  </Part").replace(
            "</ARINC", "<Connection_Table>" + "".join(
                channel.format(n) for n in range(count))
            + "</Connection_Table></ARINC")
        if count == most:
            assert f"arch_shared[{most - 1}]" in made(tmp_path, xml,
                                                      root=ported)
        else:
            (line, text, cure), = told(tmp_path, xml, ported)
            assert line == line_of(xml, f'ChannelIdentifier="{most}"')
            assert text == f"{count} channels leave their partition"
            assert cure == f"at most {most}, ARCH_SHARED_MAX"


def test_region_is_the_same_in_all_partitions(tmp_path, ported):
    """Also where a channel inside of a partition comes first."""
    channel = re.search(r'    <Channel ChannelIdentifier="2".*?</Channel>\n',
                        COCKPIT, re.S)[0]
    xml = COCKPIT.replace(channel, "").replace(
        "  <Connection_Table>\n", "  <Connection_Table>\n" + channel)
    for name in ("sensor", "display"):
        text = made(tmp_path, xml, "--partition", name, root=ported)
        assert re.search(r'"speed",[^}]*arch_shared\[0\]', text)
    assert "arch_shared[1]" not in text


def test_partition_is_named_where_there_are_several(tmp_path, ported):
    for options, text in (((), "has 2 partitions"),
                          (("--partition", "lamp"), "has no partition lamp")):
        (line, said, cure), = told(tmp_path, COCKPIT, ported, *options)
        assert (line, said) == (1, text) and "sensor, display" in cure


def test_same_bytes_wherever_it_is(tmp_path, ported):
    texts = set()
    for folder, seed in (("a", "1"), ("b/much longer", "2")):
        (tmp_path / folder).mkdir(parents=True)
        file = tmp_path / folder / "module.xml"
        file.write_text(COCKPIT)
        out = file.with_name("config.c")
        done = subprocess.run(
            [sys.executable, TOOL, "module.xml", "--root", ported, "-o", out,
             "--partition", "sensor"], cwd=file.parent, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        assert not done.stdout and not done.stderr
        texts.add(out.read_text())
    assert texts == {SENSOR}


def test_described_for_what_starts_a_module(tmp_path, ported):
    def line_of(text):
        return COCKPIT[:COCKPIT.index(text)].count("\n") + 1
    said = generate.json.loads(made(tmp_path, COCKPIT, "--json", root=ported))
    assert said["module"] == "cockpit"
    assert [p["name"] for p in said["partitions"]] == ["sensor", "display"]
    assert said["partitions"][0] == {
        "name": "sensor", "identifier": 1, "period_ns": 20_000_000,
        "duration_ns": 5_000_000}
    assert [c["region"] for c in said["channels"]] == [0, None, 1]
    assert said["channels"][0] == {
        "identifier": 1, "name": "speed", "region": 0,
        "line": line_of("<Channel "), "kind": "sampling", "size": 8,
        "count": 2, "source": {
            "partition": "sensor", "port": "speed",
            "line": line_of('PartitionName="sensor" PortName="speed"')},
        "destinations": [
            {"partition": "display", "port": "speed",
             "line": line_of('PartitionName="display" PortName="speed"')},
            {"host": "recorder", "line": line_of('Name="recorder"')}]}


def test_schema_that_the_file_names_is_not_read(tmp_path):
    (tmp_path / "none.xsd").write_text("no schema")
    xml = LAMP.replace("<ARINC_653_Module", '<ARINC_653_Module xmlns:xsi="http'
                       '://www.w3.org/2001/XMLSchema-instance" '
                       'xsi:noNamespaceSchemaLocation="none.xsd"')
    assert made(tmp_path, xml) == made(tmp_path, LAMP)


def test_missing_file_and_compiler(tmp_path):
    done = run(tmp_path / "none.xml")
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}/none.xml: No such file or directory\n"
    (tmp_path / "module.xml").write_text(LAMP)
    done = run(tmp_path / "module.xml", "--cc", "no-such-gcc")
    assert done.returncode == 1
    assert done.stderr.startswith("no-such-gcc is missing: install the package")


def test_limits_are_those_of_the_headers(tmp_path, ported):
    tree = tmp_path / "tree"
    shutil.copytree(ported, tree)
    path = tree / "include/kernel/limits.h"
    text = path.read_text()
    assert "#define PROCESS_MAX 64U" in text
    path.write_text(text.replace("#define PROCESS_MAX 64U",
                                 "#define PROCESS_MAX (1U + 2U * 1U)"))
    (_, said, cure), = told(tmp_path, LAMP, tree)
    assert said == 'Processes="4" is out of range'
    assert cure == "write 1 to 3, PROCESS_MAX"


def test_constant_that_the_kernel_lacks_is_named(tmp_path, ported):
    tree = tmp_path / "tree"
    shutil.copytree(ported, tree)
    path = tree / "include/kernel/limits.h"
    path.write_text(path.read_text().replace("define PORT_MAX", "define OTHER"))
    (tmp_path / "module.xml").write_text(LAMP)
    done = run(tmp_path / "module.xml", root=tree)
    assert done.returncode == 1 and not done.stdout
    assert done.stderr == (f"PORT_MAX: the kernel in {tree} has no such "
                           "constant: take another kernel\n")


def compile_table(folder, tree, check=True):
    flags = subprocess.run(
        ["make", "-s", "-f", "-", "flags"], cwd=ROOT, text=True, check=True,
        input="LONGERON := .\nBUILD := build\ninclude mk/image.mk\n"
        "flags:\n\t@echo $(APP_FLAGS_FP0)\n",
        capture_output=True).stdout.split()
    flags = [f for f in flags if not f.startswith("-I") and f != "-MMD"
             and f != "-MP"]
    return subprocess.run(
        ["aarch64-linux-gnu-gcc", *flags, f"-I{tree}/include",
         f"-I{tree}/src/arch/aarch64", *(["-include", CHECK] if check else []),
         "-c", "-o", "config.o", "config.c"], cwd=folder, capture_output=True,
        text=True, check=False)


@pytest.mark.parametrize("partition", ("sensor", "display"))
def test_table_compiles_with_the_flags_of_images(tmp_path, ported, partition):
    (tmp_path / "config.c").write_text(
        made(tmp_path, COCKPIT, "--partition", partition, root=ported))
    done = compile_table(tmp_path, ported)
    assert done.returncode == 0, done.stderr


def test_largest_table_compiles(tmp_path, ported):
    (tmp_path / "config.c").write_text(
        made(tmp_path, many(32, "Queuing", "Sampling"), root=ported))
    assert compile_table(tmp_path, ported).returncode == 0


@pytest.mark.parametrize("partition", ("sensor", "display"))
def test_table_has_no_finding_of_misra(tmp_path, ported, partition):
    """Of compilers and cppcheck, which find an octal number planted there."""
    tree = tmp_path / "tree"
    shutil.copytree(ported, tree)
    file = "src/kernel/config.c"
    (tree / "src/kernel").mkdir()
    plan = misra.read_plan(ROOT)
    found = {}
    for name, text in (
            ("table", made(tmp_path, COCKPIT, "--partition", partition,
                           root=ported)),
            ("planted", SENSOR.replace("5000000", "05"))):
        (tree / file).write_text(text)
        seen, _ = misra.compilers(tree, [file], plan)
        checked, _ = misra.cppcheck(tree, [file], plan)
        found[name] = sorted(f for f in seen | checked if f[0] == file)
    assert found["table"] == []
    assert [f[2] for f in found["planted"]]


WRONG = (
    (".size = 64U", ".size = 0U", "size_1", "port_table[1].size = 1 to"),
    (".size = 8U", ".size = 257U", "size_0", "port_table[0].size = 1 to"),
    (".count = 4U", ".count = 257U", "count_1", "port_table[1].count = 1 to"),
    ("= SOURCE", "= (enum direction)2", "direction_0", "DESTINATION"),
    (".channel = arch_shared[1]", ".channel = 0", "channel_1",
     "CHANNEL_WORDS(count)"))


@pytest.mark.parametrize("old, new, field, cure", WRONG)
def test_wrong_row_by_hand_is_told_by_the_build(tmp_path, ported, old, new,
                                                field, cure):
    assert SENSOR.count(old) == 1
    (tmp_path / "config.c").write_text(SENSOR.replace(old, new))
    errors = re.findall(r"error: call to .wrong_(\w+). .* needs (.*): write "
                        r"(.*)", compile_table(tmp_path, ported).stderr)
    assert len(errors) == 1, errors
    assert errors[0][0] == field and cure in errors[0][2]


def test_last_row_is_checked(tmp_path, ported):
    text = made(tmp_path, many(32, "Queuing", "Sampling"), root=ported)
    place = text.rindex(".size = 1U")
    (tmp_path / "config.c").write_text(
        text[:place] + text[place:].replace("1U", "0U", 1))
    assert "wrong_size_63" in compile_table(tmp_path, ported).stderr


def make(folder, *arguments):
    return subprocess.run(["make", "-C", folder, *arguments],
                          capture_output=True, text=True, check=False)


STATUS = """#include <stdio.h>
#include <string.h>

#include <apexError.h>
#include <apexPartition.h>
#include <apexSemaphore.h>

int main(void)
{
    PARTITION_STATUS_TYPE s = {.PERIOD = 0};
    SEMAPHORE_ID_TYPE id = 0;
    RETURN_CODE_TYPE code;
    char line[80];

    GET_PARTITION_STATUS(&s, &code);
    (void)snprintf(line, sizeof(line), "%d %lld %lld\\n", (int)s.IDENTIFIER,
                   (long long)s.PERIOD, (long long)s.DURATION);
    REPORT_APPLICATION_MESSAGE((APEX_BYTE *)line, (int)strlen(line), &code);
    CREATE_SEMAPHORE("one", 0, 1, FIFO, &id, &code);
    (void)snprintf(line, sizeof(line), "code %d\\n", (int)code);
    REPORT_APPLICATION_MESSAGE((APEX_BYTE *)line, (int)strlen(line), &code);
    SET_PARTITION_MODE(IDLE, &code);
    return 1;
}
"""


def application(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"main_c": STATUS, "app_mk": "FP := 1\n", "Makefile":
                       f"include {ROOT}/longeron.mk\n", **files}.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def printed(folder, *arguments):
    done = make(folder, "-s", "run", *arguments)
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines()
            if not line.startswith("  CC") and not line.startswith("  LD")]


def test_configuration_of_an_image(tmp_path):
    """From XML, by default, by hand: that which is there is compiled, also if
    it is older than the image."""
    by_hand = (ROOT / "apps/hello/config.c").read_text()
    folder = application(tmp_path / "app", module_xml=LAMP)
    assert printed(folder) == ["  XML module.xml", "1 20000000 20000000",
                               "code 0"]
    for file in ("include/kernel/limits.h", "config/generate.py"):
        assert "generate.py" in make(folder, "-n", "-W", ROOT / file,
                                     "image").stdout
    assert "generate.py" not in make(folder, "-n", "image").stdout
    (folder / "module.xml").write_text(LAMP.replace("0.020", "0.5").replace(
        ' Semaphores="1"', ""))
    assert printed(folder) == ["  XML module.xml", "1 500000000 500000000",
                               "code 4"]
    (folder / "module.xml").rename(tmp_path / "kept")
    assert printed(folder) == ["1 1000000 1000000", "code 0"]
    (folder / "config.c").write_text(by_hand)
    os.utime(folder / "config.c", (0, 0))
    assert printed(folder) == ["1 1000000000 1000000000", "code 4"]
    assert "  CC" not in make(folder, "image").stdout
    (folder / "config.c").unlink()
    assert printed(folder) == ["1 1000000 1000000", "code 0"]
    (folder / "config.c").write_text(by_hand)
    (tmp_path / "kept").rename(folder / "module.xml")
    done = make(folder, "image")
    assert done.returncode != 0
    assert ".: has module.xml and config.c" in done.stderr


LOOP = """#include <stdio.h>

#include <apexError.h>
#include <apexPartition.h>
#include <apexProcess.h>
#include <apexQueuing.h>
#include <apexSampling.h>

static QUEUING_PORT_ID_TYPE queue[2];
static SAMPLING_PORT_ID_TYPE sample[2];

static void say(const char *what, RETURN_CODE_TYPE code, long value)
{
    char line[80];
    const int n = snprintf(line, sizeof(line), "%s %d %ld\\n", what, (int)code,
                           value);

    REPORT_APPLICATION_MESSAGE((APEX_BYTE *)line, n, &code);
}

static void loop(void)
{
    RETURN_CODE_TYPE code;

    for (APEX_BYTE i = 1; i < 4; i++) {
        SEND_QUEUING_MESSAGE(queue[0], &i, 1, 0, &code);
        say("send", code, i);
        WRITE_SAMPLING_MESSAGE(sample[0], &i, 1, &code);
    }
    for (int32_t i = 0; i < 2; i++) {
        APEX_BYTE got[32] = {0};
        MESSAGE_SIZE_TYPE length = 0;

        RECEIVE_QUEUING_MESSAGE(queue[1], 0, got, &length, &code);
        say("receive", code, got[0]);
    }
    for (int32_t i = 0; i < 1; i++) {
        APEX_BYTE got[8] = {0};
        MESSAGE_SIZE_TYPE length = 0;
        VALIDITY_TYPE validity = INVALID;

        READ_SAMPLING_MESSAGE(sample[1], got, &length, &validity, &code);
        say(validity == VALID ? "valid" : "invalid", code, got[0]);
    }
    SET_PARTITION_MODE(IDLE, &code);
}

int main(void)
{
    PROCESS_ATTRIBUTE_TYPE a = {.NAME = "loop",
                                .ENTRY_POINT = loop,
                                .STACK_SIZE = 8192U,
                                .BASE_PRIORITY = 1,
                                .PERIOD = INFINITE_TIME_VALUE,
                                .TIME_CAPACITY = INFINITE_TIME_VALUE,
                                .DEADLINE = SOFT};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    RETURN_CODE_TYPE code;

    CREATE_QUEUING_PORT("Source0", 1, 2, SOURCE, FIFO, &queue[0], &code);
    say("source", code, 0);
    CREATE_QUEUING_PORT("Destination0", 1, 2, DESTINATION, FIFO, &queue[1],
                        &code);
    say("destination", code, 0);
    CREATE_SAMPLING_PORT("Source1", 1, SOURCE, 1000000000, &sample[0], &code);
    say("source", code, 1);
    CREATE_SAMPLING_PORT("Destination1", 1, DESTINATION, 1000000000, &sample[1],
                         &code);
    say("destination", code, 1);
    CREATE_SAMPLING_PORT("Source0", 1, SOURCE, 1000000000, &sample[0], &code);
    say("of another kind", code, 0);
    GET_SAMPLING_PORT_ID("Source1", &sample[0], &code);
    CREATE_PROCESS(&a, &id, &code);
    START(id, &code);
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}
"""


def test_ports_of_an_image(tmp_path):
    """Two channels inside of a partition; the queue has room for two."""
    xml = many(2, "Queuing", "Sampling").replace('Messages="1"', 'Messages="2"')
    folder = application(tmp_path / "app", main_c=LOOP, module_xml=xml)
    assert printed(folder) == [
        "  XML module.xml", "source 0 0", "destination 0 0", "source 0 1",
        "destination 0 1", "of another kind 4 0", "send 0 1", "send 0 2",
        "send 2 3", "receive 0 1", "receive 0 2", "valid 0 3"]


def test_partition_of_the_module_above(tmp_path):
    top = tmp_path / "cockpit"
    folder = application(top / "lamp")
    (top / "module.xml").write_text(LAMP.replace("  <Part", LAMP[
        LAMP.index("  <Part"):LAMP.index("</ARINC")].replace(
            "lamp", "other").replace('er="1"', 'er="7"') + "  <Part", 1))
    assert printed(folder) == ["  XML ../module.xml", "1 20000000 20000000",
                               "code 0"]
    application(top / "other").joinpath("Makefile").unlink()
    done = make(ROOT, "-s", "run", f"APP={top}/other",
                f"BUILD={tmp_path}/build")
    assert "\n7 20000000 20000000\ncode 0\n" in done.stdout, done.stderr
    image = tmp_path / "build/aarch64/other/other.elf"
    assert b"build/aarch64/other/config.c" in image.read_bytes()
    assert f"{tmp_path}/build".encode() not in image.read_bytes()
    done = make(application(top / "third"), "-s", "run")
    assert done.returncode != 0
    assert "../module.xml:1: has no partition third\n    cure: " in done.stderr
    assert not (top / "third/build/aarch64/third/config.c").exists()


def test_wrong_module_stops_the_build(tmp_path):
    folder = application(tmp_path / "app", module_xml=LAMP.replace(
        '"4"', '"400"'))
    for _ in range(2):      # nothing is left that the second one would take
        done = make(folder, "-s", "run")
        assert done.returncode != 0
        assert "module.xml:3: Processes=\"400\" is out of range" in done.stderr
