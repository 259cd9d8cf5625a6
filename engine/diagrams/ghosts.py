"""Cleans up behind tokens that the library takes out of the tree while they were open.

It leaves their subprocesses and waiting events behind; a timer of such a ghost would fire for a branch that is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagrams.tokens import OPEN

if TYPE_CHECKING:
    from engine.diagrams.host import Host


def lay(host: Host, token: Any) -> None:
    """End what a removed token had begun: its waiting events, its clock, and everything in its subprocess."""
    tree = host.tree
    tree.event_manager.tasks.pop(token.id, None)
    subtree = tree.subprocesses.pop(token.id, None)
    if subtree is not None and not subtree.completed:
        subtree.cancel()
    if subtree is not None:
        drop_inner(tree, subtree)
    if token._state & OPEN:
        host.left(token, completed=False)


def drop_inner(tree: Any, subtree: Any) -> None:
    """Forget the subprocesses that were begun inside this one, at any depth."""
    for token_id in subtree.tasks:
        inner = tree.subprocesses.pop(token_id, None)
        if inner is not None:
            drop_inner(tree, inner)
