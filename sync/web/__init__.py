"""The face over HTTP: what `duesync serve` answers."""
