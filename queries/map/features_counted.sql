-- How many of the chosen households can be drawn, why the others cannot, and the window that
-- holds nearly all of them.
--
-- grain:   one row
-- reads:   point, division_path, spell
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new, closed, or register for every household
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     west          DOUBLE   window, degrees
--     south         DOUBLE   window, degrees
--     east          DOUBLE   window, degrees
--     north         DOUBLE   window, degrees
-- columns:
--     households   BIGINT  all of them  [户]
--     drawn        BIGINT  with a point on the map  [户]
--     in_window    BIGINT  of these, inside the window  [户]
--     missing      BIGINT  without a point  [户]
--     zero         BIGINT  with two zeros  [户]
--     outside      BIGINT  outside the country's box  [户]
--     undeclared   BIGINT  in no declared coordinate system  [户]
--     least_longitude  DOUBLE  of all but 1 in 200 at each end  [度]
--     least_latitude   DOUBLE  the same  [度]
--     most_longitude   DOUBLE  the same  [度]
--     most_latitude    DOUBLE  the same  [度]
-- order:   households

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

)

select
    count(household_id) as households,
    count(household_id) filter (state = 'drawn') as drawn,
    count(household_id) filter (state = 'drawn' and longitude between $west and $east
        and latitude between $south and $north) as in_window,
    count(household_id) filter (state = 'missing') as missing,
    count(household_id) filter (state = 'zero') as zero,
    count(household_id) filter (state = 'outside') as outside,
    count(household_id) filter (state = 'undeclared') as undeclared,
    quantile_cont(longitude, 0.005) as least_longitude,
    quantile_cont(latitude, 0.005) as least_latitude,
    quantile_cont(longitude, 0.995) as most_longitude,
    quantile_cont(latitude, 0.995) as most_latitude
from placed
order by households
