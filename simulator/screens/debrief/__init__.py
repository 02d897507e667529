"""Looking back on a drill: what to try again first, what it is judged by, and the till at each moment."""
