"""Typeset sample briefings as PDF, DOCX and HTML from their markdown."""
