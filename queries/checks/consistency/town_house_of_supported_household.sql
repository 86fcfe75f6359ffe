-- Members who bought a dwelling or a shop in a town and still hold it, in a household with an open
-- case, on the subsistence allowance or supported as destitute. Houses paid for by relocation
-- programmes do not count. What was verified to be untrue is left out; what was not yet verified
-- is suspected only.
--
-- grain:     household_id, person_id
-- reads:     exit_benefit, exit_house, exit_match, open_case, source_dept_match,
--            source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the member; null when not told
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  house_kind
--     value         VARCHAR  its kind
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K11; domain.md §4.1 C4
-- severity:  warning
-- dimension: consistency
-- title:     城镇商品房
-- title_en:  House in town, supported
-- remedy:    核实购房来源和使用；属实的研判是否应继续监测，反馈民政部门。
-- remedy_en: See how it was paid for and who lives there; judge the case again, and tell civil
--            affairs.

select
    exit_match.household_id,
    exit_match.person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'house_kind' as field,
    max(source_dept_match.house_kind) as value,
    cast(null as varchar) as expected
from exit_match
join source_dept_match
    on source_dept_match.match_id = exit_match.match_id
join source_household
    on source_household.household_id = exit_match.household_id
join exit_house
    on exit_house.match_id = exit_match.match_id
left join exit_benefit
    on exit_benefit.household_id = exit_match.household_id
where exit_match.match_item = 'house'
    and exit_match.holder_role = 'member'
    and exit_house.is_in_town
    and exit_house.is_bought
    and exit_house.is_held
    and exit_house.house_kind in ('residence', 'shop')
    and (
        exit_benefit.is_on_subsistence
        or exit_benefit.is_destitute
        or exit_match.household_id in (select open_case.household_id from open_case)
    )
group by exit_match.household_id, exit_match.person_id
order by village_code, exit_match.household_id, exit_match.person_id
