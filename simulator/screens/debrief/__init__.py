"""Looking back on a drill: what to try again first, what it is judged by, and the station at each moment."""
