"""The local web server and its pages come in a later version."""
