"""SQL files in, results out: every statement is a file whose header can be proved true."""
