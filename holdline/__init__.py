"""Holdline (守线): the machine that reads the content folders.

Floors, from the top; a floor may use any floor below it and none above:
shell; charts, maps, tables, exports; palette; build, sample; rules, quality, timeline, geo;
queries; warehouse; access; state; reference; messages; settings; paths; errors.
"""

__version__ = "0.1.0"
