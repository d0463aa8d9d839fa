"""A further language on its way out to whoever writes it, and back."""
