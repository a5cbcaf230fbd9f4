"""Lists of measures as files: one row layout for .xlsx, .csv and JSON, out and in again."""
