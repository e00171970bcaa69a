"""What stands between the network and the server: how requests arrive, how long, how many."""
