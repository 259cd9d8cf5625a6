"""The arrows of the house, as `setup.cfg` draws them."""

from __future__ import annotations

from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure


def test_arrows_point_down_only(capsys):
    # given the contracts in setup.cfg
    configure()

    # when they are checked
    kept = lint_imports(config_filename="setup.cfg", cache_dir=None)

    # then none is broken
    assert kept, capsys.readouterr().out
