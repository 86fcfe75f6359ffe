-- What changed in a measure between two months, by type and main risk, the greatest change first. A
-- household that moved from one type to another leaves one row and enters another; the changes of
-- all rows add up to the division's.
--
-- grain:   monitor_type, main_risk
-- reads:   division_path, spell
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     the earlier month, first day
--     month         DATE     the later month, first day
--     measure       VARCHAR  open, identified or eliminated at month end; new or closed in the month
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     monitor_type       VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk          VARCHAR  code of list risk_type, or UNKNOWN
--     before_households  BIGINT   the measure in the earlier month  [户]
--     now_households     BIGINT   the measure in the later month  [户]
--     change_households  BIGINT   now less before  [户]
--     gained_households  BIGINT   in it now and not before  [户]
--     lost_households    BIGINT   in it before and not now  [户]
--     before_people      BIGINT   the measure in the earlier month  [人]
--     now_people         BIGINT   the measure in the later month  [人]
--     change_people      BIGINT   now less before  [人]
--     contribution       DOUBLE   its change / the whole change, by households; null when that is 0  [1]
-- order:   change_households, monitor_type, main_risk

with

asked as (

    select 0 as is_now, cast($since as date) as month
    union all
    select 1, cast($month as date)

),

held as (

    select
        spell.monitor_type, spell.main_risk, spell.household_id,
        sum(1 - asked.is_now) as before_households,
        sum(asked.is_now) as now_households,
        sum(spell.people * (1 - asked.is_now)) as before_people,
        sum(spell.people * asked.is_now) as now_people
    from asked
    join spell
        on spell.identified_month <= asked.month
    join division_path
        on division_path.view = $view
        and division_path.ancestor_code = $division
        and division_path.leaf_code = spell.village_code
    where ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)
        and case
            when $measure = 'new' then spell.identified_month = asked.month and not spell.is_continued
            when $measure = 'closed' then spell.closed_month = asked.month and spell.closing <> 'superseded'
            when coalesce(spell.next_identified_month, date '9999-12-01') <= asked.month then false
            when $measure = 'identified' then true
            else ($measure = 'eliminated') = coalesce(spell.closed_month <= asked.month and spell.closing <> 'superseded', false)
        end
    group by spell.monitor_type, spell.main_risk, spell.household_id

),

mover as (

    select
        monitor_type, main_risk,
        cast(sum(before_households) as bigint) as before_households,
        cast(sum(now_households) as bigint) as now_households,
        cast(sum(greatest(now_households - before_households, 0)) as bigint) as gained_households,
        cast(sum(greatest(before_households - now_households, 0)) as bigint) as lost_households,
        cast(sum(before_people) as bigint) as before_people,
        cast(sum(now_people) as bigint) as now_people
    from held
    group by monitor_type, main_risk

)

select
    mover.monitor_type,
    mover.main_risk,
    mover.before_households,
    mover.now_households,
    mover.now_households - mover.before_households as change_households,
    mover.gained_households,
    mover.lost_households,
    mover.before_people,
    mover.now_people,
    mover.now_people - mover.before_people as change_people,
    cast(mover.now_households - mover.before_households as double)
        / nullif(sum(mover.now_households - mover.before_households) over (), 0) as contribution
from mover
order by abs(mover.now_households - mover.before_households) desc, mover.monitor_type, mover.main_risk
