"""An analyst's decisions: how they are taken down, found again in every build, and laid over what the rules derive.

A judgement is anchored to the words it is about, not to ids: `casting` makes the anchors, `anchors` finds them again, `readings`
lays judgements over one report, `pairs` keeps same and not-same consistent, `overlay` changes what was derived, `standings` says
what became of each. `exchange` writes and reads the file that two analysts send each other.
"""

from musnad.knowledge.judgements.decisions import Decisions, row, standing
from musnad.knowledge.judgements.docket import Docket
from musnad.knowledge.judgements.overlay import Overlay
from musnad.knowledge.judgements.standings import Standings

__all__ = ["Decisions", "Docket", "Overlay", "Standings", "row", "standing"]
