"""What a fair can do: load, decide, save. Services flush; the edge commits."""
