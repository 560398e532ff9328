"""China's drive for AI-chip independence: what is required, is it met, what does the hardware deliver."""
