# ruff: noqa: ANN001, ANN201, ANN202, PLR0917  # formulas are written as OpenFisca has them
"""The same rules in OpenFisca-Core, run by the Python of an environment of its own.

`python rule_openfisca.py FOLDER` reads the facts (parquet) and the clauses (clauses.json) there,
then a change a line on stdin: {"values": {parameter: scaled}, "off": [clause]}. It answers with a
line: {"ms": CPU milliseconds, "rows": [[county, in_scope, proposed, …], …]}. Items are OpenFisca's
persons and households its groups; a clause is two variables, sure and possible; a change is a
reform of the parameters.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.reforms import Reform
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2022"
MISSING = np.iinfo(np.int32).min  # OpenFisca keeps whole numbers in 32 bits
SIGNS = {
    "is": np.equal, "below": np.less, "at_most": np.less_equal,
    "above": np.greater, "at_least": np.greater_equal,
}  # fmt: skip

Item = build_entity("item", "items", "", is_person=True)
Household = build_entity(
    "household", "households", "", roles=[{"key": "owned", "plural": "owned_items"}]
)


def variable(name, entity, kind, formula=None):
    """A variable as its class, which is how OpenFisca wants it."""
    about = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR}
    if kind is int:
        about["default_value"] = 0
    if formula is not None:
        about["formula"] = formula
    return type(name, (Variable,), about)


def value_of(test, period, parameters):
    """What a comparison is held against: a parameter's value of the period, or a constant."""
    return getattr(parameters(period), test["parameter"]) if test["parameter"] else test["value"]


def tested(population, period, parameters, test, prefix):
    """Where one comparison holds, and where it may."""
    cells = population(prefix + test["column"], period)
    missing = cells == MISSING
    value = value_of(test, period, parameters)
    if test["operator"] == "among":
        found = np.isin(cells, value)
    else:
        found = SIGNS[test["operator"]](cells, value)
    return found & ~missing, found | missing


def grouped(population, period, parameters, groups, prefix, more):
    """Where the groups hold, and where they may."""
    told = [tested(population, period, parameters, one, prefix) for one in groups["all"]]
    told += [one for name, one in more if name == "all"]
    choice = [tested(population, period, parameters, one, prefix) for one in groups["any"]]
    choice += [one for name, one in more if name == "any"]
    if choice:
        told.append(tuple(np.logical_or.reduce([one[at] for one in choice]) for at in (0, 1)))
    if groups["none"]:
        none = [tested(population, period, parameters, one, prefix) for one in groups["none"]]
        sure, possible = (np.logical_or.reduce([one[at] for one in none]) for at in (0, 1))
        told.append((~possible, ~sure))
    return tuple(np.logical_and.reduce([one[at] for one in told]) for at in (0, 1))


def clause_formulas(clause, codes):
    """The formulas of a clause: of its items, and of the household, sure and possible."""
    name, items = clause["id"], clause["items"]

    def item_formula(at):
        def formula(item, period, parameters):
            is_one = item("table", period) == codes[items["table"]]
            prefix = f"{items['table']}__"
            return is_one & grouped(item, period, parameters, items["groups"], prefix, [])[at]

        return formula

    def formula_of(at):
        def formula(household, period, parameters):
            more = []
            if items is not None:
                sure = household.sum(household.members(f"{name}_item_sure", period))
                may = household.sum(household.members(f"{name}_item_possible", period))
                least = (
                    getattr(parameters(period), items["parameter"])
                    if items["parameter"] else items["least"]
                )  # fmt: skip
                is_open = False
                if items["complete"]:
                    is_open = household(items["complete"], period) != 1
                more.append((items["group"], (sure >= least, (may >= least) | is_open)))
            found = grouped(household, period, parameters, clause["groups"], "", more)[at]
            return found & getattr(parameters(period), f"on_{name}")

        return formula

    found = []
    for at, word in enumerate(("sure", "possible")):
        if items is not None:
            found.append((f"{name}_item_{word}", Item, bool, item_formula(at)))
        found.append((f"{name}_{word}", Household, bool, formula_of(at)))
    return found


def joined(names, word):
    """Any of the clauses."""

    def formula(household, period):
        return np.logical_or.reduce([household(f"{name}_{word}", period) for name in names])

    return formula


def system(told, columns, codes):
    """The tax and benefit system of the rules."""
    made = TaxBenefitSystem([Item, Household])
    variables = [variable("table", Item, int)]
    variables += [variable(name, Household, int) for name in columns["household"]]
    variables += [variable(name, Item, int) for name in columns["item"]]
    for clause in told["clauses"]:
        variables += [variable(*one) for one in clause_formulas(clause, codes)]
    for word in ("sure", "possible"):
        variables.append(
            variable(f"candidate_{word}", Household, bool, joined(told["criteria"], word))
        )
        variables.append(
            variable(f"retained_{word}", Household, bool, joined(told["exempting"], word))
        )
    made.add_variables(*variables)
    values = dict(told["values"]) | {f"on_{one['id']}": True for one in told["clauses"]}
    data = {name: {"values": {"2000-01-01": {"value": value}}} for name, value in values.items()}
    made.parameters = ParameterNode("", data=data)
    return made


def changed(base, values, off):
    """A reform of the parameters."""

    class Change(Reform):
        def apply(self):
            self.modify_parameters(modifier_function=_modified)

    def _modified(parameters):
        for name, value in values.items():
            parameters.children[name].update(start="2000-01-01", value=value)
        for name in off:
            parameters.children[f"on_{name}"].update(start="2000-01-01", value=False)
        return parameters

    return Change(base)


def arrays(folder, told):
    """Columns as whole numbers, texts as their places in a list that the clauses use too."""
    words = {word: at for at, word in enumerate(told["words"])}

    def number(cell):
        return (
            MISSING if cell is None else words.get(cell, -1) if isinstance(cell, str) else int(cell)
        )

    def read(path):
        table = pq.read_table(path)
        columns = zip(table.column_names, table.columns, strict=True)
        return {
            name: np.fromiter(map(number, column.to_pylist()), np.int32, len(column))
            for name, column in columns
        }

    return {name: read(folder / f"{name}.parquet") for name in told["tables"]}


def main():
    """Read, then answer."""
    folder = Path(sys.argv[1])
    told = json.loads((folder / "clauses.json").read_text())
    frames = arrays(folder, told)
    facts = frames.pop("exit_fact")
    county, people, scope = facts.pop("county"), facts.pop("people"), facts.pop("is_in_scope") == 1
    place = facts.pop("place")
    codes = {name: at for at, name in enumerate(frames)}
    size = sum(len(one["place"]) for one in frames.values())
    owner, table, items, at = np.zeros(size, np.int64), np.zeros(size, np.int32), {}, 0
    for name, frame in frames.items():
        rows = slice(at, at + len(frame["place"]))
        owner[rows], table[rows] = frame.pop("place"), codes[name]
        for column, cells in frame.items():
            whole = np.full(size, MISSING, np.int32)
            whole[rows] = cells
            items[f"{name}__{column}"] = whole
        at = rows.stop
    base = system(told, {"household": facts, "item": items}, codes)
    names = sorted(set(county.tolist()))
    print(json.dumps({"ready": len(place)}), flush=True)
    for line in sys.stdin:
        change = json.loads(line)
        start = time.process_time()
        reform = changed(base, change["values"], change["off"])
        builder = SimulationBuilder()
        builder.create_entities(reform)
        builder.declare_person_entity("item", np.arange(size))
        household = builder.declare_entity("household", np.arange(len(place)))
        # join_with_persons would count households without items out.
        household.members_entity_id = owner
        run = builder.build(reform)
        run.set_input("table", PERIOD, table)
        for name, cells in (*facts.items(), *items.items()):
            run.set_input(name, PERIOD, cells)
        sure, may = (run.calculate(f"candidate_{word}", PERIOD) for word in ("sure", "possible"))
        saved, may_be = (run.calculate(f"retained_{word}", PERIOD) for word in ("sure", "possible"))
        kept, retained = scope & ~may, scope & may & saved
        proposed = scope & sure & ~may_be
        pending = scope & ~kept & ~retained & ~proposed
        counts = [
            np.bincount(county, weights=one * 1.0 if one is not people else people * proposed)
            for one in (scope, proposed, retained, pending, kept, people)
        ]
        rows = [[name, *(int(one[name]) for one in counts)] for name in names]
        print(json.dumps({"ms": (time.process_time() - start) * 1000, "rows": rows}), flush=True)


main()
