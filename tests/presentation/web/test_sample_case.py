"""The pages over the demo case, as a first user sees them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import httpx
from outline import Outline
from site_server import addresses_of, serving


def test_dossiers_can_be_taken_away_for_word(sample_case: Path) -> None:
    pages = [one for one in addresses_of(sample_case, items=1) if one.endswith("/dossier")]
    assert {one.split("/")[0] for one in pages} == {"entities", "events"}
    with serving(sample_case) as site, httpx.Client(base_url=site) as client:
        for page in pages:
            response = client.get(f"/ar/{page}.docx")
            assert response.status_code == 200 and "wordprocessingml" in response.headers["content-type"]
            with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
                assert f"{site}/ar/reports/" in packed.read("word/_rels/document.xml.rels").decode()
            assert f'href="/ar/{page}.docx"' in client.get(f"/ar/{page}").text


def test_the_demo_case_reads_in_both_languages(sample_case: Path) -> None:
    addresses = addresses_of(sample_case, items=15)
    with serving(sample_case) as site, httpx.Client(base_url=site) as client:
        for address in [f"/{language}/{one}" for language in ("ar", "en") for one in addresses]:
            response = client.get(address)
            assert response.status_code == 200, address
            outline = Outline(response.text)
            assert not outline.faults, (address, outline.faults[:3])
            twice = {one for one in outline.ids if outline.ids.count(one) > 1}
            assert not twice, (address, twice)
