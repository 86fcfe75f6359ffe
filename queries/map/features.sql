-- What a map of households draws in a window: each household, or the cells of a grid over them.
-- A reader shown rounded positions gets cells of that rounding, as that is where points fall.
--
-- grain:   feature_id
-- reads:   point, division_path, spell, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new, closed, or register for every household
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     colour        VARCHAR  monitor_type, main_risk, closing or months_open: what `kind` tells
--     west          DOUBLE   window, degrees
--     south         DOUBLE   window, degrees
--     east          DOUBLE   window, degrees
--     north         DOUBLE   window, degrees
--     step          DOUBLE   side of a cell in degrees of longitude; 0 for single households
--     take          BIGINT   features at most, the fullest first
-- columns:
--     feature_id    VARCHAR  the household, or the cell
--     households    BIGINT   households in it  [户]
--     household_id  VARCHAR  the household when it is only one
--     head_name     VARCHAR  its head
--     village_name  VARCHAR  its village
--     kind          VARCHAR  the most frequent value of what colours stand for
--     longitude     DOUBLE   of the household, or the middle of those in the cell  [度]
--     latitude      DOUBLE   the same  [度]
-- order:   households desc, feature_id

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

inside as (

    select
        household_id, village_code, longitude, latitude,
        case $colour
            when 'monitor_type' then coalesce(monitor_type, 'NONE')
            when 'main_risk' then coalesce(main_risk, 'NONE')
            when 'closing' then coalesce(closing, 'none')
            else case when months_open is null then 'none' when months_open < 6 then 'm0'
                when months_open < 12 then 'm6' when months_open < 24 then 'm12' else 'm24' end
        end as kind,
        case when $step > 0 then cast(round(longitude / $step) as bigint) end as across,
        case when $step > 0 then cast(round(latitude / ($step * 0.8)) as bigint) end as up,
        case when $step > 0 then null else household_id end as itself
    from placed
    where state = 'drawn'
        and longitude between $west and $east
        and latitude between $south and $north

),

cell as (

    select
        across, up, itself,
        count(household_id) as households,
        min(household_id) as first_household_id,
        min(village_code) as village_code,
        mode(kind order by kind) as kind,
        avg(longitude) as longitude,
        avg(latitude) as latitude
    from inside
    group by across, up, itself
    order by households desc, across, up, itself
    limit $take

)

select
    coalesce(cell.itself, cast(cell.across as varchar) || ':' || cast(cell.up as varchar)) as feature_id,
    cell.households,
    case when cell.households = 1 then cell.first_household_id end as household_id,
    case when cell.households = 1 then household.head_name end as head_name,
    case when cell.households = 1 then village.short_name end as village_name,
    cell.kind,
    round(cell.longitude, 6) as longitude,
    round(cell.latitude, 6) as latitude
from cell
left join household
    on household.household_id = cell.first_household_id
    and cell.households = 1
left join division_tree as village
    on village.view = $view
    and village.division_code = cell.village_code
order by cell.households desc, feature_id
