"""Formulas and areas, when rows above them are written several times."""

import pytest

from worklist.report.form.references import (
    Place,
    Rows,
    across_sheets,
    column_name,
    column_number,
    lone_references,
    moved_area,
    moved_areas,
    moved_cell,
    moved_formula,
    shifted_formula,
)

ROWS = Rows({5: 3, 9: 0, 20: 1})  # row 5 becomes 5 to 7, what is below goes down by 2; rows 9 and 20 stay one


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("SUM(C5:C5)", "SUM(C5:C7)"),
        ("SUM(C4:C6)", "SUM(C4:C8)"),
        ("SUM($C$5:$C$5)*C$6/$C4", "SUM($C$5:$C$7)*C$8/$C4"),
        ("C5+C6+C9", "C5+C8+C11"),
        ("SUM(5:5)+SUM($6:$6)", "SUM(5:7)+SUM($8:$8)"),
        ("SUM(C:C)", "SUM(C:C)"),
        ("Report!C6+'Report'!C6+REPORT!C6", "Report!C8+'Report'!C8+REPORT!C8"),
        ("Other!C6+'It''s C6'!C6+[1]Report!C6+Report:Other!C6", "Other!C6+'It''s C6'!C6+[1]Report!C6+Report:Other!C6"),
        ('"C6"&C6&"a ""C6"" b"', '"C6"&C8&"a ""C6"" b"'),
        (
            "LOG10(C6)+Table1[C6]+Table1[[#This Row],[C6]]+C6_a+a.C6",
            "LOG10(C8)+Table1[C6]+Table1[[#This Row],[C6]]+C6_a+a.C6",
        ),
        ("#REF!C6+1E6", "#REF!C6+1E6"),
        ("SUM(C6:C1048576)", "SUM(C8:C1048576)"),
        ("SUM(C5)+AVERAGE( $C$5 ,C6)+_xlfn.STDEV.S(C5)", "SUM(C5:C7)+AVERAGE( $C$5:$C$7 ,C8)+_xlfn.STDEV.S(C5:C7)"),
        ('SUM((C5),-C5,"",C5*2,ABS(C5))+COUNT(1,Report!C5)', 'SUM((C5),-C5,"",C5*2,ABS(C5))+COUNT(1,Report!C5:C7)'),
        ("YTD2020+XFD6+XFE6+AB2000000", "YTD2020+XFD8+XFE6+AB2000000"),
        ("LOG10 (A10)+LOG10(LOG10)", "LOG10 (A12)+LOG10(LOG12)"),
        ("C6)+SUM(C6", "C8)+SUM(C8"),
        ("C6·a+·C6+C6ั+ก็C6+·SUM(C5)+C6", "C6·a+·C6+C6ั+ก็C6+·SUM(C5)+C8"),
    ],
)
def test_a_formula_speaks_of_the_same_cells_and_of_all_rows_that_one_has_become(was: str, now: str) -> None:
    assert moved_formula(was, Place(sheet="Report"), {"report": ROWS}) == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("E5:E5", "E$5:E$7"),
        ("B5:E5", "B7:E7"),
        ("E$4:E4", "E$4:E6"),
        ("E4:E5", "E6:E7"),
        ("E1:E4", "E1:E4"),
        ("C2:C5", "C2:C7"),
        ("C5:C9", "C7:C11"),
        ("C5", "C7"),
        ("C4", "C6"),
        ("C$5", "C$5"),
        ("C6", "C8"),
    ],
)
def test_the_examples_that_stand_beside_the_rules_are_right(was: str, now: str) -> None:
    assert moved_formula(was, Place(sheet="Report", row=5, now=7), {"report": ROWS}) == now


@pytest.mark.parametrize("name", ["日报·汇总", "รายงานที่", "दैनिक", "día😀", "a.b_1"])
def test_a_sheet_is_known_by_its_name_without_quotation_marks_whatever_signs_are_in_it(name: str) -> None:
    sheets = {name.casefold(): ROWS}
    was, now = f"{name}!C6+SUM({name}!C5:C5,{name}:T!C6)", f"{name}!C8+SUM({name}!C5:C7,{name}:T!C6)"
    assert moved_formula(was, Place(sheet="T"), sheets) == now
    assert [*lone_references(f"{name}!C5", Place(sheet="T"), {name.casefold(): {5}})] == [f"{name}!C5"]
    assert [*across_sheets(was)] == [f"{name}:T!C6"]


def test_a_formula_in_a_row_that_repeats_speaks_of_its_own_row() -> None:
    place = Place(sheet="Report", row=5, now=6)
    was = "B5/C5+SUM(B5:E5)+SUM(B$5:B5)+B6+Report!B5+Other!B5+SUM(B5)+SUM(B$5:C5)"
    now = "B6/C6+SUM(B6:E6)+SUM(B$5:B6)+B8+Report!B6+Other!B5+SUM(B6)+SUM(B$5:C6)"
    assert moved_formula(was, place, {"report": ROWS}) == now


def test_a_formula_in_a_row_that_repeats_speaks_of_all_of_them_by_a_range_of_one_cell_or_a_row_that_is_held() -> None:
    for now in (5, 6, 7):
        place = Place(sheet="Report", row=5, now=now)
        was = "B5/SUM(B5:B5)+RANK(B5,$B5:B5)+SUM(B$5)+MAX($B$5,1)+B$5:B$5+Report!B5:B5+B5:B$5"
        assert moved_formula(was, place, {"report": ROWS}) == (
            f"B{now}/SUM(B$5:B$7)+RANK(B{now},$B$5:B$7)+SUM(B$5:B$7)+MAX($B$5:$B$7,1)+B$5:B$7+Report!B$5:B$7+B{now}:B$7"
        )
    assert moved_formula("SUM(C8:C8)", Place(sheet="Report", row=8, now=10), {"report": ROWS}) == "SUM(C10:C10)"


def test_of_the_row_above_a_row_that_repeats_each_speaks_as_of_the_one_above_itself() -> None:
    was = "D4+C5+D$4+D3+SUM(D$4:D4)+Other!D4"
    for now, above in ((5, 4), (6, 5), (7, 6)):
        moved = moved_formula(was, Place(sheet="Report", row=5, now=now), {"report": ROWS})
        assert moved == f"D{above}+C{now}+D$4+D3+SUM(D$4:D{above})+Other!D4"
    assert moved_formula("D5:D5", Place(sheet="Report", row=6, now=8), {"report": ROWS}) == "D5:D7"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("B5/SUM(B1:B4)", "B6/SUM(B1:B4)"),
        ("VLOOKUP(B5,A2:B4,2)+INDEX(B2:B4,1)+SUM(2:4)", "VLOOKUP(B6,A2:B4,2)+INDEX(B2:B4,1)+SUM(2:4)"),
        ("SUM(B4:B6)+SUM(B4:B$6)", "SUM(B4:B8)+SUM(B5:B$8)"),
        ("SUM(B$2:B4)+SUM(B4:C4)+SUM(B4:B5)+SUM(4:4)", "SUM(B$2:B5)+SUM(B5:C5)+SUM(B5:B6)+SUM(5:5)"),
        ("SUM(B2:B5)+SUM(C5:E6)", "SUM(B2:B6)+SUM(C6:E8)"),
    ],
)
def test_a_range_above_a_row_that_repeats_is_the_same_for_all_unless_it_is_a_running_total(was: str, now: str) -> None:
    assert moved_formula(was, Place(sheet="Report", row=5, now=6), {"report": ROWS}) == now


def test_a_single_cell_of_a_row_that_repeats_is_told_unless_all_are_meant_or_the_row_is_its_own() -> None:
    formula = "C5+Report!$C$5*2+SUM(C5,-D5)+C6+C5:C5+SUM(Other!C5)+'It''s'!C5+ROUND(E5,1)"
    repeating = {"report": {5, 9}, "it's": {5}}
    assert [*lone_references(formula, Place(sheet="Report", row=6), repeating)] == [
        *("C5", "Report!$C$5", "D5", "'It''s'!C5", "E5")
    ]
    assert [*lone_references(formula, Place(sheet="Report", row=5), repeating)] == ["Report!$C$5", "'It''s'!C5"]
    assert [*lone_references(formula, Place(sheet="Other", row=5), repeating)] == ["Report!$C$5", "'It''s'!C5"]


def test_cells_of_several_sheets_at_once_are_told_from_those_of_one_or_of_another_file() -> None:
    formula = "SUM(S:T!B2,'S 1:T''s'!B2:C3,S:T!2:3,[1]S:T!B2,'C:\\[a.xlsx]S'!B2,S!B2:T3,\"S:T!B2\")+S:T!B:B"
    assert [*across_sheets(formula)] == ["S:T!B2", "'S 1:T''s'!B2:C3", "S:T!2:3"]


def test_what_grows_takes_in_all_rows_from_a_single_cell_too() -> None:
    assert moved_formula("Report!$C$5", Place(sheet=""), {"report": ROWS}, grows=True) == "Report!$C$5:$C$7"
    assert moved_areas("C5 C6:D6 A1:G9", ROWS) == "C5:C7 C8:D8 A1:G11"
    assert (moved_area("A:C", ROWS), moved_cell("C5", ROWS), moved_cell("C6", ROWS)) == ("A:C", "C5", "C8")


def test_a_shared_formula_reads_elsewhere_as_if_it_were_filled_down_and_right() -> None:
    was = 'SUM(S!B:B)+SUM($C:C,Z:$D)+SUM($3:3)+SUM(S:T!A:A)+A:A!B2+A_A:A+"C:C"+T[C:C]'
    now = 'SUM(S!C:C)+SUM($C:D,AA:$D)+SUM($3:5)+SUM(S:T!B:B)+A:A!C4+A_A:A+"C:C"+T[C:C]'
    assert shifted_formula(was, 2, 1) == now
    assert shifted_formula('A1+$A1+A$1+Z9+SUM(1:1)+"A1"+Other!B2', 2, 1) == 'B3+$A3+B$1+AA11+SUM(3:3)+"A1"+Other!C4'


@pytest.mark.parametrize(("name", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16_384)])
def test_columns_have_numbers(name: str, number: int) -> None:
    assert (column_number(name), column_name(number)) == (number, name)
