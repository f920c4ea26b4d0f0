from dataclasses import replace

import pytest

from tests.checklist.model import FEB_19, FEB_20
from worklist.checklist.health import ChainLink, Verification

WHOLE = ChainLink(day=FEB_19, number=1, digest="0" * 64, problem=None)
CHANGED = replace(WHOLE, day=FEB_20, number=2, problem="its content does not match its checksum")


@pytest.mark.parametrize(
    ("links", "problems", "is_sound"),
    [
        ((), (), True),
        ((WHOLE,), (), True),
        ((WHOLE, CHANGED), (), False),
        ((CHANGED, WHOLE), (), False),
        ((WHOLE,), ("page 2 is missing",), False),
        ((), ("page 1 is missing",), False),
    ],
)
def test_a_chain_is_sound_if_nothing_is_wrong_with_a_page_or_with_the_whole(
    *, links: tuple[ChainLink, ...], problems: tuple[str, ...], is_sound: bool
) -> None:
    assert Verification(links=links, problems=problems).is_sound is is_sound
