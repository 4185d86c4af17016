# SPDX-License-Identifier: Apache-2.0
"""The air-data computer: its formulas on the host, its run in QEMU."""
import ctypes
import importlib.util
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
APP = ROOT / "apps/air_data"
# Stands for the console, so that page.c runs on the host.
CONSOLE = """
#include <apexError.h>
char console[MAX_ERROR_MESSAGE_SIZE + 1];
void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE m, MESSAGE_SIZE_TYPE n,
                                RETURN_CODE_TYPE *code)
{
    for (int i = 0; i < n; i++) {
        console[i] = ((const char *)m)[i];
    }
    console[n] = 0;
    *code = NO_ERROR;
}
"""


def check(log):
    return subprocess.run(
        [APP / "reference.py", APP / "recording.csv", log],
        capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", name="reference")
def fixture_reference():
    """reference.py as a module."""
    spec = importlib.util.spec_from_file_location(
        "air_data_reference", APP / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", name="air")
def fixture_air(tmp_path_factory):
    """air_data.c and page.c as a library of the host."""
    folder = tmp_path_factory.mktemp("air")
    (folder / "console.c").write_text(CONSOLE)
    subprocess.run(
        ["gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Wconversion",
         "-Werror", "-shared", "-fPIC", f"-I{ROOT}/include",
         f"-I{ROOT}/include/apex", f"-I{ROOT}/tests/unit/host",
         "-o", folder / "air.so",
         APP / "air_data.c", APP / "page.c", folder / "console.c", "-lm"],
        check=True)
    library = ctypes.CDLL(str(folder / "air.so"))
    for name, arguments in (("air_altitude_m", 1), ("air_mach", 2),
                            ("air_cas_m_s", 2), ("air_tas_m_s", 2)):
        function = getattr(library, name)
        function.restype = ctypes.c_double
        function.argtypes = [ctypes.c_double] * arguments
    library.page_text.argtypes = [ctypes.c_char_p]
    library.page_number.argtypes = [
        ctypes.c_double, ctypes.c_uint32, ctypes.c_uint32]
    return library


# ICAO Doc 7488: pressure in pascals at geopotential altitudes in metres.
@pytest.mark.parametrize("height_m, static_pa", [
    (0, 101325.0), (1000, 89874.6), (5000, 54019.9), (10000, 26436.3),
    (11000, 22632.1), (15000, 12044.6), (20000, 5474.89)])
def test_altitude_is_that_of_the_standard_tables(air, height_m, static_pa):
    # The tables' last digit, 0.05 Pa, is 0.7 m at 15 km and 0.3 m at 10 km.
    assert abs(air.air_altitude_m(static_pa) - height_m) < 0.8


@pytest.mark.parametrize("static_pa", [
    101325.0, 90000.0, 60000.0, 22633.0, 22632.0, 15000.0, 6000.0])
def test_altitude_is_the_hydrostatic_integral(air, reference, static_pa):
    # Numerical error alone: both sides of the tropopause meet, too.
    assert abs(air.air_altitude_m(static_pa)
               - reference.altitude_m(static_pa)) < 0.0001


# NACA Report 1135, table I: static over total pressure and temperature.
@pytest.mark.parametrize("mach, pressure, temperature", [
    (0.3, 0.9395, 0.9823), (0.5, 0.8430, 0.9524), (0.8, 0.6560, 0.8865)])
def test_speeds_are_those_of_the_flow_tables(air, mach, pressure, temperature):
    found = air.air_mach(40000.0, 40000.0 / pressure)
    assert abs(found - mach) < 0.0003  # the table's last digit is 0.0002
    sound = 340.294
    assert abs(air.air_cas_m_s(101325.0, 101325.0 / pressure)
               - mach * sound) < 0.0003 * sound
    assert abs(air.air_tas_m_s(mach, 288.15 / temperature)
               - mach * sound) < 0.0003 * sound


def test_cas_is_mach_of_the_same_impact_pressure_at_sea_level(air, reference):
    # Differs from true airspeed aloft: static pressure does not enter.
    expected = 340.294 * reference.mach(12000.0, 101325.0)
    for static_pa in (101325.0, 50000.0, 20000.0):
        assert abs(air.air_cas_m_s(static_pa, static_pa + 12000.0)
                   - expected) < 0.001


def test_no_impact_pressure_is_no_speed(air):
    for total_pa in (80000.0, 79990.0):  # noise may take total below static
        assert air.air_mach(80000.0, total_pa) == 0.0
        assert air.air_cas_m_s(80000.0, total_pa) == 0.0
    assert air.air_tas_m_s(0.0, 288.15) == 0.0


@pytest.mark.parametrize("value, decimals, width, text", [
    (8202.4, 0, 6, "  8202"), (0.004, 3, 6, " 0.004"), (0.0, 1, 5, "  0.0"),
    (-3973.2, 0, 6, " -3973"), (-0.3, 0, 6, "     0"), (9.96, 1, 1, "10.0"),
    (-0.26, 1, 6, "  -0.3"), (999999999.0, 0, 1, "999999999")])
def test_numbers_read_well(air, value, decimals, width, text):
    air.page_begin()
    air.page_number(value, decimals, width)
    air.page_end()
    console = ctypes.c_char.in_dll(air, "console")
    assert ctypes.string_at(ctypes.addressof(console)).decode() == text + "\n"


def test_a_line_too_long_is_cut_off(air):
    air.page_begin()
    air.page_text(b"x" * 200)
    air.page_end()
    console = ctypes.c_char.in_dll(air, "console")
    assert (ctypes.string_at(ctypes.addressof(console))
            == b"x" * 127 + b"\n")


def make(*arguments):
    return subprocess.run(["make", "-s", *arguments], cwd=ROOT, check=False,
                          capture_output=True, text=True)


@pytest.fixture(scope="module", name="log")
def fixture_log(tmp_path_factory):
    """The whole console of one run, which must end with status 0."""
    built = make("image", "APP=apps/air_data")
    assert built.returncode == 0, built.stderr
    run = make("run", "APP=apps/air_data")
    assert run.returncode == 0, run.stdout + run.stderr
    log = tmp_path_factory.mktemp("air_data") / "run.log"
    log.write_text(run.stdout)
    return log


def test_whole_log_is_as_expected(log):
    assert log.read_text() == (APP / "expected.txt").read_text()


def test_agrees_with_the_reference(log):
    result = check(log)
    assert result.returncode == 0, result.stdout
    assert "61 pages, 0 values wrong" in result.stdout


def test_alert_comes_once_and_the_run_ends(log):
    lines = log.read_text().splitlines()
    assert lines.count("ALERT: above 8000 ft") == 1
    assert lines[-1] == "end of recording"


@pytest.mark.parametrize("old, new", [
    ("ALT   8202 ft", "ALT   8203 ft"),
    ("CAS  252.9", "CAS  253.0"),
    ("MACH  0.454", "MACH  0.455"),
    ("TAS  291.5", "TAS  291.4"),
    ("VS  -3973", "VS  -3975"),
    ("t  30 s", "t  31 s"),
])
def test_reference_finds_a_wrong_value(tmp_path, old, new):
    text = (APP / "expected.txt").read_text()
    wrong = tmp_path / "wrong.log"
    assert old in text
    wrong.write_text(text.replace(old, new, 1))
    assert check(wrong).returncode == 1


def test_reference_finds_a_lost_page(tmp_path):
    wrong = tmp_path / "wrong.log"
    lines = (APP / "expected.txt").read_text().splitlines(keepends=True)
    wrong.write_text("".join(lines[:40]))
    assert check(wrong).returncode == 1


def test_a_service_that_fails_fails_the_run(tmp_path):
    app = tmp_path / "air_data"
    shutil.copytree(APP, app)
    config = (app / "config.c").read_text()
    assert "[KIND_EVENT] = 1U" in config
    (app / "config.c").write_text(
        config.replace("[KIND_EVENT] = 1U", "[KIND_EVENT] = 0U"))
    (app / "Makefile").write_text(f"APP := .\ninclude {ROOT}/longeron.mk\n")
    run = subprocess.run(["make", "-s", "run"], cwd=app, check=False,
                         capture_output=True, text=True)
    assert run.returncode != 0
    assert "air_data: failed: CREATE_EVENT\n" in run.stdout


def test_recording_is_what_its_script_makes():
    made = subprocess.run([APP / "make_recording.py"], capture_output=True,
                          check=True)
    assert made.stdout == (APP / "recording.csv").read_bytes()


def test_a_broken_recording_is_refused_with_its_line(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("static_pa,total_pa,total_k\n1.0,2.0\n")
    result = subprocess.run([APP / "make_table.py", bad], capture_output=True,
                            text=True, check=False)
    assert result.returncode != 0
    assert f"{bad}:2:" in result.stderr
