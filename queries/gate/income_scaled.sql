-- Townships in which many households have an income many times what it was, or a small part of it.
--
-- grain:   cluster
-- reads:   compared_field, compared_place, division_tree
-- inputs:
--     gate_income_ratio       DOUBLE   times, up or down
--     gate_income_percent     DOUBLE   share of the township's households, in per cent
--     gate_income_households  INTEGER  least households
-- columns:
--     cluster  VARCHAR  township code
--     named    VARCHAR  its name; null when it has none of its own
--     rows     BIGINT   households with such an income  [户]
--     base     BIGINT   households of the township now  [户]
-- order:   rows desc, cluster

with

income as (

    select
        compared_field.row_key,
        compared_field.village_code[1:9] as cluster,
        abs(try_cast(compared_field.new_value as double)) as new_yuan,
        abs(try_cast(compared_field.old_value as double)) as old_yuan
    from compared_field
    where compared_field.table_name = 'household'
        and contains(compared_field.column_name, 'income')
        and ends_with(compared_field.column_name, '_yuan')

),

scaled as (

    select income.cluster, count(distinct income.row_key) as rows
    from income
    where income.old_yuan > 0
        and income.new_yuan > 0
        and greatest(income.new_yuan / income.old_yuan, income.old_yuan / income.new_yuan) >= $gate_income_ratio
    group by income.cluster

),

held as (

    select compared_place.village_code[1:9] as cluster, cast(sum(compared_place.new_rows) as bigint) as base
    from compared_place
    where compared_place.table_name = 'household'
    group by compared_place.village_code[1:9]

)

select
    scaled.cluster,
    division_tree.short_name as named,
    scaled.rows,
    held.base
from scaled
join held
    on held.cluster = scaled.cluster
left join division_tree
    on division_tree.view = 'management'
    and division_tree.division_code = scaled.cluster
where scaled.rows >= $gate_income_households
    and scaled.rows * 100.0 >= held.base * $gate_income_percent
order by scaled.rows desc, scaled.cluster
