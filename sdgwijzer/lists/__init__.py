"""Tables that are no figures: municipalities, outlines, clusters, plans, names, Eurostat."""
