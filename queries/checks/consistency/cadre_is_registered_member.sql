-- Households whose responsible person bears, by its first 18 characters, the identity number of an
-- active member of a household lifted out of poverty or under monitoring. Pairings that have ended
-- are left out.
--
-- grain:     household_id
-- reads:     active_member, open_case, snapshot_info, source_household, source_responsible
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  responsible_id_number
--     value         VARCHAR  the number of the responsible person
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    H23; T3
-- severity:  error
-- dimension: consistency
-- title:     帮扶责任人又是监测/脱贫人口
-- title_en:  Responsible person is on the register
-- remedy:    核对责任人证件号；确为在册人口的另行安排责任人。
-- remedy_en: Check the number; if the person is on the register, name another.

with

registered as (

    select left(active_member.id_number, 18) as first_18
    from active_member
    join source_household
        on source_household.household_id = active_member.household_id
    where length(active_member.id_number) >= 18
        and (
            source_household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
            or active_member.household_id in (select open_case.household_id from open_case)
        )

),

found as (

    select source_responsible.household_id, min(source_responsible.responsible_id_number) as number
    from source_responsible
    cross join snapshot_info
    where left(upper(source_responsible.responsible_id_number), 18) in (select registered.first_18 from registered)
        and coalesce(source_responsible.ended_on > snapshot_info.as_of_on, true)
    group by source_responsible.household_id

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'responsible_id_number' as field,
    found.number as value,
    cast(null as varchar) as expected
from found
join source_household
    on source_household.household_id = found.household_id
order by source_household.placed_code, source_household.household_id
