"""What a briefing is: files to documents with exact offsets."""
