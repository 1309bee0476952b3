"""The pages over the demo case, as a first user sees them."""

from __future__ import annotations

from pathlib import Path

import httpx
from outline import Outline
from site_server import addresses_of, serving


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
