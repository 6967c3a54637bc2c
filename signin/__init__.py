"""The server around the app: signing in and out on plain pages that need no script, and what every answer of the server carries."""
