"""The services that touch the register as a whole: taking in a pack, backups."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from matcher.model.catalog import Catalog
from matcher.register import opening, seeding
from matcher.register.archive import Manifest
from matcher.register.backup import back_up, write_backup
from matcher.register.base import new_key
from matcher.register.restoring import restore
from matcher.register.who import CONSOLE
from tests.register.conftest import KEY
from tests.register.stage import TOWN, Service, Stage, answer, given, nothing


def new_pack(s: Stage, _record: str) -> tuple[Catalog, list[seeding.Difference]]:
    first, *rest = s.town.leads
    changed = replace(s.town, leads=(first.model_copy(update={"note": "改过"}), *rest, first.model_copy(update={"id": "L99"})))
    with s.register.look() as session:
        return changed, seeding.differences(session, changed)


def earlier_file(s: Stage, _record: str) -> None:
    folder = s.folder / "home" / TOWN
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"answer": answer(v).model_dump(mode="json")}) for v in ("1", "2")]
    (folder / "answers.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def backup_file(s: Stage, _record: str) -> Path:
    given(s)
    out = s.folder / f"{new_key()}.zip"
    back_up(s.register, CONSOLE, out)
    given(s)
    return out


def kept(s: Stage) -> Path:
    return s.folder / f"kept-{new_key()}.zip"


def to_file(s: Stage) -> Manifest:
    with s.register.look() as session:
        return write_backup(s.register, session.connection(), kept(s))


SERVICES = (
    Service(
        "seeding.seed", "", lambda s, _: s.register.prepare(), lambda s, _who, _: seeding.seed(s.register, s.town, lambda: [answer()]),
        seeded=False,
    ),
    Service("seeding.take_pack", "pack.import", new_pack, lambda s, who, made: seeding.take_pack(s.register, who, *made)),
    Service("opening.with_town", "", earlier_file, lambda s, _who, _: opening.with_town(s.register, s.town), seeded=False),
    Service("opening.as_registered", "", earlier_file, lambda s, _who, _: opening.as_registered(s.town, s.register), seeded=False),
    Service(
        "backup.back_up", "register.backup", given, lambda s, who, _: back_up(s.register, who, s.folder / f"{new_key()}.zip"),
        overcomes=True, files_only=True,
    ),
    Service(
        "restoring.restore", "register.restore", backup_file, lambda s, who, file: restore(s.register, who, file, key=KEY, keep=kept(s)),
        overcomes=True,
    ),
)  # fmt: skip

READERS = (Service("backup.write_backup", "", nothing, lambda s, _who, _: to_file(s)),)
