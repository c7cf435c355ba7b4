"""Settings: how they are declared and written, and the file that keeps them."""
