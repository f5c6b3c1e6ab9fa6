"""Run the program: what ``orgcli`` and ``python -m orgcli`` call."""

import sys


def run() -> int:
    """Run one command and return its exit code; stopped while it is still being loaded, it says nothing either."""
    try:
        from orgcli.cli import main  # noqa: PLC0415 - most of the time before an answer is spent here
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    sys.exit(run())
