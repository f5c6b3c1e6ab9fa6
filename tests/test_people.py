"""Who holds a post, and how: vacant, acting, since and until when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from conftest import DATA
from shapes import LISTS, PERSON, faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

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
    assert "SIG Docs — Chair (vacant), Tech Lead\n" in tree
    assert "Steering Committee — 2 Chairs, Ines Okafor; Lev Adler\n" in tree
    assert "Headed by: Chair (vacant), Tech Lead." in run("--plain", "--file", COMMUNITY, "tree", "--heads").out


def test_state_as_json(run: Run) -> None:
    posts = run("--file", COMMUNITY, "show", "steering", "--json").json["posts"]
    keys = ("title", "person", "vacant", "acting", "since", "until")
    assert sorted(tuple(post[key] for key in keys) for post in posts) == [
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
    units = run("--file", COMMUNITY, "list", "units", "--without", "person", "--json").json
    assert {row["id"] for row in units} == {"sig-docs", "wg-policy", "labs"}
    rows = run("--file", COMMUNITY, "list", "posts", "--without", "person", "--json").json
    assert {row["id"] for row in rows} == {"treasurer", "archivist", "docs-chair", "docs-lead", "labs-head"}
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

    assert (
        "sig-docs,steering,SIG Docs,group,1,Chair; Tech Lead,Chair (Steering Committee); Chair (SIG Build),,,1,1,,true,"
        in export("csv")
    )
    assert "Chair (vacant), Tech Lead" in export("mermaid")
    assert "Chair (vacant), Tech Lead" in export("dot")
    assert "Chair (vacant), Tech Lead" in export("svg")
    assert "- Post: Secretary, Tom Brandt, acting, until 2019-06" in export("markdown")
    assert 'skos:editorialNote "acting, until 2019-06"' in export("turtle")


def test_dates_are_years_months_or_days(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    for date in ("2026-13", "26", "2026-04-31x", "spring"):
        file.write_text(f"units: [{{id: a, name: A, head: {{id: h, title: H, until: {date}}}}}]", encoding="utf-8")
        answer = run("--file", file, "tree")
        assert answer.code == 2
        assert f"“{date}” is no date: 2026, 2026-04 or 2026-04-30" in answer.err


def test_heads_of_equal_rank_are_one_block_of_a_path(run: Run) -> None:
    drawn = run("--file", COMMUNITY, "path", "SIG Build")
    assert drawn.lines == [
        "   2 Chairs (Mara Lind; Jo Park) · SIG Build",
        " → 2 Chairs (Ines Okafor; Lev Adler) · Steering Committee",
    ]
    lines = run("--file", COMMUNITY, "path", "SIG Build", "--json").json["lines"]
    ends = [[(step["id"], step["person"]) for step in line["steps"]] for line in lines]
    below = [("build-chair", "Mara Lind"), ("build-chair-2", "Jo Park")]
    above = [("steering-chair", "Ines Okafor"), ("steering-chair-2", "Lev Adler")]
    assert sorted(ends) == sorted([one, other] for one in below for other in above)


def test_heads_of_equal_rank_do_not_answer_to_each_other(run: Run) -> None:
    assert run("--file", COMMUNITY, "path", "steering").lines == [
        "  2 Chairs (Ines Okafor; Lev Adler) · Steering Committee"
    ]
    assert (
        run("--file", COMMUNITY, "path", "treasurer", "--json").json["lines"][1]["steps"][1]["id"] == "steering-chair-2"
    )


def test_heads_that_answer_to_different_posts_are_different_lines(run: Run) -> None:
    drawn = run("--file", COMMUNITY, "path", "Tech Lead").out
    assert "only for tools" in drawn
    assert "2 Chairs (Mara Lind; Jo Park) · SIG Build" in drawn
    drawn = run("--file", COMMUNITY, "path", "Website").out
    assert "2 Chairs" not in drawn.splitlines()[1]


def test_posts_of_one_title_are_told_apart(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chairs.yaml"
    top = "heads: [{id: b1, title: Chair, person: Ann}, {id: b2, title: Chair}]"
    one = "{id: s, name: Sales, head: {id: sh, title: Seller, reports_to: [{post: b1}, {post: b2}]}}"
    two = "{id: r, name: Research, head: {id: rh, title: Reader, reports_to: [{post: b2}]}}"
    file.write_text(f"units: [{{id: top, name: Board, {top}, units: [{one}, {two}]}}]", encoding="utf-8")
    both = run("--file", file, "path", "Sales", "Research")
    assert both.lines[:2] == ["Nearest common superior:", "  Chair (b2) · Board"]
    assert "Chair (Ann) · Board" in both.out
    prose = run("--file", file, "path", "Sales", "Research", "--prose").out
    assert prose.startswith("The Chair of the Board (b2) decides between Sales and Research.")
    assert (
        "Nearest common superior: Chair (Board, b2)." in run("--plain", "--file", file, "path", "Sales", "Research").out
    )


def test_a_post_with_the_title_of_the_head_is_of_its_rank(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chairs.yaml"
    file.write_text(
        "units: [{id: a, name: A, head: {id: h, title: Chair}, posts: [{id: p, title: Chair}, {id: q, title: Clerk}]}]",
        encoding="utf-8",
    )
    assert [len(line["steps"]) for line in run("--file", file, "path", "p", "--json").json["lines"]] == [1]
    assert [len(line["steps"]) for line in run("--file", file, "path", "q", "--json").json["lines"]] == [2]
    assert "W303" not in run("--file", file, "check").out


def test_a_superior_is_a_post_or_the_heads_of_a_unit(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "open.yaml"
    for line, message in (
        ("{condition: pay}", "a superior is either a “post” or “heads_of” a unit"),
        ("{post: h, heads_of: a}", "a superior is either a “post” or “heads_of” a unit"),
        ("{heads_of: b}", "unknown body or unit “b”"),
    ):
        file.write_text(
            f"units: [{{id: a, name: A, head: {{id: h, title: H, reports_to: [{line}]}}}}]", encoding="utf-8"
        )
        answer = run("--file", file, "tree")
        assert answer.code == 2
        assert message in answer.err


def test_all_heads_are_on_the_card_and_survive_exports(run: Run, tmp_path: Path) -> None:
    card = run("--file", COMMUNITY, "show", "SIG Build", "--json").json
    assert [post["person"] for post in (card["head"], *card["heads"])] == ["Mara Lind", "Jo Park"]
    assert run("--file", COMMUNITY, "show", "SIG Build").out.count("headed by") == 2
    file = tmp_path / "again.yaml"
    file.write_text(run("--file", COMMUNITY, "export", "yaml").out, encoding="utf-8")
    for question in ("path sig-docs", "show steering", "list heads"):
        assert run("--file", file, *question.split(), "--json") == run("--file", COMMUNITY, *question.split(), "--json")
    part = tmp_path / "part.yaml"
    part.write_text(run("--file", COMMUNITY, "export", "yaml", "--unit", "sig-docs").out, encoding="utf-8")
    assert "2 Chairs (Mara Lind; Jo Park) · SIG Build" in run("--file", part, "path", "Tech Lead").out


def test_one_person_in_several_posts_is_one_person(run: Run) -> None:
    for name in ("Ines Okafor", "ines", "inok", "ines@lantern.example"):
        card = run("--file", COMMUNITY, "show", name, "--json").json
        assert list(faults(card, PERSON)) == []
        assert (card["name"], card["email"]) == ("Ines Okafor", "ines@lantern.example")
        assert [post["id"] for post in card["posts"]] == ["steering-chair", "editor"]
    drawn = run("--file", COMMUNITY, "show", "inok").out
    assert "Ines Okafor  person\nalso called  inok\ne-mail       ines@lantern.example\n" in drawn
    assert "answers to  Chair (vacant) · SIG Docs (inferred)" in drawn
    plain = run("--plain", "--file", COMMUNITY, "show", "inok").lines
    assert plain[0] == "Ines Okafor: person."
    assert "Post in: Website." in plain


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("Okafor", "Ines Okafor  person"),
        ("zoe", "Zoë Quist  person"),
        ("Qui", "Zoë Quist  person"),
        ("Lind", "Chair  post"),
        ("Chair", ""),
        ("Labs", "Labs  committee"),
    ],
)
def test_a_part_of_the_name_is_enough_for_a_person(asked: str, shown: str, run: Run) -> None:
    assert run("--file", COMMUNITY, "show", asked).out.partition("\n")[0] == shown


def test_a_person_of_one_post_that_no_list_has_is_shown_as_the_post(run: Run) -> None:
    assert run("--file", COMMUNITY, "show", "Lev Adler").lines[0] == "Chair  post"
    assert run("--file", COMMUNITY, "show", "Zoë Quist").lines == ["Zoë Quist  person", "posts  none"]


def test_two_units_side_by_side_have_all_their_heads_with_their_persons(run: Run) -> None:
    lines = run("--file", COMMUNITY, "--plain", "show", "SIG Build", "SIG Docs").lines
    heads = [line for line in lines if line.startswith("Headed by, SIG Build: ")]
    assert heads == ["Headed by, SIG Build: Chair (Mara Lind).", "Headed by, SIG Build: Chair (Jo Park)."]
    assert "Headed by, SIG Docs: Chair (vacant)." in lines


def test_list_of_people(run: Run) -> None:
    rows = run("--file", COMMUNITY, "list", "people", "--json").json
    assert [(row["id"], row["name"], len(row["posts"])) for row in rows] == [
        ("ines", "Ines Okafor", 2),
        (None, "Jo Park", 1),
        (None, "Lev Adler", 1),
        (None, "Mara Lind", 1),
        (None, "Tom Brandt", 1),
        ("zoe", "Zoë Quist", 0),
    ]
    assert list(faults(rows, [LISTS["people"]])) == []
    first = "Ines Okafor\tChair · Steering Committee; Editor · Website\tines@lantern.example"
    assert run("--file", COMMUNITY, "list", "people").lines[0] == first
    inside = run("--file", COMMUNITY, "list", "people", "--under", "sig-docs", "--json").json
    assert [row["name"] for row in inside] == ["Ines Okafor"]
    assert run("--file", COMMUNITY, "list", "people", "--match", "park", "--json").json[0]["name"] == "Jo Park"


def test_find_says_who_to_write_to(run: Run) -> None:
    assert "Editor, Ines Okafor, ines@lantern.example" in run("--file", COMMUNITY, "find", "website").out
    units = run("--file", COMMUNITY, "find", "inok", "--json").json["results"]
    assert {result["unit"]["id"] for result in units[:2]} == {"website", "steering"}


def test_persons_in_every_format_unless_left_out(run: Run) -> None:
    for name in ("html", "svg", "mermaid", "dot", "json", "csv", "graphml", "turtle", "yaml", "markdown"):
        whole = run("--file", COMMUNITY, "export", name).out
        assert "Ines" in whole, name
        bare = run("--file", COMMUNITY, "export", name, "--without", "people").out
        assert "Treasurer" in bare or "Steering Committee" in bare
        for word in ("Ines", "ines@", "Mara Lind", "inok", "Zoë"):
            assert word not in bare, name


def test_a_part_has_only_its_own_people(run: Run) -> None:
    part = run("--file", COMMUNITY, "export", "json", "--unit", "sig-docs").json
    assert [person["id"] for person in part["people"]] == ["ines"]


def test_the_id_of_a_person_is_used_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "twice.yaml"
    file.write_text("units: [{id: ann, name: A}]\npeople: [{id: ann, name: Ann, email: nowhere}]", encoding="utf-8")
    assert "“nowhere” is no e-mail address" in run("--file", file, "tree").err
    file.write_text("units: [{id: ann, name: A}]\npeople: [{id: ann, name: Ann}]", encoding="utf-8")
    assert "id “ann” is used twice" in run("--file", file, "tree").err


def test_a_unit_in_several_places_is_shown_in_each_and_counted_once(run: Run) -> None:
    tree = run("--file", COMMUNITY, "tree").lines
    assert sum("WG Policy" in line for line in tree) == 3
    assert sum(line.endswith("└─ → WG Policy") for line in tree) == 2
    numbers = run("--file", COMMUNITY, "stats", "--json").json
    assert numbers["units"] == len(run("--file", COMMUNITY, "list", "units", "--json").json) == 6
    assert run("--plain", "--file", COMMUNITY, "tree").out.count("Also part of it: WG Policy.") == 2
    assert "WG Policy" not in run("--file", COMMUNITY, "tree", "--depth", "0").out


def test_cards_say_of_which_other_units_it_is_part(run: Run) -> None:
    card = run("--file", COMMUNITY, "show", "WG Policy", "--json").json
    assert card["part_of"]["id"] == "steering"
    assert {unit["id"] for unit in card["also_part_of"]} == {"labs", "sig-docs"}
    drawn = run("--file", COMMUNITY, "show", "WG Policy").out
    assert "also part of  Labs" in drawn
    assert [unit["id"] for unit in run("--file", COMMUNITY, "show", "Labs", "--json").json["also_units"]] == [
        "wg-policy"
    ]
    assert "also in it  WG Policy" in run("--file", COMMUNITY, "show", "Labs").out


def test_other_places_in_exports(run: Run) -> None:
    def export(*argv: str) -> str:
        return run("--file", COMMUNITY, "export", *argv).out

    dotted = [line for line in export("mermaid").splitlines() if "-.-" in line]
    assert len(dotted) == 3, "with the line of the Tech Lead of SIG Docs"
    assert '"wg-policy" -> "labs"' in export("dot")
    assert {"labs; sig-docs", "sig-docs; labs"} & set(export("csv").replace("\n", ",").replace("\r", ",").split(","))
    assert "Also part of: [Labs](#labs)" in export("markdown")
    assert "also_part_of: [sig-docs, labs]" in export("yaml")
    assert "also_part_of" not in export("yaml", "--unit", "wg-policy")


def test_the_other_places_are_units(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "nowhere.yaml"
    file.write_text("units: [{id: a, name: A, also_part_of: [b]}]", encoding="utf-8")
    answer = run("--file", file, "tree")
    assert answer.code == 2
    assert "unknown unit “b”" in answer.err


def test_a_unit_for_a_time_its_staff_and_where_to_reach_it(run: Run) -> None:
    card = run("--file", COMMUNITY, "show", "WG Policy", "--json").json
    assert (card["temporary"], card["since"], card["until"], card["staff"]) == (True, "2026-01", "2020-12", 4)
    assert card["contact"] == {"email": "policy@lantern.example", "phone": None, "url": None, "place": "Room 4"}
    drawn = run("--file", COMMUNITY, "show", "WG Policy").out.split("\n\n")[0]
    assert "duration      temporary, since 2026-01, until 2020-12" in drawn
    assert "e-mail        policy@lantern.example" in drawn
    assert "Staff: 4." in run("--plain", "--file", COMMUNITY, "show", "WG Policy").lines
    assert "I504 “WG Policy”: 2020-12 is past" in run("--file", COMMUNITY, "check", "--info").out
    row = next(row for row in run("--file", COMMUNITY, "list", "units", "--json").json if row["id"] == "wg-policy")
    assert (row["temporary"], row["staff"]) == (True, 4)
    assert run("--file", COMMUNITY, "stats", "--json").json["staff"] == 12
    assert "Staff: 12." in run("--plain", "--file", COMMUNITY, "stats").lines


def test_how_to_reach_a_unit_and_a_person_in_graphs(run: Run) -> None:
    ministry = DATA / "valid" / "ministry.de.yaml"
    of_unit = nx.parse_graphml(run("--file", ministry, "export", "graphml").out.partition("?>")[2]).nodes["ii-d"]
    reached = {"email": "sturmflut@hafen.example", "phone": "0400 112", "url": "https://hafen.example/sturmflut"}
    assert reached | {"place": "Lagezentrum"} == {key: of_unit[key] for key in ("email", "phone", "url", "place")}
    chair = nx.parse_graphml(run("--file", COMMUNITY, "export", "graphml").out.partition("?>")[2]).nodes[
        "steering-chair"
    ]
    assert (chair["email"], chair["phone"]) == ("ines@lantern.example", "555 0100")
    linked = run("--file", ministry, "export", "turtle").out
    assert 'foaf:phone "0400 112"' in linked
    assert "foaf:homepage <https://hafen.example/sturmflut>" in linked


def test_what_is_said_of_a_unit_in_exports(run: Run, tmp_path: Path) -> None:
    def export(name: str) -> str:
        return run("--file", COMMUNITY, "export", name).out

    assert "true,2026-01,2020-12,4,policy@lantern.example,,,Room 4" in export("csv")
    assert "- Duration: temporary, since 2026-01, until 2020-12" in export("markdown")
    assert "policy@lantern.example" in export("html")
    assert "policy@lantern.example" in export("graphml")
    assert "foaf:mbox <mailto:policy@lantern.example>" in export("turtle")
    assert 'org:hasSite [ a org:Site ; skos:prefLabel "Room 4" ]' in export("turtle")
    file = tmp_path / "again.yaml"
    file.write_text(export("yaml"), encoding="utf-8")
    again = run("--file", file, "show", "wg-policy", "--json")
    assert again == run("--file", COMMUNITY, "show", "wg-policy", "--json")


def test_a_line_has_a_name_of_its_own(run: Run) -> None:
    drawn = run("--file", COMMUNITY, "path", "Tech Lead").lines
    assert "           functional, only for tools" in drawn
    assert "Tech Lead (SIG Docs) answers to 2 Chairs (SIG Build, Mara Lind; Jo Park), functional, only for tools." in (
        run("--plain", "--file", COMMUNITY, "path", "Tech Lead").lines
    )
    assert "functional, only for tools" in run("--file", COMMUNITY, "path", "Tech Lead", "--prose").out
    lines = run("--file", COMMUNITY, "path", "Tech Lead", "--json").json["lines"]
    assert {line["steps"][0]["label"] for line in lines} == {"functional", None}
    assert "functional, only for tools" in run("--file", COMMUNITY, "show", "Tech Lead").out
    reporting = run("--file", COMMUNITY, "export", "json").json["reporting"]
    assert {line["to"] for line in reporting if line["label"] == "functional"} == {"build-chair", "build-chair-2"}
    for name in ("markdown", "graphml", "turtle", "html", "yaml"):
        assert "functional" in run("--file", COMMUNITY, "export", name).out, name


def test_types_of_link_of_the_file_itself(run: Run, tmp_path: Path) -> None:
    assert "→ sponsors  SIG Build" in run("--file", COMMUNITY, "show", "Labs").lines
    assert "Is sponsored by: Labs." in run("--plain", "--file", COMMUNITY, "show", "SIG Build").lines
    rows = run("--file", COMMUNITY, "list", "links", "--type", "sponsors", "--json").json
    assert [(row["from"]["id"], row["type"], row["to"]["id"]) for row in rows] == [("labs", "sponsors", "sig-build")]
    assert "sponsors 1" in run("--file", COMMUNITY, "stats").out
    assert run("--file", COMMUNITY, "export", "matrix").lines[0] == "id,unit,advises,sponsors"
    for name in ("markdown", "html", "graphml", "turtle", "yaml"):
        assert "sponsors" in run("--file", COMMUNITY, "export", name).out, name
    file = tmp_path / "types.yaml"
    for kind, fault in (("sponsers", "did you mean “sponsors”?"), ("Audits!", "“Audits!” is not one of")):
        file.write_text(
            COMMUNITY.read_text(encoding="utf-8").replace("type: sponsors", f"type: {kind}"), encoding="utf-8"
        )
        answer = run("--file", file, "tree")
        assert answer.code == 2
        assert fault in answer.err


def test_people_on_a_screen_and_as_csv(run: Run, on_screen: RunOnScreen) -> None:
    assert run("--file", COMMUNITY, "list", "people", "--csv").lines[0] == "id,name,aliases,email,phone,url,note,posts"
    shown = on_screen("--color", "never", "--file", COMMUNITY, "list", "people", width=60).lines
    assert len(shown) == 7
    assert shown[0].split() == ["name", "posts", "e-mail"]


def test_the_page_has_all_heads_and_places(run: Run) -> None:
    page = run("--file", COMMUNITY, "export", "html").out
    assert re.search(r'"heads":\s*\["build-chair-2"\]', page)
    assert re.search(r'"also":\s*\["sig-docs",\s*"labs"\]', page)
