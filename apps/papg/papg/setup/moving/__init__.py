"""Takes what a council customised from one site to another, by a folder of files that fits version control."""
