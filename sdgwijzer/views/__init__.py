"""What pages, exports and sentences say, as plain values without words."""
