-- Members with an active company, sole proprietorship or partnership in a household on the
-- subsistence allowance or supported as destitute. What was verified to be untrue is left out;
-- what was not yet verified is suspected only.
--
-- grain:     household_id, person_id
-- reads:     exit_benefit, exit_enterprise, exit_match, source_dept_match, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the member; null when not told
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  enterprise_name
--     value         VARCHAR  its name
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K09; domain.md §4.1 C5
-- severity:  warning
-- dimension: consistency
-- title:     名下企业
-- title_en:  Enterprise, on the allowance
-- remedy:    核实企业经营和收入，反馈民政部门复核低保、特困资格。
-- remedy_en: See whether it trades and earns; tell civil affairs.

select
    exit_match.household_id,
    exit_match.person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'enterprise_name' as field,
    max(source_dept_match.enterprise_name) as value,
    cast(null as varchar) as expected
from exit_match
join source_dept_match
    on source_dept_match.match_id = exit_match.match_id
join source_household
    on source_household.household_id = exit_match.household_id
join exit_enterprise
    on exit_enterprise.match_id = exit_match.match_id
left join exit_benefit
    on exit_benefit.household_id = exit_match.household_id
where exit_match.match_item = 'enterprise'
    and exit_match.holder_role = 'member'
    and exit_enterprise.is_company
    and exit_enterprise.is_active
    and (
        exit_benefit.is_on_subsistence
        or exit_benefit.is_destitute
    )
group by exit_match.household_id, exit_match.person_id
order by village_code, exit_match.household_id, exit_match.person_id
