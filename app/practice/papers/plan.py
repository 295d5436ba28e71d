"""The citizens of a practice day and what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.model.people import Person
from app.practice.papers.designs import DESIGNS, DossierDesign, Role
from app.practice.papers.facts import practice_facts
from app.practice.papers.kinds import make_paper
from app.practice.papers.picture import PaperPicture
from app.practice.papers.take import pictures_of
from app.practice.people import practice_person

_SEEDS_EACH = 100
"""Seeds one dossier may use for its people and papers."""


@dataclass(frozen=True)
class PracticeDossier:
    """One citizen at the counter. ``papers`` are drawn when they are first asked for."""

    design: DossierDesign
    applicant: Person
    other: Person
    seed: int

    @property
    def procedure_code(self) -> str:
        return self.design.procedure_code

    @property
    def case_key(self) -> str:
        return self.design.case_key

    @cached_property
    def papers(self) -> dict[str, list[PaperPicture]]:
        """Pictures by component key, in the order in which they come from the source."""
        return {
            key: self._pictures(key, self.seed + 10 * place)
            for place, key in enumerate(self.design.papers, start=1)
        }

    def _pictures(self, key: str, seed: int) -> list[PaperPicture]:
        paper = self.design.papers[key]
        facts = practice_facts(
            self.applicant,
            self.other,
            seed,
            days_before=paper.days_before,
            title=paper.title,
            subject=paper.subject,
            reason=paper.reason,
            relation=paper.relation,
        )
        return pictures_of(make_paper(paper.kind, facts, seed=seed), paper, key, seed)


def practice_plan(count: int = 5, seed: int = 1) -> list[PracticeDossier]:
    """``count`` dossiers; past the last design they begin again with other people.

    The first five have more than twelve pages, a blank back, a photograph and a poor one.
    """
    return [
        _dossier(DESIGNS[place % len(DESIGNS)], (seed * 1000 + place) * _SEEDS_EACH)
        for place in range(count)
    ]


def _dossier(design: DossierDesign, seed: int) -> PracticeDossier:
    return PracticeDossier(
        design, _person(design.applicant, seed), _person(design.other, seed + 1), seed
    )


def _person(role: Role, seed: int) -> Person:
    return practice_person(seed, role.sex, role.born_in)
