"""The recipe of the trained reader: examples from public question sets, fine-tuning, export."""
