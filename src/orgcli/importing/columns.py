"""What the columns of a table mean: known headings, by role, and the mapping that a user states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Pairs of a role and the heading or letter of its column; an empty heading for a role that has none.
ColumnRoles = list[tuple[str, str]]

HEADINGS = {
    "id": """id|identifiant|identifier|code|key|clé|numéro|number|no|n°|matricule|employee id|employee number|staff id
        |unit id|node id|post id|position id|post unique reference""",
    "name": """name|nom|intitulé|libellé|désignation|unit name|nom de l’unité|full name|nom complet|display name
        |nom et prénom|prénom et nom|employee|employé|employee name|last name|surname|family name|nom de famille""",
    "given_name": """given name|first name|forename|prénom""",
    "parent": """parent|parent id|parent node id|pid|parent unit|parent unit id|parent name|unité parente|unité mère
        |unité supérieure|part of|belongs to|fait partie de|rattachement|rattaché à|rattachée à|dépend de|above""",
    "unit": """unit|unité|department|dept|département|service|direction|division|section|team|équipe|bureau
        |organisation|organization|parent department|business unit|org unit|organisational unit|organizational unit|pôle
        |department name|division name|team name|nom du service""",
    "title": """title|job title|titre|poste|post|fonction|position|position name|position title|role|emploi|head
        |intitulé du poste|job|post title|generic job title|business title|job role|head title""",
    "person": """person|personne|holder|titulaire|post holder|postholder|incumbent|held by""",
    "vacant": """vacant|vacancy|vacante""",
    "acting": """acting|ad interim|interim|par intérim|faisant fonction""",
    "manager": """manager|manager id|manager name|manager email|manager e-mail|reports to|reports to id|answers to
        |superior|supervisor|supervisor email|boss|line manager|line manager id|line manager email|supérieur
        |supérieur hiérarchique|responsable hiérarchique|n+1|relève de|rend compte à|reports to senior post
        |reporting senior post|reporting to|reporting manager|direct manager|line manager name|supervisor name
        |supérieur direct|nom du supérieur|courriel du supérieur""",
    "email": """email|e-mail|mail|courriel|mél|email address|e-mail address|adresse électronique|work email
        |contact e-mail|contact email""",
    "phone": """phone|telephone|tél|phone number|telephone number|numéro de téléphone|work phone|contact phone""",
    "url": """url|web|website|web site|site web|site internet|web page|page web|homepage""",
    "place": """place|location|lieu|localisation|room|building|bâtiment|site|emplacement""",
    "kind": """kind|type|unit type|sorte|type d’unité""",
    "aliases": """aliases|alias|acronym|abbreviation|short name|also known as|sigle|acronyme|nom court|autres noms""",
    "also_part_of": """also part of|fait aussi partie de""",
    "temporary": """temporary|temporaire""",
    "since": """since|depuis""",
    "until": """until|jusqu’au""",
    "staff": """staff|headcount|effectif|effectifs""",
    "ref": """ref|clause|paragraph|paragraphe|article""",
    "duties": """duties|duty|tasks|responsibilities|attributions|missions|tâches|responsabilités|job/team function""",
    "notes": """note|notes|remark|remarks|comment|comments|remarque|remarques|commentaire|commentaires|observations
        |grade|grade (or equivalent)|number of posts in fte""",
}
_NESTED = {  # keys of JSON whose lists are of the same kind as what they stand in
    "parent": """children|units|subunits|sub units|enfants|unités|sous unités|units|items""",
    "manager": """direct reports|reports|subordinates|subordonnés|reportees|members|team members""",
}
REPEATED = {"unit", "notes"}  # roles that several columns may have: units from the outermost in
ALTERNATIVE = {"parent", "manager"}  # roles that columns of ids, of addresses and of names may have beside one another
_TRUST = ({"id", "number", "code", "post"}, {"email", "mail"})  # columns of ids come first, then those of addresses


OF_UNITS = {"kind", "also_part_of", "temporary", "staff", "place"}  # what only units have


def heading_key(heading: str) -> str:
    """Return what all spellings of a heading have in common: ``parentId``, ``Parent-ID``, ``parent_id``."""
    return text.key(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])|[_./-]", " ", heading))


ROLES = {heading_key(name): role for role, names in HEADINGS.items() for name in names.split("|")}
NESTED = {heading_key(name): role for role, names in _NESTED.items() for name in names.split("|")}
NAMES = tuple(HEADINGS)


def letter(position: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def find(column: str, headings: Sequence[str]) -> int | None:
    """Return the position of the one column with a heading, as written or else in any spelling, or with a letter."""
    for form in (str, heading_key):
        positions = [position for position, heading in enumerate(headings) if form(heading) == form(column)]
        if len(positions) == 1:
            return positions[0]
    letters = {letter(position): position for position in range(len(headings))}
    return letters.get(column.upper())


def assign(headings: Sequence[str], mapping: ColumnRoles) -> dict[str, list[int]]:
    """Return the positions of the columns with each role; a stated mapping replaces what headings say."""
    columns: dict[str, list[int]] = {}
    stated: set[str] = set()
    for role, column in mapping:
        position = find(column, headings) if column else None
        if position is not None:
            columns.setdefault(role, []).append(position)
        if position is not None or not column:
            stated.add(role)
    used = {position for positions in columns.values() for position in positions}
    for position, heading in enumerate(headings):
        role = ROLES.get(heading_key(heading), "")
        if role and role not in stated and position not in used:
            columns.setdefault(role, []).append(position)
    for role in ALTERNATIVE & columns.keys() - stated:
        columns[role].sort(key=lambda position: _rank(headings[position]))
    if "name" not in columns and "parent" in columns and "manager" not in columns and "unit" in columns:
        columns["name"] = [columns["unit"].pop()]
    return {role: columns[role] for role in NAMES if columns.get(role)}


def _rank(heading: str) -> int:
    words = set(heading_key(heading).split())
    return next((rank for rank, trusted in enumerate(_TRUST) if words & trusted), len(_TRUST))


def is_clear(role: str, positions: list[int], headings: Sequence[str]) -> bool:
    """Return whether a role may have these columns."""
    if len(positions) == 1 or role in REPEATED:
        return True
    return role in ALTERNATIVE and len({_rank(headings[position]) for position in positions}) == len(positions)


def as_options(columns: Iterable[tuple[str, str]]) -> str:
    """Return roles and headings as options of the command, ready to be edited."""
    return " ".join(f"--map {role}={_quoted(heading)}" for role, heading in columns)


def _quoted(heading: str) -> str:
    return heading if re.fullmatch(r"[\w./-]+", heading) else '"' + heading.replace('"', '\\"') + '"'
