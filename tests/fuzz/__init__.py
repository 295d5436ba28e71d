"""Files that were sound once: mutated, opened, and watched while they are."""
