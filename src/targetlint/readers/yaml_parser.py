"""The parser under the YAML reader: libyaml without what forms do not need.

Resolving tags costs a third of libyaml's time and is left out. libyaml's composer calls
itself for each level, so text that could be deep, or hold very many values, is composed by a
parser that counts and gives up in time; for any other text the counting is spared.
"""

import importlib
from collections.abc import Iterator
from operator import is_
from typing import Any, NoReturn

import yaml
from yaml.nodes import MappingNode, ScalarNode
from yaml.nodes import Node as YamlNode

from targetlint.readers.encoding import limits
from targetlint.readers.yaml_limits import LimitError, could_be_huge


def _pure_parser() -> type[Any]:
    """Give the same parser in Python, for where PyYAML came without libyaml."""
    from yaml.composer import Composer  # noqa: PLC0415 - only without libyaml
    from yaml.parser import Parser  # noqa: PLC0415
    from yaml.reader import Reader  # noqa: PLC0415
    from yaml.scanner import Scanner  # noqa: PLC0415

    class PureParser(Reader, Scanner, Parser, Composer):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

    return PureParser


def parser_class(*, pure: bool = not yaml.__with_libyaml__) -> tuple[type[Any], type[Any]]:
    """Make the plain and the counting parser, on libyaml or in Python."""
    base: Any = _pure_parser() if pure else importlib.import_module("yaml._yaml").CParser

    class PlainParser(base):  # type: ignore[misc] # one of two bases
        # Called for each node: a built-in is the cheapest way to do nothing.
        resolve = staticmethod("".format)
        ascend_resolver = staticmethod(tuple)
        descend_resolver = staticmethod(is_)

    class CountingParser(PlainParser):
        depth = 0
        nodes = 0
        nesting_limit: int
        nodes_limit: int

        def descend_resolver(self, parent: YamlNode | None, _index: object) -> None:  # type: ignore[override] # the parser asks for no answer
            self.depth += 1
            self.nodes += 1
            if self.depth > self.nesting_limit + 1:
                self._give_up("too-deep", self.nesting_limit, parent)
            if self.nodes > self.nodes_limit:
                self._give_up("too-many-values", self.nodes_limit, parent)

        def ascend_resolver(self) -> None:  # type: ignore[override] # as above
            self.depth -= 1

        def _give_up(self, key: str, limit: int, parent: YamlNode | None) -> NoReturn:
            mark = parent.start_mark if parent is not None else None
            raise LimitError(key, limit, mark.index if mark is not None else 0)

    return PlainParser, CountingParser


_plain, _counting = parser_class()


def parser_for(text: str) -> Any:
    """Give a parser that yields the documents of a text as nodes of PyYAML."""
    allowed = limits()
    if not could_be_huge(text):
        return _plain(text)
    parser = _counting(text)
    parser.nesting_limit = allowed["nesting"]
    parser.nodes_limit = allowed["nodes"]
    return parser


def scalars(parser: Any) -> Iterator[Any]:
    """Go through the scalars of every document, keys and values, each once."""
    while parser.check_node():
        waiting, seen = [parser.get_node()], set()
        while waiting:
            node = waiting.pop()
            if node.__class__ is ScalarNode:
                yield node
            elif id(node) not in seen:  # an alias shares the node of its anchor
                seen.add(id(node))
                if node.__class__ is MappingNode:
                    waiting.extend(child for pair in node.value for child in pair)
                else:
                    waiting.extend(node.value)
