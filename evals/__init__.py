"""Our own stories with what a careful reader finds in them, and how near sayso comes."""
