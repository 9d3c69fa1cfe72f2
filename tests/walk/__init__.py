"""A walk over person, record, right and door: nobody sees or changes what is not theirs, and everybody what is."""
