"""What in a text may point at a child: pure, and linear in its length."""
