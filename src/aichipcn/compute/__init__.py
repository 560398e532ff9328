"""What does it deliver: TPP, peaks, published claims, and effective compute on a stated basis."""
