"""Maps as plain specifications: classes, fills, labels and legends from figures; no screen."""
