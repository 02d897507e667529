"""What trainees say of a drill: a few questions, a mean with its n."""
