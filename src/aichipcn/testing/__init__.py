"""For those who extend the library."""
