"""What shows levels and signal values at a glance, on pages and in documents alike."""
