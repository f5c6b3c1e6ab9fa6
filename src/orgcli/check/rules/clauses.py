"""Explanations of what `integrity` finds: ids, references and cycles."""

from __future__ import annotations

from orgcli.check.registry import described

described(
    "E201",
    """The same id twice.

    A reference to it could mean either, so units, posts, groups and bodies all need ids of their own.

    Bad:
        units:
          - {id: police, name: Police, head: {id: police, title: Chief of police}}

    Good:
        units:
          - {id: police, name: Police, head: {id: chief-of-police, title: Chief of police}}
    """,
)
described(
    "E202",
    """A group names a unit that is not in the file.

    Its duties would be shown on no unit. The nearest ids are suggested.

    Bad:
        units: [{id: police, name: Police}]
        groups: [{id: common, name: Common, units: [polise]}]

    Good:
        units: [{id: police, name: Police}]
        groups: [{id: common, name: Common, units: [police]}]
    """,
)
described(
    "E203",
    """A body is part of something that is not in the file.

    `part_of` takes the id of another body, or of a unit.

    Bad:
        units: [{id: police, name: Police}]
        bodies: [{id: cabinet, name: Cabinet, part_of: goverment}]

    Good:
        units: [{id: police, name: Police}]
        bodies:
          - {id: government, name: Government}
          - {id: cabinet, name: Cabinet, part_of: government}
    """,
)
described(
    "E204",
    """A post answers to, or stands in for, a post that is not in the file.

    Posts answer to posts: the id of a unit will not do, that of its head will.

    Bad:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: officer, title: Officer, reports_to: [{post: police}]}]

    Good:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: officer, title: Officer, reports_to: [{post: chief}]}]
    """,
)
described(
    "E205",
    """A link leads to nothing in the file.

    `with` takes the id of a unit, a post, a group or a body. Whoever is outside the organisation
    goes among `bodies`.

    Bad:
        units:
          - {id: police, name: Police, links: [{type: advises, with: courts}]}

    Good:
        units:
          - {id: police, name: Police, links: [{type: advises, with: courts}]}
        bodies: [{id: courts, name: Courts}]
    """,
)
described(
    "E301",
    """A body is part of itself, directly or through others.

    The chain that comes back to its beginning is shown: one of its steps is wrong.

    Bad:
        units: [{id: police, name: Police}]
        bodies:
          - {id: state, name: State, part_of: ministry}
          - {id: ministry, name: Ministry, part_of: state}

    Good:
        units: [{id: police, name: Police}]
        bodies:
          - {id: state, name: State}
          - {id: ministry, name: Ministry, part_of: state}
    """,
)
described(
    "E302",
    """The reporting lines go round in a circle.

    Followed upwards, the lines of a post lead back to it, so nobody decides in the end. The chain is
    shown. A line that holds only for some matters has a `condition`, and may go back.

    Bad:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief, reports_to: [{post: deputy}]}
            posts: [{id: deputy, title: Deputy, reports_to: [{post: chief}]}]

    Good:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: deputy, title: Deputy, reports_to: [{post: chief}]}]
    """,
)
