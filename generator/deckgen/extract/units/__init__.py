"""Rules for units: where a question begins and how far its material goes."""
