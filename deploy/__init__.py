"""What a town needs to serve the site on machines of its own: docs/beheer.md (in Dutch)."""
