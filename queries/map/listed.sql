-- The households a map shows, as a list; on a cursor of a drawn area, those inside it.
--
-- grain:   household_id
-- reads:   point_spell, division_path, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new, closed, or register for every household
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
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
--     found         BIGINT   households shown in all  [户]
-- order:   village_code, household_id

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

listed as (

    select shown.*, count(shown.household_id) over () as found
    from shown
    where shown.state = 'drawn'
    order by shown.village_code, shown.household_id
    limit $take offset $skip

)

select
    listed.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    case when listed.is_subject then listed.monitor_type end as monitor_type,
    case when listed.is_subject then listed.main_risk end as main_risk,
    case when listed.is_subject and listed.is_open then 'open'
        when listed.is_subject then listed.closing end as closing,
    case when listed.is_subject then datediff('month', listed.identified_month,
        least(coalesce(listed.closed_month, $month), $month)) end as months_open,
    listed.found
from listed
join household
    on household.household_id = listed.household_id
    and household.village_code = listed.village_code
left join division_tree as village
    on village.view = $view
    and village.division_code = listed.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(listed.village_code, 9)
order by listed.village_code, listed.household_id
