"""Who holds a post, and how: vacant, acting, since and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

COMMUNITY = DATA / "valid" / "community.yaml"


def test_a_vacant_post_is_told_apart_from_one_without_a_name(run: Run) -> None:
    drawn = run("--file", COMMUNITY, "show", "Steering Committee").lines
    assert "post       Treasurer (vacant, since 2026-02-01)" in drawn
    assert "post       Archivist" in drawn


def test_state_on_every_card_and_in_the_tree(run: Run) -> None:
    assert "headed by   Chair (vacant)" in run("--file", COMMUNITY, "show", "SIG Docs").lines
    assert "holder      vacant, since 2026-02-01" in run("--file", COMMUNITY, "show", "Treasurer").out
    assert "held by     Tom Brandt, acting, until 2019-06" in run("--file", COMMUNITY, "show", "Secretary").out
    assert (
        "Post: Secretary (Tom Brandt, acting, until 2019-06)."
        in run("--plain", "--file", COMMUNITY, "show", "steering").out
    )
    tree = run("--file", COMMUNITY, "tree", "--heads").out
    assert "SIG Docs — Chair, vacant\n" in tree
    assert "Steering Committee — Chair, Ines Okafor, since 2025-11\n" in tree
    assert "Headed by: Chair, vacant." in run("--plain", "--file", COMMUNITY, "tree", "--heads").out


def test_state_as_json(run: Run) -> None:
    posts = run("--file", COMMUNITY, "show", "steering", "--json").json["posts"]
    keys = ("title", "person", "vacant", "acting", "since", "until")
    assert [tuple(post[key] for key in keys) for post in posts] == [
        ("Archivist", None, False, False, None, None),
        ("Secretary", "Tom Brandt", False, True, None, "2019-06"),
        ("Treasurer", None, True, False, "2026-02-01", None),
    ]
    rows = run("--file", COMMUNITY, "list", "posts", "--json").json
    assert {row["id"]: (row["vacant"], row["acting"]) for row in rows if row["vacant"] or row["acting"]} == {
        "treasurer": (True, False),
        "secretary": (False, True),
        "docs-chair": (True, False),
    }
    assert [row["id"] for row in run("--file", COMMUNITY, "list", "units", "--json").json if row["vacant"]] == [
        "sig-docs"
    ]


def test_lists_without_person_and_by_state(run: Run) -> None:
    assert [row["id"] for row in run("--file", COMMUNITY, "list", "units", "--without", "person", "--json").json] == [
        "sig-docs"
    ]
    rows = run("--file", COMMUNITY, "list", "posts", "--without", "person", "--json").json
    assert {row["id"] for row in rows} == {"treasurer", "archivist", "docs-chair"}
    rows = run("--file", COMMUNITY, "list", "posts", "--match", "vacant", "--json").json
    assert {row["id"] for row in rows} == {"treasurer", "docs-chair"}
    assert "Secretary\tSteering Committee\tTom Brandt, acting\t" in run("--file", COMMUNITY, "list", "posts").lines


def test_who_has_left_a_vacant_post_does_not_hold_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "left.yaml"
    post = "{id: h, title: Head, person: Ann Lee, vacant: true%s}"
    for more, missing in (("", ["a"]), (", acting: true", [])):
        file.write_text(f"units: [{{id: a, name: A, head: {post % more}}}]", encoding="utf-8")
        answer = run("--file", file, "list", "units", "--without", "person", "--json")
        assert [row["id"] for row in answer.json] == missing


def test_numbers_of_vacant_posts(run: Run) -> None:
    assert run("--file", COMMUNITY, "stats", "--json").json["vacant"] == 2
    assert run("--file", COMMUNITY, "stats", "sig-docs", "--json").json["vacant"] == 1
    assert "Vacant posts: 2." in run("--plain", "--file", COMMUNITY, "stats").lines


def test_an_end_that_is_past_is_a_remark(run: Run) -> None:
    answer = run("--file", COMMUNITY, "check", "--select", "I504")
    assert "I504 “Secretary”: 2019-06 is past" in answer.out
    assert answer.code == 0


def test_state_in_exports(run: Run) -> None:
    def export(name: str) -> str:
        return run("--file", COMMUNITY, "export", name).out

    assert "sig-docs,steering,SIG Docs,group,1,Chair,Chair,,,0,1,,true," in export("csv")
    assert "Chair, vacant" in export("mermaid")
    assert "Chair, vacant" in export("dot")
    assert "Chair, vacant" in export("svg")
    assert "- Post: Secretary, Tom Brandt, acting, until 2019-06" in export("markdown")
    assert 'skos:editorialNote "acting, until 2019-06"' in export("turtle")


def test_dates_are_years_months_or_days(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    for date in ("2026-13", "26", "2026-04-31x", "spring"):
        file.write_text(f"units: [{{id: a, name: A, head: {{id: h, title: H, until: {date}}}}}]", encoding="utf-8")
        answer = run("--file", file, "tree")
        assert answer.code == 2
        assert f"“{date}” is no date: 2026, 2026-04 or 2026-04-30" in answer.err
