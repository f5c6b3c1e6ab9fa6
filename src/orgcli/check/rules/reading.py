"""Explanations of what reading a file finds: its form, its shape, its references (`load`, `integrity`)."""

from __future__ import annotations

from orgcli.check.registry import described

described(
    "E101",
    """The file is not YAML, or not one YAML mapping.

    Nothing can be said of a file that cannot be read. Most often a colon or a quotation mark inside
    a text is the cause: put the whole text between quotation marks, or after `>-`.

    Bad:
        units:
          - {id: police, name: Police: training}

    Good:
        units:
          - {id: police, name: "Police: training"}
    """,
)
described(
    "E102",
    """The file is not encoded in UTF-8.

    In another encoding, accents turn into other letters and no name is found. Save the file as
    UTF-8: every editor can. (The bad example is saved as Latin-1.)

    Bad:
        units:
          - {id: securite, name: Sécurité}

    Good:
        units:
          - {id: securite, name: Sécurité}
    """,
)
described(
    "E103",
    """A key that means nothing here.

    What stands under an unknown key is lost without a word. The nearest known key is suggested; only
    units and bodies have a head, so one in a group, which would head nothing, is found here too.

    Bad:
        units:
          - id: police
            name: Police
            dutys: [{text: Train the officers}]

    Good:
        units:
          - id: police
            name: Police
            duties: [{text: Train the officers}]
    """,
)
described(
    "E104",
    """A key that must be there is missing.

    A unit without a name, or a line of reporting without a superior, says nothing.

    Bad:
        units:
          - id: police

    Good:
        units:
          - id: police
            name: Police
    """,
)
described(
    "E105",
    """A value of the wrong kind.

    A list stands where one text is expected, a word that is not among the choices, or the like. Two
    heads of one unit are found here: `head` is one post, and whoever stands in goes among `posts`.

    Bad:
        units:
          - id: police
            name: Police
            head: [{id: chief, title: Chief}, {id: other, title: Other chief}]

    Good:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: deputy, title: Deputy chief}]
    """,
)
described(
    "E106",
    """The same key twice in one mapping.

    YAML readers keep one of the two in silence, so half of what was written is lost.

    Bad:
        units:
          - id: police
            name: Police
            name: Police Division

    Good:
        units:
          - id: police
            name: Police Division
            aliases: [Police]
    """,
)
described(
    "E107",
    """An id with characters that ids do not have.

    Ids are typed in a shell and used in references: lower case letters without accents, digits and
    hyphens only, beginning with a letter or a digit.

    Bad:
        units:
          - {id: Police Division, name: Police Division}

    Good:
        units:
          - {id: police-division, name: Police Division}
    """,
)
described(
    "E108",
    """A clause that is not written as a clause number.

    A clause is written as `8`, `8.14` or `8.14 a`, between quotation marks, so that it can be
    ordered, found by `cite` and compared with the official text.

    Bad:
        units:
          - {id: police, name: Police, ref: paragraph 8.14}

    Good:
        units:
          - {id: police, name: Police, ref: "8.14"}
    """,
)
described(
    "E109",
    """A text or list that is empty or longer than anybody reads.

    An empty name cannot be asked for. A name may have 300 characters, a duty 5,000.

    Bad:
        units:
          - {id: police, name: ""}

    Good:
        units:
          - {id: police, name: Police}
    """,
)
described(
    "E110",
    """The file exceeds a limit: its size, the depth of its nesting, or what its aliases expand to.

    A file beyond these limits is damaged or made to exhaust the machine: it is refused before it
    can. The limits are 256 MiB, 200 levels, and aliases that expand to no more than the file itself.

    Bad:
        a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        units: [{id: police, name: Police}]

    Good:
        units: [{id: police, name: Police}]
    """,
)
