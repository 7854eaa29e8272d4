"""Damaged input by the thousand: seeds, ways to damage them, and what must hold all the same."""
