"""What a trained network finds: cues, and for each cue its source and content."""
