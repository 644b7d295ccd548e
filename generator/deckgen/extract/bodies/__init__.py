"""Rules for bodies: how the material of a question or topic falls into pieces."""
