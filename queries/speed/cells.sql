-- Months of life of the spells under observation, by what a household is like: how many could be
-- eliminated in the month, how many were, how many it was the last for. A discrete hazard is fitted
-- to it. A spell begun before the window enters late; one that ended naturally, was superseded or is
-- still open leaves without being eliminated. Spells whose months are not told are left out.
--
-- grain:   months, monitor_type, main_risk, labour, people, head_age, head_sex, village_kind
-- reads:   spell, source_monitor_case, division_path, spell_facet
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     first month of observation
--     month         DATE     last month of observation
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     least         BIGINT   months of life before this are not looked at
-- columns:
--     months        BIGINT   months since identification  [月]
--     monitor_type  VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk     VARCHAR  code of list risk_type, or UNKNOWN
--     labour        VARCHAR  members able to work, as the free drill has it
--     people        VARCHAR  people at identification, as the free drill has it
--     head_age      VARCHAR  age of the head at identification, as the free drill has it
--     head_sex      VARCHAR  sex of the head, or UNKNOWN
--     village_kind  VARCHAR  code of list village_kind, or UNKNOWN
--     at_risk       BIGINT   spells that could be eliminated in this month of their life  [户]
--     events        BIGINT   of these, eliminated: through support, or in a way not told  [户]
--     leaving       BIGINT   of these, those whose last month under observation it is  [户]
-- order:   months, monitor_type, main_risk, labour, people, head_age, head_sex, village_kind
-- source:  Prentice and Gloeckler 1978; Jenkins 1995, "Easy estimation methods for discrete-time duration models"

with

timed as (

    select
        spell.case_id,
        spell.monitor_type,
        spell.main_risk,
        greatest(date_diff('month', spell.identified_month, cast($since as date)), 0) as seen_from,
        date_diff('month', spell.identified_month, least(coalesce(spell.closed_month, $month), $month)) as ends_at,
        coalesce(spell.closed_month <= $month and spell.closing in ('by_support', 'untold'), false) as is_event
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    where spell.village_code in (select leaf_code from division_path where view = $view and ancestor_code = $division)
        and not spell.is_start_assumed and not spell.is_end_assumed
        and coalesce(source_monitor_case.eliminated_month, date '9999-12-01') >= spell.identified_month
        and spell.identified_month <= $month
        and coalesce(spell.closed_month, date '9999-12-01') >= $since
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)

),

fact as (

    select
        case_id,
        max(value) filter (dimension = 'labour') as labour,
        max(value) filter (dimension = 'people') as people,
        max(value) filter (dimension = 'head_age') as head_age,
        max(value) filter (dimension = 'head_sex') as head_sex,
        max(value) filter (dimension = 'village_kind') as village_kind
    from spell_facet
    where dimension in ('labour', 'people', 'head_age', 'head_sex', 'village_kind')
        and case_id in (select case_id from timed)
    group by case_id

),

alike as (

    select
        monitor_type, main_risk, labour, people, head_age, head_sex, village_kind,
        greatest(seen_from, $least) as begins_at, ends_at, is_event, count(timed.case_id) as spells
    from timed
    join fact
        on fact.case_id = timed.case_id
    group by all

),

lived as (

    select alike.*, unnest(range(begins_at, ends_at + 1)) as months
    from alike
    where ends_at >= begins_at

)

select
    months, monitor_type, main_risk, labour, people, head_age, head_sex, village_kind,
    cast(sum(spells) as bigint) as at_risk,
    cast(coalesce(sum(spells) filter (is_event and months = ends_at), 0) as bigint) as events,
    cast(coalesce(sum(spells) filter (months = ends_at), 0) as bigint) as leaving
from lived
group by months, monitor_type, main_risk, labour, people, head_age, head_sex, village_kind
order by months, monitor_type, main_risk, labour, people, head_age, head_sex, village_kind
