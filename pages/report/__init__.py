"""What is handed upward: bulletins, appendix 2, and the check of anybody's figures."""
