"""Writing down that somebody rang, and it works: the day and who, into the YAML, which otherwise stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from directory.editing import editor, replace_text, written
from directory.errors import AssureFailed, UnknownService
from directory.paths import chosen_town
from directory.shape import CONTACT_GROUPS
from directory.source import read_folder


def assure(
    source: Path, service_id: str, *, contact: str | None, by: str, today: date, town: str | None = None
) -> dict[str, str]:
    """Dates one contact, or all that may be printed and the service itself, and returns their handles and states.

    The folder must have nothing wrong in it (`build.checked`). What is not confirmed stays so: what was found decides,
    not that somebody rang. Raises UnknownService, or AssureFailed with what to do.
    """
    paths = {
        document.data["id"]: source / document.file for document in read_folder(source, town or chosen_town()).services
    }
    if service_id not in paths:
        raise UnknownService(service_id, sorted(paths))
    path = paths[service_id]
    yaml = editor()
    tree = yaml.load(path.read_text(encoding="utf-8"))
    found = _those(tree, service_id, contact)
    for part in [*found, *([] if contact else [tree])]:
        _write(part, before="status" if part is tree else "state", today=today, by=by)
    replace_text(path, written(yaml, tree))
    return {str(part["id"]): str(part["state"]) for part in found}


def _those(tree: CommentedMap, service_id: str, handle: str | None) -> list[CommentedMap]:
    contacts = [contact for group in CONTACT_GROUPS for contact in tree.get(group) or []]
    if handle is None:
        found = [contact for contact in contacts if _is_printed(contact)]
    else:
        found = [contact for contact in contacts if contact["id"] == handle]
    if not found:
        known = ", ".join(str(contact["id"]) for contact in contacts) or "none"
        what = f"no contact {handle}" if handle else "no contact that is printed"
        raise AssureFailed(f"{service_id} has {what}. Its contacts: {known}.")
    return found


def _is_printed(contact: CommentedMap) -> bool:
    return not contact.get("withdrawn") and (contact["state"] == "confirmed" or bool(contact.get("print_unconfirmed")))


def _write(part: CommentedMap, *, before: str, today: date, by: str) -> None:
    """A new field goes before one that is always there: behind the last it would stand below the gap to the next.

    Each gets a date of its own: of one and the same ruamel makes aliases.
    """
    today = today.replace()
    if "assured_date" not in part:
        part.insert(list(part).index(before), "assured_date", today)
    part["assured_date"] = today
    if "assured_by" not in part:
        part.insert(list(part).index("assured_date"), "assured_by", by)
    part["assured_by"] = by
