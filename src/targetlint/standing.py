"""The expressions of the code that nearly every start needs.

They stand together so that they are compiled when the package is built, like those of the rules
(``resources.compiled``): compiling them takes longer than reading a form.
"""

_OPENS = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""  # no sign that means something to YAML
_PLAIN = rf"{_OPENS}[^\r\n:#]*(?:(?::(?![ \r\n]|\Z)|(?<! )#)[^\r\n:#]*)*(?<! )"
_VALUE = rf""""[^"\\\r\n]*"|'[^'\r\n]*'|{_PLAIN}"""
_KEY = rf"(?!\.){_OPENS}[^\r\n:#]{{0,200}}(?<! )"

# A line of YAML in plain block style: indentation, dash, key, blanks, value, the rest; or no entry.
YAML_LINE = (
    rf"( *)(- )?({_KEY}):(?:( +)({_VALUE}))?( *(?:\r?\n|\Z))|(---\r?\n| *(?:#[^\r\n]*)?\r?\n)"
)
# Four digits that are no part of a longer number.
FOUR_DIGITS = r"(?<!\d)\d{4}(?!\d)"
# A number at the beginning of a sum, a weight, a score.
NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)"
# A figure as written, with the character that follows it.
IN_A_FIGURE = (".", ",")
FIGURE = rf"\d[\d{''.join(IN_A_FIGURE)}]*(?s:.?)"
# What is neither letter nor digit.
SIGNS = r"[\W_]+"

ALL = (YAML_LINE, FOUR_DIGITS, NUMBER, FIGURE, SIGNS)
