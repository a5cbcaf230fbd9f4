"""The overview as somebody else would write it, to be held against ours."""
