"""What people read: reports made from results, as single files that load nothing from anywhere."""
