"""Reading what people write in Chinese: pure, the same each time, and never more than what was said."""
