"""``python -m tests.consoles``: bring what the pages show of the command up to date."""

from tests.consoles.blocks import refresh

for place in refresh():
    print(f"refreshed {place}")  # noqa: T201 - this is a command
