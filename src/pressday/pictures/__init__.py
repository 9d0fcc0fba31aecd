"""Pictures from anywhere to ones that can be printed."""
