#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make a partition's config.c from the XML file of its module.

usage: generate.py MODULE.XML [--partition NAME] [-o config.c] [--json]

config/README.md tells the vocabulary, config/module.xsd has its form. What is
wrong is told with file, line and cure, and nothing is written. The limits are
those of the kernel's headers and of the port, read by the preprocessor. The
output depends on the XML file and those headers alone.
"""
import argparse
import ast
import json
import operator
import re
import subprocess
import sys
import textwrap
from collections import namedtuple
from pathlib import Path
from xml.parsers import expat

try:
    from lxml import etree
except ImportError:
    sys.exit("lxml is missing: install the package python3-lxml, or run "
             "./bootstrap")

HERE = Path(__file__).resolve().parent
PAGE = "config/README.md"
XS = "{http://www.w3.org/2001/XMLSchema}"
SHARED = "arch/shared.h"    # the memory that images share
INT32_MAX = 2**31 - 1
# Attribute of Pools: the kind of the kernel, and its limit.
POOLS = {"Processes": ("KIND_PROCESS", "PROCESS_MAX"),
         "Semaphores": ("KIND_SEMAPHORE", "SEMAPHORE_MAX"),
         "Events": ("KIND_EVENT", "EVENT_MAX"),
         "Buffers": ("KIND_BUFFER", "BUFFER_MAX"),
         "Blackboards": ("KIND_BOARD", "BOARD_MAX"),
         "Mutexes": ("KIND_MUTEX", "MUTEX_MAX")}
PORTS = {"Sampling_Port": "sampling", "Queuing_Port": "queuing"}
# Of Type and Access: the symbol of link.ld at which that memory begins.
MEMORY = {("CODE", "READ_ONLY"): "text_start",
          ("DATA", "READ_ONLY"): "constants_start",
          ("DATA", "READ_WRITE"): "data_start"}
MEMORY_MAX = 0x200000   # bytes of each, as link.ld and tables.S have it
CONFIRM_MAX = 1000
# Of each level of an error the actions, and what the kernel calls them.
LEVELS = {"PROCESS": ("IGNORE", "STOP_PROCESS", "STOP_START_PROCESS",
                      "WARM_START", "COLD_START", "IDLE"),
          "PARTITION": ("IGNORE", "WARM_START", "COLD_START", "IDLE"),
          "MODULE": ("IGNORE", "SHUTDOWN", "RESET")}
ACTIONS = {"IGNORE": "ACTION_IGNORE", "STOP_PROCESS": "ACTION_STOP",
           "STOP_START_PROCESS": "ACTION_RESTART",
           "WARM_START": "ACTION_WARM", "COLD_START": "ACTION_COLD",
           "IDLE": "ACTION_IDLE", "SHUTDOWN": "ACTION_SHUTDOWN",
           "RESET": "ACTION_RESET"}
# Errors after which a process may go on, and those at which it is stopped.
GOES_ON = ("DEADLINE_MISSED", "APPLICATION_ERROR")
STOPS = ("NUMERIC_ERROR", "ILLEGAL_REQUEST", "STACK_OVERFLOW",
         "MEMORY_VIOLATION", "HARDWARE_FAULT")
# Those that the kernel never raises: what to do instead of a row.
NEVER = {"POWER_FAIL": "the board does not tell it: remove the row"}
# Of the standard, and not here: what to do instead. The first that fits.
NOT_HERE = (
    (r"(System|MultiPartition)\w*HM\w*|Error_ID_Level",
     "each partition says the level of an error: remove it, and write "
     "ErrorLevel of Error_ID_Action, in Partition_HM_Table"),
    (r"System_State_Entry",
     "one response to an error is for all states: remove it, and write "
     "Error_ID_Action into the table itself"),
    (r"\w*Schedule",
     "no windows are scheduled here, each partition has a machine of its own: "
     "remove it, and write PeriodSeconds and PeriodDurationSeconds of "
     "Partition"),
    (r"Partition_Memory|Memory_Region\w*",
     "remove it, and write Memory_Requirements into the Partition that it is "
     "of, behind Pools"),
    (r"Process\w*HM\w*",
     "a process has no table of its own: remove it, and write rows with "
     'ErrorLevel="PROCESS" into Partition_HM_Table'),
    (r"Process\w*",
     "main() creates processes: remove it, and write their number as Processes "
     "of Pools"))
# In which elements these may stand, and where there.
PLACES = {
    "Memory_Requirements": (
        ("Partition",),
        "write it into the Partition that it is of, behind Pools"),
    "Error_ID_Action": (
        ("Partition_HM_Table", "Module_HM_Table"),
        "write Partition_HM_Table around it, in a Partition, or "
        "Module_HM_Table, in ARINC_653_Module"),
    "Partition_HM_Table": (
        ("Partition",),
        "write it into the Partition that it is of, as the last element there"),
    "Module_HM_Table": (
        ("ARINC_653_Module",),
        "write it into ARINC_653_Module, behind the last Partition")}
# Of expat, where the end of an element is missing.
NOT_CLOSED = (expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH],
              expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS])
NAME = ("a letter, then letters, digits, `_`, `.` or `-`, at most 32 in all")
NUMBER = "a decimal number without a sign, as 8, not 08"
SECONDS = ("a decimal number of seconds without an exponent and with a digit "
           "before the point, as 0.020 or 20, not 020")
ACTION = "; ".join(f"of ErrorLevel {level} {', '.join(actions)}"
                   for level, actions in LEVELS.items())
# Values that are written in capitals.
CAPITALS = {"ErrorCode": (*GOES_ON, *STOPS), "ErrorLevel": (*LEVELS,),
            "Action": (*ACTIONS,), "Direction": ("SOURCE", "DESTINATION"),
            "Type": ("CODE", "DATA"), "Access": ("READ_ONLY", "READ_WRITE")}
FORMS = {"ModuleName": NAME, "PartitionName": NAME, "PortName": NAME,
         "ChannelName": NAME, "Name": NAME, "PeriodSeconds": SECONDS,
         "PeriodDurationSeconds": SECONDS, "RefreshRateSeconds": SECONDS,
         "Direction": "SOURCE or DESTINATION",
         "Type": "CODE or DATA: a partition has no input and output of its own",
         "Access": "READ_ONLY or READ_WRITE",
         "ErrorCode": "an error that the kernel raises: "
                      + ", ".join(CAPITALS["ErrorCode"]),
         "ErrorLevel": "PROCESS, PARTITION or MODULE", "Action": ACTION}

Partition = namedtuple("Partition", "element name identifier period_ns "
                       "duration_ns memory ports errors")
Memory = namedtuple("Memory", "element type access size")
Port = namedtuple("Port", "element partition name kind direction size count "
                  "refresh_ns")
Error = namedtuple("Error", "element code level action confirm")
End = namedtuple("End", "element port host")    # one of the two is None
Channel = namedtuple("Channel", "element identifier name source destinations "
                     "region")


class Refused(Exception):
    """What is wrong: lines with their text and cure."""


class Problems:
    """Collects what is wrong, and stops where nothing more can be checked."""

    def __init__(self, file):
        self.file, self.found, self.line = file, [], {}

    def tell(self, where, text, cure):
        line = where if isinstance(where, int) else self.line[where]
        self.found.append((line, f"{self.file}:{line}: {text}\n"
                           f"    cure: {cure}"))

    def stop(self):
        if self.found:
            raise Refused("\n".join(t for _, t in sorted(self.found)))


def evaluate(text):
    """The value of a constant expression of C's integers, or None."""
    binary = {ast.Add: operator.add, ast.Sub: operator.sub,
              ast.Mult: operator.mul, ast.Div: operator.floordiv}

    def value(node):
        if isinstance(node, ast.BinOp) and type(node.op) in binary:
            return binary[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            return node.value
        raise ValueError
    try:
        return value(ast.parse(re.sub(r"\b(0[xX][0-9a-fA-F]+|\d+)[uUlL]+\b",
                                      r"\1", text).strip(), mode="eval").body)
    except (ValueError, SyntaxError, ZeroDivisionError):
        return None


class Limits:
    """What the kernel's headers and the port say, by the preprocessor."""

    def __init__(self, root, compiler):
        self.root, self.compiler = Path(root), compiler
        self.known = {}

    def read(self, *expressions):
        source = (f'#include "kernel/config.h"\n#include "{SHARED}"\n'
                  '#include "arch.c"\n'
                  + "".join(f"@{n} {e}\n" for n, e in enumerate(expressions)))
        folders = ("include", "src/arch/aarch64")
        try:
            run = subprocess.run(
                [self.compiler, "-E", "-P", "-ffreestanding", "-xc",
                 *[f"-I{self.root / f}" for f in folders], "-"],
                input=source, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            raise Refused(f"{self.compiler} is missing: install the package "
                          "gcc-aarch64-linux-gnu, or run ./bootstrap") from None
        if run.returncode:
            raise Refused(f"the kernel's headers cannot be read:\n{run.stderr}")
        told = dict(re.findall(r"^@(\d+)(.*)$", run.stdout, re.M))
        for number, expression in enumerate(expressions):
            self.known[expression] = evaluate(told[str(number)])

    def __getitem__(self, expression):
        if expression not in self.known:
            self.read(expression)
        if self.known[expression] is None:
            raise Refused(f"{expression}: the kernel in {self.root} has no "
                          "such constant: take another kernel")
        return self.known[expression]


def read(path, problems):
    """The root element, with the line at which each element begins.

    The first parser takes neither a document type nor entities, so that none
    is left to the second; it tells where a tag begins, the second where it
    ends.
    """
    data, lines, opened = path.read_bytes(), [], []
    parser = expat.ParserCreate()

    def start(name, _):
        lines.append(parser.CurrentLineNumber)
        opened.append((name, parser.CurrentLineNumber))

    def doctype(*_):
        problems.tell(parser.CurrentLineNumber, "has a document type",
                      "remove it: entities and DTDs are not read")
        problems.stop()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    try:
        parser.Parse(data, True)
        root = etree.fromstring(data, etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False))
    except expat.ExpatError as error:
        text, cure = expat.ErrorString(error.code), "correct it"
        if opened and error.code in NOT_CLOSED:
            name, line = opened[-1]
            text += f": <{name}> of line {line} is not closed"
            cure = f"write </{name}> here, or correct its name in line {line}"
        problems.tell(error.lineno, f"is no well-formed XML: {text}", cure)
        problems.stop()
    except etree.XMLSyntaxError as error:
        problems.tell(error.lineno or 1, f"is no well-formed XML: {error.msg}",
                      "correct it")
        problems.stop()
    problems.line = dict(zip(root.iter(etree.Element), lines))
    return root


def check_places(root, problems):
    """That rows stand in tables, and these where they belong."""
    told = set()
    for element in root.iterdescendants(*PLACES):
        parent, (allowed, cure) = element.getparent(), PLACES[element.tag]
        if parent.tag not in allowed and (parent, element.tag) not in told:
            told.add((parent, element.tag))
            problems.tell(element, f"{element.tag} stands in {parent.tag}",
                          cure)
    problems.stop()


def form(element, attribute):
    """How the value of an attribute is written."""
    if attribute == "Action":
        level = ("MODULE" if element.getparent().tag == "Module_HM_Table"
                 else element.get("ErrorLevel"))
        if level in LEVELS:
            return f"one of level {level}: {', '.join(LEVELS[level])}"
    return FORMS.get(attribute, NUMBER)


def attributes(schema, element):
    """The names of those that an element may have where it stands."""
    def kind(e):
        parent = e.getparent()
        found = (schema if parent is None else kind(parent)).find(
            f".//{XS}element[@name='{e.tag}']")
        inside = found.find(f"{XS}complexType")
        return inside if inside is not None else schema.find(
            f"{XS}complexType[@name='{found.get('type')}']")
    return [a.get("name") for a in kind(element).iterchildren(
        f"{XS}attribute")]


def structure(schema, element, message, line):
    """What is told of an element by the schema, and its cure."""
    if "validation root" in message:
        return (f"{element.tag} is the root", "write ARINC_653_Module as the "
                "root, without xmlns")
    if element.tag == "Source" and element.getprevious() is not None:
        return ("a channel has one Source", "remove the others, or give each a "
                "Channel with Destinations of its own")
    one = re.search(r"Expected is \( (\w+) \)", message)
    if one and "Missing child" in message:
        return f"{element.tag} lacks {one[1]}", f"write {one[1]} into it"
    if one and schema.find(f".//{XS}element[@name='{one[1]}']").get(
            "minOccurs") != "0" and one[1] not in [
                e.tag for e in element.itersiblings(preceding=True)]:
        parent = element.getparent()
        return (f"{parent.tag} of line {line[parent]} lacks {one[1]} before "
                f"{element.tag}", f"write {one[1]} there")
    return (re.sub(r"^Element '([^']+)': ", r"\1: ", message),
            f"write the elements of {PAGE}, in its order")


def check_form(root, problems):
    """What the schema says, and parts of the standard that are not here."""
    for element in root.iter(etree.Element):
        for pattern, cure in NOT_HERE:
            if re.fullmatch(pattern, element.tag):
                problems.tell(element, f"{element.tag} is not supported", cure)
                break
    problems.stop()
    check_places(root, problems)
    schema = etree.parse(str(HERE / "module.xsd")).getroot()
    validator = etree.XMLSchema(schema)
    if validator.validate(root):
        return
    tree, told = root.getroottree(), set()
    places = {tree.getpath(e): e for e in root.iter(etree.Element)}
    for error in validator.error_log:
        element = places.get(error.path, root)
        line = problems.line[element]
        name = re.search(r"attribute '([^']+)'", error.message)
        if name and error.type_name not in (
                "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1",
                "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2",
                "SCHEMAV_CVC_COMPLEX_TYPE_4"):
            text = f'{name[1]}="{element.get(name[1])}" is wrong'
            capitals = element.get(name[1]).upper()
            cure = (f'write {name[1]}="{capitals}", in capitals'
                    if capitals in CAPITALS.get(name[1], ()) else
                    "write " + form(element, name[1]))
        elif name or "COMPLEX_TYPE_4" in error.type_name:
            missing = re.search(r"'(\w+)' is required", error.message)
            text = (f"{element.tag} lacks {missing[1]}" if missing else
                    f"{element.tag} has no attribute {name[1]}")
            cure = (f"write {missing[1]}, {form(element, missing[1])}"
                    if missing else "remove it; attributes there are: " + (
                        ", ".join(attributes(schema, element)) or "none"))
        else:
            text, cure = structure(schema, element, error.message,
                                   problems.line)
        if (line, text) not in told:
            told.add((line, text))
            problems.tell(line, text, cure)
    problems.stop()


class Module:
    """The partitions and channels of a file that the schema has accepted."""

    def __init__(self, root, problems, limits):
        self.problems, self.limits = problems, limits
        self.name = root.get("ModuleName")
        self.actions = self.errors(root.find("Module_HM_Table"))
        self.partitions = [self.partition(e) for e in root.iter("Partition")]
        self.check_actions()
        self.unique(self.partitions, "PartitionName", "partition",
                    lambda p: p.name)
        self.unique(self.partitions, "PartitionIdentifier", "partition",
                    lambda p: p.identifier)
        self.ports = {(p.partition, p.name): p for each in self.partitions
                      for p in each.ports}
        problems.stop()
        self.channels, self.user, regions = [], {}, 0
        for element in root.iter("Channel"):
            channel = self.channel(element, regions)
            regions += channel.region is not None
            self.channels.append(channel)
        self.unique(self.channels, "ChannelIdentifier", "channel",
                    lambda c: c.identifier)
        self.unique([c for c in self.channels if c.name], "ChannelName",
                    "channel", lambda c: c.name)
        for port in self.ports.values():
            if port not in self.user:
                problems.tell(port.element, f"port {full(port)} is in no "
                              "channel", "connect it by a Channel of "
                              "Connection_Table, or remove it")
        problems.stop()
        for channel in self.channels:
            self.check_channel(channel)
        problems.stop()

    def unique(self, items, attribute, what, key):
        seen = {}
        for item in items:
            first = seen.setdefault(key(item), item)
            if first is not item:
                self.problems.tell(
                    item.element, f'{attribute}="{key(item)}": line '
                    f"{self.problems.line[first.element]} has it, too",
                    f"give each {what} its own")

    def nanoseconds(self, element, attribute):
        """A decimal number of seconds in ns, exact; 0 where it is wrong."""
        text = element.get(attribute)
        whole, _, fraction = text.partition(".")
        fraction = fraction.rstrip("0")
        if len(fraction) > 9:
            self.problems.tell(element, f'{attribute}="{text}" is no whole '
                               "number of ns", "write at most nine digits "
                               "behind the point")
            return 0
        ns = int(whole) * 10**9 + int(fraction.ljust(9, "0"))
        most = self.limits["PERIOD_MAX"]
        if not 0 < ns <= most:
            self.problems.tell(element, f'{attribute}="{text}" is out of range',
                               f"write more than 0 and at most {most // 10**9}"
                               " seconds")
            return 0
        return ns

    def number(self, element, attribute, least, most, limit=""):
        value = int(element.get(attribute, "0"))
        if not least <= value <= most:
            self.problems.tell(
                element, f'{attribute}="{value}" is out of range',
                f"write {least} to {most}" + (f", {limit}" if limit else ""))
        return value

    def partition(self, element):
        tell, limits, name = (self.problems.tell, self.limits,
                              element.get("PartitionName"))
        period_ns = self.nanoseconds(element, "PeriodSeconds")
        duration_ns = self.nanoseconds(element, "PeriodDurationSeconds")
        if period_ns and duration_ns > period_ns:
            tell(element, "PeriodDurationSeconds is longer than PeriodSeconds",
                 "write at most the period")
        pools = element.find("Pools")
        for attribute, (_, limit) in POOLS.items():
            self.number(pools, attribute, int(attribute == "Processes"),
                        limits[limit], limit)
        self.number(pools, "StackSize", 0, limits["STACK_SIZE"],
                    "bytes that each process has")
        ports = [self.port(e, name) for e in element if e.tag in PORTS]
        if pools.get("Processes") == "1" and any(
                p.kind == "queuing" for p in ports):
            tell(pools, 'Processes="1" with a Queuing_Port', "write one more "
                 "than main() creates, at least 2: the kernel has a process "
                 "that moves messages")
        if len(ports) > limits["PORT_MAX"]:
            tell(ports[limits["PORT_MAX"]].element, f"{name} has {len(ports)} "
                 "ports", f"at most {limits['PORT_MAX']}, PORT_MAX")
        self.unique(ports, "PortName", "port of a partition", lambda p: p.name)
        return Partition(element, name, self.number(
            element, "PartitionIdentifier", 0, INT32_MAX), period_ns,
            duration_ns, self.memory(element), ports,
            self.errors(element.find("Partition_HM_Table")))

    def memory(self, element):
        """What the partition's image may take."""
        rows = [Memory(e, e.get("Type"), e.get("Access"), self.number(
            e, "SizeBytes", 1, MEMORY_MAX, "bytes that an image has of each"))
            for e in element.iter("Memory_Requirements")]
        for row in rows:
            if (row.type, row.access) not in MEMORY:
                self.problems.tell(
                    row.element, f'Access="{row.access}" of {row.type}',
                    'write Access="READ_ONLY": code is never written')
        for kind in ("CODE", "DATA"):
            self.unique([r for r in rows if r.type == kind],
                        f'Type="{kind}" Access', "memory of a partition",
                        lambda r: r.access)
        return rows

    def port(self, element, partition):
        kind, limits = PORTS[element.tag], self.limits
        sampling = kind == "sampling"
        return Port(
            element, partition, element.get("PortName"), kind,
            element.get("Direction"),
            self.number(element, "MaxMessageSize", 1,
                        limits["MESSAGE_SIZE_MAX"], "MESSAGE_SIZE_MAX"),
            limits["SAMPLING_CELLS"] if sampling else
            self.number(element, "MaxNbMessages", 1,
                        limits["PORT_MESSAGES_MAX"], "PORT_MESSAGES_MAX"),
            self.nanoseconds(element, "RefreshRateSeconds")
            if sampling else None)

    def errors(self, table):
        """The rows of a table of the health monitor, where there is one."""
        rows = [self.error(e) for e in table.iter("Error_ID_Action")] \
            if table is not None else []
        self.unique(rows, "ErrorCode", "row of a table", lambda e: e.code)
        return rows

    def error(self, element):
        """A row: one of the module has neither a level nor Confirm."""
        tell, code = self.problems.tell, element.get("ErrorCode")
        level, action = element.get("ErrorLevel"), element.get("Action")
        confirm = self.number(element, "Confirm", 0, CONFIRM_MAX)
        if code in NEVER:
            tell(element, f"{code} is never raised", NEVER[code])
        elif level == "MODULE":
            action = self.of_module(element, code, action)
        elif action is None:
            tell(element, f'Error_ID_Action lacks Action: ErrorLevel="{level}"',
                 f"write Action, {', '.join(LEVELS[level])}")
        else:
            self.check_action(element, code, level or "MODULE", action)
        if action == "IGNORE" and confirm and level != "PROCESS":
            tell(element, f"Confirm of what is ignored at level {level}",
                 "remove it, or write another Action")
        return Error(element, code, level, action, confirm)

    def of_module(self, element, code, action):
        """The action that the module has of an error, or None."""
        row = next((e for e in self.actions if e.code == code), None)
        if action is not None:
            self.problems.tell(
                element, f"Action of {code}, whose ErrorLevel is MODULE",
                "remove it here: Module_HM_Table has it")
        elif row is None:
            self.problems.tell(
                element, f"{code} is of ErrorLevel MODULE, and Module_HM_Table "
                "has no row of it", "write the row, or another ErrorLevel")
        return row.action if row else None

    def check_action(self, element, code, level, action):
        if action not in LEVELS[level]:
            self.problems.tell(
                element, f'Action="{action}" is none of level {level}',
                f"write one of {', '.join(LEVELS[level])}")
        elif action == "IGNORE" and code not in GOES_ON:
            self.problems.tell(
                element, f"{code} cannot be ignored: whose process it is, is "
                "stopped", 'write ErrorLevel="PROCESS" Action="STOP_PROCESS", '
                "which does just that, or another Action")

    def check_actions(self):
        """That each row of the module is one of a partition's, too."""
        used = {e.code for p in self.partitions for e in p.errors
                if e.level == "MODULE"}
        for row in self.actions:
            if row.code not in used and row.code not in NEVER:
                self.problems.tell(
                    row.element, f"no partition has {row.code} of ErrorLevel "
                    "MODULE", "write such a row into the Partition_HM_Table of "
                    "a partition, or remove this one")

    def end(self, element):
        """A port or the host; both None where the port is unknown."""
        inner = element[0]
        if inner.tag == "Pseudo_Partition":
            return End(inner, None, inner.get("Name"))
        name = inner.get("PartitionName"), inner.get("PortName")
        port = self.ports.get(name)
        if port is None:
            here = sorted(p for n, p in self.ports if n == name[0])
            self.problems.tell(
                inner, f"{name[0]}:{name[1]}: there is no such port",
                f"{name[0]} has {', '.join(here)}" if here else
                f"partitions with ports: "
                f"{', '.join(sorted({n for n, _ in self.ports})) or 'none'}")
            return End(inner, None, None)
        first = self.user.setdefault(port, inner)
        if first is not inner:
            self.problems.tell(
                inner, f"{full(port)} is in a channel already: line "
                f"{self.problems.line[first]}", "give each channel ports of "
                "its own")
        elif port.direction != element.tag.upper():
            self.direction(element, inner, port)
        return End(inner, port, None)

    def direction(self, element, inner, port):
        """A port whose Direction is not that of the end that it is."""
        wanted = element.tag.upper()
        line = self.problems.line[port.element]
        source = self.ports.get(tuple(
            element.getparent().find("Source")[0].get(a)
            for a in ("PartitionName", "PortName")))
        two = wanted == "DESTINATION" and source and (
            source.direction == "SOURCE")
        here = sorted(p.name for p in self.ports.values()
                      if p.partition == port.partition
                      and p.direction == wanted)
        self.problems.tell(
            inner, f"{full(port)} is the {element.tag} of a channel, and its "
            f"Direction is {port.direction}" + (
                f", as that of {full(source)}" if two else ""),
            f'write Direction="{wanted}" in line {line}, or name a port that '
            f"has it: of {port.partition} {', '.join(here) or 'none'}"
            + ("; a port that writes, too, needs a channel of its own"
               if two else ""))

    def channel(self, element, region):
        source = self.end(element.find("Source"))
        destinations = [self.end(e) for e in element.iter("Destination")]
        owners = {e.port.partition if e.port else None
                  for e in (source, *destinations)}
        return Channel(
            element, self.number(element, "ChannelIdentifier", 0, INT32_MAX),
            element.get("ChannelName", ""), source, destinations,
            region if owners == {None} or len(owners) > 1 else None)

    def check_channel(self, channel):
        """That the ends fit each other, and the memory that they share."""
        tell, line = self.problems.tell, self.problems.line
        ports = ports_of(channel)
        if not ports:
            tell(channel.element, "both ends are the host's", "a channel has a "
                 "port of a partition of this module")
            return
        first = ports[0]
        for port in ports[1:]:
            for field, text in (("kind", "kind"), ("size", "MaxMessageSize"),
                                ("count", "MaxNbMessages")):
                if getattr(port, field) != getattr(first, field):
                    tell(port.element, f"{full(port)} and {full(first)} of "
                         f"line {line[first.element]} are one channel and "
                         f"differ in {text}", "write the same at both ends")
                    break
        if first.kind == "queuing" and len(channel.destinations) > 1:
            tell(channel.destinations[1].element, "a queuing channel has one "
                 "Destination", "remove the others, or give each a channel")
        self.check_refresh(channel)
        if channel.region is not None:
            self.check_region(channel, first)

    def check_refresh(self, channel):
        writer = channel.source.port
        if not writer or writer.kind != "sampling":
            return
        period_ns = next(p.period_ns for p in self.partitions
                         if p.name == writer.partition)
        for port in ports_of(channel)[1:]:
            if port.kind == writer.kind and port.refresh_ns < period_ns:
                self.problems.tell(
                    port.element, f"RefreshRateSeconds of {full(port)} is "
                    f"shorter than the period of {writer.partition}, which "
                    "writes it: a message would be out of date before the next",
                    f"write at least {seconds(period_ns)}, the period in line "
                    f"{self.problems.line[writer.element.getparent()]}")

    def check_region(self, channel, port):
        most = self.limits["ARCH_SHARED_MAX"]
        if channel.region >= most:
            self.problems.tell(
                channel.element, f"{channel.region + 1} channels leave their "
                "partition", f"at most {most}, ARCH_SHARED_MAX")
        words = self.limits[f"CHANNEL_WORDS({port.count})"]
        most = self.limits["ARCH_SHARED_WORDS"]
        if words > most:
            self.problems.tell(
                port.element, f'MaxNbMessages="{port.count}" needs {words} '
                "words of memory that partitions share", "write less: there "
                f"are {most} words for a channel, ARCH_SHARED_WORDS")


def full(port):
    return f"{port.partition}:{port.name}"


def ports_of(channel):
    """The ports of a channel, the source first."""
    return [e.port for e in (channel.source, *channel.destinations) if e.port]


def seconds(ns):
    """Exact, with a digit behind the point at least."""
    whole, fraction = divmod(ns, 10**9)
    return f"{whole}.{f'{fraction:09}'.rstrip('0') or '0'}"


def label(end):
    return full(end.port) if end.port else f"host {end.host}"


def comment(text):
    return "\n   ".join(textwrap.wrap(
        f"/* {text}\1*/", 77, break_long_words=False,
        break_on_hyphens=False)).replace("\1", " ")    # where no line may end


def memory(channel):
    """What a port's row has as its channel."""
    return (f"channel_{channel.identifier}" if channel.region is None
            else f"arch_shared[{channel.region}]")


def row(number, port, channel):
    """A port's row of the table."""
    count = ("0U, /* sampling, RefreshRateSeconds "
             f"{seconds(port.refresh_ns)} */" if port.kind == "sampling"
             else f"{port.count}U,")
    return f"""    [{number}] =
        {{
            .name = "{port.name}",
            .channel = {memory(channel)},
            .size = {port.size}U,
            .count = {count}
            .direction = {port.direction},
        }},
"""


def responses(partition):
    """Each error's response; the levels behind are in one column."""
    rows = [f"[{e.code}] = {{{ACTIONS[e.action]}, "
            f"{int(e.level == 'PROCESS')}U, {e.confirm}U}},"
            for e in partition.errors]
    width = max(map(len, rows), default=0)
    return ("    .response =\n        {\n"
            "            /* action, handler, confirm */\n" + "".join(
                f"            {r:{width}} /* {e.level} */\n"
                for r, e in zip(rows, partition.errors))
            + "        },\n") if rows else ""


def tables(module, partition):
    """The text of config.c for a partition."""
    mine = [c for c in module.channels
            if any(p.partition == partition.name for p in ports_of(c))]
    of = {p: c for c in mine for p in ports_of(c)}
    out = [comment(f'Module "{module.name}", partition "{partition.name}": '
                   "made from its XML file by config/generate.py; edit that "
                   "file.")]
    if any(c.region is not None for c in mine):
        out.append(f'#include "{SHARED}"')
    out += ['#include "kernel/config.h"', ""]
    for channel in mine:
        ends = (f"{label(channel.source)} to "
                + ", ".join(map(label, channel.destinations)))
        out.append(comment(
            f"Channel {channel.identifier}"
            + (f" {channel.name}" if channel.name else "") + f", {ends}"
            + (f": memory that is shared, region\1{channel.region}"
               if channel.region is not None else "")))
        if channel.region is None:
            port = ports_of(channel)[0]
            count = ("SAMPLING_CELLS" if port.kind == "sampling"
                     else f"{port.count}U")
            out.append(f"static uint64_t {memory(channel)}"
                       f"[CHANNEL_WORDS({count})];")
        out.append("")
    if mine:
        out.append("const struct port port_table[PORT_MAX] = {\n" + "".join(
            row(n, p, of[p]) for n, p in enumerate(partition.ports)) + "};\n")
    pools = partition.element.find("Pools")
    counts = [(kind, int(pools.get(a, "0"))) for a, (kind, _) in POOLS.items()]
    counts = [f"[{kind}] = {n}U" for kind, n in counts if n]
    limit = ", ".join(counts)
    if len(limit) > 64:     # the line is full
        limit = ",\n              ".join(counts)
    out.append(f"""const struct config config = {{
    .partition_id = {partition.identifier},
    .period_ns = {partition.period_ns}, /* {seconds(partition.period_ns)} s */
    .duration_ns = {partition.duration_ns},
    .limit = {{{limit}}},
{responses(partition)}}};
""")
    return "\n".join(out)


def described(module):
    """What runs the module needs to know."""
    line = module.problems.line

    def end(e):
        return ({"partition": e.port.partition, "port": e.port.name}
                if e.port else {"host": e.host}) | {"line": line[e.element]}
    return json.dumps({
        "module": module.name,
        "partitions": [{"name": p.name, "identifier": p.identifier,
                        "period_ns": p.period_ns,
                        "duration_ns": p.duration_ns}
                       for p in module.partitions],
        "channels": [{
            "identifier": c.identifier, "name": c.name, "region": c.region,
            "line": line[c.element], "kind": ports_of(c)[0].kind,
            "size": ports_of(c)[0].size, "count": ports_of(c)[0].count,
            "source": end(c.source), "destinations": [
                end(d) for d in c.destinations]} for c in module.channels]},
        indent=1) + "\n"


def choose(module, wanted, problems, root):
    """The partition that is asked for; without a name the only one."""
    names = [p.name for p in module.partitions]
    if wanted is None and len(names) == 1:
        return module.partitions[0]
    if wanted not in names:
        problems.tell(
            root, *(f"has no partition {wanted}", f"write a Partition with "
                    f'PartitionName="{wanted}", or rename or remove the folder '
                    f"{wanted}; partitions: {', '.join(names)}") if wanted else
            (f"has {len(names)} partitions", "name one by --partition, and in "
             "a folder below this file, of its name, have its main.c: "
             + ", ".join(names)))
        problems.stop()
    return module.partitions[names.index(wanted)]


def load(options):
    """The module of a file, what is wrong with it, and its root element."""
    problems = Problems(options.file)
    root = read(Path(options.file), problems)
    check_form(root, problems)
    limits = Limits(options.root, options.cc)
    limits.read(*(limit for _, limit in POOLS.values()),
                "PERIOD_MAX", "STACK_SIZE", "PORT_MAX", "MESSAGE_SIZE_MAX",
                "PORT_MESSAGES_MAX", "SAMPLING_CELLS", "ARCH_SHARED_MAX",
                "ARCH_SHARED_WORDS")
    return Module(root, problems, limits), problems, root


def generate(options):
    module, problems, root = load(options)
    text = described(module) if options.json else tables(
        module, choose(module, options.partition, problems, root))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def arguments(about):
    """Those of the tools that read the file of a module."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument("file", metavar="MODULE.XML")
    parser.add_argument("--partition", metavar="NAME",
                        help="which, where the module has several")
    parser.add_argument("--cc", default="aarch64-linux-gnu-gcc",
                        help="the compiler that reads the kernel's limits")
    parser.add_argument("--root", default=HERE.parent,
                        help="the folder with the kernel's include and src")
    return parser


def run(work, options):
    """0, or 1 after what was wrong has been told."""
    try:
        work(options)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def main(argv):
    parser = arguments(__doc__)
    parser.add_argument("-o", metavar="config.c", dest="output", type=Path,
                        help="default: the standard output")
    parser.add_argument("--json", action="store_true",
                        help="print partitions and channels instead")
    return run(generate, parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
