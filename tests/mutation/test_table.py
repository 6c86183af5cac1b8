"""The table of faults fits the sources, and the script that plants them tells right from wrong."""

from __future__ import annotations

import ast
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.mutation import __main__ as script
from tests.mutation import records, suite
from tests.mutation.records import Record, Records
from tests.mutation.suite import Check, checks_of, result_of
from tests.mutation.table import ROOT, Fault, faults
from tests.mutation.workplace import COPIED, Verdict, Workplace

FAULTS = faults()
by_name = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)

ROOMS = {  # least number of faults in each
    "rtl/compute": 20, "rtl/transfer": 8, "rtl/update": 10, "rtl/control": 6, "rtl/arithmetic": 6,
    "rtl/bus": 6, "rtl/parts": 3,
}  # fmt: skip


# ---- the table ----


@by_name
def test_every_line_is_there_once_and_its_replacement_parses(fault: Fault) -> None:
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    spoiled = fault.planted(text)
    assert ast.dump(ast.parse(spoiled)) != ast.dump(ast.parse(text))


def test_all_rooms_of_the_hardware_have_faults() -> None:
    rooms = [fault.file.rsplit("/", 1)[0] for fault in FAULTS]
    assert {room: min(rooms.count(room), least) for room, least in ROOMS.items()} == ROOMS
    assert set(rooms) == set(ROOMS) == set(suite.TESTS)
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_every_check_is_there() -> None:
    files = {path for own in suite.TESTS.values() for path in own}
    files |= {fault.first for fault in FAULTS if fault.first not in (*suite.MACHINES, "")}
    assert [path for path in files if not (ROOT / path).exists()] == []
    for machine in suite.MACHINES:
        assert (ROOT / "tests" / "mutation" / "machines" / f"{machine}.toml").is_file()


# ---- one fault ----

FAULT = Fault(name="f", file="rtl/bus/a.py", line="x = 1", becomes="x = 2", breaks="x")


def test_a_fault_keeps_indentation_and_all_other_lines() -> None:
    text = "if y:\n    x = 1\nz = 3\n"
    assert FAULT.planted(text) == "if y:\n    x = 2\nz = 3\n"
    assert replace(FAULT, line="z = 3", becomes="").planted(text) == "if y:\n    x = 1\n\n"


@pytest.mark.parametrize(("text", "times"), [("x = 11\n", 0), ("x = 1\n  x = 1\n", 2)])
def test_a_line_that_is_not_there_once_is_refused(text: str, times: int) -> None:
    message = f"fault 'f': rtl/bus/a.py has its line {times} times, not once; take a line"
    with pytest.raises(ValueError, match=message):
        FAULT.planted(text)


def test_the_likeliest_checks_come_first_and_none_is_left_out() -> None:
    own = {f"pytest {path}" for path in suite.TESTS["rtl/bus"]}
    whole = {"verify int8", "verify fp16"}
    names = [check.name for check in checks_of(FAULT)]
    assert set(names) == own | whole
    assert set(names[-2:]) == whole
    asked = replace(FAULT, first="fp16")
    assert [c.name for c in checks_of(asked)] == ["verify fp16", *names[:-1]]
    other = [c.name for c in checks_of(replace(FAULT, file="rtl/parts/a.py", first="tests/x.py"))]
    assert other[:3] == ["pytest tests/x.py", "verify int8", "verify fp16"]


@pytest.mark.parametrize(
    ("code", "text", "result", "sign"),
    [
        (0, "2 passed", "agrees", ""),
        (1, "F\nFAILED tests/a.py::b - assert 1 == 2\n1 failed\n", "differs",
         "tests/a.py::b - assert 1 == 2"),
        (1, "case 3: byte 4 is 0x01\n\n", "differs", "case 3: byte 4 is 0x01"),
        (1, "FAILED tests/a.py::b - NameError: name 'q' is not defined\n", "broken",
         "tests/a.py::b - NameError: name 'q' is not defined"),
        (2, "ERROR tests/a.py - ValueError: x\n", "broken", "tests/a.py - ValueError: x"),
        (-11, "", "broken", ""),
    ],
)  # fmt: skip
def test_what_a_check_says(code: int, text: str, result: str, sign: str) -> None:
    assert result_of(code, text) == (result, sign)


# ---- the copy ----


@pytest.fixture
def place(tmp_path):
    """A copy of a project of one module."""
    root, folder = tmp_path / "root", tmp_path / "work"
    for name in COPIED:
        if "." in name:
            root.joinpath(name).write_text("")
        else:
            root.joinpath(name).mkdir(parents=True)
    root.joinpath("rtl", "bus").mkdir()
    root.joinpath("rtl", "bus", "a.py").write_text("x = 1\n")
    root.joinpath("weft", "rtl").symlink_to("../rtl")
    folder.mkdir()
    return Workplace(folder, root)


def python(code: str) -> Check:
    return Check("python", (sys.executable, "-c", code))


TELL = python("import weft.rtl.bus.a as a; print(a.x); raise SystemExit(a.x - 1)")


def test_a_fault_is_in_the_copy_alone_and_gone_afterwards(place, tmp_path) -> None:
    before = place.digest
    assert place.run(TELL) == Verdict("agrees", "")
    with place.planted(FAULT):
        assert place.run(TELL) == Verdict("differs", "2")
        assert place.digest != before
        assert (tmp_path / "root/rtl/bus/a.py").read_text() == "x = 1\n"
    assert place.run(TELL) == Verdict("agrees", "")
    assert place.digest == before


def test_a_fault_is_gone_after_an_interrupt(place) -> None:
    before = place.digest
    with suppress(KeyboardInterrupt), place.planted(FAULT):
        raise KeyboardInterrupt
    assert place.digest == before


def test_a_check_that_does_not_end_is_no_difference(place) -> None:
    verdict = place.run(python("import time; time.sleep(60)"), patience=0.5)
    assert verdict == Verdict("broken", "python did not end in 0 s")


# ---- the script ----

TABLE = [replace(FAULT, name=name) for name in ("first", "second", "third")]


class Imagined:
    """A workplace whose checks notice the faults named in ``seen``, but for the first check."""

    digest = "sources"

    def __init__(self, *seen: str, stops_at: str = "", passes: bool = True) -> None:
        self.seen, self.stops_at, self.now = seen, stops_at, ""
        self.passes, self.planted_ones, self.checks = passes, [], 0

    def planted(self, fault: Fault):
        self.now, self.checks = fault.name, 0
        self.planted_ones.append(fault.name)
        return self

    def __enter__(self) -> None:
        if self.now == self.stops_at:
            raise KeyboardInterrupt

    def __exit__(self, *error: object) -> None:
        self.now = ""

    def run(self, check: Check) -> Verdict:
        self.checks += 1
        if not self.now:
            return Verdict("agrees" if self.passes else "differs", "as it is")
        if self.now in self.seen and self.checks == 2:
            return Verdict("differs", f"{self.now} is wrong")
        return Verdict("agrees", "")


@pytest.fixture
def call(monkeypatch, tmp_path):
    """Run the script on an imagined workplace; files go to the temporary folder."""
    monkeypatch.setattr(script, "KEPT", tmp_path / "out" / "kept.json")
    monkeypatch.setattr(script, "DOCUMENT", tmp_path / "verification.md")
    monkeypatch.setattr(script, "faults", lambda: TABLE)

    def run(place: Imagined, *words: str) -> int:
        monkeypatch.setattr(script, "Workplace", lambda folder: place)
        return script.main(words)

    return run


def test_all_caught_is_exit_zero_and_a_table(call, tmp_path, capsys) -> None:
    assert call(Imagined("first", "second", "third")) == 0
    text = (tmp_path / "verification.md").read_text()
    assert "3 of 3 faults are caught" in text
    check = checks_of(FAULT)[1].name
    assert f"| 2 | rtl/bus/a.py | x     | `{check}` | second is wrong |" in text
    assert "3 of 3 faults caught" in capsys.readouterr().out


def test_a_survivor_is_named_and_exit_one(call, tmp_path, capsys) -> None:
    assert call(Imagined("first", "third")) == 1
    out = capsys.readouterr().out
    assert "2 of 3 faults caught\nsurvived: second: x\n" in out
    assert "**survived**" in (tmp_path / "verification.md").read_text()


def test_a_project_that_fails_as_it_is_proves_nothing(call, tmp_path, capsys) -> None:
    place = Imagined("first", passes=False)
    assert call(place) == 1
    assert place.planted_ones == []
    assert "without any fault verify int8 differs: as it is" in capsys.readouterr().out


def test_ctrl_c_keeps_what_was_found_and_resume_goes_on(call, tmp_path, capsys) -> None:
    assert call(Imagined("first", stops_at="second")) == script.INTERRUPTED
    assert "interrupted: 1 faults are in" in capsys.readouterr().out
    assert not (tmp_path / "verification.md").exists()
    place = Imagined("first", "second", "third")
    assert call(place, "--resume") == 0
    assert place.planted_ones == ["second", "third"]
    changed = Imagined("first", "second", "third")
    changed.digest = "other sources"
    assert call(changed, "--resume") == 0
    assert len(changed.planted_ones) == 3


def test_only_takes_names_and_numbers(call, capsys) -> None:
    place = Imagined("first", "third")
    assert call(place, "--only", "third", "1") == 0
    assert place.planted_ones == ["third", "first"]
    with pytest.raises(SystemExit):
        call(place, "--only", "4")
    assert "there is no fault '4'; use a number up to 3 or a name" in capsys.readouterr().err


def test_a_record_of_another_fault_of_that_name_does_not_count(tmp_path) -> None:
    kept = Records(tmp_path / "kept.json", "sources", TABLE)
    kept.add(TABLE[0], Record(TABLE[0].digest, "caught", "a check", "a sign", 1.0))
    kept.add(TABLE[1], Record("another", "caught", "a check", "a sign", 1.0))
    again = Records(tmp_path / "kept.json", "sources", TABLE, resume=True)
    assert list(again.found) == ["first"]


def test_the_table_takes_its_own_place_in_a_document(tmp_path) -> None:
    document = tmp_path / "doc.md"
    document.write_text("# V\n\n## Mutations\n\nold\n\n## Other\n\nkept\n")
    found = {f.name: Record(f.digest, "caught", "c", "a|b", 1.0) for f in TABLE}
    records.write(document, records.table(TABLE, found))
    text = document.read_text()
    assert "old" not in text
    assert text.startswith("# V\n\n## Mutations\n\n`make mutation`\n\n")
    assert text.endswith("| `c`        | a\\|b       |\n\n## Other\n\nkept\n")
