"""The pages of members from outside the council: plain HTML of our own, read through the table of rights."""
