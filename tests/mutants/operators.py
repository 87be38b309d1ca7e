"""What may be wrong with a module: each small change of its syntax tree that a test should notice.

The operators are the usual ones (Mothra, PIT, mutmut) and leave nothing out because it is hard to kill:
comparisons at and beyond their boundary, connectives, conditions forced and dropped, arithmetic, constants
one up and one down, words of sentences, results, statements, arguments, members of tables and their order.
Not touched: docstrings, imports, annotations and other types, which are mypy's to check.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal

_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_OTHER_CALL = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "partition": "rpartition",
}
_UNWRAPPED = frozenset({"casefold", "strip", "lower", "upper", "normalize", "reversed"})


def expressions(node: ast.expr, *, ordered: bool) -> Iterator[ast.expr]:
    """What may stand in the place of an expression. `ordered`: neighbours in a literal are swapped too."""
    match node:
        case ast.Tuple() | ast.List() | ast.Set() | ast.Dict():
            yield from _members(node, ordered=ordered)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from _unfiltered(node)
        case ast.Call():
            yield from _calls(node)
        case ast.Constant():
            yield from _constants(node.value)
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.Lambda(body=body) if not (isinstance(body, ast.Constant) and body.value is None):
            yield ast.Lambda(node.args, ast.Constant(None))
        case _:
            yield from _operations(node)


def _operations(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                for other in _COMPARE[type(op)]:
                    ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                    yield ast.Compare(node.left, ops, node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for place in range(len(node.values)):
                left = [*node.values[:place], *node.values[place + 1 :]]
                yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield ast.BinOp(node.left, _ARITHMETIC[type(op)](), node.right)


def _constants(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}XX" if value else "XX")


def is_decimal(node: ast.AST) -> bool:
    """Whether it is a number written as `Decimal("0.5")`."""
    match node:
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str())]):
            return True
        case _:
            return False


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    args, starred = node.args, any(isinstance(each, ast.Starred) for each in node.args)
    if is_decimal(node):
        yield ast.Call(node.func, [ast.Constant(str(Decimal(ast.literal_eval(args[0])) + 1))], [])
    match node.func:
        case ast.Name(id=name) if name in _OTHER_CALL:
            yield ast.Call(ast.Name(_OTHER_CALL[name], ast.Load()), args, node.keywords)
        case ast.Name(id=name) if name in _UNWRAPPED:
            yield args[0]
        case ast.Attribute(value=value, attr=name) if name in _OTHER_CALL:
            yield ast.Call(ast.Attribute(value, _OTHER_CALL[name], ast.Load()), args, node.keywords)
        case ast.Attribute(value=value, attr=name) if name in _UNWRAPPED:
            yield value
    if len(args) > 1 and not starred:
        if not _is_least_or_most(node):
            yield ast.Call(node.func, [args[1], args[0], *args[2:]], node.keywords)
        yield ast.Call(node.func, args[:-1], node.keywords)
    for place in range(len(node.keywords)):
        yield ast.Call(node.func, args, [*node.keywords[:place], *node.keywords[place + 1 :]])


def _is_least_or_most(node: ast.Call) -> bool:
    """Whether the order of its arguments means nothing."""
    return isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}


def _unfiltered(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Iterator[ast.expr]:
    for place, loop in enumerate(node.generators):
        for which in range(len(loop.ifs)):
            freed = ast.comprehension(
                loop.target, loop.iter, [*loop.ifs[:which], *loop.ifs[which + 1 :]], loop.is_async
            )
            loops = [*node.generators[:place], freed, *node.generators[place + 1 :]]
            if isinstance(node, ast.DictComp):
                yield ast.DictComp(node.key, node.value, loops)
            else:
                yield type(node)(node.elt, loops)


def _members(node: ast.Tuple | ast.List | ast.Set | ast.Dict, *, ordered: bool) -> Iterator[ast.expr]:
    """Without each of its members, where it has several; `ordered`: with each two neighbours swapped too."""
    if isinstance(node, ast.Dict):
        if len(node.keys) > 1:
            for place in range(len(node.keys)):
                keys, values = [*node.keys], [*node.values]
                del keys[place], values[place]
                yield ast.Dict(keys, values)
        return
    members = node.elts
    if len(members) < 2 or (not isinstance(node, ast.Set) and not isinstance(node.ctx, ast.Load)):
        return
    changed = [[*members[:place], *members[place + 1 :]] for place in range(len(members))]
    if ordered and not isinstance(node, ast.Set):
        changed += [
            [*members[:place], members[place + 1], members[place], *members[place + 2 :]]
            for place in range(len(members) - 1)
        ]
    for each in changed:
        yield ast.Set(each) if isinstance(node, ast.Set) else type(node)(each, ast.Load())


def statements(node: ast.stmt, returns: str, bound: frozenset[str]) -> Iterator[ast.stmt]:
    """What may stand in the place of a statement.

    `returns`: the type of the function's results; `bound`: names that have a value before it, whose next
    value may be missed.
    """
    match node:
        case ast.Return(value=value) if value is not None:
            yield from map(ast.Return, _results(value, returns))
        case ast.Assign(targets=[target]) if isinstance(target, ast.Subscript) or _names(target) & bound:
            yield ast.Pass()
        case ast.Expr() | ast.AugAssign() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            yield from _branches(node)


def _branches(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.If():
            for forced in (True, False):
                yield ast.If(ast.Constant(forced), node.body, node.orelse)
        case ast.While():
            yield ast.While(ast.Constant(value=False), node.body, node.orelse)
        case ast.For():
            yield ast.For(node.target, ast.Tuple([], ast.Load()), node.body, node.orelse)
        case ast.Match() if len(node.cases) > 1:
            for place in range(len(node.cases)):
                yield ast.Match(node.subject, [*node.cases[:place], *node.cases[place + 1 :]])


def _names(target: ast.expr) -> frozenset[str]:
    return frozenset(each.id for each in ast.walk(target) if isinstance(each, ast.Name))


def _results(value: ast.expr, returns: str) -> Iterator[ast.expr]:
    told = value.value if isinstance(value, ast.Constant) else ...
    none: tuple[bool | str | None, ...] = (None,)
    if returns == "bool":
        none = (True, False)
    elif returns == "str":
        none = ("",)
    yield from (ast.Constant(each) for each in none if each is not told)
