"""Adding a member to a running multi-instance: the only surgery on the tree that a case allows from outside.

Excusing one is not: it is drawn, as a message that reaches that member.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams.counting import MEMBERS
from engine.diagrams.multiple import AllAtOnce, item_id
from engine.diagrams.plain_data import check_given, copy_plain
from engine.errors import Conflict, Incident, Invalid

if TYPE_CHECKING:
    from engine.diagrams.host import Host


def add_member(host: Host, activity: str, element: Any) -> str:
    """Begin one more instance of this parallel multi-instance and add its element to the collection; gives its item id.

    Raises Conflict when it does not run exactly once or had this member already, Invalid for an element without id.
    """
    check_given({"element": element})
    running = [
        token
        for tree in host.tree.trees()
        for token in tree.tasks.values()
        if isinstance(token.task_spec, AllAtOnce)
        and token.task_spec.name == activity
        and token._state == TaskState.STARTED
    ]
    if len(running) != 1:
        raise Conflict("running.not_running", element=activity)
    token = running[0]
    try:
        item = item_id(element, activity)
    except Incident as incident:
        raise Invalid("running.member_without_id", element=activity) from incident
    if item in token.internal_data[MEMBERS]:
        raise Conflict("running.member_known", element=activity, item=item)
    source = token.task_spec.data_input
    if source is not None:
        token.data[source.bpmn_id] = [*token.data[source.bpmn_id], copy_plain(element)]
    token.task_spec.create_child(token, element)
    return item


def running_members(host: Host) -> list[Any]:
    """The elements of every parallel multi-instance that runs, as its collection holds them."""
    running = [
        token
        for tree in host.tree.trees()
        for token in tree.tasks.values()
        if isinstance(token.task_spec, AllAtOnce) and token._state == TaskState.STARTED
    ]
    sources = [(token, token.task_spec.data_input) for token in running if token.task_spec.data_input is not None]
    return [copy_plain(element) for token, source in sources for element in token.data[source.bpmn_id]]
