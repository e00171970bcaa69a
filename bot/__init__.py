"""What runs inside the server: settings, engine, understanding, and a folder for each front end."""
