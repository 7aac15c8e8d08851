"""The fact files agree with the domain and with themselves, and every fact names its source."""

import json
from datetime import date
from pathlib import Path

import pytest

from fairapp.domain.agreements import AgreementLevel
from fairapp.domain.fairs import FairKind
from fairapp.domain.ocop import Mark, ProducerKind, get_leaf
from fairapp.domain.places import get_unit

DATA = Path(__file__).resolve().parents[2] / "fairapp" / "data"

FIGURES = {
    *("booths", "visits", "revenue", "revenue_per_day", "exhibitors", "provinces", "products"),
    *("agreements", "agreements_value", "contracts_value", "conferences"),
    *("points_of_sale", "fairs_provincial", "fairs_local"),
}


def read(name: str) -> dict:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


EVENTS = read("events.json")
FAIRS = read("press_fairs.json")["fairs"]
HAPPENINGS = EVENTS["events"] + FAIRS


def units_of(row: dict) -> list[str]:
    return row.get("units") or [row[key] for key in ("unit", "product_unit") if row.get(key)]


def test_all_twenty_events_are_kept():
    assert len(EVENTS["events"]) == 20
    assert len({row["id"] for row in HAPPENINGS}) == len(HAPPENINGS)


@pytest.mark.parametrize("row", HAPPENINGS, ids=lambda row: row["id"])
def test_happening_fits_the_domain(row):
    assert row["kind"] is None or FairKind(row["kind"])
    assert row.get("source") or row.get("sources")
    assert len(row["name"]) <= 200
    for figure in row.get("figures", []):
        assert figure["what"] in FIGURES
        assert figure["value"] > 0
        assert len(figure["qualifier"]) <= 60


@pytest.mark.parametrize("row", [row for row in HAPPENINGS if row["from"]], ids=lambda row: row["id"])
def test_happening_names_the_units_of_its_day(row):
    day = date.fromisoformat(row["from"])
    assert row["to"] is None or date.fromisoformat(row["to"]) >= day
    for unit in units_of(row):
        assert get_unit(unit).term_on(day), f"{unit} did not exist on {day}"


def test_plan_reports_no_revenue():
    planned = [
        row["id"]
        for row in FAIRS
        if row["phase"] == "plan" and any(f["what"] == "revenue" for f in row["figures"])
    ]
    assert planned == []


def test_agreements_add_up_to_what_their_event_reports():
    for event in EVENTS["events"]:
        reported = [f["value"] for f in event.get("figures", []) if f["what"] == "agreements"]
        signed = [row["count"] for row in EVENTS["agreements"] if row["event"] == event["id"]]
        assert sum(reported) == sum(signed), event["id"]
    assert {AgreementLevel(row["level"]) for row in EVENTS["agreements"]} == set(AgreementLevel)


def test_product_counts_add_up_by_star_and_kind():
    for row in EVENTS["product_counts"]:
        get_unit(row["unit"])
        assert row["source"]
        if "by_star" in row:
            assert sum(row["by_star"].values()) == row["certified"]
        if "by_kind" in row:
            assert sum(row["by_kind"].values()) == row["producers"]
            assert set(row["by_kind"]) <= set(ProducerKind)


def test_contradicting_claim_is_kept_apart_from_certified_counts():
    claims = [row for row in EVENTS["product_counts"] if "claimed" in row]
    assert [row["claimed"] for row in claims] == [450]
    assert "certified" not in claims[0]


def test_marks_and_products_belong_to_known_units_and_classes():
    totals = EVENTS["mark_totals"]
    assert sum(totals[mark] for mark in Mark) == totals["total"]
    for row in EVENTS["marks"]["rows"]:
        assert Mark(row["mark"])
        assert get_leaf(row["leaf"]) and get_unit(row["unit"])
    for row in EVENTS["products"]:
        assert get_leaf(row["leaf"]).code == row["leaf"]
        assert row["source"]
        assert "unit" not in row or get_unit(row["unit"])


@pytest.mark.parametrize("name", ["events.json", "ocop_groups.json", "press_fairs.json", "provinces.json"])
def test_fact_files_are_whole_and_name_no_machine(name):
    text = (DATA / name).read_text(encoding="utf-8")
    assert '"/' not in text
    assert ".txt" not in text
    assert "…/" not in text
