"""What the classes of a map are called."""

from holdline.maps import legend
from holdline.maps.breaks import Classes


def said(least: int) -> tuple[str, ...]:
    """The legend of counts up to 2,000."""
    classes = Classes((0, 1, 1_600), 2_000, is_count=True)
    return legend.words(
        classes,
        [0, 5, 1_700],
        write=lambda value: f"{value:,.0f} hh",
        say=lambda key, **facts: " ".join([key, *map(str, facts.values())]),
        least=least,
    )


def test_both_ends_of_a_class_are_written_alike() -> None:
    assert said(0)[1] == "with_areas from_to 1 1,599 hh 1"


def test_where_small_counts_are_hidden_no_class_begins_with_one() -> None:
    assert said(10)[1] == "with_areas from_to 10 1,599 hh 1"
