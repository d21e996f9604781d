"""The rules as callers hold them: frozen data with the two ways it is sent out, JSON and the restatement."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.messages import Lang
from rubricdsl.base.span import Source
from rubricdsl.meaning.parts import Clause, Grade, Head, Item, Limit
from rubricdsl.meaning.roles import Role
from rubricdsl.rules import say, to_json, unmeasured
from rubricdsl.rules.digest import digest
from rubricdsl.rules.plugin import Used


@frozen
class Rule(Clause):
    """One compiled clause (contracts, "Rule")."""

    def to_json(self) -> dict[str, Any]:
        """The rule in the shape of the contracts page; amounts as decimal strings in the author's units."""
        return to_json.rule(self)

    def say(self, lang: Lang = "zh") -> str:
        """The canonical restatement of this rule, in Chinese or English."""
        return say.rule(self, lang)


@frozen
class Rubric:
    """A compiled standard. Sound when none of `diagnostics` is an error; only a sound one can be scored with.

    `roles` tell of each word of `source` what it was read as, in the order of the text.
    """

    head: Head
    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    grades: tuple[Grade, ...]
    base: Decimal
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    examples: tuple[str, ...] = field(default=(), eq=False)
    references: tuple[tuple[str, "Rubric"], ...] = ()
    plugins: tuple[Used, ...] = ()
    source: Source | None = field(default=None, eq=False, repr=False)
    roles: tuple[Role, ...] = field(default=(), eq=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """Hex sha-256 of the meaning; layout, prose, comments, examples, version and language do not change it."""
        known = tuple((name, other.digest) for name, other in self.references)
        used = tuple((plugin.name, plugin.version) for plugin in self.plugins)
        return digest(self.head, self.items, self.rules, self.grades, self.base, known, used)

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def version(self) -> str:
        return self.head.version

    @property
    def limit(self) -> Limit | None:
        return self.head.limit

    @cached_property
    def aliases(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Other names by the name: those of the head, then those of plug-ins that mean nothing else here."""
        own = {other for _, others in self.head.aliases for other in others}
        own.update(kind for rule in self.rules for kind in (*rule.select.kinds, *(rule.measure.of or ())))
        lists = (entry for plugin in self.plugins for entry in plugin.aliases)
        brought = ((name, tuple(other for other in others if other not in own)) for name, others in lists)
        return (*self.head.aliases, *((name, others) for name, others in brought if others))

    @cached_property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """All the other names of a name, by that name."""
        found: dict[str, list[str]] = {}
        for name, others in self.aliases:
            found.setdefault(name, []).extend(others)
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def by_code(self) -> Mapping[str, Rule]:
        """The rules by their codes."""
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def duties(self) -> tuple[Item, ...]:
        """The items that state a duty which no clause measures (language, "Measurements")."""
        return unmeasured.duties(self.items, self.rules)

    @cached_property
    def idle(self) -> tuple[Item, ...]:
        """The items that state marks or a weight which no clause moves."""
        return unmeasured.idle(self.items, self.rules)

    def say(self, lang: Lang = "zh") -> str:
        """The whole rubric said back: valid source of the same digest."""
        return say.rubric(self.head, self.items, self.rules, self.grades, lang)

    def to_json(self) -> dict[str, Any]:
        """The rubric in the shape of the contracts page."""
        return {
            **to_json.rubric(self.head, self.items, self.rules, self.grades, self.base),
            "duties": [item.code for item in self.duties],
            "plugins": [{"name": plugin.name, "version": plugin.version} for plugin in self.plugins],
        }
