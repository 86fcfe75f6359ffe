-- For each spell, the first measure that builds the household's own means, and whether anybody in the
-- household could use one. A measure counts for the spell it names, else for the one then open.
--
-- grain:   case_id
-- reads:   spell, risk_household, source_support_measure
-- columns:
--     case_id                VARCHAR  the spell
--     household_id           VARCHAR  its household
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     monitor_type           VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk              VARCHAR  code of list risk_type, or UNKNOWN
--     people                 BIGINT   people at identification  [人]
--     identified_month       DATE     month it began
--     closed_month           DATE     month it ended or was superseded; null while open
--     is_able                BOOLEAN  somebody active is of ordinary, skilled or weak labour; null when labour is not told
--     first_on               DATE     first day of a developmental measure; null when none is dated
--     is_undated             BOOLEAN  a developmental measure has no day
-- order:   village_code, household_id, case_id
-- source:  domain.md §4.4 rule 7; H13 of §7

with

helped as (

    select
        spell.case_id,
        min(source_support_measure.started_on) as first_on,
        max(case when source_support_measure.started_on is null then 1 else 0 end) as undated
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
    where source_support_measure.measure_class in ('39', '40', '41', '42')
    group by spell.case_id

)

select
    spell.case_id,
    spell.household_id,
    spell.village_code,
    spell.monitor_type,
    spell.main_risk,
    spell.people,
    spell.identified_month,
    spell.closed_month,
    case
        when risk_household.able + risk_household.weak > 0 then true
        when risk_household.untold_labour = 0 then false
    end as is_able,
    helped.first_on,
    coalesce(helped.undated = 1, false) as is_undated
from spell
join risk_household
    on risk_household.household_id = spell.household_id
left join helped
    on helped.case_id = spell.case_id
order by spell.village_code, spell.household_id, spell.case_id
