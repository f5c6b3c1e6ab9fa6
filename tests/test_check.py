"""`check`: each file of data/invalid says exactly what the .txt beside it says; formats, choices, explanations.

To add a case, add NAME.yaml, or a folder NAME of files, and run ``ORGCLI_REWRITE=1 pytest tests/test_check.py``, then
read NAME.txt. A first line such as ``# orgcli check --info`` gives options.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orgcli.check import folder, official_text, registry, report
from orgcli.errors import ExitCode
from orgcli.i18n import language

if TYPE_CHECKING:
    from conftest import Run, RunOnScreen

DATA = Path(__file__).parent / "data"
INVALID = DATA / "invalid"
CASES = sorted([*INVALID.glob("*.yaml"), *(path for path in INVALID.iterdir() if path.is_dir())])
CIRCULAR = Path(__file__).parent.parent.parent / "shared" / "circulaire.txt"
ENCODING = {"E102": "latin-1"}


def options(case: Path) -> list[str]:
    found = None if case.is_dir() else re.match(rb"# orgcli check (.*)", case.read_bytes())
    return shlex.split(found[1].decode()) if found else []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_invalid_file(case: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(INVALID)
    answer = run("check", case.name, *options(case))
    expected = case.with_suffix(".txt")
    if "ORGCLI_REWRITE" in os.environ:
        expected.write_text(answer.out, encoding="utf-8")
    assert answer.out == expected.read_text(encoding="utf-8")
    assert not answer.err
    failed = re.search(r" (?:E\d|W6)\d\d ", answer.out)
    unreadable = re.search(r" E(?:101|102|110|111|701) |:1:1 E105 ", answer.out)
    assert answer.code == (ExitCode.TROUBLE if unreadable else ExitCode.NO if failed else ExitCode.YES)


def test_there_are_enough_cases_and_no_output_without_one() -> None:
    assert len(CASES) >= 40
    assert {case.stem for case in CASES} == {text.stem for text in INVALID.glob("*.txt")}


def test_every_rule_has_a_case() -> None:
    said = "".join(text.read_text(encoding="utf-8") for text in INVALID.glob("*.txt"))
    assert set(re.findall(r" ([EWI]\d{3}) ", said)) == set(report.RULES)


@pytest.mark.parametrize("name", report.RULES)
@pytest.mark.parametrize("kind", ["Bad", "Good"])
def test_example_of_explanation(name: str, kind: str, tmp_path: Path) -> None:
    examples = report.RULES[name].examples
    found = {problem.rule for problem in checked(name, kind, examples, tmp_path).problems}
    assert (name in found) == (kind == "Bad")
    assert not {rule for rule in found if rule[0] == "E"} or kind == "Bad"


def checked(name: str, kind: str, examples: dict[str, str], folder_path: Path) -> report.Report:
    """Check an example: a file, or several in a folder, each after its name."""
    _before, *files = re.split(r"^# (\S+\.yaml)$", examples[kind], flags=re.MULTILINE)
    for named, content in zip(files[::2], files[1::2], strict=True):
        (folder_path / named).write_text(content, encoding="utf-8")
    if files:
        return folder.check(folder_path)
    file = folder_path / "org.yaml"
    encoding = ENCODING.get(name, "utf-8") if kind == "Bad" else "utf-8"
    file.write_bytes(examples[kind].encode(encoding))
    text = official_text.parse(examples["Text"]) if "Text" in examples else None
    return report.check(file, official=text)


@pytest.mark.parametrize("name", report.RULES)
def test_explain(name: str, run: Run) -> None:
    answer = run("check", "--explain", name.lower())
    assert answer.code == ExitCode.YES
    assert answer.lines[0].startswith(f"{name}  ")
    assert "Bad:" in answer.lines
    assert "Good:" in answer.lines
    for line in report.RULES[name].examples["Bad"].splitlines():
        assert f"    {line}".rstrip() in answer.lines


def test_every_rule_says_why() -> None:
    for rule in report.RULES.values():
        assert len(rule.paragraphs) >= 2, rule.id
        assert rule.paragraphs[0].endswith("."), rule.id
        assert list(rule.examples) in (["Bad", "Good"], ["Text", "Bad", "Good"]), rule.id


@pytest.mark.parametrize("option", ["--explain", "--select", "--ignore"])
def test_unknown_rule(option: str, run: Run) -> None:
    answer = run("check", option, "E2004")
    assert answer.code == ExitCode.TROUBLE
    assert "“E2004”" in answer.err
    assert "E204" in answer.err


def test_explanation_in_forty_columns(on_screen: RunOnScreen) -> None:
    answer = on_screen("check", "--explain", "W403", width=40)
    plain = re.sub(r"\x1b[^m]*m", "", answer.out)
    assert max(map(len, plain.splitlines())) <= 40


def test_json(run: Run) -> None:
    answer = run("check", INVALID / "all-at-once.yaml", "--format", "json")
    assert answer.code == ExitCode.NO
    assert set(answer.json) == {"problems", "counts", "coverage"}
    assert answer.json["coverage"] is None
    assert answer.json["counts"]["error"] == sum(found["severity"] == "error" for found in answer.json["problems"])
    assert {
        "file": str(INVALID / "all-at-once.yaml"),
        "line": 10,
        "column": 69,
        "rule": "E205",
        "severity": "error",
        "message": "“shcools” is no unit, post, group or body of this file (did you mean “schools”?)",
        "path": "units[0].units[0].links[1].with",
    } in answer.json["problems"]


def test_json_holds_no_raw_control_characters(run: Run) -> None:
    answer = run("check", INVALID / "invisible-controls.yaml", "--format", "json")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", answer.out)
    assert any("2J\u202e" in found["message"] for found in json.loads(answer.out)["problems"])


def test_github(run: Run) -> None:
    answer = run("check", INVALID / "remarks.yaml", "--format", "github", "--info")
    assert answer.code == ExitCode.YES
    assert answer.lines[0].startswith("::notice file=")
    assert f"::notice file={INVALID / 'remarks.yaml'},line=7,col=10,title=I503::no statement mentions “Schools”" in (
        answer.lines
    )


def test_github_escapes_what_would_end_a_command(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a,b:c%.yaml"
    file.write_text('units: [{id: a, name: A, links: [{type: serves, with: "x\\n::error::%"}]}]', encoding="utf-8")
    (line,) = run("check", file, "--format", "github").lines
    assert f"file={tmp_path}/a%2Cb%3Ac%25.yaml,line=1," in line
    assert "“x%0A::error::%25”" in line


def test_remarks_are_counted_and_shown_on_request(run: Run) -> None:
    case = INVALID / "remarks.yaml"
    assert run("check", case).out == f"{case}: no problem (3 remarks, with --info)\n"
    assert len(run("check", case, "--info").lines) == 7
    assert len(run("check", case, "--select", "I503").lines) == 3


def test_rules_are_chosen_by_their_beginnings(run: Run) -> None:
    case = INVALID / "same-words.yaml"
    assert run("check", case, "--ignore", "W").out == f"{case}: no problem (12 remarks, with --info)\n"
    assert "W403" in run("check", case, "--select", "E,W403").out
    assert "W403" not in run("check", case, "--select", "w4", "--ignore", "w403").out


def test_what_cannot_be_read_is_said_whatever_is_chosen(run: Run) -> None:
    answer = run("check", INVALID / "tab.yaml", "--select", "W4")
    assert answer.code == ExitCode.TROUBLE
    assert "E101" in answer.out


def test_missing_file(run: Run, tmp_path: Path) -> None:
    for arguments in (["check", tmp_path / "none.yaml"], ["check", tmp_path], ["check", "--against", tmp_path / "no"]):
        answer = run(*arguments)
        assert answer.code == ExitCode.TROUBLE
        assert answer.err.startswith("error: ")
        assert not answer.out


def test_bundled_and_valid_files_are_clean(organisation: Path) -> None:
    found = report.check(organisation)
    assert not [str(problem) for problem in found.problems if problem.severity != "info"]


def test_the_file_in_use_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORGCLI_FILE", str(INVALID / "tab.yaml"))
    assert "tab.yaml:3:1 E101" in run("check").out


def test_many_problems_are_cut(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    units = "".join(f"  - {{id: u{number}, name: U{number}, nmae: x}}\n" for number in range(2000))
    file.write_text(f"units:\n{units}", encoding="utf-8")
    answer = run("check", file)
    assert answer.lines[-1].endswith(": 500 errors (only the first are shown)")
    assert "the first 500 problems" in run("tree", "--file", file).err


def test_rules_speak_the_language_asked_for() -> None:
    language.speak("en")
    assert report.RULES["E106"].prose == report.RULES["E106"].paragraphs


def test_a_rule_is_chosen_or_not() -> None:
    chosen = registry.selection(["E2, w401"], ["E205"])
    assert sorted(name for name in report.RULES if name in chosen) == ["E201", "E202", "E203", "E204", "W401"]
    assert not chosen.remarks


# The audit


def test_coverage_table(run: Run) -> None:
    answer = run("check", INVALID / "audit.yaml", "--against", DATA / "official" / "charter.txt")
    table = answer.lines[answer.lines.index("") + 1 :]
    assert [line.split() for line in table[:5]] == [
        ["section", "clauses", "cited", "coverage"],
        ["1", "General", "provision", "1", "0", "0", "%"],
        ["2", "City", "Library", "6", "4", "66", "%"],
        ["3", "Reading", "Room", "4", "3", "75", "%"],
        ["whole", "11", "7", "63", "%"],
    ]


def test_audit_as_json(run: Run) -> None:
    answer = run("check", INVALID / "audit.yaml", "--against", DATA / "official" / "charter.txt", "--format", "json")
    assert answer.json["coverage"][1] == {"section": "2", "title": "City Library", "clauses": 6, "cited": 4}


def test_a_text_without_paragraphs_is_not_compared(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear Sir,\n\nnothing to report.\n")
    answer = run("check", "--against", text)
    assert (answer.code, answer.out) == (ExitCode.TROUBLE, "")
    assert answer.err == f"error: {text}: no numbered paragraphs in it: is it the official text?\n"


def test_a_warning_of_the_audit_counts_as_a_finding(run: Run, tmp_path: Path) -> None:
    rule = report.RULES["W603"]
    file, text = tmp_path / "org.yaml", tmp_path / "text.txt"
    text.write_text(rule.examples["Text"], encoding="utf-8")
    file.write_text(rule.examples["Bad"], encoding="utf-8")
    assert run("check", file, "--against", text).code == ExitCode.NO
    file.write_text(rule.examples["Good"], encoding="utf-8")
    assert run("check", file, "--against", text).code == ExitCode.YES


@pytest.mark.skipif(not CIRCULAR.exists(), reason="the circular is not at hand")
def test_audit_of_the_bundled_file(run: Run) -> None:
    answer = run("check", "--against", CIRCULAR, "--format", "json")
    coverage = answer.json["coverage"]
    assert sum(section["clauses"] for section in coverage) == 73 + 137 + 1
    assert [section["section"] for section in coverage if section["cited"] < section["clauses"]] == []
    assert [found for found in answer.json["problems"] if found["rule"] in {"E601", "E602"}] == []


def test_the_table_of_coverage_is_as_wide_as_its_words(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Section 1\nGeneral\n\n1.1 The Board meets.\n", encoding="utf-8")
    file = tmp_path / "org.yaml"
    file.write_text('units:\n  - {id: board, name: Board, ref: "1.1"}\n', encoding="utf-8")
    answer = run("check", file, "--against", text)
    assert max(map(len, answer.lines)) < 120


def test_a_long_line_is_quoted_around_the_spot(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    duties = ", ".join(f"{{text: Duty {number}}}" for number in range(2000))
    file.write_text(f"units: [{{id: a, name: A, duties: [{duties}, {{txt: Misspelt}}, {duties}]}}]\n", encoding="utf-8")
    quoted = [line.strip() for line in run("check", file).lines if "Misspelt" in line]
    assert quoted
    assert all(len(line) <= 102 and line[0] == line[-1] == "…" for line in quoted)
