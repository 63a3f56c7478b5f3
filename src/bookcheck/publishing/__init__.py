"""The book as it is published: its versions side by side, the archive, the wheel and the PDF."""
