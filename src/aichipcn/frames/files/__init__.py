"""Inventories in files: scanned, cut into parts, and written."""
