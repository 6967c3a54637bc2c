"""`schema`: what the program reads and writes as JSON, as JSON Schemas made from its own records. docs/schema/ holds them as files."""

from __future__ import annotations

import argparse
import ast
import inspect
from textwrap import dedent
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from matcher.cli.account import Accounts
from matcher.cli.answer_sheet import SheetTaken
from matcher.cli.contact import ContactGone
from matcher.cli.import_file import ImportReport
from matcher.cli.output import FINE, print_json
from matcher.cli.parse import Parsed
from matcher.cli.report import ReportWritten
from matcher.cli.retention import RetentionRun
from matcher.explanation.industry import IndustryAnswer, IndustryCandidate
from matcher.model.answer import Answer
from matcher.model.need import NEED_LABELS, Need
from matcher.office.sides_records import Gaps, Tenants
from matcher.office.slip_records import Slip
from matcher.office.work_records import WorkList
from matcher.register.contact_copy import ContactCopy
from matcher.remedies.deep import Explained

DIALECT = GenerateJsonSchema.schema_dialect


class Finding(BaseModel):
    """One thing that is wrong, where it stands (line 0 = the file as a whole), how to mend it and who should."""

    severity: Literal["error", "warning"]
    file: str
    record: str
    line: int
    field: str
    value: str
    message: str
    mend: str
    fix_by: str


class Report(BaseModel):
    """Whether a pack can be used. Warnings are told and let through."""

    good: bool
    errors: int
    issues: tuple[Finding, ...]


class Refusal(BaseModel):
    """Input that was not taken, with every reason."""

    refused: Literal[True]
    issues: tuple[Finding, ...]


class NamedIndustries(IndustryAnswer):
    """The answer with the firm it is for; `id` is empty for a text given on the command line."""

    id: str
    candidates: Annotated[tuple[IndustryCandidate, ...], Field(min_length=3, max_length=3)]


SCHEMAS: dict[str, tuple[type[BaseModel], str, str]] = {
    "match": (
        Explained,
        "Answer to a need",
        "What `match --json` writes: the plan's verdict, the sites in order with their reasons, those ruled out, and what to ask first. "
        "`why` is filled with `--why`. "
        "`need` holds only what was stated.",
    ),
    "need": (
        Need,
        "Need of one enterprise",
        "What `match --need` reads, as YAML or JSON. A field that is left out was not stated. Words are given here by their tokens; "
        "the program also finds them by their Chinese or English names.",
    ),
    "industry": (
        NamedIndustries,
        "Industry of a business",
        "What `industry --json` writes: the three likeliest divisions of GB/T 4754, best first, each with the plan's tier. "
        "With `--file` one such object stands on each line, and `id` is the one from the file.",
    ),
    "parse": (
        Parsed,
        "Request that was read",
        "What `parse --json` writes, and each line of `parse --file`, there with the record's `id`: the fields of a need that the text "
        "states and no other, the words each was read from, and the parts that were not understood. "
        "A line of a file that cannot be taken gives `{id, error}` instead.",
    ),
    "check": (Report, "State of a town pack", "What `check --json` writes."),
    "refusal": (Refusal, "Refused input", "What any command writes with `--json` when it exits with 1, `check` apart."),
    "answer": (Answer, "Answer about a site", "What `answer --json` writes: the answer that was taken, or taken back."),
    "accounts": (
        Accounts,
        "Accounts of this installation",
        "What `account list --json` writes: who can sign in, with which role, and since when. Nothing of any password.",
    ),
    "slip": (
        Slip,
        "Slip of dates",
        "What `slip --json` writes: the leads for which something changes if everything promised comes late, and how many are untouched.",
    ),
    "tenants": (
        Tenants,
        "Tenants of a site",
        "What `tenants --json` writes: the open leads for one site in order, those ruled out there, and those that the plan refuses.",
    ),
    "gaps": (
        Gaps,
        "Both sides of the match",
        "What `gaps --json` writes: every lead's and every site's first wish, where both agree, and how far apart they are elsewhere.",
    ),
    "sheet": (
        SheetTaken,
        "Answers of a sheet",
        "What `answer --sheet --json` writes: the answers of a filled sheet, and whether they were taken; a sheet with anything wrong is refused.",
    ),
    "contact": (
        ContactCopy,
        "Personal data kept with a lead",
        "What `contact copy --json` writes: everything personal that is kept with one lead, to be handed to the person itself.",
    ),
    "contact-delete": (ContactGone, "Personal data deleted", "What `contact delete --json` writes: whether anything was there."),
    "retention": (
        RetentionRun,
        "What was due to be deleted",
        "What `retention run --json` writes: how many of each were deleted, or with `--dry-run` would be.",
    ),
    "import": (
        ImportReport,
        "Report of an import",
        "What `import --json` writes: how many rows of a file were accepted, rejected and skipped, and everything that was found. "
        "A file that cannot be read gives no rows and the reason, and the exit status 2.",
    ),
    "report": (ReportWritten, "Report that was written", "What `report --json` writes: which file, of which kind, and from which data."),
    "worklist": (
        WorkList,
        "Work list of missing data",
        "What `worklist --json` writes: the facts that are open over all open leads, by how many decisions each would settle.",
    ),
}
"""Name -> (record, title, description)."""


class _Read(GenerateJsonSchema):
    """What the program takes in."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the name alone is title enough
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        found = super().model_schema(schema)
        for field, said in _said_of_fields(schema["cls"]).items():
            found["properties"][field].setdefault("description", said)
        return found


class _Written(_Read):
    """What the program gives out: every field is there and no other, except that a need holds only what was stated."""

    def field_is_required(self, field: object, total: bool) -> bool:  # noqa: ARG002
        return True

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        found = super().model_schema(schema)
        found["additionalProperties"] = False
        if issubclass(schema["cls"], Need):
            found["required"] = [f for f in found.get("required", ()) if f not in Need.model_fields]
            if not found["required"]:
                found.pop("required")
        return found


def _said_of_fields(record: type) -> dict[str, str]:
    """What stands under the fields of a record in its source. Pydantic could read it, and would at every start of the program."""
    said = {}
    for made in reversed([c for c in record.__mro__ if issubclass(c, BaseModel) and c is not BaseModel]):
        body = ast.parse(dedent(inspect.getsource(made))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, under in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(under, ast.Expr):
                said[field.target.id] = inspect.cleandoc(ast.literal_eval(under.value))
    return said


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of one thing the program reads or writes."""
    record, title, description = SCHEMAS[name]
    if record is Need:
        found = record.model_json_schema(mode="validation", schema_generator=_Read)
        for field, label in NEED_LABELS.items():
            found["properties"][field]["description"] = f"{label.zh} / {label.en}"
    else:
        found = record.model_json_schema(mode="serialization", schema_generator=_Written)
    return {"$schema": DIALECT, **found, "title": title, "description": description}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("schema", help="print the JSON Schema of what is read or written")
    command.add_argument("name", choices=tuple(SCHEMAS), metavar="NAME", help=", ".join(SCHEMAS))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    print_json(schema(args.name))
    return FINE
