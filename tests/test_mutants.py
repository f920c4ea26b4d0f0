"""That the table of mutants still fits the program; `python -m tests.mutants` tries them."""

import pytest

from tests.mutants import MUTANTS, ROOT


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_fits_the_source_and_names_tests_that_there_are(name: str) -> None:
    mutant = MUTANTS[name]
    source = (ROOT / "worklist" / mutant.file).read_text()
    mutated = mutant.mutated(source)
    assert mutated != source
    compile(mutated, mutant.file, "exec")
    for tests in mutant.tests.split():
        path, _, test = tests.partition("::")
        assert f"def {test.partition('[')[0]}" in (ROOT / path).read_text()
