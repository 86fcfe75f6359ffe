-- How many of the chosen households can be drawn, why the others cannot, and the window that
-- holds nearly all of them.
--
-- grain:   one row
-- reads:   point_spell, division_path
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
from shown
order by households
