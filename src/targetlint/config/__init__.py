"""The settings of a project: which files say them, how they combine, where each came from."""
