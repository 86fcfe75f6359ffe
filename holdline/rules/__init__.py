"""The notice's rules as content: read, decided three-valued, simulated, and explained."""
