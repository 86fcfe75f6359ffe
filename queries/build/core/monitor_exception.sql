-- Households whose monitoring may be out of order, with the days on which it may; today's five are
-- read from here in one look instead of nine. A row is out of order on a day from from_on on and
-- before to_on, once the days allowed have passed since clock_on, where there is one.
--
-- grain:   kind, key, village_code, monitor_type, main_risk, clock_on, from_on, to_on
-- reads:   procedure_elimination, risk_need, risk_means, risk_focus, spell
-- columns:
--     kind          VARCHAR  what is out of order
--     key           VARCHAR  the risk, the group, or village~day; else empty
--     village_code  VARCHAR  where, or the township when the village is unknown
--     monitor_type  VARCHAR  code of list monitor_type, or UNKNOWN; empty where a choice of type leaves it
--     main_risk     VARCHAR  code of list risk_type, or UNKNOWN; empty where a choice of risk leaves it
--     clock_on      DATE     the day its days are counted from; 9999-12-31 without a clock
--     from_on       DATE     first day
--     to_on         DATE     the day it is in order again; 9999-12-31 when it is not
--     items         BIGINT   how many; below 0 takes from another row on these days
-- order:   kind, village_code, key, from_on, to_on, monitor_type, main_risk

with

guarded as (

    select
        'early_unreasoned' as kind, '' as key, village_code, monitor_type, main_risk,
        date '9999-12-31' as clock_on, closed_month as from_on, date '9999-12-31' as to_on, 1 as items
    from procedure_elimination
    where is_under_year and reason is null
    union all
    select 'no_labour', '', village_code, monitor_type, main_risk, date '9999-12-31', closed_month, date '9999-12-31', 1
    from procedure_elimination
    where is_no_labour

),

helped as (

    select
        'help_late' as kind, risk as key, village_code, monitor_type, '' as main_risk, date '9999-12-31' as clock_on,
        cast(identified_month + interval 2 month as date) as from_on,
        least(coalesce(closed_month, date '9999-12-31'), coalesce(answered_on, date '9999-12-31')) as to_on, 1 as items
    from risk_need
    where risk <> 'UNKNOWN' and not is_answered_undated
    union all
    select
        'means_late', '', village_code, monitor_type, '', date '9999-12-31',
        cast(identified_month + interval 7 month as date),
        least(coalesce(closed_month, date '9999-12-31'), coalesce(first_on, date '9999-12-31')), 1
    from risk_means
    where is_able and not is_undated

),

fresh as (

    select
        household_id, focus_group, village_code, since_on as from_on,
        least(cast(since_on + interval 91 day as date),
            case when swept_on >= since_on then swept_on else date '9999-12-31' end) as to_on
    from risk_focus
    where household_type in ('HT_ORDINARY', 'HT_POV_NOT_ENJOY') and since_on is not null

),

focus as (

    select
        'focus_unseen' as kind, focus_group as key, village_code, '' as monitor_type, '' as main_risk,
        date '9999-12-31' as clock_on, from_on, to_on, 1 as items
    from fresh
    union all
    select
        'focus_unseen', fresh.focus_group, fresh.village_code, '', '', date '9999-12-31',
        greatest(fresh.from_on, spell.identified_month),
        least(fresh.to_on, coalesce(spell.closed_month, date '9999-12-31')), -1
    from fresh
    join spell
        on spell.household_id = fresh.household_id

),

spike as (

    select
        'elimination_spike' as kind, village_code || '~' || cast(eliminated_on as varchar) as key, village_code,
        '' as monitor_type, '' as main_risk, date '9999-12-31' as clock_on, closed_month as from_on,
        date '9999-12-31' as to_on, count(case_id) as items,
        sum(count(case_id)) over (partition by village_code, eliminated_on) as together
    from procedure_elimination
    where eliminated_on is not null
    group by village_code, eliminated_on, closed_month

),

item as (

    select * from guarded
    union all
    select * from helped
    union all
    select * from focus
    union all
    select kind, key, village_code, monitor_type, main_risk, clock_on, from_on, to_on, items from spike
    where together >= 10

)

select
    item.kind,
    item.key,
    item.village_code,
    item.monitor_type,
    item.main_risk,
    item.clock_on,
    item.from_on,
    item.to_on,
    cast(sum(item.items) as bigint) as items
from item
where item.from_on < item.to_on
group by
    item.kind, item.key, item.village_code, item.monitor_type, item.main_risk, item.clock_on, item.from_on, item.to_on
having sum(item.items) <> 0
order by
    item.kind, item.village_code, item.key, item.from_on, item.to_on, item.monitor_type, item.main_risk
