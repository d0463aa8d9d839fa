"""Processes under one parent: those that render reports, and the web server beside them."""
