"""Explanations of what the audit finds, with an official text (`audit`)."""

from __future__ import annotations

from orgcli.check.registry import described

described(
    "E601",
    """A clause of the official text that no statement of the file cites.

    What it says is missing from the file, or stands there without its clause. A paragraph that only
    introduces lettered items is covered by any of them.

    Text:
        8.1 The Police Division is headed by a Chief.

        8.2 The Police Division trains the officers of all missions.

    Bad:
        units:
          - {id: police, name: Police Division, head: {id: chief, title: Chief, ref: "8.1"}}

    Good:
        units:
          - id: police
            name: Police Division
            head: {id: chief, title: Chief, ref: "8.1"}
            duties: [{ref: "8.2", text: Give officers their training}]
    """,
)
described(
    "E602",
    """A clause that the official text does not have.

    The number is wrong, or the clause was renumbered or dropped when the text was amended.

    Text:
        8.1 The Police Division trains the officers of all missions.

    Bad:
        units:
          - {id: police, name: Police Division, duties: [{ref: "8.10", text: Train officers}]}

    Good:
        units:
          - {id: police, name: Police Division, duties: [{ref: "8.1", text: Train officers}]}
    """,
)
described(
    "W603",
    """A unit or body that a clause names, and no statement that cites the clause does.

    Restating a duty loses its partners easily: name the body in the duty, or give the duty a link.
    Names of one word, and those inside a longer name that is known too, are not looked for.

    Text:
        8.1 The Police Division trains officers together with the Supreme Court.

    Bad:
        units:
          - {id: police, name: Police Division, duties: [{ref: "8.1", text: Train officers}]}
        bodies: [{id: court, name: Supreme Court}]

    Good:
        units:
          - id: police
            name: Police Division
            duties: [{ref: "8.1", text: Train officers, links: [{type: cooperates, with: court}]}]
        bodies: [{id: court, name: Supreme Court}]
    """,
)
described(
    "E604",
    """A duty that repeats ten or more words of its clause in a row, names aside.

    Duties are restated in words of one's own: shorter, and free of the official text's wording.

    Text:
        8.1 The Police Division shall prepare and carry out the training of all officers who are about to be sent out.

    Bad:
        units:
          - id: police
            name: Police Division
            duties: [{ref: "8.1", text: Carry out the training of all officers who are about to be sent out}]

    Good:
        units:
          - {id: police, name: Police Division, duties: [{ref: "8.1", text: Train officers before they leave}]}
    """,
)
