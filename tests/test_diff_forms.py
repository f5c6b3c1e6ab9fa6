"""`diff` in each of its forms, and of what git keeps."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
import yaml
from markdown_it import MarkdownIt

from conftest import BUNDLED, DATA
from orgcli.changes.events import EVENTS
from shapes import faults

if TYPE_CHECKING:
    from conftest import Run, RunOnScreen

FIRST, SECOND, THIRD = (DATA / "history" / f"{day}.yaml" for day in ("2009-03-01", "2014-01-01", "2019-03-01"))
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
DOCS = Path(__file__).parent.parent / "docs"
BLANK = "\N{NO-BREAK SPACE}"
BASE = "https://x.invalid/"
SMALL = "units:\n  - {id: a, name: A, duties: [{ref: '1', text: Sweep the yard}]}\n"


def test_the_shape_of_its_json(run: Run) -> None:
    answer = run("diff", FIRST, THIRD, "--clauses", "--json")
    assert run("diff", FIRST, THIRD, "--clauses", "--format", "json").out == answer.out
    assert (answer.json["old"], answer.json["new"]) == (str(FIRST), str(THIRD))
    event = {"event": set(EVENTS), "id": str, "name": str, "ref_old": (str, None), "ref_new": (str, None)}
    event |= {"likeness": (float, None), "to_confirm": bool}
    shape = {"old": str, "new": str, "counts": dict.fromkeys(EVENTS, int), "events": [event]}
    assert {*map(tuple, answer.json["events"])} == {(*list(event)[:3], "was", "now", *list(event)[3:])}
    stated = [{key: one[key] for key in event} for one in answer.json["events"]]
    assert list(faults({**answer.json, "events": stated}, shape)) == []


def test_the_sums_come_first_in_french(run: Run) -> None:
    first = run("diff", FIRST, SECOND, "--lang", "fr").lines[0]
    assert first.startswith("4 créations · 4 suppressions · 2 fusions · 1 scission · ")
    assert " · 12 attributions · " in first


def test_what_is_gone_stands_where_it_was(run: Run) -> None:
    lines = run("diff", FIRST, SECOND).lines
    places = [
        lines.index(name) for name in ("Service des ressources humaines", "Bureau du courrier", "Magasin central")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_screen_of_any_width_loses_no_word(width: int, run: Run, on_screen: RunOnScreen) -> None:
    screen = on_screen("--color", "never", "diff", FIRST, SECOND, width=width)
    assert max(map(len, screen.lines)) <= width
    assert sorted(screen.out.split()) == sorted(run("diff", FIRST, SECOND).out.split())


def test_changed_words_are_struck_and_underlined_in_colour(on_screen: RunOnScreen) -> None:
    out = on_screen("diff", SECOND, THIRD, "--in", "centre-information", width=120).out
    assert "\x1b[9;31mPublier\x1b[0m" in out
    assert "\x1b[1;4mDiffuser\x1b[0m" in out
    assert "Publier Diffuser chaque semaine jour les avis urgents aux" in re.sub(r"\x1b\[[\d;]*m", "", out)
    assert "[-" not in out


def test_the_line_of_sums_breaks_between_them(on_screen: RunOnScreen) -> None:
    lines = on_screen("diff", FIRST, SECOND, "--lang", "fr", "--color", "never", width=40).lines
    sums = lines[: lines.index("")]
    assert len(sums) > 5
    assert all(line.endswith(" ·") for line in sums[:-1])


def test_stat_is_one_screen(on_screen: RunOnScreen, run: Run) -> None:
    assert len(on_screen("diff", FIRST, SECOND, "--stat").lines) <= 24
    assert "\n+1 -1 ~1     Service des ressources humaines\n" in run("diff", FIRST, SECOND, "--stat").out


def test_a_screen_reader_gets_sentences(run: Run) -> None:
    lines = run("--plain", "diff", SECOND, THIRD).lines
    assert "Move: Direction de la signalisation maritime then Direction de la flotte (3.6 then 5.6)." in lines
    wordings = "“Publier chaque semaine les avis aux navigateurs”, it is “Diffuser chaque jour les avis urgents"
    assert any(
        line.startswith(f"To confirm, duty reworded: 6.5{BLANK}a), 72 % alike: it was {wordings}") for line in lines
    )
    assert not [line for line in lines if not line.endswith((".", "…"))]


def test_a_note_in_markdown(run: Run) -> None:
    note = run("diff", FIRST, SECOND, "--format", "markdown").out
    assert f"\n### Service des finances\n\n- **duty reworded**: 2.5{BLANK}a): Préparer le budget **annuel** de" in note
    french = run("diff", FIRST, SECOND, "--format", "markdown", "--lang", "fr").out
    assert f"- **attribution reformulée**{BLANK}: 2.5{BLANK}a){BLANK}: Préparer" in french
    page = MarkdownIt("commonmark").render(note)
    assert page.count("<h3>") == note.count("\n### ")
    assert "\\" not in page


def test_remarks_stand_at_the_lines_of_the_new_file(run: Run) -> None:
    content = SECOND.read_text(encoding="utf-8").splitlines()
    lines = run("diff", FIRST, SECOND, "--format", "github").lines
    moved = next(line for line in lines if "title=move:" in line)
    number = int(moved.partition("line=")[2].partition(",")[0])
    assert content[number - 1].strip() == "- id: magasin"
    gone = next(line for line in lines if "title=abolition::Bureau du courrier" in line)
    number = int(gone.partition("line=")[2].partition(",")[0])
    assert content[number - 1].strip() == "- id: secretariat-general"


def test_linked_data_has_an_event_each(run: Run) -> None:
    shown = run("diff", FIRST, SECOND, "--format", "turtle").out
    graph = rdflib.Graph().parse(data=shown, format="turtle", publicID=BASE)
    events = run("diff", FIRST, SECOND, "--json").json["events"]
    assert len(list(graph.subjects(rdflib.RDF.type, ORG.ChangeEvent))) == len(events)

    def ends(sort: str, of: str) -> tuple[set[str], set[str]]:
        event = next(
            one
            for one in graph.subjects(DCT.type, rdflib.Literal(sort))
            if (one, DCT.subject, rdflib.URIRef(f"{BASE}#{of}")) in graph
        )
        sides = (graph.objects(event, ORG.originalOrganization), graph.objects(event, ORG.resultingOrganization))
        before, after = ({str(one).removeprefix(f"{BASE}#") for one in side} for side in sides)
        return before, after

    assert ends("merged", "division-aides") == ({"division-phares", "division-bouees"}, {"division-aides"})
    assert ends("split", "bureau-etudes") == ({"bureau-etudes"}, {"bureau-ouvrages", "bureau-energie"})
    assert ends("created", "cellule-donnees") == (set(), {"cellule-donnees"})
    assert ends("abolished", "bureau-courrier") == ({"bureau-courrier"}, set())
    assert ends("duty-transferred", "inspection") == ({"bureau-reclamations"}, {"inspection"})


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    program = shutil.which("git") or pytest.skip("needs git")
    subprocess.run([program, "-C", str(folder), *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a repository with two commits of `orgs/org.yaml`, and a change in the working tree."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "orgs" / "org.yaml"
    file.parent.mkdir()
    git(tmp_path, "init")
    for content in (SMALL, SMALL.replace("name: A", "name: B")):
        file.write_text(content, encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "A text")
    file.write_text(SMALL.replace("name: A", "name: C"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


def names_of(answer: Any) -> tuple[str, str, str, str]:
    (event,) = answer.json["events"]
    return answer.json["old"], answer.json["new"], event["was"], event["now"]


def test_revisions_of_git(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(repository)
    assert names_of(run("--file", file, "diff", "HEAD", "--json")) == ("HEAD:org.yaml", file, "B", "C")
    assert names_of(run("--file", file, "diff", "HEAD~1", "HEAD", "--json"))[2:] == ("A", "B")
    assert names_of(run("diff", "HEAD~1:orgs/org.yaml", "orgs/org.yaml", "--json"))[2:] == ("A", "C")
    monkeypatch.chdir(repository.parent)
    assert names_of(run("diff", "main~1:./org.yaml", "org.yaml", "--json"))[2:] == ("A", "C")
    assert (
        "::notice file=orgs/org.yaml,line=2,"
        in run("diff", "HEAD~1:orgs/org.yaml", "HEAD:orgs/org.yaml", "--format", "github").out
    )


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("HEAD~9", "neither a file nor a revision that git has"),
        ("nothing.yaml", "neither a file nor a revision that git has"),
        ("HEAD:none.yaml", "git has no file none.yaml in HEAD"),
        ("--output=x:y", "neither a file nor a revision that git has"),
    ],
)
def test_why_there_is_no_such_text(old: str, reason: str, repository: Path, run: Run) -> None:
    answer = run("--file", repository, "diff", "--", old)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err


def test_no_repository_and_no_git(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if shutil.which("git"):
        assert "is in no git repository" in run("diff", "HEAD:a.yaml", FIRST).err
    monkeypatch.setenv("PATH", "")
    answer = run("diff", "HEAD:a.yaml", FIRST)
    assert (answer.code, answer.out) == (2, "")
    assert "git must be installed" in answer.err


def test_an_invalid_text_is_named(tmp_path: Path, repository: Path, run: Run) -> None:
    repository.write_text("units: [{id: a}]", encoding="utf-8")
    git(tmp_path, "commit", "-am", "Broken")
    for old in (str(repository), "HEAD:orgs/org.yaml"):
        answer = run("diff", old, FIRST)
        assert (answer.code, answer.out) == (2, "")
        assert f"{old}:1:" in answer.err


def test_git_diff_asks_it_as_its_driver(repository: Path, tmp_path: Path) -> None:
    command = f'f() {{ echo "$1"; {shlex.quote(sys.executable)} -m orgcli diff "$2" "$5" || true; }}; f'
    git(tmp_path, "config", "diff.orgcli.command", command)
    (tmp_path / ".git" / "info" / "attributes").write_text("*.yaml diff=orgcli\n", encoding="utf-8")
    repository.with_name("new.yaml").write_text(SMALL, encoding="utf-8")
    git(tmp_path, "add", "-A")
    program = shutil.which("git") or ""
    shown = subprocess.run([program, "diff", "HEAD"], check=True, capture_output=True, encoding="utf-8").stdout
    new = "1 creation · 1 duty\n\nA\n  + creation  unit\n  + duty  1: Sweep the yard\n"
    assert shown == f"orgs/new.yaml\n{new}orgs/org.yaml\n1 change of name\n\nC\n  ~ name  B → C\n"


def test_a_tree_marks_what_changed_since_an_old_text(run: Run, on_screen: RunOnScreen) -> None:
    since = ("--file", SECOND, "tree", "--since", FIRST)
    lines = [line.lstrip("├─└│ ") for line in run(*since).lines]
    assert "◇ Magasin central — moved from: Direction de la flotte" in lines
    assert "◇ Cellule des données géographiques — creation" in lines
    renamed = lines.index("● Service des ressources humaines — former name: Service du personnel")
    assert lines[renamed + 1] == "○ Bureau du courrier — abolition"
    merged = run("--file", THIRD, "tree", "--since", FIRST).out
    assert "Division des travaux sous-marins; former name: Division des baliseurs\n" in merged
    assert "\x1b[9;31mBureau du courrier\x1b[0m" in on_screen(*since, width=120).out
    plain = run(*since, "--plain").lines
    assert "Level 2: Secrétariat général, 3 units directly below." in plain
    assert "Level 3: Bureau du courrier, abolition." in plain
    same = run("--file", SECOND, "tree", "--since", SECOND)
    assert same.out == run("--file", SECOND, "tree").out
    assert same.err == f"no unit is new, gone, moved or renamed since {SECOND}\n"
    assert run(*since, "--json").code == 2


def test_a_branch_of_a_tree_keeps_what_is_gone_in_it_down_to_the_depth(run: Run) -> None:
    branch = ("--file", SECOND, "tree", "secretariat-general", "--since", FIRST)
    assert len(run(*branch).lines) == 5
    assert len(run(*branch, "--depth", "0").lines) == 1


def with_the_mine_service_moved() -> dict[str, Any]:
    """Return the bundled file with one service under another office, as the guide tells how to do it."""
    data: dict[str, Any] = yaml.load(BUNDLED.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 - texts only
    units, waiting = {}, list(data["units"])
    for unit in waiting:
        units[unit["id"]] = unit
        waiting += unit.get("units", [])
    service, office = units["service-lutte-antimines"], units["bureau-affaires-militaires"]
    before = next(unit for unit in units.values() if service in unit.get("units", []))
    before["units"].remove(service)
    office.setdefault("units", []).append(service)
    del service["ref"]
    service["head"]["reports_to"] = [{"post": office["head"]["id"]}]
    return data


@pytest.mark.parametrize(("lang", "guide"), [("en", "guide.md"), ("fr", "guide.fr.md")])
def test_what_if_the_mine_service_moved(lang: str, guide: str, tmp_path: Path, on_screen: RunOnScreen) -> None:
    copy = tmp_path / "copy.yaml"
    moved = yaml.dump(with_the_mine_service_moved(), Dumper=yaml.CSafeDumper, allow_unicode=True)
    copy.write_text(moved, encoding="utf-8")
    shown = on_screen("--lang", lang, "--color", "never", "diff", BUNDLED, copy, width=80).out
    page = DOCS / guide
    content = page.read_text(encoding="utf-8")
    if "ORGCLI_REWRITE" in os.environ:
        content = re.sub(r"(?<=```text\n).*?(?=```\n)", lambda _old: shown, content, count=1, flags=re.DOTALL)
        page.write_text(content, encoding="utf-8")
    assert f"```text\n{shown}```\n" in content


def test_texts_of_a_folder_by_their_days(run: Run) -> None:
    answer = run("--file", FIRST.parent, "--as-of", "2014-06-30", "diff", "2010-06-30", "--json")
    assert (answer.json["old"], answer.json["new"]) == (str(FIRST), str(SECOND))
    assert run("diff", FIRST, FIRST.parent, "--json").json["new"] == str(THIRD)
    no_day = run("--file", FIRST.parent, "diff", "2010-02-30")
    assert (no_day.code, no_day.err) == (2, "error: 2010-02-30: write the day as in 2024-01-31\n")
