"""`huishang draw` as a person uses it: a drawn copy in a file or printed; a sentence where there is nothing to do."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from webhooks.commands.draw import command

SHAPES = Path(__file__).parents[2] / "engine" / "diagrams" / "shapes"


def test_a_copy_is_drawn_and_then_needs_no_drawing(tmp_path: Path) -> None:
    out = tmp_path / "a.bpmn"
    done = CliRunner().invoke(command, [str(SHAPES / "loop_60.bpmn"), "-o", str(out)])
    assert done.exit_code == 0
    assert str(out) in done.output
    assert b"BPMNShape" in out.read_bytes()
    again = CliRunner().invoke(command, [str(out)])
    assert again.exit_code == 1
    assert str(out) in again.output


def test_without_a_file_it_is_printed() -> None:
    done = CliRunner().invoke(command, [str(SHAPES / "loop_60.bpmn")])
    assert done.exit_code == 0
    assert "<bpmndi:BPMNPlane" in done.output
