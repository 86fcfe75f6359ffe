-- What a map of households draws in a window: each household, or the cells of a grid over them.
-- A reader shown rounded positions gets cells of that rounding, as that is where points fall.
--
-- grain:   feature_id
-- reads:   point_spell, division_path, household, division_tree
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

shown as (

    select
        point_spell.*,
        point_spell.identified_month <= $month
            and ($monitor_type = '' or point_spell.monitor_type = $monitor_type)
            and ($main_risk = '' or point_spell.main_risk = $main_risk) as is_subject,
        point_spell.identified_month <= $month
            and coalesce(point_spell.next_identified_month, date '9999-12-01') > $month as is_latest,
        coalesce(point_spell.closed_month, date '9999-12-01') > $month as is_open
    from point_spell
    join place
        on place.leaf_code = point_spell.village_code
    where point_spell.number >= case when $measure = 'register' then 0 else 1 end
        and case $measure
            when 'register' then is_latest or (point_spell.number <= 1
                and coalesce(point_spell.identified_month, date '9999-12-01') > $month)
            when 'open' then is_subject and is_latest and is_open
            when 'eliminated' then is_subject and is_latest and not is_open
            when 'new' then is_subject and point_spell.new_month = $month
            when 'closed' then is_subject and point_spell.eliminated_month = $month
            else is_subject and is_latest
        end

),

inside as (

    select
        household_id, village_code, longitude, latitude,
        case $colour
            when 'monitor_type' then coalesce(case when is_subject then monitor_type end, 'NONE')
            when 'main_risk' then coalesce(case when is_subject then main_risk end, 'NONE')
            when 'closing' then case when is_subject and not is_open then closing
                when is_subject then 'open' else 'none' end
            else coalesce(case when is_subject then case
                datediff('month', identified_month, least(coalesce(closed_month, $month), $month)) // 6
                when 0 then 'm0' when 1 then 'm6' when 2 then 'm12' when 3 then 'm12' else 'm24' end end, 'none')
        end as kind,
        case when $step > 0 then cast(round(longitude / $step) as bigint) end as across,
        case when $step > 0 then cast(round(latitude / ($step * 0.8)) as bigint) end as up,
        case when $step > 0 then null else household_id end as itself
    from shown
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
    household.head_name,
    case when cell.households = 1 then village.short_name end as village_name,
    cell.kind,
    round(cell.longitude, 6) as longitude,
    round(cell.latitude, 6) as latitude
from cell
left join household
    on household.household_id = cell.first_household_id
    and household.village_code = cell.village_code
    and cell.households = 1
left join division_tree as village
    on village.view = $view
    and village.division_code = cell.village_code
order by cell.households desc, feature_id
