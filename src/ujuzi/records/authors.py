"""Who is calling: the rights of a key, and in whose name its statements stand."""

from dataclasses import dataclass

from ujuzi.records.models.credentials import Scope

HUB = 0
PACKAGES = (
    -1
)  # partners' packages that run here: bound to one learner's session each, and never taken for the hub


@dataclass(frozen=True, slots=True)
class Author:
    """`owner` is the organisation's number, HUB for the hub itself, PACKAGES for packages in it; `authority` the JSON of the agent that vouches."""

    owner: int
    authority: str
    scopes: frozenset[str]
    name: str = ""

    def may(self, *scopes: Scope) -> bool:
        return Scope.ALL in self.scopes or not self.scopes.isdisjoint(scopes)

    @property
    def may_write(self) -> bool:
        return self.may(Scope.WRITE)

    @property
    def may_read(self) -> bool:
        return self.may(Scope.READ_MINE, Scope.READ, Scope.ALL_READ)

    @property
    def may_define(self) -> bool:
        return self.may(Scope.DEFINE)

    @property
    def sees_all(self) -> bool:
        """Others' statements too. A partner's key never does, whatever its scopes say."""
        return self.owner == HUB and self.may(Scope.READ, Scope.ALL_READ)
