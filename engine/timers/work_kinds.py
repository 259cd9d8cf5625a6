"""Every kind of long work by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.actions.papers import archive_case
from engine.actions.publishing import publish_when_proved
from engine.actions.registers import export_register
from engine.actions.worker.long_work import Doing

KINDS: Final[Mapping[str, Doing]] = {
    export_register.KIND: export_register.do_export,
    archive_case.KIND: archive_case.do_archive,
    publish_when_proved.KIND: publish_when_proved.do_publish,
}
