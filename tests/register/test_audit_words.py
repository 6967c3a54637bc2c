"""Whatever a service notes in the audit has its words in both languages: looked for in the source, and in what the services really write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matcher.model.catalog import Catalog
from matcher.register import accounts
from matcher.register.audit_parts import PARTS, VALUES, part
from matcher.register.audit_reading import Asked, Done, read_audit
from matcher.register.audit_told import sentence
from matcher.register.register import Register
from matcher.register.retention import Cleared
from tests.register.every_service import SERVICES
from tests.register.stage import record_of, stage_of


def noted() -> Iterator[str]:
    """The name of every part given to `change.note`; where parts are spread into it, every name of a dict in the same function."""
    for path in sorted(Path(accounts.__file__).parent.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "note"):
                    continue
                for given in call.keywords:
                    if given.arg is not None:
                        yield given.arg
                    elif isinstance(given.value, ast.Name):
                        dicts = [node for node in ast.walk(function) if isinstance(node, ast.Dict)]
                        yield from (key.value for d in dicts for key in d.keys if isinstance(key, ast.Constant))


def test_every_part_that_the_source_notes_has_its_words() -> None:
    found = {*noted(), *Cleared.__dataclass_fields__}
    assert len(found) > 60, "a guard on this test: it finds them"
    results = {"id", "key", "numbers", "new_sites", "facts", "seeded_at"}
    """Names of dicts in those functions that are results and no parts."""
    assert found - results - PARTS.keys() == set()


def names(change: Any) -> Iterator[str]:
    if isinstance(change, dict):
        yield from change
    for inner in change.values() if isinstance(change, dict) else change if isinstance(change, list) else ():
        yield from names(inner)


def test_every_row_that_the_services_write_is_told_without_the_programs_names(register: Register, town: Catalog, tmp_path: Path) -> None:
    for service in (s for s in SERVICES if s.seeded and s.name != "restoring.restore"):
        stage, who = stage_of(service, register, town, tmp_path)
        service.call(stage, who, service.ready(stage, record_of(service, stage)))
    with register.look() as session:
        rows = read_audit(session, Asked(), 10_000)
    assert {name for row in rows for name in names(row.change) if part(name).zh == name} == set()
    assert [
        (row.action, v) for row in rows for n, v in row.change.items() if n in ("stage", "role", "what_for") and v not in VALUES[n]
    ] == []
    told = [sentence(row, lang, None) for row in rows for lang in ("zh", "en")]
    assert [line for line in told if "_" in line.replace(town.plan.town.id, "") and "told_" not in line] == []


def test_a_stage_a_role_and_a_changed_field_are_told_in_words() -> None:
    change = {"stage": "talks", "planned": {"signed": "2027-06"}, "fields": ["contact_phone", "land_mu_min"], "role": "manager"}
    done = Done(1, "2026-11-23T08:00:00.000000Z", "", "", "staff", "lead.stage", "hetang", "xinhe", change)
    for lang, words in (("zh", ("洽谈", "签约", "联系电话", "管理者")), ("en", ("in talks", "signed", "telephone", "manager"))):
        assert [w for w in words if w not in sentence(done, lang)] == []
