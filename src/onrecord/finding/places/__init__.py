"""Where on the map: a gazetteer in the package, and what a name of a place means in an article."""
