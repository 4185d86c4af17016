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
LAMP, COCKPIT, PUMP, TANK = re.findall(r"^```xml\n(.*?)^```$", PAGE, re.M | re.S)
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
        "Pools has no attribute Threads", "remove it; attributes there are: "
        "Processes, Semaphores, Events, Buffers, Blackboards, Mutexes, "
        "StackSize"),
    "attribute of an element without any": (
        "<Connection_Table>", '<Connection_Table Name="a">', "<Connection",
        "Connection_Table has no attribute Name", "there are: none"),
    "element missing": (
        '    <Pools Processes="2"/>\n', "", '"speed" Direction="SOURCE"',
        "Partition of line 2 lacks Pools before Sampling_Port",
        "write Pools there"),
    "element missing, and no other": (
        'Processes="2"/>\n    <Sampling_Port PortName="speed"', 'Processes="2"/>'
        '\n  </Partition>\n  <Partition PartitionIdentifier="3" PartitionName='
        '"third" PeriodSeconds="1" PeriodDurationSeconds="1"/>\n  <Partition '
        'PartitionIdentifier="4" PartitionName="fourth" PeriodSeconds="1" '
        'PeriodDurationSeconds="1">\n    <Pools Processes="2"/>\n    '
        '<Sampling_Port PortName="speed"', '"third"', "Partition lacks Pools",
        "write Pools into it"),
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
    "number with a leading zero": (
        'PartitionIdentifier="1"', 'PartitionIdentifier="01"', '"01"',
        'PartitionIdentifier="01" is wrong', "not 08"),
    "seconds without a digit before the point": (
        '"0.020"', '".02"', '"sensor"', 'PeriodSeconds=".02" is wrong',
        "with a digit before the point"),
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
    "name of a channel twice": (
        'ChannelName="work"', 'ChannelName="speed"',
        'Identifier="2" ChannelName', 'ChannelName="speed": line 14 has it, '
        "too", "give each channel its own"),
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
        "DESTINATION", 'write Direction="SOURCE" in line 10, or name a port '
        "that has it: of display none"),
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
        "Channel lacks Destination", "write Destination into it"),
    "no source": (
        '<Source><Standard_Partition PartitionName="display" PortName='
        '"work_out"/></Source>', "", '"work_in"/>',
        "Channel of line 19 lacks Source before Destination",
        "write Source there"),
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
               "no well-formed XML: mismatched tag: <ARINC_653_Module> of line "
               "1 is not closed", "write </ARINC_653_Module> here, or correct "
               "its name in line 1"),
    "element that is not closed": (
        '<Pools Processes="2"/>', '<Pools Processes="2">', "|6",
        "mismatched tag: <Pools> of line 3 is not closed", "</Pools>"),
    "module that is not closed": (
        "</ARINC_653_Module>\n", "", "|28", "no element found: "
        "<ARINC_653_Module> of line 1 is not closed", "</ARINC_653_Module>"),
    "attribute that is not closed": (
        'Processes="2"/>', 'Processes="2/>', '"speed" D',
        "not well-formed (invalid token)", "correct it"),
    "process of queuing ports": (
        'Processes="2"', 'Processes="1"', '"1"/>', 'Processes="1" with a '
        "Queuing_Port", "at least 2: the kernel has a process"),
    "two sources": (
        '<Source><Standard_Partition PartitionName="display" PortName='
        '"work_out"/></Source>', '<Source><Standard_Partition PartitionName='
        '"display" PortName="work_out"/></Source>\n<Source><Pseudo_Partition '
        'Name="b"/></Source>', 'Name="b"', "a channel has one Source",
        "give each a Channel with Destinations of its own"),
    "source as the destination of a source": (
        '"work_in" Direction="DESTINATION"', '"work_in" Direction="SOURCE"',
        "Destination><Standard_Partition PartitionName=\"display\" PortName="
        "\"work", "display:work_in is the Destination of a channel, and its "
        "Direction is SOURCE, as that of display:work_out", "needs a channel of "
        "its own"),
    "another element": ("ARINC_653_Module", "MODULE", "<MODULE",
                        "MODULE is the root", "write ARINC_653_Module as the "
                        "root"),
    "namespace": (
        "<ARINC_653_Module", '<ARINC_653_Module xmlns="urn:a"',
        "<ARINC", "{urn:a}ARINC_653_Module is the root", "without xmlns"),
    "system health monitor": (
        "  <Connection_Table>", "  <System_HM_Table/>\n  <Connection_Table>",
        "<System_HM", "System_HM_Table is not supported",
        "write ErrorLevel of Error_ID_Action, in Partition_HM_Table"),
    "health monitor of several partitions": (
        "  <Connection_Table>", "  <MultiPartition_HM_Table/>\n  "
        "<Connection_Table>", "<MultiPartition_HM",
        "MultiPartition_HM_Table is not supported", "ErrorLevel"),
    "health monitor outside of its partition": (
        "  <Connection_Table>", '  <Partition_HM_Table PartitionName="sensor"/>'
        "\n  <Connection_Table>", "<Partition_HM",
        "Partition_HM_Table stands in ARINC_653_Module", "write it into the "
        "Partition that it is of, as the last element there"),
    "memory that stands apart": (
        "  <Connection_Table>", "  <Partition_Memory>\n<Memory_Requirements/>\n"
        "</Partition_Memory>\n  <Connection_Table>", "<Partition_M",
        "Partition_Memory is not supported", "Memory_Requirements into the "
        "Partition that it is of, behind Pools"),
    "memory of the module": (
        "  <Connection_Table>", "  <Memory_Requirements/>\n  "
        "<Connection_Table>", "<Memory", "Memory_Requirements stands in "
        "ARINC_653_Module", "behind Pools"),
    "schedule": (
        "  <Connection_Table>", '  <Module_Schedule MajorFrameSeconds="1"/>\n  '
        "<Connection_Table>", "<Module_Sch", "Module_Schedule is not supported",
        "a machine of its own"),
    "process": ('<Pools Processes="2"/>', '<Process Name="a"/>', "<Process N",
                "Process is not supported", "Processes of Pools"),
    "health monitor of processes": (
        "  <Connection_Table>", "  <Process_HM_Table>\n<Error_ID_Action/>\n"
        "</Process_HM_Table>\n  <Connection_Table>", "<Process_HM",
        "Process_HM_Table is not supported", 'write rows with ErrorLevel='
        '"PROCESS" into Partition_HM_Table'),
    "direction in small letters": (
        '"work_in" Direction="DESTINATION"', '"work_in" Direction="Destination"',
        '"work_in" D', 'Direction="Destination" is wrong',
        'write Direction="DESTINATION", in capitals'),
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


CODE = 'Type="CODE" Access="READ_ONLY" SizeBytes="65536"'
FAULTS_OF_MEMORY = {
    "devices": (CODE, CODE.replace("CODE", "INPUT_OUTPUT"),
                'Type="INPUT_OUTPUT" is wrong', "write CODE or DATA: a "
                "partition has no input and output of its own"),
    "small letters": (CODE, CODE.replace("CODE", "Code"), 'Type="Code" is '
                      "wrong", 'write Type="CODE", in capitals'),
    "another access": (CODE, CODE.replace("READ_ONLY", "EXECUTE"),
                       'Access="EXECUTE" is wrong',
                       "write READ_ONLY or READ_WRITE"),
    "code that is written": (
        CODE, CODE.replace("READ_ONLY", "READ_WRITE"), 'Access="READ_WRITE" of '
        "CODE", 'write Access="READ_ONLY": code is never written'),
    "code twice": (f"    <Memory_Requirements {CODE}/>\n",
                   f"    <Memory_Requirements {CODE}/>\n"
                   "    <Memory_Requirements\n"
                   f"      {CODE}/>\n", 'Type="CODE" Access="READ_ONLY": line '
                   "4 has it, too", "give each memory of a partition its own"),
    "variables twice": ('"DATA" Access="READ_ONLY"',
                        '"DATA" Access="READ_WRITE"', 'Type="DATA" '
                        'Access="READ_WRITE": line 5 has it, too', "its own"),
    "no byte": ("65536", "0", 'SizeBytes="0" is out of range',
                "write 1 to 2097152, bytes that an image has of each"),
    "more than there is": ("65536", "2097153", 'SizeBytes="2097153" is out of '
                           "range", "write 1 to 2097152"),
    "a unit": ("65536", "64K", 'SizeBytes="64K" is wrong',
               "a decimal number without a sign"),
    "no size": (' SizeBytes="65536"', "", "Memory_Requirements lacks SizeBytes",
                "write SizeBytes, a decimal number"),
    "an address": (CODE, CODE + ' PhysicalAddress="0"', "Memory_Requirements "
                   "has no attribute PhysicalAddress", "attributes there are: "
                   "Type, Access, SizeBytes"),
}


@pytest.mark.parametrize("fault", FAULTS_OF_MEMORY)
def test_fault_of_memory_is_told_with_line_and_cure(tmp_path, fault):
    old, new, text, cure = FAULTS_OF_MEMORY[fault]
    assert old in TANK
    line = {"code twice": 5, "variables twice": 6}.get(fault, 4)
    found = told(tmp_path, TANK.replace(old, new), ROOT)
    assert [f for f in found if f[0] == line and text in f[1]
            and cure in f[2]] and len(found) == 1, found


def test_memory_changes_no_table(tmp_path):
    less = re.sub("    <Memory_Requirements.*\n", "", TANK)
    assert made(tmp_path, TANK) == made(tmp_path, less)
    for size in (1, generate.MEMORY_MAX):
        assert made(tmp_path, TANK.replace("65536", str(size))) == made(
            tmp_path, less)


def hm(code, level="PROCESS", action="", more=""):
    """A row of a partition's table."""
    action = f' Action="{action}"' if action else ""
    return (f'<Error_ID_Action ErrorCode="{code}" ErrorLevel="{level}"{action}'
            f"{more}/>\n")


def guarded(*rows, module=()):
    """LAMP with these rows, and with those of the module."""
    table = "<Module_HM_Table>\n" + "".join(
        f'<Error_ID_Action ErrorCode="{c}" Action="{a}"/>\n'
        for c, a in module) + "</Module_HM_Table>\n" if module else ""
    return LAMP.replace("  </Partition>\n", "<Partition_HM_Table>\n" + "".join(
        rows) + f"</Partition_HM_Table>\n  </Partition>\n{table}")


def test_table_with_responses(tmp_path):
    assert made(tmp_path, PUMP) == """\
/* Module "pump", partition "valve": made from its XML file by
   config/generate.py; edit that file. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 20000000, /* 0.02 s */
    .duration_ns = 20000000,
    .limit = {[KIND_PROCESS] = 4U},
    .response =
        {
            /* action, handler, confirm */
            [NUMERIC_ERROR] = {ACTION_RESTART, 1U, 0U},  /* PROCESS */
            [APPLICATION_ERROR] = {ACTION_STOP, 1U, 3U}, /* PROCESS */
            [STACK_OVERFLOW] = {ACTION_COLD, 0U, 0U},    /* PARTITION */
            [HARDWARE_FAULT] = {ACTION_RESET, 0U, 0U},   /* MODULE */
        },
};
"""


def test_partition_without_a_table_has_no_responses(tmp_path):
    """Neither has one beside it in the module."""
    other = PUMP.replace("  <Module_HM", LAMP[
        LAMP.index("  <Part"):LAMP.index("</ARINC")].replace(
            'er="1"', 'er="2"') + "  <Module_HM")
    assert "response" not in made(tmp_path, LAMP)
    assert "response" not in made(tmp_path, other, "--partition", "lamp")
    assert "STACK_OVERFLOW" in made(tmp_path, other, "--partition", "valve")


ACTIONS = (
    ("PROCESS", "IGNORE", "ACTION_IGNORE"),
    ("PROCESS", "STOP_PROCESS", "ACTION_STOP"),
    ("PROCESS", "STOP_START_PROCESS", "ACTION_RESTART"),
    ("PROCESS", "WARM_START", "ACTION_WARM"),
    ("PROCESS", "COLD_START", "ACTION_COLD"),
    ("PROCESS", "IDLE", "ACTION_IDLE"),
    ("PARTITION", "IGNORE", "ACTION_IGNORE"),
    ("PARTITION", "WARM_START", "ACTION_WARM"),
    ("PARTITION", "COLD_START", "ACTION_COLD"),
    ("PARTITION", "IDLE", "ACTION_IDLE"),
    ("MODULE", "IGNORE", "ACTION_IGNORE"),
    ("MODULE", "SHUTDOWN", "ACTION_SHUTDOWN"),
    ("MODULE", "RESET", "ACTION_RESET"))
RAISED = ("DEADLINE_MISSED", "APPLICATION_ERROR", "NUMERIC_ERROR",
          "ILLEGAL_REQUEST", "STACK_OVERFLOW", "MEMORY_VIOLATION",
          "HARDWARE_FAULT")
NEVER = ("POWER_FAIL",)


def enumerators(file, name):
    """Of an enumeration of the kernel's headers, in its order."""
    text = (ROOT / "include/kernel" / file).read_text()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.findall(r"\b[A-Z_]+\b", re.search(
        rf"enum {name} {{(.*?)}}", text, re.S)[1])


@pytest.mark.parametrize("code", ("APPLICATION_ERROR", "DEADLINE_MISSED"))
@pytest.mark.parametrize("level, action, constant", ACTIONS)
def test_each_action_at_each_level(tmp_path, level, action, constant, code):
    """Of the two errors after which a process may go on."""
    row = hm(code, level, "" if level == "MODULE" else action)
    xml = guarded(row, module=[(code, action)] if level == "MODULE" else ())
    handler = int(level == "PROCESS")
    assert (f"            [{code}] = {{{constant}, {handler}U, 0U}}, "
            f"/* {level} */\n" in made(tmp_path, xml))


def test_actions_are_those_of_the_kernel():
    """All of them, and no other level has one of those that are refused."""
    assert sorted({a for _, _, a in ACTIONS}) == sorted(
        enumerators("config.h", "action"))
    assert {(level, action) for level, action, _ in ACTIONS} == {
        (level, action) for level, actions in generate.LEVELS.items()
        for action in actions}


def test_each_error(tmp_path):
    """In the order of the file; beside these two there are no others."""
    text = made(tmp_path, guarded(*(
        hm(c, action="IDLE") for c in RAISED[::-1])))
    assert re.findall(r"\[(\w+)\] = {ACTION_IDLE, 1U, 0U}", text) == list(
        RAISED[::-1])
    assert sorted(enumerators("status.h", "error")) == sorted(RAISED + NEVER)
    assert re.findall(r'value="(\w+)"', re.search(
        '<xs:simpleType name="code">(.*?)</xs:simpleType>',
        (ROOT / "config/module.xsd").read_text(), re.S)[1]) == enumerators(
            "status.h", "error")


def test_cure_of_an_error_names_all_that_are_raised():
    assert generate.CAPITALS["ErrorCode"] == RAISED


def test_errors_that_are_refused_are_those_that_nothing_raises():
    """Another is found here when the kernel begins to raise it."""
    code = "".join(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
                   for path in (ROOT / "src").rglob("*.c"))
    assert {c for c in RAISED + NEVER if not re.search(rf"\b{c}\b", code)} \
        == set(generate.NEVER) == set(NEVER)


@pytest.mark.parametrize("level, confirm", (
    ("PROCESS", 0), ("PROCESS", 1), ("PARTITION", 1000), ("MODULE", 7)))
def test_confirm(tmp_path, level, confirm):
    module = level == "MODULE"
    xml = guarded(hm("STACK_OVERFLOW", level, "" if module else "IDLE",
                     f' Confirm="{confirm}"'),
                  module=[("STACK_OVERFLOW", "RESET")] if module else ())
    assert re.search(rf"\[STACK_OVERFLOW\] = {{\w+, \dU, {confirm}U}}",
                     made(tmp_path, xml))


def test_what_is_ignored_may_be_confirmed_before_the_handler(tmp_path):
    assert "{ACTION_IGNORE, 1U, 2U}" in made(tmp_path, guarded(
        hm("APPLICATION_ERROR", "PROCESS", "IGNORE", ' Confirm="2"')))


def test_actions_of_the_module_are_those_of_all_partitions(tmp_path):
    """Each partition has a level of its own for an error."""
    second = PUMP[PUMP.index("  <Part"):PUMP.index("  <Module")].replace(
        "valve", "motor").replace('er="1"', 'er="2"').replace(
            'STACK_OVERFLOW" ErrorLevel="PARTITION" Action="COLD_START"',
            'STACK_OVERFLOW" ErrorLevel="MODULE"')
    xml = PUMP.replace("  <Module_HM_Table>\n", second + "  <Module_HM_Table>\n"
                       '<Error_ID_Action ErrorCode="STACK_OVERFLOW" '
                       'Action="SHUTDOWN"/>\n')
    for name, action in (("valve", "COLD"), ("motor", "SHUTDOWN")):
        text = made(tmp_path, xml, "--partition", name)
        assert f"[STACK_OVERFLOW] = {{ACTION_{action}, 0U, 0U}}" in text
        assert "[HARDWARE_FAULT] = {ACTION_RESET, 0U, 0U}" in text


# Of PUMP: old text, new text, a text of the line that is told, what is told,
# cure.
ROW_FAULTS = {
    "error unknown": (
        '"STACK_OVERFLOW"', '"STACK_OVERFLOWS"', "OVERFLOWS",
        'ErrorCode="STACK_OVERFLOWS" is wrong',
        "write an error that the kernel raises: " + ", ".join(RAISED)),
    "error in small letters": (
        '"STACK_OVERFLOW"', '"stack_overflow"', "stack_o",
        'ErrorCode="stack_overflow" is wrong',
        'write ErrorCode="STACK_OVERFLOW", in capitals'),
    "error that is never raised, in small letters": (
        '"STACK_OVERFLOW"', '"power_fail"', "power_f",
        'ErrorCode="power_fail" is wrong', "raises: DEADLINE_MISSED, "),
    "level in small letters": (
        'ErrorLevel="PARTITION"', 'ErrorLevel="Partition"', '"Partition"',
        'ErrorLevel="Partition" is wrong',
        'write ErrorLevel="PARTITION", in capitals'),
    "action in small letters": (
        '"COLD_START"', '"cold_start"', "cold_", 'Action="cold_start" is wrong',
        'write Action="COLD_START", in capitals'),
    "rows without a table": (
        PUMP[PUMP.index("    <Partition_HM"):PUMP.index("  </Partition>")],
        hm("NUMERIC_ERROR") + hm("STACK_OVERFLOW"), "NUMERIC_ERROR",
        "Error_ID_Action stands in Partition", "write Partition_HM_Table around "
        "it, in a Partition, or Module_HM_Table, in ARINC_653_Module"),
    "rows of the module without a table": (
        PUMP[PUMP.index("  <Module_HM"):PUMP.index("</ARINC")],
        '<Error_ID_Action ErrorCode="HARDWARE_FAULT" Action="RESET"/>\n',
        'FAULT" Action', "Error_ID_Action stands in ARINC_653_Module",
        "Module_HM_Table, in ARINC_653_Module"),
    "table of the module in a partition": (
        "    </Partition_HM_Table>\n", "    </Partition_HM_Table>\n"
        "<Module_HM_Table/>\n", "<Module_HM_Table/>",
        "Module_HM_Table stands in Partition",
        "write it into ARINC_653_Module, behind the last Partition"),
    "table of a partition in that of the module": (
        "  </Module_HM_Table>", "<Partition_HM_Table/></Module_HM_Table>",
        "<Partition_HM_Table/>", "Partition_HM_Table stands in Module_HM_Table",
        "into the Partition that it is of"),
    "level unknown": (
        'ErrorLevel="PARTITION"', 'ErrorLevel="SYSTEM"', "SYSTEM",
        'ErrorLevel="SYSTEM" is wrong', "write PROCESS, PARTITION or MODULE"),
    "action unknown": (
        '"COLD_START"', '"RESTART"', '"RESTART"', 'Action="RESTART" is wrong',
        "write one of level PARTITION: IGNORE, WARM_START, COLD_START, IDLE"),
    "action unknown of a process": (
        '"STOP_START_PROCESS"', '"RESTART"', '"RESTART"',
        'Action="RESTART" is wrong', "write one of level PROCESS: IGNORE, "
        "STOP_PROCESS, STOP_START_PROCESS, WARM_START, COLD_START, IDLE"),
    "action unknown of the module": (
        '"RESET"', '"REBOOT"', '"REBOOT"', 'Action="REBOOT" is wrong',
        "write one of level MODULE: IGNORE, SHUTDOWN, RESET"),
    "error missing": (
        'ErrorCode="STACK_OVERFLOW" ', "", "COLD_START",
        "Error_ID_Action lacks ErrorCode", ", MEMORY_VIOLATION, "),
    "level missing": (
        'STACK_OVERFLOW" ErrorLevel="PARTITION"', 'STACK_OVERFLOW"',
        "COLD_START", "Error_ID_Action lacks ErrorLevel", "PROCESS, PARTITION"),
    "action of the module missing": (
        ' Action="RESET"', "", 'HARDWARE_FAULT"/>',
        "Error_ID_Action lacks Action", "level MODULE: IGNORE, SHUTDOWN, "
        "RESET"),
    "level in the module's table": (
        'HARDWARE_FAULT" Action', 'HARDWARE_FAULT" ErrorLevel="MODULE" Action',
        "RESET", "Error_ID_Action has no attribute ErrorLevel",
        "remove it; attributes there are: ErrorCode, Action"),
    "confirm in the module's table": (
        'Action="RESET"', 'Action="RESET" Confirm="1"', "RESET",
        "Error_ID_Action has no attribute Confirm", "remove it"),
    "identifier of the standard": (
        'ErrorCode="STACK', 'ErrorIdentifier="4" ErrorCode="STACK', "STACK",
        "Error_ID_Action has no attribute ErrorIdentifier", "attributes there "
        "are: ErrorCode, ErrorLevel, Action, Confirm"),
    "confirm negative": ('"3"', '"-3"', '"-3"', 'Confirm="-3" is wrong',
                         "without a sign"),
    "confirm too large": ('"3"', '"1001"', '"1001"',
                          'Confirm="1001" is out of range', "write 0 to 1000"),
    "confirm of what a partition ignores": (
        'ErrorLevel="PROCESS" Action="STOP_PROCESS" Confirm', 'ErrorLevel='
        '"PARTITION" Action="IGNORE" Confirm', "IGNORE",
        "Confirm of what is ignored at level PARTITION", "another Action"),
    "confirm of what the module ignores": (
        'ErrorLevel="PROCESS" Action="STOP_PROCESS" Confirm="3"/>\n',
        'ErrorLevel="MODULE" Confirm="3"/>\n', 'Confirm="3"',
        "Confirm of what is ignored at level MODULE", "another Action"),
    "error twice": (
        "STACK_OVERFLOW", "NUMERIC_ERROR", "COLD_START",
        'ErrorCode="NUMERIC_ERROR": line 5 has it, too',
        "give each row of a table its own"),
    "error twice in the module's table": (
        '"RESET"/>', '"RESET"/>\n<Error_ID_Action ErrorCode="HARDWARE_FAULT" '
        'Action="SHUTDOWN"/>', "SHUTDOWN",
        'ErrorCode="HARDWARE_FAULT": line 12 has it, too', "its own"),
    "loss of power": (
        "STACK_OVERFLOW", "POWER_FAIL", "POWER_FAIL",
        "POWER_FAIL is never raised", "remove the row"),
    "loss of power in the module's table": (
        '"RESET"/>', '"RESET"/>\n<Error_ID_Action ErrorCode="POWER_FAIL" '
        'Action="SHUTDOWN"/>', "POWER_FAIL", "POWER_FAIL is never raised",
        "remove the row"),
    "action missing": (
        ' Action="COLD_START"', "", "STACK_OVERFLOW",
        'Error_ID_Action lacks Action: ErrorLevel="PARTITION"',
        "write Action, IGNORE, WARM_START, COLD_START, IDLE"),
    "action at level MODULE": (
        'ErrorLevel="MODULE"', 'ErrorLevel="MODULE" Action="RESET"',
        'ErrorLevel="MODULE"',
        "Action of HARDWARE_FAULT, whose ErrorLevel is MODULE",
        "remove it here: Module_HM_Table has it"),
    "no row of the module": (
        'STACK_OVERFLOW" ErrorLevel="PARTITION" Action="COLD_START"',
        'STACK_OVERFLOW" ErrorLevel="MODULE"', "STACK_OVERFLOW",
        "STACK_OVERFLOW is of ErrorLevel MODULE, and Module_HM_Table has no "
        "row of it", "write the row, or another ErrorLevel"),
    "row of the module without a partition's": (
        '"RESET"/>', '"RESET"/>\n<Error_ID_Action ErrorCode="ILLEGAL_REQUEST" '
        'Action="SHUTDOWN"/>', "ILLEGAL_REQUEST",
        "no partition has ILLEGAL_REQUEST of ErrorLevel MODULE",
        "or remove this one"),
    "action of a module for a process": (
        "STOP_START_PROCESS", "SHUTDOWN", "SHUTDOWN",
        'Action="SHUTDOWN" is none of level PROCESS',
        "write one of IGNORE, STOP_PROCESS, STOP_START_PROCESS, WARM_START, "
        "COLD_START, IDLE"),
    "action of a process for a partition": (
        "COLD_START", "STOP_PROCESS", 'PARTITION" Action',
        'Action="STOP_PROCESS" is none of level PARTITION',
        "write one of IGNORE, WARM_START, COLD_START, IDLE"),
    "action of a partition for the module": (
        "RESET", "WARM_START", "WARM_START",
        'Action="WARM_START" is none of level MODULE',
        "write one of IGNORE, SHUTDOWN, RESET"),
    "empty table": (
        PUMP[PUMP.index("      <Error_ID"):PUMP.index("    </Partition_HM")],
        "", "<Partition_HM", "Partition_HM_Table lacks Error_ID_Action",
        "write Error_ID_Action into it"),
    "empty table of the module": (
        '    <Error_ID_Action ErrorCode="HARDWARE_FAULT" Action="RESET"/>\n',
        "", "<Module_HM", "Module_HM_Table lacks Error_ID_Action",
        "write Error_ID_Action into it"),
    "row of another name": (
        "    </Partition_HM_Table>", "<Row/></Partition_HM_Table>", "<Row/>",
        "Row: This element is not expected", "in its order"),
    "table before the pools": (
        '    <Pools Processes="4"/>\n    <Partition_HM_Table>\n', '    '
        "<Partition_HM_Table>\n", "<Partition_HM",
        "Partition of line 2 lacks Pools before Partition_HM_Table",
        "write Pools there"),
    "two tables of the module": (
        "</Module_HM_Table>", '</Module_HM_Table><Module_HM_Table/>',
        "</Module_HM", "Module_HM_Table: This element is not expected",
        "in its order"),
    "state of the system": (
        "<Module_HM_Table>", '<Module_HM_Table>\n<System_State_Entry '
        'SystemState="1"/>', "<System_State",
        "System_State_Entry is not supported", "into the table itself"),
    "level in a table of its own": (
        "<Partition_HM_Table>", '<Partition_HM_Table>\n<Error_ID_Level '
        'ErrorLevel="MODULE"/>', "<Error_ID_Level",
        "Error_ID_Level is not supported", "write ErrorLevel of"),
}
IGNORED = {f"ignoring {code} at level {level}": (
    'STACK_OVERFLOW" ErrorLevel="PARTITION" Action="COLD_START"',
    f'{code}" ErrorLevel="{level}" Action="IGNORE"', "IGNORE",
    f"{code} cannot be ignored: whose process it is, is stopped",
    'write ErrorLevel="PROCESS" Action="STOP_PROCESS"')
    for code in ("ILLEGAL_REQUEST", "STACK_OVERFLOW", "MEMORY_VIOLATION")
    for level in ("PROCESS", "PARTITION")} | {
        "ignoring HARDWARE_FAULT in the module's table": (
            "RESET", "IGNORE", "IGNORE", "HARDWARE_FAULT cannot be ignored",
            "STOP_PROCESS"),
        "ignoring NUMERIC_ERROR": (
            "STOP_START_PROCESS", "IGNORE", "IGNORE",
            "NUMERIC_ERROR cannot be ignored", "STOP_PROCESS")}


@pytest.mark.parametrize("fault", [*ROW_FAULTS, *IGNORED])
def test_fault_of_a_row_is_told_with_line_and_cure(tmp_path, fault):
    """Nothing else is told, also where another row rests on it."""
    old, new, place, text, cure = (ROW_FAULTS | IGNORED)[fault]
    assert old in PUMP
    xml = PUMP.replace(old, new, 1)
    if fault == "confirm of what the module ignores":
        xml = xml.replace('"RESET"/>', '"RESET"/>\n<Error_ID_Action ErrorCode='
                          '"APPLICATION_ERROR" Action="IGNORE"/>')
    (line, said, cured), = told(tmp_path, xml, ROOT)
    assert line == line_of(xml, place) and text in said and cure in cured


def test_every_fault_of_rows_is_told_at_once(tmp_path):
    xml = PUMP.replace('"3"', '"1001"').replace("COLD_START", "RESET").replace(
        '"RESET"/>\n  </Mod', '"IDLE"/>\n  </Mod').replace(
            'Processes="4"', 'Processes="65"')
    assert [f[:2] for f in told(tmp_path, xml, ROOT)] == [
        (3, 'Processes="65" is out of range'),
        (6, 'Confirm="1001" is out of range'),
        (7, 'Action="RESET" is none of level PARTITION'),
        (12, 'Action="IDLE" is none of level MODULE')]


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


@pytest.mark.parametrize("rows, module, width", (
    ([hm("NUMERIC_ERROR", action="IDLE")], (), 66),
    ([hm(c, action="STOP_START_PROCESS", more=' Confirm="10"')
      for c in RAISED], (), 74),
    ([hm("HARDWARE_FAULT", "PARTITION", "IDLE"), *(
        hm(c, "MODULE", more=' Confirm="1000"') for c in RAISED[:-1])],
     [(c, "SHUTDOWN") for c in RAISED[:-1]], 79)))
def test_table_with_responses_has_the_form_of_the_house(tmp_path, rows, module,
                                                        width):
    """The last one has the longest line that there may be."""
    text = made(tmp_path, guarded(*rows, module=module))
    done = subprocess.run(
        ["clang-format", f"--style=file:{ROOT}/.clang-format"], input=text,
        capture_output=True, text=True, check=True)
    assert done.stdout == text
    assert max(len(line) for line in text.splitlines()
               if " = {ACTION" in line) == width


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
    assert "or rename or remove the folder lamp" in cure


@pytest.mark.parametrize("xml, partition", (
    (COCKPIT, "sensor"), (PUMP, "valve")))
def test_same_bytes_wherever_it_is(tmp_path, ported, xml, partition):
    texts = set()
    for folder, seed in (("a", "1"), ("b/much longer", "2")):
        (tmp_path / folder).mkdir(parents=True)
        file = tmp_path / folder / "module.xml"
        file.write_text(xml)
        out = file.with_name("config.c")
        done = subprocess.run(
            [sys.executable, TOOL, "module.xml", "--root", ported, "-o", out,
             "--partition", partition], cwd=file.parent, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        assert not done.stdout and not done.stderr
        texts.add(out.read_text())
    assert texts == {made(tmp_path, xml, "--partition", partition,
                          root=ported)}


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
    """Of compilers and cppcheck, which find an octal number planted there; also
    of a table with responses to errors."""
    tree = tmp_path / "tree"
    shutil.copytree(ported, tree)
    file = "src/kernel/config.c"
    (tree / "src/kernel").mkdir()
    plan = misra.read_plan(ROOT)
    found = {}
    for name, text in (
            ("table", made(tmp_path, COCKPIT, "--partition", partition,
                           root=ported)),
            ("responses", made(tmp_path, PUMP, root=ported)),
            ("planted", SENSOR.replace("5000000", "05"))):
        (tree / file).write_text(text)
        seen, _ = misra.compilers(tree, [file], plan)
        checked, _ = misra.cppcheck(tree, [file], plan)
        found[name] = sorted(f for f in seen | checked if f[0] == file)
    assert found["table"] == found["responses"] == []
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


@pytest.mark.parametrize("old, new, field, cure", (
    ("ACTION_STOP", "ACTION_IGNORE + 1", "action_APPLICATION_ERROR",
     ".response[APPLICATION_ERROR].action = one of enum action"),
    ("{ACTION_RESET, 0U", "{1U, ACTION_RESET + 1", "handler_HARDWARE_FAULT",
     ".response[HARDWARE_FAULT].handler = 1U, the error handler's, or 0U"),
    ("{ACTION_STOP, 1U, 3U}", "{ACTION_STOP, 1U, 1001U}",
     "confirm_APPLICATION_ERROR",
     ".response[APPLICATION_ERROR].confirm = at most 1000U"),
    ("{ACTION_STOP, 1U, 3U}", "{ACTION_IGNORE, 0U, 1U}",
     "needless_APPLICATION_ERROR",
     ".response[APPLICATION_ERROR].confirm = 0U, or another action: what is "
     "ignored needs no confirmation"),
    ("{ACTION_COLD, 0U, 0U}", "{ACTION_IGNORE, 1U, 0U}",
     "ignored_STACK_OVERFLOW",
     ".response[STACK_OVERFLOW] = {ACTION_STOP, 1U, 0U}, or another action: "
     "whose process it is, is stopped")))
def test_wrong_response_by_hand_is_told_by_the_build(tmp_path, old, new, field,
                                                     cure):
    text = made(tmp_path, PUMP)
    assert text.count(old) == 1
    (tmp_path / "config.c").write_text(text)
    assert compile_table(tmp_path, ROOT).returncode == 0
    (tmp_path / "config.c").write_text(text.replace(old, new))
    assert re.findall(r"error: call to .wrong_(\w+). .* needs .*: write (.*)",
                      compile_table(tmp_path, ROOT).stderr) == [(field, cure)]


def by_hand(folder, *members):
    """The fields that are told of LAMP's table with these members."""
    (folder / "config.c").write_text(made(folder, LAMP).replace(
        "    .limit", "".join(f"    {m},\n" for m in members) + "    .limit"))
    return re.findall(r"call to .wrong_(\w+)",
                      compile_table(folder, ROOT).stderr)


def test_response_to_each_error_is_checked(tmp_path):
    for code in RAISED:
        assert by_hand(tmp_path, f".response[{code}].handler = 2U") == [
            f"handler_{code}"]


def test_same_responses_are_refused_by_hand_as_in_xml(tmp_path):
    """The error that is never raised, and what cannot be ignored."""
    ignored = {code: by_hand(tmp_path, f".response[{code}] = {{ACTION_IGNORE, "
                             "1U, 2U}") for code in RAISED}
    assert ignored == {code: [] if code in generate.GOES_ON else
                       [f"ignored_{code}"] for code in RAISED}
    for code in generate.GOES_ON:
        assert by_hand(tmp_path, f".response[{code}] = {{ACTION_IGNORE, 0U, "
                       "1U}") == [f"needless_{code}"]
        assert by_hand(tmp_path, f".response[{code}].action = ACTION_IGNORE"
                       ) == []
    for code in generate.NEVER:
        for member in (".action = ACTION_IDLE", ".handler = 1U",
                       ".confirm = 1U"):
            assert by_hand(tmp_path, f".response[{code}]{member}") == [
                f"row_{code}"]


def test_as_many_may_be_confirmed_by_hand_as_in_xml(tmp_path):
    most = generate.CONFIRM_MAX
    xml = PUMP.replace('Confirm="3"', f'Confirm="{most}"')
    (tmp_path / "config.c").write_text(made(tmp_path, xml))
    assert compile_table(tmp_path, ROOT).returncode == 0
    (tmp_path / "config.c").write_text(
        made(tmp_path, xml).replace(f"{most}U", f"{most + 1}U"))
    assert "wrong_confirm" in compile_table(tmp_path, ROOT).stderr


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


RAISE = """#include <apexError.h>
#include <apexPartition.h>

int main(void)
{
    APEX_BYTE text[] = "on\\n";
    RETURN_CODE_TYPE code;

    for (int i = 0; i < 2; i++) {
        RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 3, &code);
        REPORT_APPLICATION_MESSAGE(text, 3, &code);
    }
    SET_PARTITION_MODE(IDLE, &code);
    return 1;
}
"""


def test_responses_of_an_image(tmp_path):
    """What its table says is what the kernel does."""
    folder = application(tmp_path / "app", main_c=RAISE)
    for rows, status, printed_on in (
            ([], False, 0), ([("PROCESS", "IGNORE", "")], True, 2),
            ([("PARTITION", "IDLE", "")], True, 0),
            ([("PARTITION", "IDLE", ' Confirm="1"')], True, 1),
            ([("PROCESS", "STOP_PROCESS", "")], False, 0)):
        (folder / "module.xml").write_text(guarded(*(
            hm("APPLICATION_ERROR", *row) for row in rows)) if rows else LAMP)
        done = make(folder, "-s", "run")
        assert (done.returncode == 0) == status, done.stderr
        assert done.stdout.count("\non\n") == printed_on
        assert done.stdout.count("longeron: fault in main(): raised") == min(
            2, printed_on + 1)


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
