"""What is lost when chips work together: waiting for links, for a pipeline to fill, and for what has failed."""
