-- Villages that stand on the day of the snapshot, of which it is told whether they have policy
-- people, and that have no day on which they were entered in the national system. None is found
-- while no village has one.
--
-- grain:     village_code
-- reads:     snapshot_info, source_division
-- columns:
--     household_id  VARCHAR  null: about a village
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  the village
--     field         VARCHAR  system_entered_on
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code
-- source:    K16; notice 二（四）
-- severity:  error
-- dimension: completeness
-- title:     行政村无录入
-- title_en:  Village not entered
-- remedy:    在全国系统补录该行政村，包括没有脱贫人口和监测对象的村。
-- remedy_en: Enter the village in the national system, policy people or not.

with

village as (

    select
        source_division.division_code,
        source_division.system_entered_on,
        source_division.has_policy_people,
        max(source_division.system_entered_on) over () as latest_entered_on
    from source_division
    cross join snapshot_info
    where source_division.level = '5'
        and coalesce(source_division.valid_from_on <= snapshot_info.as_of_on, true)
        and coalesce(source_division.valid_to_on > snapshot_info.as_of_on, true)

)

select
    cast(null as varchar) as household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    village.division_code as village_code,
    'system_entered_on' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from village
where village.system_entered_on is null
    and village.has_policy_people is not null
    and village.latest_entered_on is not null
group by village.division_code
order by village.division_code
