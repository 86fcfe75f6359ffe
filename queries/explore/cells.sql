-- The households behind a figure, after any number of steps, by the values of one dimension and across
-- those of another. Of a dimension that a household may have several values of, the rows overlap.
--
-- grain:   value, across
-- reads:   spell, division_path, division_tree, spell_facet
-- inputs:
--     view          VARCHAR    management or legal
--     division      VARCHAR    division code
--     month         DATE       first day of the month
--     measure       VARCHAR    identified, open, eliminated, new or closed
--     monitor_type  VARCHAR    one type only; empty for all
--     main_risk     VARCHAR    one main risk only; empty for all
--     steps         VARCHAR[]  facets that all must hold, each dimension=value, none twice
--     closing       VARCHAR    open, by_support, natural or untold at the end of the month; empty for all
--     dimension     VARCHAR    of the rows: one of spell_facet, closing, or division (those directly below)
--     over          VARCHAR    of the columns, as dimension; empty for none
-- columns:
--     value       VARCHAR  of the rows; all for every household that is left, counted once
--     across      VARCHAR  of the columns; all for the row as a whole
--     households  BIGINT   households  [户]
--     people      BIGINT   their people at identification  [人]
-- order:   value, across

with

behind as (

    select *, case when closed_month <= $month and closing <> 'superseded' then closing else 'open' end as state
    from spell
    where village_code in (select leaf_code from division_path where view = $view and ancestor_code = $division)
        and identified_month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
        and case
            when $measure = 'new' then identified_month = $month and not is_continued
            when $measure = 'closed' then closed_month = $month and closing <> 'superseded'
            when coalesce(next_identified_month, date '9999-12-01') <= $month then false
            when $measure = 'identified' then true
            else ($measure = 'eliminated') = coalesce(closed_month <= $month and closing <> 'superseded', false)
        end

),

taken as (

    select case_id
    from spell_facet
    where facet in (select unnest($steps))
    group by case_id
    having count(facet) = len($steps)

),

kept as (

    select behind.*
    from behind
    left join taken
        on taken.case_id = behind.case_id
    where (len($steps) = 0 or taken.case_id is not null)
        and ($closing = '' or behind.state = $closing)

),

child as (

    select path.leaf_code, path.ancestor_code as value
    from division_path as path
    join division_tree
        on division_tree.view = path.view
        and division_tree.division_code = path.ancestor_code
    where path.view = $view
        and division_tree.parent_code = $division

),

faceted as (

    select case_id, dimension, value from spell_facet where dimension in ($dimension, $over)
    union all
    select case_id, 'closing', state from kept
    union all
    select kept.case_id, 'division', coalesce(child.value, $division)
    from kept
    left join child on child.leaf_code = kept.village_code

),

counted as (

    select 'all' as value, 'all' as across, count(case_id) as households, sum(people) as people
    from kept
    union all
    select of_row.value, 'all', count(kept.case_id), sum(kept.people)
    from kept
    join faceted as of_row on of_row.case_id = kept.case_id and of_row.dimension = $dimension
    group by of_row.value
    union all
    select 'all', of_column.value, count(kept.case_id), sum(kept.people)
    from kept
    join faceted as of_column on of_column.case_id = kept.case_id and of_column.dimension = $over
    group by of_column.value
    union all
    select of_row.value, of_column.value, count(kept.case_id), sum(kept.people)
    from kept
    join faceted as of_row on of_row.case_id = kept.case_id and of_row.dimension = $dimension
    join faceted as of_column on of_column.case_id = kept.case_id and of_column.dimension = $over
    group by of_row.value, of_column.value

)

select
    counted.value,
    counted.across,
    counted.households,
    cast(coalesce(counted.people, 0) as bigint) as people
from counted
order by counted.value, counted.across
