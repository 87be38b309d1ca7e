"""What the receiver of a dossier checks it with: both files go along in it and need nothing else."""
