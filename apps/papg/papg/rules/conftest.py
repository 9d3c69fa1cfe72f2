"""How the property tests beside the rules run: the same examples every time, whatever the machine's speed."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, database=None, derandomize=True)
settings.load_profile("rules")
