"""What leaves the building: one content model, and a writer per format."""
