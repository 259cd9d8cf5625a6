"""Hostile files, made by code: each bundle or archive is to be refused at once, in plain sentences."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

Files = dict[str, bytes]

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">'
)
S, Z = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>'
DMN = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">{}</definitions>'
TABLE = (
    '<decision id="{id}" name="{id}">{needs}<decisionTable hitPolicy="UNIQUE"><input><inputExpression><text>n</text>'
    '</inputExpression></input><output name="o"/>{rules}</decisionTable></decision>'
)
RULE = "<rule><inputEntry><text>{}</text></inputEntry><outputEntry><text>{}</text></outputEntry></rule>"


def flow(id_: str, source: str, target: str, condition: str = "") -> str:
    inside = f"<bpmn:conditionExpression><![CDATA[{condition}]]></bpmn:conditionExpression>" if condition else ""
    return f'<bpmn:sequenceFlow id="{id_}" sourceRef="{source}" targetRef="{target}">{inside}</bpmn:sequenceFlow>'


def process(body: str, id_: str = "p") -> bytes:
    return f'{HEAD}<bpmn:process id="{id_}" isExecutable="true">{body}</bpmn:process></bpmn:definitions>'.encode()


def condition(text: str) -> Files:
    gate = '<bpmn:exclusiveGateway id="g" default="b"/><bpmn:endEvent id="y"/>'
    return {"a.bpmn": process(S + gate + Z + flow("a", "s", "g") + flow("b", "g", "z") + flow("c", "g", "y", text))}


def script(text: str) -> Files:
    task = f'<bpmn:scriptTask id="k"><bpmn:script><![CDATA[{text}]]></bpmn:script></bpmn:scriptTask>'
    return {"a.bpmn": process(S + task + Z + flow("a", "s", "k") + flow("b", "k", "z"))}


def timer(text: str, kind: str = "timeDuration") -> Files:
    definition = f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"
    event = f'<bpmn:intermediateCatchEvent id="c">{definition}</bpmn:intermediateCatchEvent>'
    return {"a.bpmn": process(S + event + Z + flow("a", "s", "c") + flow("b", "c", "z"))}


def table(*decisions: str) -> Files:
    return {"a.dmn": DMN.format("".join(decisions)).encode()}


def decision(id_: str, needs: str = "", rules: str = RULE.format("-", "1")) -> str:
    asked = f'<informationRequirement><requiredDecision href="#{needs}"/></informationRequirement>' if needs else ""
    return TABLE.format(id=id_, needs=asked, rules=rules)


def form(components: object) -> Files:
    text = json.dumps({"type": "default", "id": "f", "schemaVersion": 19, "components": components})
    return {"a.form": text.encode()}


def nested(depth: int) -> Files:
    """Subprocesses inside one another, each with its start, end and flows."""
    body = ""
    for n in range(depth):
        inner = f"n{n - 1}" if n else f"e{n}"
        body = (
            f'<bpmn:subProcess id="n{n}"><bpmn:startEvent id="s{n}"/>{body}<bpmn:endEvent id="e{n}"/>'
            f"{flow(f'f{n}', f's{n}', inner)}</bpmn:subProcess>"
        )
    return {"a.bpmn": process(S + body + Z + flow("a", "s", f"n{depth - 1}") + flow("b", f"n{depth - 1}", "z"))}


def ring(count: int) -> Files:
    """Processes that call each other in a ring."""
    return {
        f"p{n}.bpmn": process(
            f'{S}<bpmn:callActivity id="c" calledElement="p{(n + 1) % count}"/>{Z}'
            f"{flow('a', 's', 'c')}{flow('b', 'c', 'z')}",
            f"p{n}",
        )
        for n in range(count)
    }


def between_two_gateways(count: int) -> Files:
    gates = '<bpmn:parallelGateway id="g"/><bpmn:parallelGateway id="h"/>'
    many = "".join(f'<bpmn:sequenceFlow id="f{n}" sourceRef="g" targetRef="h"/>' for n in range(count))
    return {"a.bpmn": process(S + gates + Z + flow("a", "s", "g") + many + flow("b", "h", "z"))}


def dense(nodes: int) -> Files:
    """Every gateway leads to every gateway."""
    gates = "".join(f'<bpmn:inclusiveGateway id="g{n}"/>' for n in range(nodes))
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{a}_{b}" sourceRef="g{a}" targetRef="g{b}"/>'
        for a in range(nodes)
        for b in range(nodes)
    )
    return {"a.bpmn": process(S + gates + Z + flow("a", "s", "g0") + flows + flow("b", "g1", "z"))}


def laughs() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(c)} "{f"&{chr(c - 1)};" * 10}">' for c in range(ord("b"), ord("k"))
    )
    return f"<!DOCTYPE d [{entities}]><d>&j;</d>".encode()


def yaml_laughs() -> bytes:
    return b"a: &a [lol]\n" + b"".join(
        b"%c: &%c [%s]\n" % (c, c, b", ".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 108)
    )


def archive(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in entries:
            packed.writestr(name, raw)
    return stream.getvalue()


SUB = '<bpmn:subProcess id="u">{}</bpmn:subProcess>'
LONG = "x" * 990_000
WIDE = "".join(f'<bpmn:task id="t{n}"/>' for n in range(38_000))
OVERLAPPING = "".join(RULE.format(f"&gt; {n}", n) for n in range(3_000))
FIELDS = [{"type": "number", "key": f"k{n}", "id": f"f{n}", "label": "x"} for n in range(10_000)]


def deep_group(depth: int) -> object:
    inner: object = []
    for n in range(depth):
        inner = [{"type": "group", "id": f"g{n}", "label": "x", "components": inner}]
    return inner


#: Each makes the files of one bundle, or the bytes of one archive.
CASES: dict[str, Callable[[], Files | bytes]] = {
    # XML
    "billion laughs": lambda: {"a.bpmn": laughs()},
    "quadratic entities": lambda: {
        "a.bpmn": b'<!DOCTYPE d [<!ENTITY a "%b">]><d>%b</d>' % (b"x" * 9_000, b"&a;" * 9_000)
    },
    "external entity": lambda: {"a.bpmn": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'},
    "parameter entity": lambda: {"a.bpmn": b'<!DOCTYPE d [<!ENTITY % x SYSTEM "http://a.invalid/"> %x;]><d/>'},
    "doctype in UTF-16": lambda: {"a.bpmn": '<!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>'.encode("utf-16")},
    "doctype in UTF-7": lambda: {"a.bpmn": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4APA-d/+AD4-'},
    "UTF-16 without mark": lambda: {"a.bpmn": process(S + Z).decode().encode("utf-16-le")},
    "wrong encoding": lambda: {"a.bpmn": b'<?xml version="1.0" encoding="EBCDIC-CP-BE"?><d/>'},
    "attribute of 1 MB": lambda: {"a.bpmn": process(f'{S}{Z}<bpmn:userTask id="u" name="{LONG}"/>')},
    "id of 1 MB": lambda: {"a.bpmn": process(f'{S}{Z}<bpmn:userTask id="{LONG}"/>')},
    "comment of 1 MB": lambda: {"a.bpmn": process(f'<!--{LONG}--><bpmn:userTask id="u"/>')},
    "100000 elements": lambda: {"a.bpmn": b"<d>" + b"<a/>" * 100_000 + b"</d>"},
    "100000 BPMN elements": lambda: {
        "a.bpmn": b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
        b'<process id="p">' + b"<task/>" * 100_000 + b"</process></definitions>"
    },
    "38000 tasks": lambda: {"a.bpmn": process(WIDE)},
    "100000 attributes": lambda: {"a.bpmn": ("<d " + " ".join(f'a{n}=""' for n in range(90_000)) + "/>").encode()},
    "depth of 10000": lambda: {"a.bpmn": b"<a>" * 10_000 + b"</a>" * 10_000},
    "subprocesses 240 deep": lambda: nested(240),
    "one id 20000 times": lambda: {"a.bpmn": process('<bpmn:task id="t"/>' * 20_000)},
    "id that turns round": lambda: {"a.bpmn": process(S + Z + '<bpmn:userTask id="a\u202eb" name="\u202e\u2066"/>')},
    "NUL in a name": lambda: {"a.bpmn": process(S + Z + '<bpmn:userTask id="u" name="&#0;"/>')},
    "bytes of NUL": lambda: {"a.bpmn": b"\0" * 900_000},
    # graphs
    "flow into itself": lambda: {"a.bpmn": process(S + Z + SUB.format(flow("f", "u", "u")) + flow("a", "s", "u"))},
    "event on its own border": lambda: {"a.bpmn": process(S + Z + '<bpmn:boundaryEvent id="b" attachedToRef="b"/>')},
    "calls itself": lambda: ring(1),
    "ring of 300 calls": lambda: ring(300),
    "6000 flows between two gateways": lambda: between_two_gateways(6_000),
    "10000 flows between two gateways": lambda: between_two_gateways(10_000),
    "every gateway to every gateway": lambda: dense(90),
    "ring without a wait": lambda: {"a.bpmn": process('<bpmn:exclusiveGateway id="g"/><bpmn:exclusiveGateway id="h"/>'
                                                      + flow("a", "g", "h") + flow("b", "h", "g"))},
    # expressions
    "class of a text": lambda: condition("${''.getClass()}"),
    "class by name": lambda: condition("${T(java.lang.Runtime).getRuntime().exec('x')}"),
    "bean": lambda: condition("${bean.method().other}"),
    "dunder walk": lambda: condition("().__class__.__base__.__subclasses__()"),
    "format string": lambda: script("a = '{0.__globals__}'.format(today)"),
    "power": lambda: script("a = 9 ** 9 ** 9"),
    "repetition": lambda: script("a = 'a' * 10 ** 9"),
    "import": lambda: script("import os"),
    "endless loop": lambda: script("while True: pass"),
    "depth of 10000 brackets": lambda: condition("(" * 10_000 + "1" + ")" * 10_000),
    "depth of 10000 in braces": lambda: condition("${" + "(" * 10_000 + "1" + ")" * 10_000 + "}"),
    "condition of 900 kB": lambda: condition("1 + " * 220_000 + "1"),
    "placeholder of 900 kB": lambda: condition("${" + "a." * 400_000 + "b}"),
    "not a number": lambda: timer("1e999"),
    "huge duration": lambda: timer("P99999999999999999D"),
    "repetition in no time": lambda: timer("R99999999/PT0S", "timeCycle"),
    # tables
    "table with doctype": lambda: {"a.dmn": laughs()},
    "decision that needs itself": lambda: table(decision("a", "a")),
    "ring of 300 decisions": lambda: table(*(decision(f"d{n}", f"d{(n + 1) % 300}") for n in range(300))),
    "FEEL of 900 kB": lambda: table(decision("a", rules=RULE.format("1, " * 300_000 + "1", "1"))),
    "FEEL 10000 deep": lambda: table(decision("a", rules=RULE.format("not(" * 10_000 + "1" + ")" * 10_000, "1"))),
    "number beyond all": lambda: table(decision("a", rules=RULE.format("1e999", "1e999 x"))),
    "3000 rules over one another": lambda: table(decision("a", rules=OVERLAPPING)),
    # forms and settings
    "form of 10000 fields": lambda: form(FIELDS),
    "form 400 deep": lambda: form(deep_group(400)),
    "form 100000 deep": lambda: {"a.form": b'{"components":' + b"[" * 100_000},
    "form with NaN": lambda: {"a.form": b'{"id": "f", "components": [NaN]}'},
    "form with __proto__": lambda: form([{"type": "textfield", "key": "__proto__", "id": "f", "label": "x"}]),
    "form with 1e999": lambda: form([{"type": "number", "key": "typename", "id": "f", "label": "x", "max": 10**400}]),
    "YAML laughs": lambda: {"settings.yaml": yaml_laughs()},
    "YAML object": lambda: {"procedure.yaml": b"a: !!python/object/apply:os.system [ls]"},
    "YAML 40000 deep": lambda: {"settings.yaml": b"a: " + b"[" * 40_000},
    # archives
    "bomb": lambda: archive(("a.bpmn", b" " * 50_000_000)),
    "200 bombs": lambda: archive(*((f"{n}.bpmn", b" " * 900_000) for n in range(200))),
    "archive in an archive": lambda: archive(("b.zip", archive(("a.bpmn", b"")))),
    "up and out": lambda: archive(("../../a.bpmn", process(S + Z))),
    "20000 entries": lambda: archive(*((f"{n}.bpmn", b"") for n in range(20_000))),
    "no archive": lambda: b"PK\3\4" + b"\0" * 1_000_000,
}  # fmt: skip
