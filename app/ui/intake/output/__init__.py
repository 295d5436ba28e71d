"""How a paper is written, and how heavy it will be."""
