"""Turns what the library raises into incidents of ours, so that none of its exceptions leaves this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from SpiffWorkflow.exceptions import SpiffWorkflowException

from engine.diagrams.depth import MAX_DEPTH
from engine.errors import Incident


@contextmanager
def as_incidents() -> Iterator[None]:
    """Whatever is done inside raises refusals of ours alone."""
    try:
        yield
    except SpiffWorkflowException as error:
        spec = getattr(error, "task_spec", None)
        element = getattr(spec, "bpmn_id", None) or getattr(spec, "name", "")
        raise Incident("running.incident.library", element=element, cause=str(error)) from error
    except RecursionError as error:
        raise Incident("running.incident.too_deep", element="", limit=MAX_DEPTH) from error
