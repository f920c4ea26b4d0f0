"""The file of a workbook: parts in a zip, which name each other by relationships (ECMA-376, part 2)."""

import posixpath
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from worklist.errors.extras import LacksExtra
from worklist.errors.forms import NotAForm
from worklist.errors.sheets import SheetTooLarge
from worklist.i18n import mark

if TYPE_CHECKING:
    from lxml.etree import _Element

UNPACKED_LIMIT = 100_000_000
"""The bytes of a form unpacked."""
XML_LIMIT = 20_000_000
"""The bytes of those of its parts that are read; as trees they take up to fifty times as much."""
ELEMENTS_LIMIT = 500_000
"""The elements of XML in those parts; as small ones they take far more than their bytes."""
PARTS_LIMIT = 5_000

_PACKED_OTHERWISE = mark("packed in another way than workbooks are")
_DAMAGED = mark("damaged, or no workbook")
_TOO_MUCH = mark("damaged, or far larger when unpacked than a form may be")
_BYTES = mark("bytes of cells and texts when unpacked")
_ELEMENTS = mark("cells, values and texts")
_OTHER = mark("neither .xlsx nor .xlsm, whatever its name says")
_OLD = mark("protected by a password, or a workbook of the old kind")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "[Content_Types].xml"
_IN_LINKS = "!'$:,()"
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another: what that is to it (the last word of the type), by which id, and its name."""

    kind: str
    id: str
    part: str


class Package:
    """The parts of a workbook; those that were `tree`d are written from their trees if they were `touch`ed."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Unpack the bytes of the file at `path`; raises `NotAForm`, `SheetTooLarge`, or `LacksExtra`."""
        try:
            import lxml.etree  # noqa: F401 - told before anything is read
        except ImportError:
            raise LacksExtra(library="lxml", extra="excel") from None
        self.path = path
        self._trees: dict[str, _Element] = {}
        self._touched: set[str] = set()
        self._elements = 0
        if data.startswith(_OLE):
            raise NotAForm(path, _OLD)
        try:
            with ZipFile(BytesIO(data)) as file:
                self._infos = file.infolist()
                self._require_within_limits()
                self._parts = {info.filename: self._unpack(file, info) for info in self._infos}
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error):
            raise NotAForm(path, _DAMAGED) from None
        self._written = {part.casefold(): part for part in self._parts}
        self._manifest = self._name(_CONTENT_TYPES)
        if self._manifest not in self._parts:
            raise NotAForm(path, _OTHER)
        if len(self._written) < len(self._infos):  # two of one name
            raise NotAForm(path, _DAMAGED)
        self._types = self._content_types()
        self.workbook = self._main()

    def _require_within_limits(self) -> None:
        """Refuse more than may be unpacked, by what the zip says of it."""
        if len(self._infos) > PARTS_LIMIT or sum(info.file_size for info in self._infos) > UNPACKED_LIMIT:
            raise NotAForm(self.path, _TOO_MUCH)

    def _unpack(self, file: ZipFile, info: ZipInfo) -> bytes:
        """Give the bytes of a part, no more of them than the zip says that it has."""
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others cannot be unpacked up to a size
            raise NotAForm(self.path, _PACKED_OTHERWISE)
        with file.open(info) as part:
            return part.read(info.file_size)

    def _name(self, part: str) -> str:
        """Give a part's name as the zip has it, where a part may be named with other capitals."""
        return self._written.get(part.casefold(), part)

    def _content_types(self) -> dict[str, str]:
        """Give the type of each part, from what is said of it or else of its ending."""
        by_name, by_ending = {}, {}
        for each in self.tree(self._manifest):
            by_name[each.get("PartName", "").lstrip("/").casefold()] = each.get("ContentType", "")
            by_ending[each.get("Extension", "").casefold()] = each.get("ContentType", "")
        return {
            part: by_name.get(name, by_ending.get(name.rpartition(".")[2], "")) for name, part in self._written.items()
        }

    def _main(self) -> str:
        """Give the part that is the workbook."""
        main = [relation.part for relation in self.relations("") if relation.kind == "officeDocument"]
        if len(main) != 1 or self._types.get(main[0]) not in _ENDINGS:
            raise NotAForm(self.path, _OTHER)
        return main[0]

    @property
    def ending(self) -> str:
        """The ending of the names of such workbooks."""
        return _ENDINGS[self._types[self.workbook]]

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def parts(self, *ends: str) -> list[str]:
        """Give the parts whose content is of a type that ends so."""
        return [part for part, type in self._types.items() if type.endswith(ends) and part in self]

    def tree(self, part: str) -> "_Element":
        """Give the root of a part.

        Raises `NotAForm` for one that is not there or no XML, or has a document type, and `SheetTooLarge`.
        """
        from lxml import etree

        if part not in self._trees:
            data = self.text(part)
            read = sum(len(self._parts[each]) for each in self._trees)
            self._elements += data.count(b"<") - data.count(b"</")
            if read + len(data) > XML_LIMIT:
                raise SheetTooLarge(self.path, XML_LIMIT, _BYTES)
            if self._elements > ELEMENTS_LIMIT:
                raise SheetTooLarge(self.path, ELEMENTS_LIMIT, _ELEMENTS)
            parser = etree.XMLParser(
                resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
            )
            try:
                root = etree.fromstring(data, parser)
            except (etree.XMLSyntaxError, ValueError):
                raise NotAForm(self.path, _DAMAGED) from None
            if root.getroottree().docinfo.doctype:
                raise NotAForm(self.path, _DAMAGED)
            self._trees[part] = root
        return self._trees[part]

    def text(self, part: str) -> bytes:
        """Give the bytes of a part as they are in the form; raises `NotAForm` if it is not there."""
        if part not in self._parts:
            raise NotAForm(self.path, _DAMAGED)
        return self._parts[part]

    def touch(self, part: str) -> None:
        """Say that a part's tree was changed."""
        self._touched.add(part)

    def put(self, part: str, data: bytes) -> None:
        """Put other bytes in place of a part's."""
        self._parts[part] = data

    def relations(self, part: str) -> Iterator[Relation]:
        """Give what a part is related to within the workbook."""
        rels = self._name(_relations_part(part))
        if rels not in self._parts:
            return
        for each in self.tree(rels):
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), each.get("Target", ""))
                yield Relation(
                    kind=each.get("Type", "").rpartition("/")[2],
                    id=each.get("Id", ""),
                    part=self._name(posixpath.normpath(target).lstrip("/")),
                )

    def relink(self, part: str, moved: Callable[[str], str]) -> None:
        """Let the links of a part to cells of the workbook, `#S!A4`, lead where `moved` says that these are."""
        rels = self._name(_relations_part(part))
        for each in self.tree(rels) if rels in self._parts else ():
            target = each.get("Target", "")
            was = unquote(target[1:])
            now = moved(was) if target.startswith("#") else was
            if now != was:
                each.set("Target", "#" + (quote(now, safe=_IN_LINKS) if "%" in target else now))
                self.touch(rels)

    def drop(self, part: str, of: str) -> None:
        """Leave out a part that `of` is related to."""
        types = self.tree(self._manifest)
        for element in [*types]:
            if self._name(element.get("PartName", "").lstrip("/")) == part:
                types.remove(element)
        ids = {relation.id for relation in self.relations(of) if relation.part == part}
        rels = self._name(_relations_part(of))
        for element in [*self.tree(rels)]:
            if element.get("Id") in ids:
                self.tree(rels).remove(element)
        self.touch(self._manifest)
        self.touch(rels)
        self._parts.pop(part, None)
        self._infos = [info for info in self._infos if info.filename != part]

    def packed(self) -> bytes:
        """Give the file, its parts in the order and with the dates of the form."""
        from lxml import etree

        for part in self._touched & self._parts.keys():
            self._parts[part] = etree.tostring(
                self._trees[part].getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
            )
        written = BytesIO()
        with ZipFile(written, "w") as file:
            for info in self._infos:
                again = ZipInfo(info.filename, info.date_time)
                again.compress_type = info.compress_type
                again.external_attr = info.external_attr
                file.writestr(again, self._parts[info.filename])
        return written.getvalue()


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
