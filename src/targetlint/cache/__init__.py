"""Results of earlier runs, kept for the next: one entry a file, under what all made it so."""
