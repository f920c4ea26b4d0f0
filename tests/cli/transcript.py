"""Sessions written down as one sees them, and played again.

# 2020-02-20 09:00        from here on it is this moment
$ company list            a command
212 companies …           what it said on standard output,
! There is …              on standard error,
[2]                       and its exit code, where it is not 0
"""

import re
import shlex

from tests.conftest import Program

DIGEST = "(a digest)"
"""Stands for a digest, which is another one where a second has passed."""


def played(program: Program, written: str) -> str:
    """Give a session as it goes now, with the commands and the moments of the one that was `written` down."""
    now, lines = "", []
    for line in written.splitlines():
        if match := re.fullmatch(r"# (\d{4}-\d\d-\d\d \d\d:\d\d)", line):
            now = f"{match[1]}:00"
            lines.append(line)
        elif line.startswith("$ "):
            answer = program(*shlex.split(line[2:]), now=now)
            lines += [line, *(re.sub(r"[0-9a-f]{64}", DIGEST, said) for said in answer.out.splitlines())]
            lines += [f"! {said}" for said in answer.err.splitlines()]
            lines += [f"[{answer.code}]"] if answer.code else []
    return "\n".join(lines) + "\n"
