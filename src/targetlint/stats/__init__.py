"""The portfolio: what many forms add up to, and which of them repeat each other.

    portfolio = add_up(files, sources, settings())

``facts`` is what is known of a form, be it read just now (``portraits``) or told by an earlier
report (``told``); ``tally`` counts, ``pile`` looks for copies, ``tables`` puts the result into
tables, and each format writes those.
"""
