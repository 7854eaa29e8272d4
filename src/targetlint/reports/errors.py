"""What goes wrong when a report is asked for."""


class ReportError(Exception):
    """A report that cannot be written as asked: a phrase key and what fills it."""

    def __init__(self, key: str, **values: str) -> None:
        """Keep what a person needs to know."""
        super().__init__(key)
        self.key = key
        self.values = values
