"""Map: where the subjects are, from the province down to the household."""

from holdline.shell import (
    map_areas,
    map_choice,
    map_doctor,
    map_figures,
    map_funnel,
    map_hazards,
    map_points,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=15, icon=":material/map:", needs="view.map")


def render(view: View) -> None:
    """One layer at a time; the divisions below are drawn by default."""
    layer = map_choice.layer(view)
    map_choice.draw(view, layer)
    if layer == "areas":
        map_areas.draw(view, map_figures.of(view, layer))
    elif layer == "funnel":
        map_funnel.draw(view, map_figures.of(view, layer))
    elif layer == "points":
        map_points.draw(view)
    elif layer == "doctor":
        map_doctor.draw(view)
    else:
        map_hazards.draw(view)


if __name__ == "__main__":
    render(received())
