"""What the product knows about questionnaires, answers and people. Standard library only."""
