"""The work itself: the station, and the peer beside it."""
