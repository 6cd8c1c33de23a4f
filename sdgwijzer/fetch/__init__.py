"""An address → a local file: where it stands today, asked politely, kept, and what was asked."""
