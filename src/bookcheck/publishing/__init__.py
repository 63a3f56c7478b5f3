"""The book as it is published: what stands beside one build of its pages, and what a reader takes away."""
