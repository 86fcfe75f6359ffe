"""Names short enough for a chart, and still names."""

import pytest

from tools.reference.short_names import short_name


@pytest.mark.parametrize(
    ("name", "level", "kind", "short"),
    [
        ("山东省", 1, "province", "山东"),
        ("内蒙古自治区", 1, "province", "内蒙古"),
        ("枣庄市", 2, "prefecture", "枣庄"),
        ("市辖区", 2, "prefecture", "市辖区"),
        ("薛城区", 3, "district", "薛城"),
        ("莘县", 3, "county", "莘县"),
        ("孟村回族自治县", 3, "county", "孟村回族自治县"),
        ("万柏林区", 3, "district", "万柏林"),
        ("枣庄高新技术产业开发区", 3, "zone_local", "枣庄高新区"),
        ("德州天衢新区", 3, "zone", "德州天衢新区"),
        ("兴仁街道", 4, "street", "兴仁街道"),
        ("辛庄村村委会", 5, "cunwei", "辛庄村"),
        ("前王村民委员会", 5, "cunwei", "前王村"),
        ("迎凤社区居民委员会", 5, "juwei", "迎凤社区"),
        ("中心街居委会", 5, "juwei", "中心街"),
    ],
)
def test_the_title_of_the_kind_is_left_out(name: str, level: int, kind: str, short: str) -> None:
    assert short == short_name(name, level, kind)
