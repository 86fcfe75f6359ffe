-- Active members with a migrant-work subsidy among their measures, running in the year of their
-- latest work record, whose records of that year state no travel subsidy. Left alone are those
-- without a record and measures that name nobody.
--
-- grain:     person_id
-- reads:     active_member, source_support_measure, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  transport_subsidy_yuan
--     value         VARCHAR  the amount of the year as it stands
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id, person_id
-- source:    E15; T5 1111_10
-- severity:  warning
-- dimension: completeness
-- title:     登记外出务工补贴但交通补助为0
-- title_en:  Migrant-work subsidy without travel subsidy
-- remedy:    核实补贴是否发放：已发放的补录金额，未享受的更正帮扶措施。
-- remedy_en: Was it paid? Enter the amount, or correct the measure.

with

latest as (

    select
        source_work_monitor.*,
        max(data_year) over (partition by person_id) as latest_year
    from source_work_monitor

),

paid as (

    select
        person_id,
        max(latest_year) as latest_year,
        sum(transport_subsidy_yuan) as subsidy_yuan
    from latest
    where data_year is null or data_year = latest_year
    group by person_id

),

unpaid as (

    select distinct paid.person_id, paid.subsidy_yuan
    from paid
    join source_support_measure
        on source_support_measure.person_id = paid.person_id
    where list_contains(source_support_measure.measure_kinds, '4002')
        and coalesce(extract(year from source_support_measure.started_on) <= paid.latest_year, true)
        and coalesce(extract(year from source_support_measure.ended_on) >= paid.latest_year, true)
        and coalesce(paid.subsidy_yuan, 0) = 0

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'transport_subsidy_yuan' as field,
    cast(unpaid.subsidy_yuan as varchar) as value,
    '> 0' as expected
from active_member
join unpaid
    on unpaid.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
