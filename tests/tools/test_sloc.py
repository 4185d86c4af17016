# SPDX-License-Identifier: Apache-2.0
"""verification/sloc.py counts code, and names who is over the budget."""
import json
import subprocess
from pathlib import Path

TOOL = Path(__file__).parents[2] / "verification/sloc.py"
SMALL = """/* a comment */
/*@ ensures \\result == 1; */
int small(void)
{
    /*@ assert \\true;
        assert \\true; */

    return 1; // one
}
"""


def statements(count):
    return "".join(f"    a += {n};\n" for n in range(count))


def long_function(lines):
    """A function of this many lines of code."""
    return ("int big(int a)\n{\n" + statements(lines - 4)
            + "    return a;\n}\n")


def run(folder, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run([TOOL, "--root", folder], capture_output=True,
                          text=True, check=False)
    result = json.loads((folder / "build/results/sloc.json").read_text())
    return done.returncode, done.stdout, result


def test_comments_and_contracts_are_not_counted(tmp_path):
    status, out, result = run(tmp_path, **{"src/kernel/a.c": SMALL})
    assert status == 0, out
    assert result["parts"][0]["sloc"] == 4
    assert result["cost_hours"] == [8, 16]
    assert result["functions"] == [
        {"name": "small", "file": "src/kernel/a.c", "line": 3, "lines": 4}]


def test_headers_count_for_the_kernel(tmp_path):
    _, _, result = run(tmp_path, **{
        "src/kernel/a.c": SMALL, "include/kernel/b.h": "int b;\nint c;\n"})
    assert result["parts"][0]["sloc"] == 6


def test_two_files_alike_count_twice(tmp_path):
    _, _, result = run(tmp_path, **{
        "src/kernel/a.c": SMALL, "src/apex/a.c": SMALL})
    assert [p["sloc"] for p in result["parts"][:2]] == [4, 4]


def test_the_longest_function_may_have_60_lines(tmp_path):
    status, out, _ = run(tmp_path, **{"src/kernel/a.c": long_function(60)})
    assert status == 0, out


def test_a_longer_function_is_named(tmp_path):
    status, out, result = run(tmp_path, **{
        "src/apex/a.c": SMALL + long_function(61)})
    assert status == 1 and not result["ok"]
    assert "src/apex/a.c:10: big() has 61 lines" in out and "cure: " in out


def test_a_file_over_300_lines_is_named(tmp_path):
    functions = "".join(f"int f{n}(void)\n{{\n    return {n};\n}}\n"
                        for n in range(76))
    status, out, _ = run(tmp_path, **{"src/kernel/a.c": functions})
    assert status == 1
    assert "src/kernel/a.c:1: 304 lines of code, at most 300" in out


def test_a_part_over_its_budget_is_named(tmp_path):
    data, more = ("".join(f"int v{n};\n" for n in some)
                  for some in (range(299), range(299, 476)))
    status, out, _ = run(tmp_path, **{
        "src/arch/aarch64/a.c": data,
        "src/board/qemu-virt-aarch64/b.c": more})
    assert status == 1
    assert "476 lines, budget 475" in out and "src/arch/aarch64/a.c:1:" in out


def test_an_empty_tree_does_not_pass(tmp_path):
    status, _, result = run(tmp_path)
    assert status == 1 and not result["ok"]
