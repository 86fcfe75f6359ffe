-- Households with a major illness or a severe disability and a net income per head below the
-- latest monitoring line, known to have neither the subsistence allowance nor support as
-- destitute, and without an open case.
--
-- grain:     household_id
-- reads:     exit_benefit, monitoring_line, open_case, snapshot_info, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  net income per head
--     expected      VARCHAR  the line
-- order:     village_code, household_id, person_id
-- source:    K12; notice 一（一）; RU
-- severity:  warning
-- dimension: consistency
-- title:     低保/特困疑似漏保
-- title_en:  Needy, without allowance or case
-- remedy:    核实收入与支出；符合条件的协助申请低保、特困或按程序纳入监测。
-- remedy_en: Look at income and spending; help to apply for the allowance, or take the
--            household in.

with

line as (

    select monitoring_line.division_code, max_by(monitoring_line.yuan, monitoring_line.line_year) as yuan
    from monitoring_line
    cross join snapshot_info
    where monitoring_line.line_year <= extract(year from snapshot_info.as_of_on)
    group by monitoring_line.division_code

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(source_household.net_income_per_head_yuan as varchar) as value,
    '≥ ' || cast(coalesce(own.yuan, nation.yuan) as varchar) as expected
from source_household
join exit_benefit
    on exit_benefit.household_id = source_household.household_id
left join line as own
    on own.division_code = left(source_household.placed_code, 2)
left join line as nation
    on nation.division_code = ''
where (exit_benefit.has_severe_disability or exit_benefit.has_major_illness)
    and not exit_benefit.is_on_subsistence
    and not exit_benefit.is_destitute
    and source_household.net_income_per_head_yuan < coalesce(own.yuan, nation.yuan)
    and source_household.household_id not in (select open_case.household_id from open_case)
order by source_household.placed_code, source_household.household_id
