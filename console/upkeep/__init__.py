"""What a console looks after beside its calls."""
