"""No file, name or text makes a question grow beyond bounds: what is counted here, `benchmarks/bounds.py` measures."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console
from rich.text import Text

from orgcli.changes import duties, events, guesses, marks
from orgcli.check import audit, official_text
from orgcli.check.mentions import MentionFinder
from orgcli.cli.main import main
from orgcli.errors import MAX_CHARACTERS, MAX_WORDS
from orgcli.export import registry
from orgcli.export.registry import FORMATS
from orgcli.graph import names, reporting
from orgcli.graph.organisation import Organisation
from orgcli.org import references
from orgcli.org.model import Org, Unit
from orgcli.render.typeset import LabelledRows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.console import ConsoleOptions
    from rich.segment import Segment

    from conftest import Run
    from orgcli.graph.nodes import Item


def written(path: Path, **keys: Any) -> Path:
    """Write an organisation of one top unit with these keys; JSON is YAML."""
    groups, bodies = keys.pop("groups", []), keys.pop("bodies", [])
    top = {"id": "r", "name": "Root", **keys}
    path.write_text(json.dumps({"units": [top], "groups": groups, "bodies": bodies}), encoding="utf-8")
    return path


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    """Return a file in which each of 300 pairs of posts answers to the pair above: 2³⁰⁰ lines lead to the top."""
    posts = [
        {
            "id": f"p{layer}-{side}",
            "title": f"Post {layer} {side}",
            "reports_to": [{"post": f"p{layer - 1}-{above}"} for above in (0, 1)] if layer else [],
        }
        for layer in range(300)
        for side in (0, 1)
    ]
    return written(tmp_path / "ladder.yaml", posts=posts)


@pytest.mark.parametrize("typed", [["p299-1"], ["p299-0", "p299-1"]])
def test_at_most_a_hundred_lines_are_listed_and_that_there_are_more(typed: list[str], ladder: Path, run: Run) -> None:
    answer = json.loads(run("--file", ladder, "path", *typed, "--json").out)
    assert 1 < len(answer["lines"]) <= reporting.MAX_LINES
    assert sum(len(line["steps"]) for line in answer["lines"]) <= 2 * reporting.MAX_STEPS
    assert answer["more"] is True


@pytest.mark.parametrize("option", [[], ["--plain"], ["--prose"]])
def test_each_form_of_the_answer_says_that_there_are_more(option: list[str], ladder: Path, run: Run) -> None:
    for typed in (["p299-1"], ["p299-0", "p299-1"]):
        assert "There are more lines than these" in run("--file", ladder, "path", *typed, *option).out
        assert "Il y en a d’autres" in run("--lang", "fr", "--file", ladder, "path", *typed, *option).out
        assert "more lines" not in run("--file", ladder, "path", "p1-0", *option).out


def test_the_nearest_superiors_come_before_the_lines_and_each_has_one(ladder: Path, run: Run) -> None:
    out = run("--file", ladder, "path", "p299-0", "p299-1").out
    assert out.startswith("Nearest common superiors:\n  Post 298 0 · Root\n  Post 298 1 · Root\n")
    assert [out.count(f" → Post 298 {side} · Root\n") for side in (0, 1)] == [2, 2]
    assert "Post 297" not in out


def test_lines_to_a_common_superior_are_listed_before_others(tmp_path: Path, run: Run) -> None:
    posts = [{"id": f"top{one}", "title": f"Top {one}", "reports_to": []} for one in range(60)]
    posts.append({"id": "boss", "title": "Boss", "reports_to": []})
    ways = [{"post": f"top{one}"} for one in range(60)]
    posts.append({"id": "a", "title": "A", "reports_to": [*ways, {"post": "boss"}]})
    posts.append({"id": "b", "title": "B", "reports_to": [{"post": "boss"}]})
    file = written(tmp_path / "a.yaml", posts=posts)
    lines = json.loads(run("--file", file, "path", "a", "b", "--json").out)["lines"]
    assert [line["steps"][line["common"]]["post"] for line in lines if line["common"] is not None] == ["Boss", "Boss"]


def test_a_line_of_thousands_of_posts_is_drawn_and_exported(tmp_path: Path, run: Run) -> None:
    posts = [
        {"id": f"p{one}", "title": f"P {one}", "reports_to": [{"post": f"p{one - 1}"}] if one else []}
        for one in range(1_500)
    ]
    file = written(tmp_path / "chain.yaml", posts=posts)
    assert (
        len(run("--file", file, "path", "p1499").out.splitlines()) == 1_501
    )  # the head of the unit, inferred, is the last
    for form in ("html", "svg", "dot"):
        assert run("--file", file, "export", form).code == 0, form


def test_units_of_one_name_are_told_apart_together(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []
    exactly = names.MATCHERS[0]
    counting = (lambda *asked: looked_up.append(asked) or exactly(*asked), *names.MATCHERS[1:])
    monkeypatch.setattr(names, "MATCHERS", counting)
    units = [{"id": f"u{one}", "name": "Section"} for one in range(2_000)]
    answer = run("--file", written(tmp_path / "same.yaml", units=units), "show", "Section")
    assert answer.code == 2
    assert '"u1999"' in answer.err
    assert len(looked_up) < 10


def test_owners_tell_apart_what_has_one_name_at_several_levels(tmp_path: Path, run: Run) -> None:
    units = [
        {"id": f"{one}", "name": one, "units": [{"id": f"{one}-m", "name": "Middle", "units": [
            {"id": f"{one}-x", "name": "Press"}, {"id": f"{one}-y", "name": "Press"},
            {"id": f"{one}-z", "name": "Staff"},
        ]}]}
        for one in ("north", "south")
    ]  # fmt: skip
    file = written(tmp_path / "levels.yaml", units=units)
    assert '"north/Middle/Staff"' in run("--file", file, "show", "Staff").err
    assert '"north-x"' in run("--file", file, "show", "Press").err
    assert run("--file", file, "show", "north/Middle/Staff").code == 0


LONG = {
    "slashes": "a/" * 500,
    "words": "police " * 1_100,
    "a word": "x" * 5_000,
    "quotes": '"' * 6_000,
    "other words": " ".join(f"word{one}" for one in range(4_000)),
}


@pytest.fixture(scope="module")
def filled_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache with two organisations in it."""
    folder = tmp_path_factory.mktemp("bounds")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ORGCLI_CACHE", str(folder / "cache"))
        assert main(["--file", str(written(folder / "other.yaml")), "tree"]) == main(["tree"]) == 0
    return folder / "cache"


@pytest.mark.parametrize("command", ["tree", "show", "path", "find"])
@pytest.mark.parametrize("typed", LONG.values(), ids=LONG)
def test_a_name_or_question_too_long_is_refused_and_the_cache_stays(
    command: str, typed: str, run: Run, filled_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGCLI_CACHE", str(filled_cache))
    cached = {file: file.read_bytes() for file in filled_cache.iterdir()}
    assert len(cached) == 2
    answer = run(command, "--", typed)
    assert (answer.code, answer.out) == (2, "")
    assert "is too long" in answer.err
    assert len(answer.err) < 200
    assert {file: file.read_bytes() for file in filled_cache.iterdir()} == cached


@pytest.mark.parametrize("command", ["tree", "show", "path", "find"])
def test_a_name_or_question_as_long_as_may_be_is_looked_for(command: str, run: Run) -> None:
    for typed in ("a/" * MAX_WORDS, "police " * MAX_WORDS, "x" * MAX_CHARACTERS):
        answer = run(command, "--", typed.strip())
        assert answer.code in {0, 1, 2}
        assert "too long" not in answer.err
        assert "internal" not in answer.err


def with_groups(path: Path, number: int) -> Path:
    units = [{"id": f"u{one}", "name": f"U {one}"} for one in range(500)]
    duties = [{"text": "keep records"}]
    groups = [{"id": f"g{one}", "name": f"G {one}", "below": ["r"], "duties": duties} for one in range(number)]
    return written(path, units=units, groups=groups)


def test_so_many_groups_fit(tmp_path: Path, run: Run) -> None:
    assert run("--file", with_groups(tmp_path / "fits.yaml", 200), "tree", "--depth", "0").code == 0


@pytest.mark.parametrize("question", [["find", "x"], ["check"], *(["export", form] for form in FORMATS)])
def test_groups_that_multiply_are_refused(question: list[str], tmp_path: Path, run: Run) -> None:
    answer = run("--file", with_groups(tmp_path / "groups.yaml", 201), *question)
    assert (answer.code, "E110 the groups have too many members" in answer.out + answer.err) == (
        1 if question == ["check"] else 2,
        True,
    )


def test_bodies_nest_as_deep_as_units(tmp_path: Path, run: Run) -> None:
    bodies = [
        {"id": f"b{one}", "name": f"B {one}"} | ({"part_of": f"b{one - 1}"} if one else {})
        for one in range(references.MAX_OWNERS + 2)
    ]
    assert run("--file", written(tmp_path / "fits.yaml", bodies=bodies[:-1]), "show", "b100").code == 0
    answer = run("--file", written(tmp_path / "deep.yaml", bodies=bodies), "show", "b100")
    assert (answer.code, "E110 bodies nested deeper than 100" in answer.err) == (2, True)


def test_lines_that_end_in_hyphens_are_joined_looking_at_the_last_word_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []
    append = official_text.Clause.append

    def counting(clause: official_text.Clause, text: str, *, hyphen: bool = True) -> None:
        looked_at.append(len(clause.end) + len(text))
        append(clause, text, hyphen=hyphen)

    monkeypatch.setattr(official_text.Clause, "append", counting)
    text = official_text.parse("2.5 keep " + "records and re-\n" * 20_000 + "ports\n").clauses["2.5"].text
    assert text == "keep records and " + "rerecords and " * 19_999 + "reports"
    assert len(looked_at) == 20_000
    assert max(looked_at) < 200


def test_a_word_over_many_lines_is_one_word() -> None:
    assert official_text.parse("1.1 a" + "b-\n" * 5_000 + "c\n").clauses["1.1"].text == "a" + "b" * 5_000 + "c"


def test_a_number_of_many_figures_begins_no_paragraph() -> None:
    text = official_text.parse("1.1 Keep records.\n\n" + "1." * 15_000 + "1 Keep reports.\n\n1.2 Keep both.\n")
    assert list(text.clauses) == ["1.1", "1.2"]


def test_a_text_of_too_many_lines_is_refused(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "text"
    file.write_text("1.1 keep\n" + "\n" * official_text.MAX_LINES, encoding="utf-8")
    for question in (["cite", "1.1", "--text", file], ["check", "--against", file]):
        answer = run(*question)
        assert (answer.code, "E110 the text has more than 500000 lines" in answer.err) == (2, True)


def test_names_are_looked_up_and_not_compared_one_by_one() -> None:
    finder = MentionFinder(Org(units=tuple(Unit(id=f"u{one}", name=f"Unit Office {one}") for one in range(3_000))))
    mention = finder.mentions("the Unit Office 7 and the Unit Office 2999 of the unit office")
    assert [mention.ids for mention in mention] == [{"u7"}, {"u2999"}]
    assert finder.possible_ids("office that unit 7 has") == {f"u{one}" for one in range(1_000)}
    assert len(finder._by_rarest_stem["offic"]) == 1  # noqa: SLF001 - one set of stems, however many have it


def test_the_longest_run_of_copied_words_is_found_by_runs_of_ten() -> None:
    clause = [f"w{one}" for one in range(40)]
    runs = audit._runs(clause)  # noqa: SLF001
    copied = clause[5:17]
    assert audit._longest_run(["x", *copied, "y", *clause[20:30]], runs) == copied  # noqa: SLF001
    assert audit._longest_run([*clause[:9], "x", *clause[9:18]], runs) == []  # noqa: SLF001
    assert audit._longest_run(["a"] * 2_000, audit._runs(["a"] * 2_000)) == ["a"] * 2_000  # noqa: SLF001
    assert len(audit._runs(["a"] * 2_000)) == 1  # noqa: SLF001


@pytest.mark.parametrize("form", registry.FOR_PEOPLE)
def test_a_format_for_people_has_a_limit_of_units_and_posts(
    form: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "MAX_PARTS", 3)
    units = [{"id": "a", "name": "Alpha", "units": [{"id": "b", "name": "Beta"}]}, {"id": "c", "name": "Gamma"}]
    file = written(tmp_path / "org.yaml", units=units)
    refusal = run("--lang", "en", "--file", file, "export", form)
    assert refusal.code == 2
    assert f"too large for {form}: 4 units and posts, at most 3; choose a part with --unit or --depth" in refusal.err
    assert "Beta" in run("--file", file, "export", form, "--unit", "a").out
    assert "Beta" in run("--file", file, "export", "csv").out
    clerks = [{"id": f"clerk{one}", "title": "Clerk"} for one in range(3)]
    assert "4 units and posts" in run("--file", written(tmp_path / "posts.yaml", posts=clerks), "export", form).err


@pytest.mark.parametrize("option", [[], ["--plain"], ["--format", "markdown"], ["--format", "github"], ["--json"]])
def test_duties_are_compared_up_to_a_limit_and_the_answer_says_so(
    option: list[str], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (
        written(tmp_path / f"{name}.yaml", duties=[{"text": text.format(one)} for one in range(20)])
        for name, text in (("old", "keep the records of year {}"), ("new", "keep the records of the year {}"))
    )
    whole = run("diff", old, new, *option)
    assert "not compared" not in whole.out + whole.err
    assert "not_compared" not in whole.out
    monkeypatch.setattr(duties, "MAX_COMPARISONS", 100)
    answer = run("diff", old, new, *option)
    assert answer.code == 1
    if option == ["--json"]:
        counts = answer.json["counts"]
        assert (counts["duty-reworded"], counts["duty-added"], counts["duty-removed"]) == (12, 8, 8)
        assert answer.json["not_compared"] == 8
    else:
        assert "8 new ones were not compared with all old ones" in answer.out + answer.err


def test_duties_of_long_texts_count_as_several(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "MAX_COMPARISONS", 100)
    old, new = (
        written(tmp_path / f"{end}.yaml", duties=[{"text": f"{one} {'a' * 4_000}{end}"} for one in range(10)])
        for end in "bc"
    )
    assert run("diff", old, new, "--json").json["not_compared"] > 0


def test_words_that_all_have_in_common_are_not_looked_up(tmp_path: Path, run: Run) -> None:
    number = duties.FEW + 1
    old, new = (
        written(tmp_path / f"{word}.yaml", duties=[{"text": f"keep records {word}{one}"} for one in range(number)])
        for word in "xy"
    )
    answer = run("diff", old, new, "--json").json
    assert answer["not_compared"] == answer["counts"]["duty-added"] == number


def test_parts_without_links_or_duties_are_not_parsed(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []
    parse = Organisation._item  # noqa: SLF001

    def counting(org: Organisation, node_id: str) -> Item:
        parsed.append(node_id)
        return parse(org, node_id)

    monkeypatch.setattr(Organisation, "_item", counting)
    units = [[{"id": f"u{one}", "name": f"{name} {one}"} for one in range(50)] for name in ("Unit", "Office")]
    old, new = (written(tmp_path / f"{one}.yaml", units=units[one]) for one in (0, 1))
    assert run("diff", old, new, "--json").json["counts"]["renamed"] == 50
    assert parsed == []


@pytest.fixture
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return a folder of two texts of five units, all ids of which changed, and the older text; three are too many."""
    for year, letter in ((2001, "u"), (2002, "v")):
        units = [{"id": f"{letter}{one}", "name": f"Unit {one}"} for one in range(5)]
        written(tmp_path / f"{year}.yaml", units=[*units, {"id": "s", "name": "Side"}])
    monkeypatch.setattr(events, "MAX_LISTED", 3)
    monkeypatch.setattr(guesses, "MAX_LISTED", 3)
    return tmp_path, tmp_path / "2001.yaml"


@pytest.mark.parametrize(
    "option", [[], ["--plain"], ["--json"], *(["--format", form] for form in ("markdown", "github", "turtle", "json"))]
)
def test_too_many_differences_are_counted_and_not_listed(
    option: list[str], renamed: tuple[Path, Path], run: Run
) -> None:
    folder, old = renamed
    refusal = run("diff", old, folder / "2002.yaml", *option)
    assert (refusal.code, refusal.out) == (2, "")
    assert "too many differences to list: 10, at most 3; “orgcli diff” counts them with --stat" in refusal.err
    french = run("--lang", "fr", "diff", old, folder / "2002.yaml", *option)
    assert "trop de différences pour une liste\N{NO-BREAK SPACE}: 10, au plus 3" in french.err
    counted = run("diff", old, folder / "2002.yaml", "--stat")
    assert (counted.code, counted.lines[0]) == (1, "5 creations · 5 abolitions")
    listed = run("diff", old, folder / "2002.yaml", "--in", "v4", *option)
    assert (listed.code, listed.out != "") == (1, True)
    assert "Unit 3" not in listed.out


@pytest.mark.parametrize(
    "question", [["tree", "--since", "{old}"], ["export", "html", "--since", "{old}"], ["history", "r"]]
)
def test_too_many_differences_are_not_marked_either(question: list[str], renamed: tuple[Path, Path], run: Run) -> None:
    folder, _old = renamed
    units = [{"id": f"u{one}", "name": f"Other {one}"} for one in range(5)]
    written(folder / "2003.yaml", units=units, duties=[{"text": f"keep the records of {one}"} for one in range(5)])
    refusal = run("--file", folder, *(word.format(old=folder / "2002.yaml") for word in question))
    assert (refusal.code, refusal.out) == (2, "")
    assert "too many differences to list: " in refusal.err


def test_too_many_guesses_are_not_listed(renamed: tuple[Path, Path], run: Run) -> None:
    folder, old = renamed
    refusal = run("diff", old, folder / "2002.yaml", "--stat", "--guess")
    assert (refusal.code, refusal.out) == (2, "")
    assert "too many new ids that may be old ones: 5, at most 3; choose a unit with --in" in refusal.err
    assert "au plus 3" in run("--lang", "fr", "diff", old, folder / "2002.yaml", "--stat", "--guess").err
    chosen = run("diff", old, folder / "2002.yaml", "--in", "v4", "--guess")
    assert "# Unit 4 → Unit 4 (100 % alike)\n- id: v4\n  formerly: [u4]" in chosen.out
    assert "id: v3" not in chosen.out


def test_a_page_too_large_is_refused_before_anything_is_compared(
    renamed: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, old = renamed
    monkeypatch.setattr(registry, "MAX_PARTS", 3)
    monkeypatch.delattr(marks, "Since")
    refusal = run("--file", folder, "export", "html", "--since", old)
    assert (refusal.code, refusal.out) == (2, "")
    assert "too large for html: 7 units and posts, at most 3" in refusal.err


class Counted(Text):
    """A text that counts how often it is drawn."""

    drawn = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        Counted.drawn += 1
        return super().__rich_console__(console, options)


def test_each_row_of_two_columns_is_drawn_once() -> None:
    out = Console(file=io.StringIO(), width=80)
    out.print(LabelledRows([(Text("1.1"), Counted("keep the records")) for _row in range(5)]), end="")
    assert Counted.drawn == 5
    assert out.file.getvalue() == "1.1  keep the records\n" * 5  # type: ignore[attr-defined] # a StringIO
