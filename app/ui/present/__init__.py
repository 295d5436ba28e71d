"""What the screen shows, as plain rows and words; nothing here knows Qt."""
