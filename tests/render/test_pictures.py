"""README's pictures are what the program draws."""

from tests.render import pictures


def test_the_picture_of_today() -> None:
    assert (pictures.FOLDER / "today.svg").read_text(encoding="utf-8") == pictures.today()


def test_the_picture_of_the_board() -> None:
    assert (pictures.FOLDER / "board.svg").read_text(encoding="utf-8") == pictures.board()
