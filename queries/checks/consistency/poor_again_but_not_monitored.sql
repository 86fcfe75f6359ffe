-- Lifted-out households whose net income per head is below the monitoring line of its year, and
-- which are not monitored: neither their own type nor an open case says so.
--
-- grain:     household_id
-- reads:     monitoring_line, open_case, snapshot_info, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  the monitoring line, a reference
-- order:     village_code, household_id
-- source:    F13; T5 1_02_006
-- severity:  warning
-- dimension: consistency
-- title:     脱贫户收入低于监测线未纳入
-- title_en:  Below the line, not monitored
-- remedy:    入户核实收入和支出，符合条件的按程序纳入监测。
-- remedy_en: Visit, verify income and cost, and take in who qualifies.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(source_household.net_income_per_head_yuan as varchar) as value,
    '≥ ' || cast(monitoring_line.yuan as varchar) as expected
from source_household
cross join snapshot_info
join monitoring_line
    on monitoring_line.division_code = left(source_household.placed_code, 2)
    and monitoring_line.line_year
        = coalesce(source_household.income_year, extract(year from snapshot_info.as_of_on))
where (
        source_household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
        or source_household.household_type is null and source_household.is_lifted_out
    )
    and source_household.net_income_per_head_yuan < monitoring_line.yuan
    and source_household.monitor_type is null
    and not exists (
        select 1
        from open_case
        where open_case.household_id = source_household.household_id
    )
order by source_household.placed_code, source_household.household_id
