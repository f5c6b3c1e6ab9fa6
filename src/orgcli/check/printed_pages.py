"""The lines of a text that was extracted from printed pages."""

from __future__ import annotations

import re
from collections import Counter

_PAGE_FURNITURE = re.compile(
    r"[-–—]?\s*[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?\s*[-–—]?"  # page number
    r"|[A-Z]{1,6}(?:/[\w.()-]+){2,12}"  # symbol of the document
    r"|[0-9]{2}-[0-9]{5}\b.{0,20}"  # job number of the printer
)


def lines(content: str) -> list[tuple[int, str]]:
    """Return the lines, numbered from 1, without page numbers, document symbols and running heads."""
    numbered, number, edges = [], 0, Counter[str]()
    for page in content.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        page_lines = page.split("\n")
        numbered += [(number + offset, line) for offset, line in enumerate(page_lines, 1)]
        number += len(page_lines) - 1
        printed = [line.strip() for line in page_lines if line.strip()]
        edges.update({printed[0], printed[-1]} if printed else ())
    running_heads = {line for line, count in edges.items() if count > 1}
    return [
        (number, line)
        for number, line in numbered
        if not _PAGE_FURNITURE.fullmatch(line.strip()) and line.strip() not in running_heads
    ]
