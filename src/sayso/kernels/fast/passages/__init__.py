"""What is done with passages once they are found: sums of their words, cuts at quotations, descent."""
