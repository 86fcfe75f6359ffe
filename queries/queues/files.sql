-- One household, one file: which papers lack in the round, and in how many households.
--
-- grain:   item
-- reads:   queue_label, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     round     BIGINT   year of the round
-- columns:
--     item        VARCHAR  code of list file_item; all for households that lack any
--     households  BIGINT   lacking it  [户]
--     proposed    BIGINT   households of the round  [户]
--     rate        DOUBLE   households / proposed  [1]
-- order:   households desc, item
-- source:  枣乡振字〔2021〕3号 二

with

proposed as (

    select queue_label.household_id, coalesce(queue_label.lacking, []) as lacking
    from queue_label
    join division_path
        on division_path.leaf_code = queue_label.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where annotation_year = $round

),

gap as (

    select household_id, unnest(lacking) as item
    from proposed
    union all
    select household_id, 'all'
    from proposed
    where len(lacking) > 0

)

select
    gap.item,
    count(*) as households,
    (select count(*) from proposed) as proposed,
    cast(count(*) as double) / nullif((select count(*) from proposed), 0) as rate
from gap
group by gap.item
order by households desc, gap.item
