"""The laws that checks try, grouped by what they are about."""
