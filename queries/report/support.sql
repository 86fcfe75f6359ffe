-- The households under monitoring at the end of a month, with and without a support measure begun by
-- a day; those without, whose month for the first one has passed.
--
-- grain:   one row
-- reads:   spell, division_path, source_support_measure
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
--     on        DATE     day of the count, in that month
-- columns:
--     open          BIGINT  under monitoring  [户]
--     open_people   BIGINT  the same in people  [人]
--     helped        BIGINT  with a dated measure of that spell, or of none named  [户]
--     undated       BIGINT  with such measures, but without their day  [户]
--     lacking       BIGINT  without any  [户]
--     lacking_people BIGINT  the same in people  [人]
--     late          BIGINT  of the lacking, identified before the month before  [户]
-- order:   open
-- source:  notice 一（三）, 五（三）; domain.md §4.4, 7: the first measure within one month

with

listed as (

    select spell.case_id, spell.household_id, spell.identified_month, spell.people
    from spell
    join division_path
        on division_path.leaf_code = spell.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where spell.identified_month <= $month
        and (spell.closed_month is null or spell.closed_month > $month)
        and (spell.next_identified_month is null or spell.next_identified_month > $month)

),

answered as (

    select
        listed.case_id,
        count(*) filter (measure.started_on <= $on and measure.started_on >= listed.identified_month) > 0 as is_dated,
        count(*) filter (measure.started_on is null) > 0 as is_undated
    from listed
    join source_support_measure as measure
        on measure.household_id = listed.household_id
        and coalesce(measure.case_id, listed.case_id) = listed.case_id
    group by listed.case_id

)

select
    count(*) as open,
    cast(coalesce(sum(listed.people), 0) as bigint) as open_people,
    count(*) filter (answered.is_dated) as helped,
    count(*) filter (not answered.is_dated and answered.is_undated) as undated,
    count(*) filter (not coalesce(answered.is_dated or answered.is_undated, false)) as lacking,
    cast(coalesce(sum(listed.people)
        filter (not coalesce(answered.is_dated or answered.is_undated, false)), 0) as bigint) as lacking_people,
    count(*) filter (not coalesce(answered.is_dated or answered.is_undated, false)
        and listed.identified_month < cast($month as date) - interval 1 month) as late
from listed
left join answered
    on answered.case_id = listed.case_id
order by open
