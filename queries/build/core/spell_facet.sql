-- Every spell of monitoring by every dimension it can be told apart by, one row a value: what the free
-- drill counts. A spell has a row of each dimension, UNKNOWN or none where there is nothing; of risk,
-- group and measure it may have several.
--
-- grain:   case_id, dimension, value
-- reads:   spell, household, risk_household, risk_focus, source_member, source_support_measure, risk_need, division_tree
-- columns:
--     case_id       VARCHAR  the spell
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     dimension     VARCHAR  what it is told apart by
--     value         VARCHAR  a code, a band, a year, UNKNOWN or none
--     facet         VARCHAR  dimension=value
-- order:   dimension, village_code, case_id, value
-- source:  features CD3; household, members and measures as the snapshot has them, people and age at identification

with

head as (

    select household_id, min(sex) as sex, min(birth_on) as birth_on
    from source_member
    where relation_to_head = '01' and coalesce(member_status, 'active') = 'active'
    group by household_id

),

known as (

    select
        spell.case_id,
        spell.monitor_type,
        spell.main_risk,
        cast(extract(year from spell.identified_month) as varchar) as identified_year,
        case when spell.people >= 6 then '6_more' else cast(spell.people as varchar) end as people,
        coalesce(spell.source_channel, 'UNKNOWN') as source_channel,
        coalesce(household.household_type, 'UNKNOWN') as household_type,
        coalesce(household.house_grade, 'UNKNOWN') as house_grade,
        coalesce(village.village_kind, 'UNKNOWN') as village_kind,
        coalesce(head.sex, 'UNKNOWN') as head_sex,
        extract(year from spell.identified_month) * 12 + extract(month from spell.identified_month)
            - extract(year from head.birth_on) * 12 - extract(month from head.birth_on) as head_months,
        household.net_income_per_head_yuan as income,
        case
            when risk_household.able >= 3 then '3_more'
            when risk_household.able > 0 or risk_household.untold_labour = 0 then cast(risk_household.able as varchar)
            else 'UNKNOWN'
        end as labour
    from spell
    join household
        on household.household_id = spell.household_id
    join risk_household
        on risk_household.household_id = spell.household_id
    left join head
        on head.household_id = spell.household_id
    left join division_tree as village
        on village.view = 'legal'
        and village.division_code = spell.village_code

),

banded as (

    select
        known.*,
        case
            when head_months is null then 'UNKNOWN' when head_months < 360 then 'under_30' when head_months < 540 then '30_44'
            when head_months < 720 then '45_59' when head_months < 900 then '60_74' else '75_more'
        end as head_age,
        case
            when income is null then 'UNKNOWN' when income < 5000 then 'under_5000' when income < 6500 then '5000_6499'
            when income < 8000 then '6500_7999' when income < 10000 then '8000_9999'
            when income < 15000 then '10000_14999' else '15000_more'
        end as income_band
    from known

),

measured as (

    select distinct spell.case_id, source_support_measure.measure_class as value
    from spell
    join source_support_measure
        on source_support_measure.household_id = spell.household_id
        and (
            source_support_measure.case_id = spell.case_id
            or source_support_measure.case_id is null
            and coalesce(source_support_measure.started_on, spell.identified_month)
                >= cast(spell.identified_month - interval 3 month as date)
            and coalesce(source_support_measure.started_on, spell.identified_month)
                < cast(coalesce(spell.closed_month, date '9999-11-01') + interval 1 month as date)
        )
    where source_support_measure.measure_class is not null

),

grouped as (

    select spell.case_id, risk_focus.focus_group as value
    from spell
    join risk_focus
        on risk_focus.household_id = spell.household_id

),

facet as (

    select case_id, 'monitor_type' as dimension, monitor_type as value from banded
    union all select case_id, 'main_risk', main_risk from banded
    union all select case_id, 'identified_year', identified_year from banded
    union all select case_id, 'people', people from banded
    union all select case_id, 'source_channel', source_channel from banded
    union all select case_id, 'household_type', household_type from banded
    union all select case_id, 'house_grade', house_grade from banded
    union all select case_id, 'village_kind', village_kind from banded
    union all select case_id, 'head_sex', head_sex from banded
    union all select case_id, 'head_age', head_age from banded
    union all select case_id, 'income', income_band from banded
    union all select case_id, 'labour', labour from banded
    union all select case_id, 'risk', risk from risk_need
    union all select case_id, 'measure', value from measured
    union all select spell.case_id, 'measure', 'none' from spell
        left join measured on measured.case_id = spell.case_id where measured.case_id is null
    union all select case_id, 'focus_group', value from grouped
    union all select spell.case_id, 'focus_group', 'none' from spell
        left join grouped on grouped.case_id = spell.case_id where grouped.case_id is null

)

select
    spell.case_id,
    spell.village_code,
    facet.dimension,
    facet.value,
    facet.dimension || '=' || facet.value as facet
from facet
join spell
    on spell.case_id = facet.case_id
order by facet.dimension, spell.village_code, spell.case_id, facet.value
