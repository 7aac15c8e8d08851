"""What can be done with a fair's plans: lay out, draw, merge and split, copy into the next edition."""

from fairapp.services.booths.copying import copy_plan
from fairapp.services.booths.drawing import drawing
from fairapp.services.booths.layout import (
    BoothFacts,
    add_rows,
    change,
    check_fits,
    propose,
    refresh,
    require_free,
)
from fairapp.services.booths.listing import (
    count_by_kind,
    count_for_fair,
    get_booth,
    get_booths,
    get_feature,
    get_zone,
    list_features,
    list_for_fair,
    list_for_site,
    list_zones,
    list_zones_for_fair,
)
from fairapp.services.booths.selection import assign_zone, block, merge, remove, split, unblock
from fairapp.services.booths.table import Row, change_table
from fairapp.services.booths.zones import (
    FeatureFacts,
    ZoneFacts,
    add_feature,
    add_zone,
    change_feature,
    change_zone,
    remove_feature,
    remove_zone,
)

__all__ = [
    "BoothFacts",
    "FeatureFacts",
    "Row",
    "ZoneFacts",
    "add_feature",
    "add_rows",
    "add_zone",
    "assign_zone",
    "block",
    "change",
    "change_feature",
    "change_table",
    "change_zone",
    "check_fits",
    "copy_plan",
    "count_by_kind",
    "count_for_fair",
    "drawing",
    "get_booth",
    "get_booths",
    "get_feature",
    "get_zone",
    "list_features",
    "list_for_fair",
    "list_for_site",
    "list_zones",
    "list_zones_for_fair",
    "merge",
    "propose",
    "refresh",
    "remove",
    "remove_feature",
    "remove_zone",
    "require_free",
    "split",
    "unblock",
]
