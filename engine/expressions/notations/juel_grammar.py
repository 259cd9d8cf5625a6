"""The grammar of `${…}`: Jakarta Expression Language without assignment, lambdas, sets and `;`."""

from __future__ import annotations

GRAMMAR = r"""
    ?start: expression
    ?expression: either | either "?" expression ":" expression -> conditional
    ?either: both | both (OR both)+ -> disjunction
    ?both: equality | equality (AND equality)+ -> conjunction
    ?equality: relation | equality EQUAL relation -> compare
    ?relation: joined | relation ORDER joined -> compare
    ?joined: sum | sum ("+=" sum)+ -> concat
    ?sum: product | sum SUM product -> arithmetic
    ?product: unary | product PRODUCT unary -> arithmetic
    ?unary: postfix
        | NOT unary -> negation
        | EMPTY unary -> empty
        | "-" unary -> negative
    ?postfix: primary
        | postfix "." NAME -> property
        | postfix "[" expression "]" -> index
        | postfix "." NAME "(" [arguments] ")" -> method
    ?primary: "(" expression ")" -> bracket
        | NAME -> name
        | (NAME | QUALIFIED) "(" [arguments] ")" -> call
        | STRING -> text
        | INTEGER -> whole
        | FLOAT -> fraction
        | WORD -> word
        | "[" [arguments] "]" -> list_of
        | "{" [entry ("," entry)*] "}" -> object_of
    arguments: expression ("," expression)*
    entry: expression ":" expression

    OR: /\|\||or(?![\w$])/
    AND: /&&|and(?![\w$])/
    NOT: /!|not(?![\w$])/
    EMPTY: /empty(?![\w$])/
    EQUAL: /==|!=|(eq|ne)(?![\w$])/
    ORDER: /<=|>=|<|>|(le|ge|lt|gt)(?![\w$])/
    SUM: /\+|-/
    PRODUCT: /\*|\/|%|(div|mod)(?![\w$])/
    WORD: /(true|false|null)(?![\w$])/
    FLOAT.3: /[0-9]+\.[0-9]*([eE][+-]?[0-9]+)?|\.[0-9]+([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+/
    INTEGER.2: /[0-9]+/
    STRING: /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/s
    QUALIFIED.2: /[^\W\d]\w*:[^\W\d]\w*(?=\s*\()/
    NAME: /(?!(and|or|not|eq|ne|lt|gt|le|ge|true|false|null|empty|div|mod|instanceof)(?![\w$]))(?!\d)[\w$]+/
    %ignore /\s+/
"""
