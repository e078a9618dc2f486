"""One module for each kind of short answer: from ranked sentences to the answer alone."""
