"""Run the program as ``python -m orgcli``."""

import sys

from orgcli.cli import main

if __name__ == "__main__":
    sys.exit(main())
