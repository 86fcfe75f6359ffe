"""How long monitoring lasts and how it ends: what is read from the curves that SQL makes."""
