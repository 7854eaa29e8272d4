"""What is wrong with how the command was called."""


class UsageError(Exception):
    """The command cannot do what it was asked; the words say why and what would be right."""
