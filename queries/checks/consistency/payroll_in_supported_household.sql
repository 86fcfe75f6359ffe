-- Members found on a public payroll, or in the middle ranks of a state enterprise, in a household
-- with an open case, on the subsistence allowance or supported as destitute. The retired, hired
-- hands, village cadres and holders of public-welfare posts are left out. What was verified to be
-- untrue is left out; what was not yet verified is suspected only.
--
-- grain:     household_id, person_id
-- reads:     exit_benefit, exit_match, open_case, source_dept_match, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the member; null when not told
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  payroll_kind
--     value         VARCHAR  its kind
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K10; domain.md §4.1 C6
-- severity:  warning
-- dimension: consistency
-- title:     财政供养人员
-- title_en:  On a public payroll, supported
-- remedy:    核实供养身份；属实的研判是否应继续监测，反馈民政部门。
-- remedy_en: Verify the post; judge the case again, and tell civil affairs.

select
    exit_match.household_id,
    exit_match.person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'payroll_kind' as field,
    max(source_dept_match.payroll_kind) as value,
    cast(null as varchar) as expected
from exit_match
join source_dept_match
    on source_dept_match.match_id = exit_match.match_id
join source_household
    on source_household.household_id = exit_match.household_id
left join exit_benefit
    on exit_benefit.household_id = exit_match.household_id
where exit_match.match_item = 'payroll'
    and exit_match.holder_role = 'member'
    and source_dept_match.payroll_kind in ('civil', 'institution', 'soe_middle')
    and not exit_match.is_ended
    and (
        exit_benefit.is_on_subsistence
        or exit_benefit.is_destitute
        or exit_match.household_id in (select open_case.household_id from open_case)
    )
group by exit_match.household_id, exit_match.person_id
order by village_code, exit_match.household_id, exit_match.person_id
