"""The board's pins: each once, as many as each port has bits, in the package's naming."""

from __future__ import annotations

import re
from collections import Counter

from weft.fpga.boards.vcu1525 import constraints
from weft.fpga.boards.vcu1525.board import CONTROLLERS

# rows of a package of 46 x 46 balls: A to AF and so on without I, O, Q, S, X, Z
BALL = re.compile(r"(?:[A-HJ-NPRT-WY]|A[A-HJ-NPRT-WY]|B[A-F])\d{1,2}")


def test_every_pin_is_a_ball_and_used_once():
    placed = list(constraints.placed_ports())
    assert all(BALL.fullmatch(pin) for _, pin, _ in placed)
    assert [pin for pin, count in Counter(p for _, p, _ in placed).items() if count > 1] == []
    assert [port for port, n in Counter(p for p, _, _ in placed).items() if n > 1] == []


def test_no_pin_of_the_table_is_forgotten():
    table = constraints.pins()
    used = {pin for _, pin, _ in constraints.placed_ports()}
    for memory in table["ddr4"]:
        for pins in memory.values():
            assert used.issuperset(pins)
    for pins in table["pcie"].values():
        assert used.issuperset(pins)


def test_a_dimm_is_72_bits_of_x4_chips():
    memories = constraints.pins()["ddr4"]
    assert len(memories) == CONTROLLERS
    for memory in memories:
        counts = {name: len(pins) for name, pins in memory.items()}
        assert counts == {
            "adr": 17, "act_n": 1, "ba": 2, "bg": 2, "ck_t": 1, "ck_c": 1, "cke": 1, "cs_n": 1,
            "odt": 1, "par": 1, "reset_n": 1, "dq": 72, "dqs_t": 18, "dqs_c": 18,
        }  # fmt: skip


def test_pairs_have_one_standard_and_data_another():
    standards = {port: standard for port, _, standard in constraints.placed_ports()}
    assert standards["c2_ddr4_dq[71]"] == "POD12_DCI"
    assert standards["c2_ddr4_dqs_t[17]"] == standards["c2_ddr4_dqs_c[17]"] == "DIFF_POD12_DCI"
    assert standards["c0_ddr4_ck_t[0]"] == "DIFF_SSTL12_DCI"
    assert standards["c3_ddr4_reset_n"] == "LVCMOS12"
    assert standards["pcie_rxp[15]"] == ""  # a transceiver's pin has no standard
