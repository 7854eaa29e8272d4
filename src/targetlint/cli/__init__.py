"""The command ``targetlint``: one module for each verb."""
