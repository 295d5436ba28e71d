"""What every printed paper shares: the typeface, the words of a form, free text made printable."""
