"""Three invented stories of quite different kinds, told by several outlets each."""

from sayso.model import Tables
from tests.claims.telling import Said, tell

TRAIN = (
    [
        "Night train leaves the rails near Orvelle",
        Said("Transport commissioner Hedda Quill", "that the points at Orvelle had been loosened on purpose"),
        Said("Quill", "“Somebody unscrewed the points at Orvelle, and he did it deliberately”"),
        Said("The railway union", "that nine passengers had lost their lives in the derailment"),
        Said("Quill", "that the footage of the signal camera would be released next week"),
        "The night train from Orvelle to Tamsin runs twice a week.",
    ],
    [
        "Rail firm speaks of an accident",
        Said("Northline Rail", "that the points at Orvelle were tampered with", "denied", "denies"),
        Said("Northline Rail", "that the derailment at Orvelle was an accident caused by frost"),
        Said("The railway union", "that the derailment killed nine people"),
    ],
    [
        "Orvelle: loosened points, says commissioner",
        Said("Hedda Quill", "“Someone intentionally loosened the points at Orvelle”"),
        Said("Northline Rail", "“Nobody touched our points at Orvelle”"),
        Said("A guard", "that the brakes of the train had been checked in Tamsin"),
        "The points at Orvelle had been loosened on purpose.",
    ],
)

RUNNER = (
    [
        "Vost fails doping test",
        Said("The athletics board", "that runner Ila Vost had tested positive for a banned steroid"),
        Said("Ila Vost", "“I have never taken a banned substance”"),
        Said("The athletics board", "that a second sample would be opened in March"),
    ],
    [
        "Champion under suspicion",
        Said("A laboratory assistant", "that Vost’s sample contained a forbidden steroid"),
        Said("Vost’s coach", "the accusation", "rejected", "denies"),
        Said("Sponsor Kalder Shoes", "that it would end its contract with the runner"),
    ],
    [
        "Shoe maker drops Vost",
        Said("Kalder Shoes", "“We are ending our contract with Ila Vost today”"),
        Said("The athletics board", "that the laboratory report will be handed to the press"),
    ],
)

BANK = (
    [
        "Mellin Bank to close branches",
        Said("Chief executive Bram Ostry", "that Mellin Bank would shut forty branches by the autumn"),
        Said("The staff council", "that 600 employees would lose their jobs"),
        "Mellin Bank was founded by a grocer.",
    ],
    [
        "Forty branches to go",
        Said("Ostry", "“We will close forty branches before the autumn”"),
        Said("The staff council", "“Six hundred workers are to be dismissed”"),
        Said("The finance ministry", "whether so many workers would be laid off", "questioned", "doubts"),
    ],
)


def train() -> Tables:
    """Points loosened on purpose, or an accident."""
    return tell(*TRAIN)


def runner() -> Tables:
    """A positive test, denied."""
    return tell(*RUNNER)


def bank() -> Tables:
    """Branches closed, jobs lost."""
    return tell(*BANK)


def all_stories() -> Tables:
    """The three in one pile."""
    return tell(*TRAIN, *RUNNER, *BANK)
