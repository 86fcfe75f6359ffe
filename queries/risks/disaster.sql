-- Households tagged with one disaster, followed month by month: under monitoring, eliminated again,
-- and those never taken up.
--
-- grain:   disaster_tag, month
-- reads:   household, spell, division_path, snapshot_info
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the last month shown
-- columns:
--     disaster_tag  VARCHAR  name of the disaster
--     month         DATE     first day of the month
--     tagged        BIGINT   households tagged, ever  [户]
--     open          BIGINT   under monitoring at month end  [户]
--     eliminated    BIGINT   monitored before and eliminated by month end  [户]
--     untouched     BIGINT   not monitored by month end  [户]
-- order:   disaster_tag, month

with

tagged as (

    select household.household_id, household.disaster_tag
    from household
    join division_path
        on division_path.leaf_code = household.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where household.disaster_tag is not null

),

shown as (

    select cast(cast($month as date) - to_months(cast(back as integer)) as date) as month
    from range(24) as steps(back)

),

latest as (

    select
        tagged.disaster_tag, tagged.household_id, shown.month,
        bool_or(spell.identified_month <= shown.month and (spell.closed_month is null or spell.closed_month > shown.month)) as is_open,
        bool_or(spell.identified_month <= shown.month) as is_begun
    from tagged
    cross join shown
    left join spell
        on spell.household_id = tagged.household_id
    group by tagged.disaster_tag, tagged.household_id, shown.month

)

select
    latest.disaster_tag,
    latest.month,
    count(*) as tagged,
    count(*) filter (is_open) as open,
    count(*) filter (is_begun and not is_open) as eliminated,
    count(*) filter (not coalesce(is_begun, false)) as untouched
from latest
cross join snapshot_info
where latest.month >= snapshot_info.first_month
group by latest.disaster_tag, latest.month
order by latest.disaster_tag, latest.month
