"""orgcli: ask an org chart who is under whom, who answers to whom, and who does what."""

__version__ = "0.1.0"
