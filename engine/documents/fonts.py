"""The faces that the standard for official papers asks for, and what stands in for them where they are not installed.

方正小标宋, 仿宋_GB2312 and 楷体_GB2312 are sold with desktop systems and are not free. Papers name them, so that an
office prints with its own; a PDF made here embeds the best free face present, and whoever reads it is told which.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Final
from xml.sax.saxutils import escape

#: official name → other names of the same face → stand-ins, the best first; `:bold` asks for that weight
FACES: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(others)
    for name, others in json.loads(files("engine.documents").joinpath("faces.json").read_text("utf-8")).items()
}

BOLD: Final = ":bold"


@cache
def installed_fonts() -> frozenset[str]:
    """The family names this machine can draw; empty where there is no fontconfig."""
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"],  # noqa: S607
            capture_output=True,
            timeout=20,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(name.strip() for line in listed.stdout.decode().splitlines() for name in line.split(","))


def stand_ins(installed: Collection[str]) -> dict[str, str]:
    """For each official face that is not installed the one that will be drawn; "" where nothing suits."""
    missing = {name: others for name, others in FACES.items() if name not in installed}
    return {name: next((one for one in others if _family(one) in installed), "") for name, others in missing.items()}


def fontconfig(replaced: Mapping[str, str], cache_folder: str) -> str:
    """The configuration under which these faces are drawn by their stand-ins, whatever the machine thinks of them."""
    rules = "".join(_rule(name, stand_in) for name, stand_in in replaced.items() if stand_in)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'{rules}<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<cachedir>{escape(cache_folder)}</cachedir></fontconfig>"
    )


def _rule(name: str, stand_in: str) -> str:
    bold = '<edit name="weight" mode="assign"><const>bold</const></edit>' if stand_in.endswith(BOLD) else ""
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(_family(stand_in))}</string></edit>'
        f"{bold}</match>"
    )


def _family(stand_in: str) -> str:
    return stand_in.partition(":")[0]
