-- The households inside a drawn outline, as the map shows them.
--
-- grain:   household_id
-- reads:   point, division_path, spell, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new, closed, or register for every household
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     outline       VARCHAR  corners in order, "longitude,latitude;longitude,latitude;…"
--     skip          BIGINT   rows passed over
--     take          BIGINT   rows listed at most
-- columns:
--     household_id  VARCHAR  the household
--     head_name     VARCHAR  its head
--     town_name     VARCHAR  its township; null when placed above one
--     village_name  VARCHAR  its village; null when the village is unknown
--     monitor_type  VARCHAR  code of list monitor_type; null when not under monitoring
--     main_risk     VARCHAR  code of list risk_type; null when not under monitoring
--     closing       VARCHAR  open, by_support, natural or untold; null when never monitored
--     months_open   BIGINT   months under monitoring so far, or until elimination  [月]
--     found         BIGINT   households inside in all  [户]
-- order:   village_code, household_id

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

subject as (

    select
        spell.household_id, spell.monitor_type, spell.main_risk,
        case when spell.closed_month <= $month then spell.closing else 'open' end as closing,
        date_diff('month', spell.identified_month, least(coalesce(spell.closed_month, $month), $month)) as months_open,
        spell.closed_month = $month and spell.closing <> 'superseded' as is_closed_now,
        spell.identified_month = $month and not spell.is_continued as is_new,
        coalesce(spell.next_identified_month, date '9999-12-01') > $month as is_latest
    from spell
    join place
        on place.leaf_code = spell.village_code
    where spell.identified_month <= $month
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)

),

behind as (

    select distinct on (household_id) household_id, monitor_type, main_risk, closing, months_open
    from subject
    where case $measure
        when 'open' then is_latest and closing = 'open'
        when 'eliminated' then is_latest and closing <> 'open'
        when 'new' then is_new
        when 'closed' then is_closed_now
        else is_latest
    end
    order by household_id, is_latest desc

),

placed as (

    select
        point.household_id, point.village_code, point.state, point.longitude, point.latitude,
        behind.monitor_type, behind.main_risk, behind.closing, behind.months_open
    from point
    join place
        on place.leaf_code = point.village_code
    left join behind
        on behind.household_id = point.household_id
    where $measure = 'register' or behind.household_id is not null

),

corner as (

    select
        row_number() over () as number,
        cast(split_part(pair, ',', 1) as double) as x,
        cast(split_part(pair, ',', 2) as double) as y
    from unnest(string_split($outline, ';')) as corners(pair)

),

edge as (

    select
        corner.x as x1,
        corner.y as y1,
        coalesce(lead(corner.x) over (order by number), first(corner.x) over (order by number)) as x2,
        coalesce(lead(corner.y) over (order by number), first(corner.y) over (order by number)) as y2
    from corner

),

inside as (

    select placed.household_id
    from placed
    join edge
        on (edge.y1 > placed.latitude) <> (edge.y2 > placed.latitude)
        and placed.longitude
            < (edge.x2 - edge.x1) * (placed.latitude - edge.y1) / (edge.y2 - edge.y1) + edge.x1
    where placed.state = 'drawn'
    group by placed.household_id
    having count(placed.household_id) % 2 = 1

),

listed as (

    select placed.*, count(placed.household_id) over () as found
    from placed
    join inside
        on inside.household_id = placed.household_id
    order by placed.village_code, placed.household_id
    limit $take offset $skip

)

select
    listed.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    listed.monitor_type,
    listed.main_risk,
    listed.closing,
    listed.months_open,
    listed.found
from listed
join household
    on household.household_id = listed.household_id
left join division_tree as village
    on village.view = $view
    and village.division_code = listed.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(listed.village_code, 9)
order by listed.village_code, listed.household_id
