"""The people of the walk: where each stands and how each works, as facts of the cast and of what is sown."""

from collections import defaultdict
from dataclasses import dataclass, field

from papg.testing import cast

DESK = "desk"
PAGES = "pages"
KEY = "key"
NO_POSITION = "no position"
GUEST = "guest"
# Comes with a key, though this person does not work with one.
PROBE = "probe"

FORMER = "former.secretary@harbour.example"
FORMER_POST = "Former Community Safety Officer"
# The walk sows one group more: it reports to the board as well, but its terms keep agreed minutes from boards.
GROUP_D = "Estuary Protect & Prepare Group"
GROUP_S = "Harbour Barriers Subgroup"
REPORTS_TO = {"A": "Board", "D": "Board"}
OF_COUNCILS = (cast.COUNCIL, cast.DEPARTMENT, cast.NEIGHBOUR_COUNCIL)
COLUMNS = {"Chair": "Chair", "Deputy Chair": "Chair", "Secretary": "Secretary"}
BY_HAND = {"PAPG Auditor": "Auditor", "PAPG Administrator": "Administrator"}
# Who stands in for a member at one meeting; the rows that hang on it say so as well.
STAND_INS = (cast.DEPUTY, cast.PARTNER)
WAYS = {cast.PARTNER: PAGES, cast.DEPUTY: PAGES, cast.INTEGRATION: KEY, FORMER: NO_POSITION}


@dataclass(frozen=True)
class Person:
    """Somebody at a door.

    Attributes:
        label: How the person is called in the report.
        user: Account; empty for a guest.
        way: How the person comes in.
        positions: Columns of the table of rights by letter of the group.
        everywhere: Columns that reach every group.
    """

    label: str
    user: str
    way: str
    positions: dict[str, frozenset[str]] = field(default_factory=dict)
    everywhere: frozenset[str] = frozenset()

    def columns(self, letter: str) -> frozenset[str]:
        """Columns the person fills in a group."""
        return self.positions.get(letter, frozenset()) | self.everywhere

    def all_columns(self) -> frozenset[str]:
        """Columns the person fills anywhere."""
        stands_in = {"Deputy"} if self.user in STAND_INS else set()
        return frozenset().union(*self.positions.values(), self.everywhere, stands_in)

    def own_group(self) -> str:
        """Letter of a group in which the person may do most; empty if there is none."""
        found = [(column, letter) for letter, columns in self.positions.items() for column in columns]
        ranked = ("Secretary", "Chair", "Member", "Partner")
        own = sorted((ranked.index(column), letter) for column, letter in found if column in ranked)
        return own[0][1] if own else ""


def everybody() -> list[Person]:
    """All people of the walk, those with the most rights first."""
    session = [person(user, WAYS.get(user, DESK)) for user in (*cast.POSTS, FORMER)]
    keys = [person(cast.NEIGHBOUR, KEY, " with a key"), person(cast.PARTNER, PROBE, " with a key")]
    return [*session, *keys, Person("guest", "", GUEST)]


def person(user: str, way: str, remark: str = "") -> Person:
    """Somebody of the cast, with what they hold."""
    label = user.partition("@")[0].replace(".", " ") + remark
    by_hand = (BY_HAND[role] for role in cast.BY_HAND.get(user, ()) if role in BY_HAND)
    return Person(label, user, way, positions_of(user), frozenset(by_hand))


def positions_of(user: str) -> dict[str, frozenset[str]]:
    """Columns of a user by group; who sits on a board fills its column in the groups below it."""
    found: dict[str, set[str]] = defaultdict(set)
    for letter, holder, position, organisation in cast.POSITIONS:
        if holder == user:
            outside = "Member" if organisation in OF_COUNCILS else "Partner"
            found[letter].add(COLUMNS.get(position, outside))
    for letter, board in REPORTS_TO.items():
        if board in found:
            found[letter].add("Board")
    return {letter: frozenset(columns) for letter, columns in found.items()}
