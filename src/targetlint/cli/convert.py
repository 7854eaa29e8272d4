"""``targetlint convert``: a document's forms in the form format."""

from pathlib import Path

import click

from targetlint.cli.options import lang_option
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.phrases import say

_FAULT = 2


@click.command()
@click.argument("document", metavar="DOCUMENT")
@click.option("--output", "-o", metavar="FORM", help="Write to a file; .json gives JSON.")
@click.option("--format", "-f", "kind", type=click.Choice(["yaml", "json"]))
@click.option("--template", default="", metavar="ID", help="Read the form in this layout.")
@lang_option
def convert(
    document: str, output: str | None, kind: str | None, template: str, lang: str | None
) -> int:
    """Write the forms in a document in the form format.

    DOCUMENT is a text, PDF, Word, Excel, HTML or CSV file, or - for standard input.
    """
    from targetlint.convert import convert as converted  # noqa: PLC0415 - what help does not need
    from targetlint.readers import read  # noqa: PLC0415 - as above
    from targetlint.readers.document import ReadError  # noqa: PLC0415 - as above
    from targetlint.session import os_key, read_bytes  # noqa: PLC0415 - as above

    chosen = language(lang)
    kind = kind or ("json" if output and output.lower().endswith(".json") else "yaml")
    name = "<stdin>" if document == "-" else document
    try:
        text = converted(read(read_bytes(document), name), kind, chosen, template)
    except OSError as error:
        complain(say(os_key(error), chosen, path=name))
        return _FAULT
    except ReadError as fault:
        complain(f"{name}: {say(fault.key, chosen, **fault.values)}", name="")
        return _FAULT
    text = text if text.endswith("\n") else text + "\n"
    if output and output != "-":
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    else:
        click.echo(text, nl=False)
    return 0
