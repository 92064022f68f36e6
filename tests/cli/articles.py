"""Two small invented articles."""

HARBOUR = """Crane fell at Tolm harbour

The great crane at Tolm harbour fell on Monday. “The crane had not been greased since the spring,” harbour master
Odo Brisk said. Two dockers were hurt.

The port company denied that the crane had been neglected. “We greased it every week,” its director Lena Vask said.
"""
DESK = """Harbour Desk

Odo Brisk told the Harbour Desk that the crane had not been greased since the spring. According to Lena Vask, the
company greased it every week. A docker who did not want to be named said that nobody had seen a grease gun for months.
"""
