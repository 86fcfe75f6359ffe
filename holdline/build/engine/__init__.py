"""What runs the files of queries/build: DuckDB here, or an engine on other machines.

`opening` takes an address and gives an Engine; `here` and `cluster` are the two there are.
`portable` says what SQL both run alike, `dialect` brings it into Spark's. Why and how far:
docs/decisions/0072-the-build-on-a-cluster.md.
"""
