"""Forms: from nodes to what a reviewer sees."""
