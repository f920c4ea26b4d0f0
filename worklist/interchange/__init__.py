"""What comes from other programs and goes to them: the formats, and nothing of what they mean here."""
