"""What no corpus teaches: relays, quotation marks, verbs of saying and what they govern, by rule."""
