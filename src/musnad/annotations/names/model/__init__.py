"""The shipped names model: a small encoder that reads a line's words and marks the names among them."""
