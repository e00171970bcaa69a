"""What the kiosk has and the page at `/` has not: numbers to take away, on the screen and as codes to scan."""
