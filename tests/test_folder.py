"""A folder of texts: the one in force is used, ``--as-of`` chooses another, and faults of the dates are reported."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import DATA
from orgcli.cli.main import main
from orgcli.graph import folder

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

HISTORY = DATA / "history"
DIRECTOR = {"2009-03-01": "Maëlle Kerdoncuff", "2014-01-01": "Yann Le Goualher"}


def text(name: str, since: str = "", until: str = "") -> str:
    dates = f", in_force: {{date: {since}}}" if since else ""
    dates += f", until: {until}" if until else ""
    return f"source: {{title: Orders, symbol: {name.upper()}{dates}}}\nunits: [{{id: {name}, name: {name}}}]\n"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Return a folder of two texts with a gap between them."""
    (tmp_path / "old.yaml").write_text(text("old", "2001-05-01", "2004"), encoding="utf-8")
    (tmp_path / "2006-07.yml").write_text(text("new"), encoding="utf-8")
    (tmp_path / "README.md").write_text("No text.", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("no: text", encoding="utf-8")
    (tmp_path / "drafts.yaml").mkdir()
    return tmp_path


def test_the_text_in_force_today_is_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "today", lambda: date(2013, 12, 31))
    assert DIRECTOR["2009-03-01"] in run("--file", HISTORY, "show", "directeur général").out
    monkeypatch.setenv("ORGCLI_FILE", str(HISTORY))
    monkeypatch.setattr(folder, "today", lambda: date(2014, 1, 1))
    assert DIRECTOR["2014-01-01"] in run("show", "directeur général").out


@pytest.mark.parametrize(
    ("day", "symbol"),
    [
        ("2009-03-01", "APB/2009/3"),
        ("2013-12-31", "APB/2009/3"),
        ("2014-01-01", "APB/2013/11"),
        ("2019-02-28", "APB/2013/11"),
        ("2019-03-01", "APB/2019/2"),
        ("2900-01-01", "APB/2019/2"),
    ],
)
def test_as_of_chooses_by_day(day: str, symbol: str, run: Run) -> None:
    assert symbol in run("export", "markdown", "--file", HISTORY, "--as-of", day).lines[2]


@pytest.mark.parametrize(
    "question", [["tree"], ["find", "phares"], ["list"], ["stats"], ["cite", "3.4"], ["path", "agence"]]
)
def test_every_question_takes_it(question: list[str], run: Run) -> None:
    file = HISTORY / "2009-03-01.yaml"
    assert run(*question, "--file", HISTORY, "--as-of=2010-01-01") == run("--file", file, *question)


def test_dates_of_source_come_before_those_of_names(orders: Path, run: Run) -> None:
    (orders / "1999.yaml").write_text(text("third", "2010-01-01"), encoding="utf-8")
    assert run("tree", "--file", orders, "--as-of", "2009-12-31").lines == ["• new"]
    assert run("tree", "--file", orders, "--as-of", "2010-01-01").lines == ["• third"]


@pytest.mark.parametrize("day", ["2001-04-30", "2005-01-01", "2006-06-30"])
def test_no_text_in_force(day: str, orders: Path, run: Run) -> None:
    answer = run("tree", "--file", orders, "--as-of", day)
    assert answer.code == 2
    assert f"{orders}: no text is in force on {day}" in answer.err
    assert "from 2001-05-01 to 2004-12-31: OLD" in answer.err
    assert "since 2006-07-01: NEW" in answer.err


def test_a_text_that_has_ended_does_not_give_way_to_the_one_it_replaced(orders: Path, run: Run) -> None:
    (orders / "old.yaml").write_text(text("old", "2001-05-01"), encoding="utf-8")
    (orders / "2006-07.yml").write_text(text("new", "", "2007-01"), encoding="utf-8")
    assert run("tree", "--file", orders, "--as-of", "2007-01-31").lines == ["• new"]
    assert run("tree", "--file", orders, "--as-of", "2007-02-01").code == 2


@pytest.mark.parametrize("day", ["2018", "18-01-01", "2018-02-30", "yesterday", "", "20180101"])
def test_a_day_is_written_in_one_way(day: str, run: Run) -> None:
    answer = run("tree", "--file", HISTORY, "--as-of", day)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"error: --as-of {day}: write the day as in 2024-01-31\n"


def test_a_file_without_a_date(orders: Path, run: Run) -> None:
    (orders / "draft.yaml").write_text(text("draft", "soon"), encoding="utf-8")
    answer = run("tree", "--file", orders)
    assert answer.code == 2
    assert f"{orders / 'draft.yaml'}: no date from which it holds" in answer.err
    assert "source.in_force.date" in answer.err
    assert "2024-01-31.yaml" in answer.err


def test_two_texts_of_one_day(orders: Path, run: Run) -> None:
    (orders / "other.yaml").write_text(text("other", "2006-07-01"), encoding="utf-8")
    answer = run("tree", "--file", orders)
    assert answer.code == 2
    assert "2006-07.yml, other.yaml" in answer.err
    assert run("tree", "--file", orders, "--as-of", "2003-01-01").lines == ["• old"]


def test_a_folder_without_texts(tmp_path: Path, run: Run) -> None:
    answer = run("tree", "--file", tmp_path)
    assert (answer.code, answer.err) == (2, f"error: {tmp_path}: no file in it ends in .yaml or .yml\n")


def test_a_file_alone_has_its_dates(orders: Path, run: Run) -> None:
    assert run("tree", "--file", orders / "old.yaml", "--as-of", "2002-01-01").code == 0
    assert run("tree", "--file", orders / "old.yaml", "--as-of", "2005-01-01").code == 2
    undated = orders / "undated.yaml"
    undated.write_text(text("undated"), encoding="utf-8")
    assert run("tree", "--file", undated).code == 0
    assert "no date" in run("tree", "--file", undated, "--as-of", "2005-01-01").err


def test_only_the_text_in_force_is_read_in_full(orders: Path, run: Run) -> None:
    with (orders / "old.yaml").open("a", encoding="utf-8") as stream:
        stream.write("posts: [none]\n")
    assert run("tree", "--file", orders).lines == ["• new"]
    assert run("tree", "--file", orders, "--as-of", "2002-01-01").code == 2
    (orders / "old.yaml").write_text("source: {title: [\n", encoding="utf-8")
    assert f"{orders / 'old.yaml'}:" in run("tree", "--file", orders).err


def test_a_changed_date_is_seen(orders: Path, run: Run) -> None:
    assert run("tree", "--file", orders, "--as-of", "2001-06-01").lines == ["• old"]
    (orders / "old.yaml").write_text(text("old", "2001-07-01", "2004"), encoding="utf-8")
    assert run("tree", "--file", orders, "--as-of", "2001-06-01").code == 2


def test_a_name_of_another_text_is_said_to_be_there(run: Run) -> None:
    asked = run("show", "bureau d'études", "--file", HISTORY)
    command = f'orgcli --file {HISTORY} history "bureau d\'études"'
    assert asked.code == 2
    *_rest, label, line = asked.err.splitlines()
    assert (label, shlex.split(line)) == ("It is in the text APB/2009/3:", shlex.split(command))
    assert run(*shlex.split(command)[1:]).code == 0
    assert "history" not in run("show", "zorglub", "--file", HISTORY).err
    assert "history" not in run("show", "bureau d'études", "--file", HISTORY / "2019-03-01.yaml").err


def test_version_names_the_file_in_use(orders: Path, run: Run) -> None:
    assert run("--file", orders, "--version").lines[1] == str(orders / "2006-07.yml")
    assert run("--file", orders, "--as-of", "2002-01-01", "--version").lines[1] == str(orders / "old.yaml")


def test_completion(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def offered(*words: str) -> list[str]:
        monkeypatch.setenv("ORGCLI_COMPLETE", "zsh")
        main(list(words))
        return [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()[1:]]  # after zsh's own word

    monkeypatch.setenv("ORGCLI_FILE", str(HISTORY))
    assert any("Division des phares" in name for name in offered("--as-of", "2010-01-01", "show", "phares"))
    assert not any("Division des phares" in name for name in offered("show", "phares"))
    assert offered("tree", "--as-of", "201") == ["2014-01-01", "2019-03-01"]
    assert offered("--as-of", "1990-01-01", "show", "phares") == []


def test_the_language_is_that_of_the_text_in_force(orders: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGCLI_LANG")
    monkeypatch.setenv("LC_ALL", "C")
    (orders / "2006-07.yml").write_text(f"lang: fr\n{text('new')}", encoding="utf-8")
    assert "unité" in run("stats", "--file", orders).out
    assert "unit" in run("stats", "--file", orders, "--as-of", "2002-01-01").out


def test_check_of_a_folder_without_faults(run: Run) -> None:
    answer = run("check", HISTORY)
    assert (answer.code, len(answer.lines)) == (0, 1)
    assert run("--file", HISTORY, "check") == answer


def test_check_of_one_text_of_a_folder(orders: Path, run: Run) -> None:
    (orders / "2020.yaml").write_text("units: none", encoding="utf-8")
    assert run("--file", orders, "check").code == 1
    assert run("--file", orders, "--as-of", "2002-01-01", "check").lines == [
        f"{orders / 'old.yaml'}: no problem (2 remarks, with --info)"
    ]


def test_check_of_a_folder_in_other_forms(run: Run) -> None:
    invalid = DATA / "invalid" / "folder"
    problems = run("check", invalid, "--format", "json").json["problems"]
    assert {problem["rule"] for problem in problems} == {"E701", "E702", "W703", "W704", "W705", "W305"}
    gap = next(problem for problem in problems if problem["rule"] == "W704")
    assert (gap["file"], gap["path"]) == (str(invalid / "2001.yaml"), "source.until")
    assert f"::warning file={invalid / '2001.yaml'},line=1," in run("check", invalid, "--format", "github").out
    chosen = run("check", invalid, "--select", "W703,E7", "--format", "json").json["problems"]
    assert {problem["rule"] for problem in chosen} == {"E701", "E702", "W703"}


def test_check_of_a_folder_against_a_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.txt").write_text("1. One.\n2. Two.\n", encoding="utf-8")
    answer = run("check", HISTORY, "--against", tmp_path / "orders.txt")
    assert answer.code == 2
    assert "not a folder" in answer.err


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(days, st.none() | st.integers(0, 4000)), min_size=1, max_size=8), days)
def test_the_text_in_force_has_begun_and_not_ended_and_none_that_holds_is_newer(
    periods: list[tuple[date, int | None]], day: date
) -> None:
    listed = folder.dated(
        [
            folder.Text(DATA / f"{number}.yaml", since, None if length is None else since + timedelta(days=length))
            for number, (since, length) in enumerate(periods)
        ]
    )
    begun = [one for one in listed if one.since <= day]
    ended = [one for one in begun if one.until and one.until < day]
    try:
        chosen = folder.in_force(DATA, listed, day)
    except folder.NoTextInForce:
        assert begun == [] or begun[-1] in ended
    except folder.SeveralTexts:
        assert len({one.since for one in begun}) < len(begun)
    else:
        assert chosen in begun
        assert chosen not in ended
        assert all(one in ended for one in begun if one.since > chosen.since)


@pytest.mark.parametrize("until", ["2000", "2001-04-30", "2001-04"])
def test_a_text_that_ends_before_it_begins(until: str, orders: Path, run: Run) -> None:
    file = orders / "old.yaml"
    file.write_text(text("old", "2001-05-01", until), encoding="utf-8")
    for checked in (file, orders):
        answer = run("check", checked, "--format", "json").json["problems"]
        assert [(one["rule"], one["path"]) for one in answer] == [("W706", "source.until")]
    file.write_text(text("old", "2001-05-01", "2001"), encoding="utf-8")
    assert "W706" not in run("check", orders).out


@pytest.mark.parametrize("day", ["2024-02-30", "0000-00-00", "99999-01-01", "2024-13", "٢٠٢٤-٠١-٠١"])
def test_what_is_no_day_is_no_date(day: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(text("a", f'"{day}"'), encoding="utf-8")
    assert (run("tree", "--file", tmp_path).code, "no date" in run("tree", "--file", tmp_path).err) == (2, True)
    assert "E701" in run("check", tmp_path).out
    if day.isascii():
        assert run("diff", day, "--file", tmp_path).code == 2


def test_a_text_to_compare_is_no_option(run: Run) -> None:
    answer = run("diff", "2024-02-30", "--file", HISTORY)
    assert answer.err == "error: 2024-02-30: write the day as in 2024-01-31\n"


def test_the_first_and_the_last_day_that_there_are(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(text("a", "0001-01-01"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text("b", "9999-12-31", "9999"), encoding="utf-8")
    assert run("tree", "--file", tmp_path, "--as-of", "0001-01-01").lines == ["• a"]
    assert run("tree", "--file", tmp_path, "--as-of", "9999-12-31").lines == ["• b"]
    assert run("check", tmp_path).code == 0


@pytest.mark.parametrize("question", [["tree"], ["check"], ["history", "a"], ["diff", "a.yaml"]])
def test_a_folder_of_what_is_no_file(question: list[str], tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    answer = run(*question, "--file", tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
