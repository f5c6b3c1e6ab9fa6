"""`diff`: what changed between two texts, whatever they are, in every form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import BUNDLED, DATA, MATRIX
from orgcli.changes.events import EVENTS
from shapes import faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Answer, Run

HISTORY = DATA / "history"
FIRST, SECOND, THIRD = (HISTORY / f"{day}.yaml" for day in ("2009-03-01", "2014-01-01", "2019-03-01"))
NAMED = {"id": str, "name": str}
OLD: dict[str, Any] = {
    "units": [
        {
            "id": "works",
            "name": "Works",
            "kind": "office",
            "ref": "1",
            "head": {"id": "boss", "title": "Director", "person": "Ada"},
            "posts": [{"id": "aide", "title": "Aide", "ref": "1.2", "reports_to": [{"post": "boss", "ref": "1.3"}]}],
            "duties": [
                {"ref": "1.1", "text": "Keep the bridges of the town open in all seasons"},
                {"ref": "1.4", "text": "Paint the railings of the quays once a year"},
            ],
            "links": [{"type": "advises", "with": "mayor"}],
            "units": [{"id": "roads", "name": "Roads", "ref": "2", "units": [{"id": "paths", "name": "Paths"}]}],
        }
    ],
    "bodies": [{"id": "mayor", "name": "Mayor"}, {"id": "press", "name": "Press"}],
}


class Files:
    """Two files, the second a changed copy of the first, and what `diff` says of them."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.old, self.new = run, folder / "old.yaml", folder / "new.yaml"
        self.data = json.loads(json.dumps(OLD))
        self.works = self.data["units"][0]
        self.old.write_text(yaml.safe_dump(OLD), encoding="utf-8")

    def diff(self, *options: str) -> Answer:
        self.new.write_text(yaml.safe_dump(self.data), encoding="utf-8")
        return self.run("diff", self.old, self.new, *options)

    def events(self, *options: str) -> list[dict[str, Any]]:
        answer = self.diff("--json", *options)
        assert answer.code == (1 if answer.json["events"] else 0)
        events: list[dict[str, Any]] = answer.json["events"]
        return events

    def event(self, *options: str) -> dict[str, Any]:
        events = self.events(*options)
        assert len(events) == 1, events
        return events[0]


@pytest.fixture
def files(run: Run, tmp_path: Path) -> Files:
    return Files(run, tmp_path)


def of(event: dict[str, Any]) -> tuple[Any, ...]:
    return event["event"], event["id"], event["ref_old"], event["ref_new"]


@pytest.mark.parametrize("file", [BUNDLED, MATRIX, FIRST], ids=lambda file: file.stem)
def test_a_file_is_like_itself_and_its_own_export(file: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(run("--file", file, "export", "yaml").out, encoding="utf-8")
    for other in (file, copy):
        answer = run("diff", file, other, "--clauses")
        assert (answer.code, answer.out) == (0, "")
        assert "no difference" in answer.err


def test_comments_layout_and_what_is_for_searching_only_are_no_change(files: Files) -> None:
    files.works["keywords"] = ["tar"]
    files.works["aliases"] = ["W"]
    files.works["notes"] = [{"text": "See the plan."}]
    assert files.events() == []


def test_a_unit_is_created_with_its_head(files: Files) -> None:
    files.works["units"].append(
        {"id": "parks", "name": "Parks", "kind": "team", "ref": "3", "head": {"id": "gardener", "title": "Gardener"}}
    )
    event = files.event()
    assert of(event) == ("created", "parks", None, "3")
    works, gardener = {"id": "works", "name": "Works"}, {"id": "gardener", "name": "Gardener"}
    now = {"id": "parks", "name": "Parks", "type": "unit", "kind": "team", "part_of": works, "heads": [gardener]}
    assert (event["was"], event["now"]) == (None, now)
    assert "  + creation  team, part of: Works, headed by: Gardener (3)" in files.diff().lines


def test_a_unit_is_abolished_where_it_was(files: Files) -> None:
    del files.works["units"][0]["units"][0]
    files.works["units"].append({"id": "zoo", "name": "Zoo"})
    assert [of(event)[:2] for event in files.events()] == [("abolished", "paths"), ("created", "zoo")]


def test_a_post_is_created_and_abolished(files: Files) -> None:
    files.works["posts"] = [{"id": "clerk", "title": "Clerk", "ref": "1.5"}]
    events = files.events()
    assert [of(event) for event in events] == [("created", "clerk", None, "1.5"), ("abolished", "aide", "1.2", None)]
    assert events[0]["now"]["type"] == "post"


def test_a_name_a_kind_and_a_parent_change(files: Files) -> None:
    roads = files.works["units"].pop()
    paths = roads["units"].pop()
    files.works["units"] = [roads | {"name": "Roads and Tracks", "kind": "team"}, paths | {"ref": "2.1"}]
    events = {event["event"]: event for event in files.events()}
    assert (events["renamed"]["was"], events["renamed"]["now"]) == ("Roads", "Roads and Tracks")
    assert (events["kind"]["was"], events["kind"]["now"]) == (None, "team")
    assert events["moved"]["was"] == {"id": "roads", "name": "Roads"}
    assert events["moved"]["now"] == {"id": "works", "name": "Works"}
    assert (events["moved"]["ref_old"], events["moved"]["ref_new"]) == (None, "2.1")
    assert len(events) == 3


def test_another_head_that_was_a_post_before(files: Files) -> None:
    files.works["head"], files.works["posts"] = files.works["posts"][0], [files.works["head"]]
    del files.works["head"]["reports_to"]
    event = files.event("--kind", "head,created,abolished,moved")
    assert of(event)[:2] == ("head", "works")
    assert event["was"] == [{"id": "boss", "name": "Director"}]
    assert event["now"] == [{"id": "aide", "name": "Aide"}]


@pytest.mark.parametrize(
    ("lines", "was", "now"),
    [
        ([], True, False),
        ([{"post": "boss", "ref": "1.3"}, {"heads_of": "mayor"}], False, True),
        ([{"post": "boss", "ref": "1.3", "condition": "at night"}], True, True),
        ([{"heads_of": "mayor", "ref": "1.3"}], True, True),
    ],
)
def test_a_reporting_line_is_added_removed_or_changed(files: Files, lines: list[Any], was: bool, now: bool) -> None:
    files.works["posts"][0]["reports_to"] = lines
    event = files.event()
    assert (event["event"], event["id"], event["was"] is not None, event["now"] is not None) == (
        "line",
        "aide",
        was,
        now,
    )


def test_a_deputy(files: Files) -> None:
    files.works["posts"][0]["deputy_of"] = [{"post": "boss", "ref": "1.6", "condition": "in his absence"}]
    event = files.event()
    assert of(event) == ("deputy", "aide", None, "1.6")
    assert event["now"] == {"to": {"id": "boss", "name": "Director"}, "condition": "in his absence", "label": None}


@pytest.mark.parametrize(
    ("head", "event", "words"),
    [
        ({"person": "Bob"}, "holder", "Director: Ada → Bob"),
        ({"person": "Ada", "acting": True}, "holder", "Director: Ada → Ada, acting"),
        ({"vacant": True}, "vacant", "Director: Ada → vacant"),
        ({}, "holder", "Director: Ada → –"),
    ],
)
def test_a_holder_and_a_vacancy(files: Files, head: dict[str, Any], event: str, words: str) -> None:
    files.works["head"] = {"id": "boss", "title": "Director", **head}
    assert files.event()["event"] == event
    assert words in files.diff().out


def test_a_person_with_an_entry_is_the_same_person(files: Files) -> None:
    files.data["people"] = [{"id": "ada", "name": "Ada"}]
    files.works["head"]["person"] = "ada"
    assert files.events() == []


def test_a_duty_is_added_removed_and_reworded(files: Files) -> None:
    files.works["duties"][0] |= {"ref": "1.7", "text": "Keep the bridges of the town closed in all seasons"}
    files.works["duties"][1] = {"ref": "1.8", "text": "Sell fish"}
    added, removed, reworded = files.events()
    assert of(reworded) == ("duty-reworded", "works", "1.1", "1.7")
    assert 0.85 <= reworded["likeness"] < 1
    assert of(added) == ("duty-added", "works", None, "1.8")
    assert of(removed) == ("duty-removed", "works", "1.4", None)
    assert "1.1 → 1.7: Keep the bridges of the town [-open-]{+closed+} in all seasons" in files.diff().out


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Paint the railings, lamps and signs of the quays once a year", "railings{+, lamps and signs+} of the quays"),
        ("Paint the railings of the quays, all of them, once a year", "quays{+, all of them,+} once a year"),
        ("Paint the railings of the quays once each year", "once [-a-]{+each+} year"),
        ("Paint railings of the quays once a year", "Paint [-the-] railings of the quays"),
    ],
)
def test_a_blank_beside_changed_words_is_written_once(text: str, marked: str, files: Files) -> None:
    files.works["duties"][1]["text"] = text
    assert marked in files.diff().out


def test_a_duty_goes_to_another_unit_reworded_a_little(files: Files) -> None:
    files.works["duties"].pop()
    text = "Paint the railings of all quays once a year"
    files.works["units"][0]["duties"] = [{"ref": "2.2", "text": text}]
    event = files.event()
    assert of(event) == ("duty-transferred", "roads", "1.4", "2.2")
    assert (event["was"]["of"]["id"], event["now"]["of"]["id"]) == ("works", "roads")
    assert not event["to_confirm"]
    lines = files.diff().lines
    assert any(line.startswith("  ← duty  1.4 → 2.2, from Works, ") for line in lines)
    assert any(line.startswith("  → duty  1.4 → 2.2, to Roads: Paint the railings") for line in lines)


def test_what_is_like_but_not_alike_is_to_confirm(files: Files) -> None:
    files.works["duties"].pop()
    files.works["units"][0]["duties"] = [{"ref": "2.2", "text": "Paint all the railings of the quays every two years"}]
    event = files.event()
    assert event["event"] == "duty-transferred"
    assert event["to_confirm"]
    assert 0.7 <= event["likeness"] < 0.85
    answer = files.diff()
    assert "1 to confirm" in answer.lines[0]
    assert "  ? duty  1.4 → 2.2, from Works, " in answer.out
    assert answer.lines[-1].startswith("? ")


def test_what_is_not_like_is_not_the_same_duty(files: Files) -> None:
    files.works["duties"][1]["text"] = "Teach children to swim"
    assert sorted(event["event"] for event in files.events()) == ["duty-added", "duty-removed"]


def test_a_duty_stays_in_its_unit_rather_than_go_to_one_that_says_it_word_for_word(files: Files) -> None:
    text = files.works["duties"][1]["text"]
    files.works["duties"][1]["text"] = text.replace("once", "twice")
    files.works["units"][0]["duties"] = [{"text": text}]
    assert [event["event"] for event in files.events()] == ["duty-reworded", "duty-added"]


def test_a_link_comes_and_goes(files: Files) -> None:
    files.works["links"] = [{"type": "informs", "with": "press", "ref": "1.9"}]
    added, removed = files.events()
    assert of(added) == ("link-added", "works", None, "1.9")
    assert added["now"] == {"type": "informs", "with": {"id": "press", "name": "Press"}, "condition": None}
    assert of(removed) == ("link-removed", "works", None, None)


def test_the_link_of_a_duty_comes_and_goes_with_it(files: Files) -> None:
    files.works["duties"].append({"text": "Tell the news", "links": [{"type": "informs", "with": "press"}]})
    assert files.event()["event"] == "duty-added"


def test_a_clause_alone_is_a_change_only_if_asked_for(files: Files) -> None:
    files.works["ref"] = "4"
    files.works["duties"][0]["ref"] = "4.1"
    files.works["posts"][0]["reports_to"][0]["ref"] = "4.3"
    assert files.events() == []
    events = files.events("--clauses")
    assert files.events("--kind", "clause") == events
    assert {event["event"] for event in events} == {"clause"}
    assert {(event["ref_old"], event["ref_new"]) for event in events} == {("1", "4"), ("1.1", "4.1"), ("1.3", "4.3")}


def test_an_id_alone_may_change(files: Files) -> None:
    files.works["units"][0] |= {"id": "streets", "formerly": ["roads"]}
    files.works["posts"][0] |= {"id": "helper", "formerly": ["aide"]}
    assert files.events() == []


def test_a_merger_a_split_and_a_restoration(files: Files) -> None:
    files.works["units"] = [
        {"id": "ways", "name": "Ways", "ref": "2", "formerly": ["roads", "paths"]},
        {"id": "bridges", "name": "Bridges", "formerly": ["works"]},
        {"id": "zoo", "name": "Zoo", "formerly": ["zoo"]},
    ]
    events = {event["event"]: event for event in files.events()}
    assert set(events) == {"merged", "split", "restored"}
    assert [one["id"] for one in events["merged"]["was"]] == ["roads", "paths"]
    assert events["merged"]["now"]["id"] == "ways"
    assert events["split"]["was"]["id"] == "works"
    assert [one["id"] for one in events["split"]["now"]] == ["works", "bridges"]
    assert events["restored"]["id"] == "zoo"


def test_what_the_old_text_says_of_before_is_over(files: Files) -> None:
    files.works["units"] = [{"id": "bridges", "name": "Bridges", "formerly": ["works"]}]
    files.diff()
    files.old.write_text(files.new.read_text(encoding="utf-8"), encoding="utf-8")
    files.works["units"][0]["name"] = "Bridges and Fords"
    assert files.event()["event"] == "renamed"


def test_one_unit_one_sort_of_event(files: Files) -> None:
    files.works["units"][0]["name"] = "Streets"
    files.works["head"]["person"] = "Bob"
    files.works["duties"].pop()
    assert [event["event"] for event in files.events("--in", "Streets")] == ["renamed"]
    assert [event["event"] for event in files.events("--in", "works")] == ["holder", "duty-removed", "renamed"]
    assert [event["event"] for event in files.events("--kind", "holder,duty")] == ["holder", "duty-removed"]
    none = files.diff("--kind", "moved")
    assert (none.code, none.out, none.err) == (0, "", "no such difference, 3 others\n")
    wrong = files.diff("--kind", "rename")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean “renamed”?" in wrong.err


def test_a_unit_that_is_gone_can_be_asked_for(files: Files) -> None:
    del files.works["units"][0]["units"][0]
    files.works["head"]["person"] = "Bob"
    assert [event["event"] for event in files.events("--in", "Paths")] == ["abolished"]


def test_a_unit_that_was_merged_can_be_asked_for(files: Files) -> None:
    files.works["units"][0] = {"id": "ways", "name": "Ways", "formerly": ["roads", "paths"]}
    for name in ("Roads", "Paths", "Ways"):
        assert [event["event"] for event in files.events("--in", name)] == ["merged"], name


def test_an_id_that_is_something_else_now(files: Files) -> None:
    files.works["posts"] = []
    files.works["units"].append({"id": "aide", "name": "Aids"})
    both = files.diff().out
    assert "- abolition  post: Aide (1.2)\n" in both
    assert "+ creation  unit, part of: Works\n" in both
    back = files.run("diff", files.new, files.old).out
    assert "- abolition  unit, part of: Works\n" in back
    assert "+ creation  post: Aide (1.2)\n" in back


def test_ids_that_may_be_old_ones(files: Files) -> None:
    files.works["units"][0] |= {"id": "streets", "name": "Roads and Streets"}
    files.works["units"][0]["units"][0] |= {"id": "footpaths", "name": "Footpaths"}
    answer = files.diff("--guess")
    assert "\n- id: footpaths\n  formerly: [paths]\n" in answer.out
    guesses = files.diff("--guess", "--json").json["guesses"]
    assert {guess["id"]: guess["formerly"]["id"] for guess in guesses}["footpaths"] == "paths"
    assert list(faults(guesses, [{"id": str, "name": str, "formerly": NAMED, "likeness": float}])) == []
    pasted = yaml.safe_load(re.sub(r"(?s)^.*?(?=\n#)", "", answer.out))
    assert {one["id"]: one["formerly"] for one in pasted}["footpaths"] == ["paths"]


HAPPENED_BY_2014 = {
    ("merged", "division-aides", "3.4"),
    ("merged", "chef-aides", "3.4"),
    ("split", "bureau-etudes", "4.4"),
    ("moved", "magasin", "2.8"),
    ("renamed", "service-personnel", "2.6"),
    ("renamed", "chef-ouvrages", "4.4"),
    ("kind", "informatique", "4.12"),
    ("abolished", "bureau-courrier", None),
    ("abolished", "mission-patrimoine", None),
    ("abolished", "directeur-adjoint", None),
    ("abolished", "maitre-opticien", None),
    ("created", "cellule-donnees", "6.8"),
    ("created", "chef-energie", "4.6"),
    ("created", "chef-laboratoire", "4.10"),
    ("created", "ingenieur-opticien", "4.8"),
    ("head", "atelier-optique", "4.8"),
    ("head", "laboratoire", "4.10"),
    ("deputy", "secretaire-general", "1.6"),
    ("holder", "directeur-general", None),
    ("vacant", "directeur-flotte", None),
    ("line", "inspecteur-general", "7.3"),
    ("line", "chef-magasin", "2.8"),
    ("duty-transferred", "secretariat-general", "2.3 c"),
    ("duty-transferred", "inspection", "7.4 b"),
    ("duty-transferred", "atelier-optique", "4.9 b"),
    ("duty-transferred", "bureau-ouvrages", "4.5"),
    ("duty-transferred", "bureau-energie", "4.7"),
    ("duty-reworded", "service-finances", "2.5 a"),
    ("duty-removed", "division-phares", None),
    ("duty-removed", "service-personnel", None),
    ("duty-removed", "mission-patrimoine", None),
    ("duty-added", "service-personnel", "2.7 b"),
    ("duty-added", "division-aides", "3.5 d"),
    ("duty-added", "cellule-donnees", "6.9"),
    ("link-removed", "division-baliseurs", None),
    ("link-added", "bureau-avis", "6.5"),
}
HAPPENED_BY_2019 = {
    ("merged", "division-baliseurs", "5.4"),
    ("renamed", "division-baliseurs", "5.4"),
    ("split", "laboratoire", "4.10"),
    ("renamed", "centre-information", "6.4"),
    ("renamed", "directeur-centre", "6.4"),
    ("restored", "mission-patrimoine", "8.1"),
    ("restored", "charge-patrimoine", "8.1"),
    ("moved", "section-signaux-sonores", "5.6"),
    ("kind", "service-securite", "6.1"),
    ("abolished", "conseiller-international", None),
    ("abolished", "chef-travaux", None),
    ("created", "chef-banc", "4.14"),
    ("deputy", "secretaire-general", None),
    ("holder", "directeur-flotte", None),
    ("line", "inspecteur-general", "7.2"),
    ("line", "inspecteur-general", None),
    ("duty-transferred", "banc-essais", "4.15"),
    ("duty-transferred", "mission-patrimoine", "8.2 a"),
    ("duty-transferred", "secretariat-general", "2.3 c"),
    ("duty-reworded", "centre-information", "6.5 a"),
    ("duty-removed", "secretariat-general", None),
    ("duty-added", "mission-patrimoine", "8.2 b"),
    ("link-removed", "centre-information", None),
    ("link-added", "mission-patrimoine", "8.3"),
}


@pytest.mark.parametrize(
    ("old", "new", "happened"), [(FIRST, SECOND, HAPPENED_BY_2014), (SECOND, THIRD, HAPPENED_BY_2019)]
)
def test_the_history_of_an_agency_is_what_its_readme_says(
    old: Path, new: Path, happened: set[tuple[str, str, str | None]], run: Run
) -> None:
    events = run("diff", old, new, "--json").json["events"]
    assert {(event["event"], event["id"], event["ref_new"]) for event in events} == happened
    to_confirm = [event["id"] for event in events if event["to_confirm"]]
    assert to_confirm == (["centre-information"] if new == THIRD else [])


def test_every_event_is_in_that_history(run: Run) -> None:
    seen: set[str] = set()
    for old, new in ((FIRST, SECOND), (SECOND, THIRD), (FIRST, THIRD)):
        answer = run("diff", old, new, "--clauses", "--json").json
        assert list(answer["counts"]) == list(EVENTS)
        assert sum(answer["counts"].values()) == len(answer["events"])
        seen |= {event for event, number in answer["counts"].items() if number}
    assert seen == set(EVENTS)
