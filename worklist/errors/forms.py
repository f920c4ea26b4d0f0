"""Forms to be filled, and what is wrong with them."""

from pathlib import Path

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class FormNeedsFile(UsageError):
    """A form, and no file for what is filled in."""

    sentence = _("--template fills a copy of the form; say with -o FILE where to write it.")


class FormAlone(UsageError):
    """A form together with what does not go with one."""

    sentence = _("{option} does not go with --template: a form is filled for one day, and is a workbook.")

    def __init__(self, option: str) -> None:
        super().__init__(option=option)


class FieldsAlone(UsageError):
    """The list of what a form may use, and anything else."""

    sentence = _("--fields only lists what a form may use; give it alone.")


class FormIsOutput(UsageError):
    """The form itself as the file to write."""

    sentence = _("{path} is the form itself; name another file with -o.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class OtherEnding(UsageError):
    """A file whose name says that it is something else than the form."""

    sentence = _("The form is a {ending} workbook; give {path} that ending.")

    def __init__(self, path: Path, ending: str) -> None:
        super().__init__(path=path, ending=ending)


class NotAForm(WorklistError):
    """A file that is no workbook that can be filled."""

    words = ("problem",)
    sentence = _(
        "{path} cannot be filled: it is {problem}."
        " Open it in an office program and save it as .xlsx without a password."
    )

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class NothingToFill(WorklistError):
    """A workbook in which no cell names a value."""

    sentence = _("{path} has no cell with a name to fill in; `worklist report --fields` lists what a form may use.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class UnknownName(UsageError):
    """A name in a form that stands for nothing."""

    sentence = _(
        "Sheet “{sheet}”, cell {cell}: there is no “{name}”; the nearest is “{nearest}”."
        " `worklist report --fields` lists what a form may use."
    )

    def __init__(self, sheet: str, cell: str, name: str, nearest: str) -> None:
        super().__init__(sheet=sheet, cell=cell, name=name, nearest=nearest)


class KindNotNamed(UsageError):
    """A name in a form as the list has it for all kinds."""

    sentence = _("Sheet “{sheet}”, cell {cell}: “{name}” is for any kind; write one of {kinds} in place of KIND.")

    def __init__(self, sheet: str, cell: str, name: str, kinds: str) -> None:
        super().__init__(sheet=sheet, cell=cell, name=name, kinds=kinds)


class BadFormCell(UsageError):
    """A cell of a form that cannot be understood or worked out."""

    words = ("problem",)
    sentence = _("Sheet “{sheet}”, cell {cell}: this cannot be filled in, because {problem}. Mend it in the form.")

    def __init__(self, sheet: str, cell: str, problem: str) -> None:
        super().__init__(sheet=sheet, cell=cell, problem=problem)


class TwoLoops(UsageError):
    """A row that would repeat for two different things."""

    sentence = _(
        "Sheet “{sheet}”, cell {cell}: its row repeats for each {first} already and cannot for each {second} too;"
        " put them into rows of their own."
    )

    def __init__(self, sheet: str, cell: str, first: str, second: str) -> None:
        super().__init__(sheet=sheet, cell=cell, first=first, second=second)


class LoneReference(UsageError):
    """A formula that speaks of one cell of a row that becomes many."""

    sentence = _(
        "Sheet “{sheet}”, cell {cell}: its formula speaks of {reference}, whose row repeats; write {all} for all"
        " of them, or INDEX({all},1) for the first."
    )

    def __init__(self, sheet: str, cell: str, reference: str) -> None:
        all_of_them = f"{reference}:{reference.rpartition('!')[2]}"
        super().__init__(sheet=sheet, cell=cell, reference=reference, all=all_of_them)


class NameOutsideCells(UsageError):
    """A name to be filled in where a form is not filled."""

    words = ("place",)
    sentence = _("Sheet “{sheet}”: only cells are filled, and a name stands in {place}. Take it out of there.")

    def __init__(self, sheet: str, place: str) -> None:
        super().__init__(sheet=sheet, place=place)
