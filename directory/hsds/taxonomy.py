"""What a service is for, as terms that programs can compare: the needs it answers, and the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from directory.hsds.export import Json, identifier
from directory.models import Service

# What the row of a need holds for when no other does is no term: it says nothing of what the service is for.
EVERY_NEED = "any"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """`link_type` is how a service's attribute names the kind of its term."""

    name: str
    link_type: str

    @property
    def id(self) -> str:
        return identifier("taxonomy", self.link_type)

    def term_id(self, key: str) -> str:
        """The same for the same need, or the same words, in every export."""
        return identifier("taxonomy_term", self.link_type, key)


NEEDS = Taxonomy("Signpost: what people come with", "need")
WORDS = Taxonomy("Signpost: what people say", "words")

# By the needs of `directory/shape.py`.
TERMS = {
    "advice": ("Facts about drugs", "What a drug does, its risks, tests and mixing."),
    "council": ("Something for the council", "Dropped needles, litter, an empty building: no crime."),
    "crisis": ("A crisis of mind", "Thoughts of suicide or of hurting oneself."),
    "domestic_abuse": ("Domestic abuse", "A partner or relative who hurts, threatens or controls."),
    "family": ("Somebody else's drug or drink use", "Worry about a child, a partner, a parent or a friend."),
    "fraud": ("Fraud", "Scams, stolen card details and other crime by computer or phone."),
    "health": ("A health worry", "Something about the body that is no emergency."),
    "law": ("The law on drugs", "Rights, arrest, charges and what is allowed."),
    "meetings": ("Meetings", "Groups of people who have stopped, or want to."),
    "police": ("A crime", "A crime that is no emergency."),
    "report": ("Telling of drug crime", "Dealing, a drug house or a cannabis farm that somebody has seen."),
    "safeguarding_adult": ("An adult at risk", "Somebody whose home is taken over, who is used or in debt to dealers."),
    "safeguarding_child": ("A child at risk", "A child who is groomed, used to carry drugs, or neglected."),
    "slavery": ("Modern slavery", "Forced work, forced sex work and trafficking."),
    "spiked": ("A spiked drink", "Drugs put into somebody's drink or body without their knowing."),
    "treatment": ("One's own drug or drink use", "Help to stop or cut down, a script, clean needles, naloxone."),
}


def attributes(service: Service) -> list[Json]:
    """Its needs, each once, and then the words."""
    return [_attribute(service, taxonomy, key, *said) for taxonomy, key, said in _terms(service)]


def term_ids(service: Service) -> frozenset[str]:
    """The ids of its terms."""
    return frozenset(taxonomy.term_id(key) for taxonomy, key, _ in _terms(service))


def _terms(service: Service) -> Iterator[tuple[Taxonomy, str, tuple[str, str]]]:
    for need in dict.fromkeys(row.need for row in service.needs if row.need != EVERY_NEED):
        yield NEEDS, need, TERMS[need]
    for words in service.purposes:
        yield WORDS, words, (words, "What somebody may say who needs this service.")


def _attribute(service: Service, taxonomy: Taxonomy, key: str, name: str, description: str) -> Json:
    term_id = taxonomy.term_id(key)
    return {
        "id": identifier("attribute", service.id, taxonomy.link_type, key),
        "link_id": identifier("service", service.id),
        "link_type": taxonomy.link_type,
        "taxonomy_term_id": term_id,
        "taxonomy_term": {
            "id": term_id,
            "name": name,
            "description": description,
            "taxonomy": taxonomy.name,
            "taxonomy_id": taxonomy.id,
            "term": name,
        },
    }
