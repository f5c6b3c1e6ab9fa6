"""The command line: the Typer app, one file a command, and the one boundary where errors become messages."""
