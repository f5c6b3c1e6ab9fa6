"""``orgcli history``: what happened to a unit or post through the three texts of an agency, and of small folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import DATA
from orgcli.cli.main import main
from orgcli.org import load
from shapes import HISTORY as SHAPE
from shapes import faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

HISTORY = DATA / "history"
BLANK = "\N{NO-BREAK SPACE}"
EVERY_NAME = ["agence", "magasin", "division-phares", "chef-avis", "ministre", "mission-patrimoine"]


def events(run: Run, name: str, folder: Path = HISTORY, *more: str) -> list[tuple[str, str, str]]:
    answer = run("--file", folder, *more, "history", name, "--json")
    return [(event["date"][:4], event["event"], event["id"]) for event in answer.json["events"]]


def ids(run: Run, name: str, folder: Path = HISTORY) -> list[list[str]]:
    return [
        [part["id"] for part in text["as"]] for text in run("--file", folder, "history", name, "--json").json["texts"]
    ]


def folder_of(path: Path, *texts: str) -> Path:
    for number, units in enumerate(texts):
        (path / f"{2000 + number}.yaml").write_text(f"units: [{units}]\n", encoding="utf-8")
    return path


def test_predecessors_of_a_merger(run: Run) -> None:
    assert ids(run, "Division des aides à la navigation") == [
        ["division-phares", "division-bouees"],
        ["division-aides"],
        ["division-aides"],
    ]
    assert events(run, "division-aides") == [
        ("2014", "merged", "division-aides"),
        ("2014", "duty-added", "division-aides"),
        ("2014", "duty-removed", "division-phares"),
        ("2014", "merged", "chef-aides"),
    ]


def test_successors_of_a_split(run: Run) -> None:
    assert ids(run, "bureau d'etudes") == [["bureau-etudes"], *[["bureau-ouvrages", "bureau-energie"]] * 2]
    assert ids(run, "bureau-energie") == [["bureau-etudes"], *[["bureau-energie"]] * 2]
    assert ("2014", "split", "bureau-etudes") in events(run, "bureau-energie")


def test_a_unit_that_gives_up_a_part_goes_on(run: Run) -> None:
    assert ids(run, "laboratoire") == [["laboratoire"]] * 3
    assert ("2019", "split", "laboratoire") in events(run, "laboratoire")
    assert ids(run, "banc-essais") == [["laboratoire"], ["laboratoire"], ["banc-essais"]]


def test_a_unit_restored_is_followed_over_the_text_without_it(run: Run) -> None:
    assert ids(run, "mission-patrimoine") == [["mission-patrimoine"], [], ["mission-patrimoine"]]
    happened = events(run, "mission-patrimoine")
    assert happened[0] == ("2014", "abolished", "mission-patrimoine")
    assert ("2019", "restored", "mission-patrimoine") in happened
    assert ids(run, "charge-patrimoine") == [["charge-patrimoine"], [], ["charge-patrimoine"]]


@pytest.mark.parametrize("name", ["Bureau des avis aux navigateurs", "bureau-avis", "Centre d’information nautique"])
def test_a_name_of_any_text(name: str, run: Run) -> None:
    assert ids(run, name) == [["bureau-avis"], ["bureau-avis"], ["centre-information"]]
    assert ("2019", "renamed", "centre-information") in events(run, name)


def test_what_is_absorbed_goes_on_in_what_absorbs_it(run: Run) -> None:
    assert ids(run, "division-travaux") == [["division-travaux"], ["division-travaux"], ["division-baliseurs"]]
    assert ids(run, "division-baliseurs")[:2] == [["division-baliseurs", "division-travaux"]] * 2


def test_of_a_post(run: Run) -> None:
    assert events(run, "directeur de la flotte") == [
        ("2014", "vacant", "directeur-flotte"),
        ("2019", "holder", "directeur-flotte"),
    ]
    assert events(run, "directeur-adjoint") == [("2014", "abolished", "directeur-adjoint")]
    assert events(run, "chef-energie") == [("2014", "created", "chef-energie")]
    assert events(run, "charge-patrimoine") == [
        ("2014", "abolished", "charge-patrimoine"),
        ("2019", "restored", "charge-patrimoine"),
    ]


def test_each_event_has_its_text_and_clauses(run: Run) -> None:
    moved = next(
        event
        for event in run("--file", HISTORY, "history", "magasin", "--json").json["events"]
        if event["event"] == "moved"
    )
    assert (moved["date"], moved["symbol"]) == ("2014-01-01", "APB/2013/11")
    assert (moved["ref_old"], moved["ref_new"]) == ("5.9", "2.8")


def test_in_a_pipe_each_line_has_date_symbol_and_clause(run: Run) -> None:
    lines = run("--file", HISTORY, "history", "magasin").lines
    assert lines[0] == "1998-07-15  APB/1998/7  not in this folder (9.2)"
    assert lines[1] == "2009-03-01  APB/2009/3  section  Magasin central (5.9)"
    assert "2014-01-01  APB/2013/11  → move  Direction de la flotte → Secrétariat général (5.9 → 2.8)" in lines
    assert lines[-1] == "2019-03-01  APB/2019/2  no change"
    assert all(line[:4].isdigit() for line in lines)


def test_a_duty_that_went_elsewhere(run: Run) -> None:
    lines = run("--file", HISTORY, "history", "bureau-reclamations").out.replace(BLANK, " ").splitlines()
    assert any("→ duty  6.7 a) → 7.4 b), to Inspection générale: Répondre" in line for line in lines)
    assert any("← duty" in line for line in run("--file", HISTORY, "history", "inspection").lines)
    post = run("--file", HISTORY, "history", "conseiller-international").lines
    assert any("→ duty  1.5 → 2.3" in line and "to Secrétariat général" in line for line in post)


def test_as_of_says_in_which_text_a_name_is_looked_up_first(tmp_path: Path, run: Run) -> None:
    folder = folder_of(
        tmp_path,
        "{id: a, name: Works}, {id: b, name: Parks}",
        "{id: a, name: Roads}, {id: b, name: Works}",
    )
    assert run("--file", folder, "history", "Works", "--json").json["id"] == "b"
    assert run("--file", folder, "--as-of", "2000-06-01", "history", "Works", "--json").json["id"] == "a"
    assert run("--file", folder, "--as-of", "1990-06-01", "history", "Works").code == 2


def test_words_that_fit_an_older_unit_come_before_those_that_fit_a_body(tmp_path: Path, run: Run) -> None:
    folder = folder_of(tmp_path, "{id: a, name: Office of Road Works}", "{id: a, name: Office of Ways}")
    with (folder / "2001.yaml").open("a", encoding="utf-8") as stream:
        stream.write("bodies: [{id: b, name: Road Works Council}, {id: c, name: Road Works Fund}]\n")
    assert run("--file", folder, "history", "road works", "--json").json["id"] == "a"


def test_an_older_unit_of_another_id_is_restored(tmp_path: Path, run: Run) -> None:
    folder = folder_of(
        tmp_path,
        "{id: a, name: Roads}, {id: b, name: Parks}",
        "{id: b, name: Parks}",
        "{id: b, name: Parks}",
        "{id: c, name: Ways, formerly: [a]}, {id: b, name: Parks}",
        "{id: c, name: Ways, formerly: [a]}, {id: b, name: Parks}",
    )
    for name in ("Ways", "Roads"):
        assert ids(run, name, folder) == [["a"], [], [], ["c"], ["c"]]


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ("posts: [{id: p, title: Clerk}]", "head: {id: p, title: Clerk}", "head"),
        ("posts: [{id: p, title: Clerk}]", "posts: [{id: p, title: Clerk, person: Ada}]", "holder"),
        ("posts: [{id: p, title: Clerk}]", "ref: '2'", "abolished"),
        ("kind: team", "kind: office", "kind"),
        ("duties: [{text: Sweep the roads}]", "duties: [{text: Build bridges}]", "duty-added"),
    ],
)
def test_any_change_of_the_unit_or_of_its_posts_is_seen(
    before: str, after: str, event: str, tmp_path: Path, run: Run
) -> None:
    folder = folder_of(tmp_path, f"{{id: a, name: Roads, {before}}}", f"{{id: a, name: Roads, {after}}}")
    assert event in {happened for _date, happened, _id in events(run, "a", folder)}
    assert events(run, "a", folder_of(tmp_path, *[f"{{id: a, name: Roads, {after}}}"] * 2)) == []


def test_origins_that_go_round(tmp_path: Path, run: Run) -> None:
    folder = folder_of(
        tmp_path,
        "{id: a, name: Roads}, {id: b, name: Parks}",
        "{id: a, name: Roads, formerly: [b]}, {id: b, name: Parks, formerly: [a]}",
        "{id: a, name: Roads, formerly: [a, b]}, {id: b, name: Parks, formerly: [b, a]}",
    )
    assert ids(run, "a", folder)[2] == ["a"]


def test_of_one_text(tmp_path: Path, run: Run) -> None:
    folder = folder_of(tmp_path, "{id: a, name: Roads}")
    assert run("--file", folder, "history", "roads").lines == ["2000-01-01  2000.yaml  unit  Roads"]


@pytest.mark.parametrize("file", [[], ["--file", str(HISTORY / "2014-01-01.yaml")]])
def test_one_file_is_no_folder(file: list[str], run: Run) -> None:
    answer = run(*file, "history", "agence")
    assert (answer.code, answer.out) == (2, "")
    assert "is one text: a history needs several" in answer.err
    assert "--file FOLDER" in answer.err
    assert "2024-01-31.yaml" in answer.err


def test_unknown_and_ambiguous_names(run: Run) -> None:
    unknown = run("--file", HISTORY, "history", "division des pharres")
    assert unknown.code == 2
    assert "Division des phares" in unknown.err
    ambiguous = run("--file", HISTORY, "history", "bureau")
    assert ambiguous.code == 2
    assert "Bureau des ouvrages" in ambiguous.err


@pytest.mark.parametrize("name", EVERY_NAME)
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_fits_every_screen(name: str, lang: str, width: int, on_screen: RunOnScreen) -> None:
    answer = on_screen("--file", HISTORY, "--lang", lang, "--color", "never", "history", name, width=width)
    assert answer.code == 0
    assert max(map(len, answer.lines)) <= width


@pytest.mark.parametrize("name", EVERY_NAME)
def test_in_sentences(name: str, run: Run) -> None:
    lines = run("--file", HISTORY, "--plain", "history", name).lines
    assert all(line.endswith((".", "…")) for line in lines)
    assert not {"→", "←", "~"}.intersection("".join(lines))
    assert any(line.startswith("2014-01-01, APB/2013/11") for line in lines) or name == "ministre"


@pytest.mark.parametrize("name", EVERY_NAME)
def test_json_is_as_documented(name: str, run: Run) -> None:
    answer = run("--file", HISTORY, "history", name, "--json").json
    keys = list(SHAPE["events"][0])
    assert {*map(tuple, answer["events"])} <= {(*keys[:5], "was", "now", *keys[5:])}
    stated = [{key: event[key] for key in keys} for event in answer["events"]]
    assert list(faults(answer | {"events": stated}, SHAPE)) == []


def test_completion(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ORGCLI_COMPLETE", "zsh")
    monkeypatch.setenv("ORGCLI_FILE", str(HISTORY))
    main(["history", "inspecteur"])
    assert capsys.readouterr().out.count("\ninspecteur général\t") == 1
    main(["history", "division des ph"])
    assert "Division des phares" in capsys.readouterr().out


def test_cards_say_what_a_unit_and_a_post_were(run: Run) -> None:
    third = HISTORY / "2019-03-01.yaml"
    shown = run("--file", third, "show", "division-baliseurs").lines
    assert ["formerly", "division-travaux"] in [line.split() for line in shown]
    assert "Formerly: chef-avis." in run("--file", third, "--plain", "show", "directeur-centre").lines
    restored = run("--file", third, "show", "mission-patrimoine").out
    assert "restored" in restored
    assert "formerly" not in restored
    assert run("--file", third, "show", "banc-essais", "--json").json["formerly"] == ["laboratoire"]
    assert "- Formerly: laboratoire" in run("--file", third, "export", "markdown").lines
    assert "formerly: laboratoire" in run("--file", third, "export", "html").out
    assert "prov:wasDerivedFrom <#laboratoire>" in run("--file", third, "export", "turtle").out


def test_the_keys_of_dates_survive_an_export(run: Run, tmp_path: Path) -> None:
    for day in ("2009-03-01", "2014-01-01", "2019-03-01"):
        whole = run("--file", HISTORY, "--as-of", day, "export", "yaml").out
        (tmp_path / "any.yaml").write_text(whole, encoding="utf-8")
        assert load.load(tmp_path / "any.yaml") == load.load(HISTORY / f"{day}.yaml")
    part = run("--file", HISTORY, "export", "yaml", "--unit", "direction-technique").out
    assert "formerly: [laboratoire]" in part
    assert "formerly: [chef-avis]" not in part
