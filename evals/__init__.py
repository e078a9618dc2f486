"""How right the answers are: gold questions to a report."""
