"""The grammar of FEEL (DMN 1.5, chapter 10.3.1.2) over tokens that are cut already, for an LALR parser.

Where the standard's grammar is not clear, the greedy reading is meant: `if a then b else c + 1` ends with `c + 1`.
"""

from __future__ import annotations

GRAMMAR = r"""
?expression: disjunction

?disjunction: conjunction (OR conjunction)*
?conjunction: comparison (AND comparison)*
?comparison: sum
    | comparison compared sum                     -> compare
    | comparison BETWEEN sum AND sum              -> between
    | comparison IN test                          -> in_one
    | comparison IN LPAR several RPAR             -> in_several
!compared: EQ | NE | LT | LE | GT | GE

?sum: product
    | sum PLUS product                            -> add
    | sum MINUS product                           -> subtract
?product: power
    | product TIMES power                         -> multiply
    | product BY power                            -> divide
?power: negation
    | power POWER negation                        -> to_the_power
?negation: typed
    | MINUS negation                              -> negate
?typed: postfix
    | postfix INSTANCE_OF type                    -> instance_of

?postfix: primary
    | postfix DOT NAME                            -> path
    | postfix LSQB expression RSQB                -> filter
    | postfix LPAR arguments RPAR                 -> invoke

?primary: NUMBER                                  -> number
    | STRING                                      -> string
    | AT                                          -> at_literal
    | TRUE                                        -> true
    | FALSE                                       -> false
    | NULL                                        -> null
    | NAME                                        -> name
    | LPAR expression RPAR                        -> bracket
    | LPAR compared sum RPAR                      -> open_range
    | (LPAR | LSQB | BACK_OPEN) expression DOTS expression (RPAR | RSQB | BACK_CLOSE) -> range
    | LSQB (expression (COMMA expression)*)? RSQB -> list
    | LBRACE (entry (COMMA entry)*)? RBRACE       -> context
    | IF expression THEN expression ELSE expression -> conditional
    | FOR rounds RETURN expression                -> loop
    | SOME rounds SATISFIES expression            -> some
    | EVERY rounds SATISFIES expression           -> every
    | FUNCTION LPAR parameters RPAR expression    -> function
    | FUNCTION LPAR parameters RPAR EXTERNAL expression -> external_function

entry: KEY COLON expression
rounds: round (COMMA round)*
round: NAME IN expression                         -> round
    | NAME IN expression DOTS expression          -> round_range
arguments:                                        -> no_arguments
    | expression (COMMA expression)*              -> by_position
    | named (COMMA named)*                        -> by_name
named: NAME COLON expression
parameters: (parameter (COMMA parameter)*)?
parameter: NAME (COLON type)?

type: NAME
    | (NAME | FUNCTION) LT (type_part (COMMA type_part)*)? GT (ARROW type)?
type_part: type
    | NAME COLON type

?test: sum
    | compared sum                                -> against
?listed: expression
    | compared sum                                -> against
several: listed (COMMA listed)+

tests: listed (COMMA listed)*                     -> tests
    | MINUS                                       -> anything
    | NOT_TESTS LPAR listed (COMMA listed)* RPAR  -> not_tests

%declare NUMBER STRING AT NAME KEY TRUE FALSE NULL IF THEN ELSE FOR IN RETURN SOME EVERY SATISFIES AND OR BETWEEN
%declare FUNCTION EXTERNAL INSTANCE_OF NOT_TESTS DOTS ARROW POWER LE GE NE LT GT EQ PLUS MINUS TIMES BY
%declare LPAR RPAR LSQB RSQB LBRACE RBRACE COMMA COLON DOT BACK_OPEN BACK_CLOSE
"""
