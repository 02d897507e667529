"""Role models: what a person at a station may do, which competencies are judged, and the order of the drills."""
