"""How well `find` answers judged questions that nobody looks at while the engine is tuned."""

from __future__ import annotations

import pytest

from search import figures

HELD = {
    "org": ["questions-held.yaml", "questions-held2.yaml"],
    "matrix": ["questions-matrix.yaml"],
    "community": ["questions-community.yaml"],
    "ministry": ["questions-ministry.yaml"],
    "register": ["questions-register.yaml"],
    "organisation-townhall": ["questions-townhall-held.yaml"],
    "organisation-hospital": ["questions-hospital-held.yaml"],
    "organisation-clinique": ["questions-clinique-held.yaml"],
    "organisation-borough": ["questions-borough-held.yaml"],
}
"""The files of questions about each organisation."""


@pytest.mark.parametrize(
    ("stem", "variant", "unit", "clause", "first", "silence"),
    [
        ("org", "", 0.95, 0.95, 0.87, 0.94),
        ("org", "no keywords, no synonyms", 0.84, 0.82, 0.79, 0.94),
        ("org", "and no names in use", 0.73, 0.72, 0.70, 0.94),
        ("matrix", "", 0.95, 0.0, 0.0, 1.0),
        ("community", "", 0.92, 0.0, 0.0, 0.95),
        ("ministry", "", 0.71, 0.0, 0.0, 0.95),
        ("register", "", 1.0, 0.0, 0.0, 0.95),
        ("organisation-townhall", "", 0.75, 0.75, 0.66, 0.93),
        ("organisation-hospital", "", 0.66, 0.71, 0.64, 0.86),
        ("organisation-clinique", "", 0.51, 0.50, 0.44, 0.92),
        ("organisation-borough", "", 0.28, 0.21, 0.21, 0.92),
    ],
)
def test_the_right_unit_comes_first(
    stem: str, variant: str, unit: float, clause: float, first: float, silence: float
) -> None:
    files = [figures.HERE / name for name in HELD[stem]]
    asked = figures.organisation(figures.asked_of(files[0]), variant)
    measured = [pair for file in files for pair in figures.measure(figures.judged(file), asked)]
    reached = figures.summary(measured)
    assert all(figure >= floor for figure, floor in zip(reached, (unit, clause, first, silence), strict=True)), reached
