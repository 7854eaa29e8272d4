"""A linter for Chinese budget performance-target forms (绩效目标表)."""
