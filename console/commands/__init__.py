"""The commands of `operator-console`, but for the desk and the node (`console.cli`)."""
