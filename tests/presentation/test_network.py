"""The network of a case: ties of both kinds, the same drawing every time, all on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.build import build
from musnad.knowledge.store import Case
from musnad.presentation.network import HEIGHT, MOST, WIDTH, behind, network

SAMPLES = Path(__file__).parents[2] / "samples/pages"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    path = tmp_path_factory.mktemp("network") / "samples.musnad"
    build([SAMPLES], path)
    with Case.open(path) as opened:
        yield opened


def test_every_tie_stands_on_a_relation_or_a_happening_of_both(case: Case) -> None:
    drawn = network(case)
    assert len(drawn.ties) > 5
    for tie in behind(case, drawn.ties, 1000):
        pair = {tie.bond.one, tie.bond.other}
        assert tie.relations or tie.events
        assert len(tie.relations) == len(tie.bond.relations) and len(tie.events) == len(tie.bond.events)
        assert tie.bond.weight == sum(len(relation.statements) for relation in tie.relations) + len(tie.events)
        assert all({relation.subject, relation.object} == pair for relation in tie.relations)
        assert all(pair <= {*event.agents, *event.others} for event in (case.event(told.id) for told in tie.events))
    places = drawn.places()
    assert all(tie.one in places and tie.other in places for tie in drawn.ties)


def test_the_same_case_gives_the_same_drawing_inside_the_paper(case: Case) -> None:
    one, other = network(case), network(case)
    assert one == other
    assert 1 < len(one.nodes) <= MOST
    assert all(0 <= node.x <= WIDTH and 0 <= node.y <= HEIGHT for node in one.nodes)
    assert len({(node.x, node.y) for node in one.nodes}) == len(one.nodes)


def test_kinds_are_chosen_and_one_actor_shows_those_around_it(case: Case) -> None:
    assert not any(tie.events for tie in network(case, told=False).ties)
    assert not any(tie.relations for tie in network(case, stated=False).ties)
    middle = network(case).nodes[0].entity.id
    around = network(case, middle)
    direct = {tie.one for tie in around.ties if tie.other == middle} | {tie.other for tie in around.ties if tie.one == middle}
    assert {node.entity.id for node in around.nodes} == {middle, *direct}


def test_a_happening_of_many_ties_nobody(case: Case) -> None:
    crowded = {event.id for event in case.events() if len({*event.agents, *event.others}) > 6}
    assert not crowded & {event for tie in network(case).ties for event in tie.events}
