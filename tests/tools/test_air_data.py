# SPDX-License-Identifier: Apache-2.0
"""The air-data computer: its run in QEMU agrees with the reference."""
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
APP = ROOT / "apps/air_data"


def reference(log):
    return subprocess.run(
        [APP / "reference.py", APP / "recording.csv", log],
        capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", name="log")
def fixture_log(tmp_path_factory):
    """The whole console of one run, which must end with status 0."""
    run = subprocess.run(["make", "-s", "run", "APP=apps/air_data"], cwd=ROOT,
                         capture_output=True, text=True, check=True)
    log = tmp_path_factory.mktemp("air_data") / "run.log"
    log.write_text(run.stdout)
    return log


def test_agrees_with_the_reference(log):
    result = reference(log)
    assert result.returncode == 0, result.stdout
    assert "61 pages, 0 values wrong" in result.stdout


def test_alert_comes_once_and_the_run_ends(log):
    lines = log.read_text().splitlines()
    assert lines.count("ALERT: above 8000 ft") == 1
    assert lines[-1] == "end of recording"


@pytest.mark.parametrize("old, new", [
    ("ALT   8202 ft", "ALT   8204 ft"),
    ("CAS  252.3", "CAS  252.5"),
    ("MACH  0.454", "MACH  0.456"),
    ("t  30 s", "t  31 s"),
])
def test_reference_finds_a_wrong_value(log, tmp_path, old, new):
    text = log.read_text()
    wrong = tmp_path / "wrong.log"
    assert old in text
    wrong.write_text(text.replace(old, new, 1))
    assert reference(wrong).returncode == 1


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
