-- Households behind a figure by up to three nested dimensions and across another. Every subtotal and
-- total is counted from the households themselves, each once, its rates and medians with it; of a
-- dimension that a household may have several values of, the rows overlap.
--
-- grain:   one, two, three, across
-- reads:   spell, household, division_path, division_tree, spell_facet
-- inputs:
--     view          VARCHAR    management or legal
--     division      VARCHAR    division code
--     month         DATE       first day of the month
--     measure       VARCHAR    identified, open, eliminated, new or closed
--     monitor_type  VARCHAR    one type only; empty for all
--     main_risk     VARCHAR    one main risk only; empty for all
--     steps         VARCHAR[]  facets that all must hold, each dimension=value, none twice
--     closing       VARCHAR    open, by_support, natural or untold at the end of the month; empty for all
--     first         VARCHAR    of the rows: one of spell_facet, closing, or division (those directly below)
--     second        VARCHAR    of the rows within those; empty for none
--     third         VARCHAR    of the rows within those; empty for none
--     over          VARCHAR    of the columns; empty for none
-- columns:
--     one                      VARCHAR  value of the first dimension; all for the total
--     two                      VARCHAR  of the second; all for a subtotal
--     three                    VARCHAR  of the third; all for a subtotal
--     across                   VARCHAR  of the columns; all for the row as a whole
--     division_code            VARCHAR  where the row is of: a division of the rows, else the one asked for
--     households               BIGINT   households behind the figure  [户]
--     people                   BIGINT   their people at identification  [人]
--     identified               BIGINT   households identified by the month's end, whatever the figure  [户]
--     identified_people        BIGINT   their people  [人]
--     eliminated               BIGINT   of these, eliminated  [户]
--     eliminated_people        BIGINT   their people  [人]
--     elimination_rate         DOUBLE   eliminated / identified; null when none is identified  [1]
--     elimination_rate_people  DOUBLE   the same of people  [1]
--     income_told              BIGINT   of households, those whose income is known  [户]
--     income_median            DOUBLE   their median net income per head; null when none is known  [元]
--     months_told              BIGINT   of households, those whose months are known  [户]
--     months_median            DOUBLE   their median time under monitoring by the month's end  [月]
-- order:   one, two, three, across

with behind as (

    select spell.case_id, spell.village_code, spell.people, household.net_income_per_head_yuan as income,
        spell.closed_month is not null and spell.closed_month <= $month and spell.closing <> 'superseded' as is_closed,
        case when is_closed then spell.closing else 'open' end as state,
        coalesce(spell.next_identified_month, date '9999-12-01') > $month as is_identified,
        case when not spell.is_start_assumed and not (is_closed and spell.is_end_assumed)
            then date_diff('month', spell.identified_month, least(coalesce(spell.closed_month, $month), $month)) end as months,
        case $measure when 'new' then spell.identified_month = $month and not spell.is_continued
            when 'closed' then is_closed and spell.closed_month = $month when 'identified' then is_identified
            else is_identified and is_closed = ($measure = 'eliminated') end as is_counted
    from spell
    join household on household.household_id = spell.household_id
    where spell.village_code in (select leaf_code from division_path where view = $view and ancestor_code = $division)
        and spell.identified_month <= $month
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)

), taken as (
    select case_id from spell_facet where facet in (select unnest($steps)) group by case_id having count(facet) = len($steps)
), kept as (
    select behind.* from behind left join taken on taken.case_id = behind.case_id
    where (len($steps) = 0 or taken.case_id is not null) and ($closing = '' or behind.state = $closing)
), child as (
    select path.leaf_code, path.ancestor_code as value from division_path as path
    join division_tree on division_tree.view = path.view and division_tree.division_code = path.ancestor_code
    where path.view = $view and division_tree.parent_code = $division
), faceted as (
    select case_id, dimension, value from spell_facet where dimension in ($first, $second, $third, $over)
    union all select case_id, 'closing', state from kept
    union all select kept.case_id, 'division', coalesce(child.value, $division) from kept
        left join child on child.leaf_code = kept.village_code
), row_part as (
    select case_id, 'all' as one, 'all' as two, 'all' as three from kept
    union all select case_id, value, 'all', 'all' from faceted where dimension = $first
    union all select a.case_id, a.value, b.value, 'all' from faceted as a
        join faceted as b on b.case_id = a.case_id and b.dimension = $second where a.dimension = $first
    union all select a.case_id, a.value, b.value, c.value from faceted as a
        join faceted as b on b.case_id = a.case_id and b.dimension = $second
        join faceted as c on c.case_id = a.case_id and c.dimension = $third where a.dimension = $first
), column_part as (
    select case_id, 'all' as across from kept union all select case_id, value from faceted where dimension = $over
)

select one, two, three, across,
    case 'division' when $first then replace(one, 'all', $division) when $second then replace(two, 'all', $division)
        when $third then replace(three, 'all', $division) else $division end as division_code,
    count(*) filter (is_counted) as households,
    cast(coalesce(sum(people) filter (is_counted), 0) as bigint) as people,
    count(*) filter (is_identified) as identified,
    cast(coalesce(sum(people) filter (is_identified), 0) as bigint) as identified_people,
    count(*) filter (is_identified and is_closed) as eliminated,
    cast(coalesce(sum(people) filter (is_identified and is_closed), 0) as bigint) as eliminated_people,
    cast(count(*) filter (is_identified and is_closed) as double) / nullif(count(*) filter (is_identified), 0) as elimination_rate,
    cast(coalesce(sum(people) filter (is_identified and is_closed), 0) as double)
        / nullif(sum(people) filter (is_identified), 0) as elimination_rate_people,
    count(income) filter (is_counted) as income_told,
    cast(median(income) filter (is_counted) as double) as income_median,
    count(months) filter (is_counted) as months_told,
    cast(median(months) filter (is_counted) as double) as months_median
from kept
join row_part on row_part.case_id = kept.case_id
join column_part on column_part.case_id = kept.case_id
group by one, two, three, across
order by one, two, three, across
