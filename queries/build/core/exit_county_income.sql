-- The rural income per head that criterion 1 compares with: of the last full year published by the
-- day of the snapshot. A zone has one only when it, or whoever fills it in for it, states one.
--
-- grain:   county_code
-- reads:   source_county_income, snapshot_info
-- columns:
--     county_code         VARCHAR  county, or functional zone
--     income_year         INTEGER  year of the figure
--     income_fen          BIGINT   rural disposable income per head  [分]
--     borrowed_from_code  VARCHAR  county whose figure it is; null when its own
-- order:   county_code
-- source:  notice, appendix 1, 1; domain.md §4.1, c1_ref_year

with

published as (

    select
        source_county_income.county_code,
        source_county_income.income_year,
        cast(source_county_income.county_income_per_head_yuan * 100 as bigint) as income_fen,
        source_county_income.borrowed_from_code,
        row_number() over (
            partition by source_county_income.county_code
            order by source_county_income.income_year desc
        ) as from_latest
    from source_county_income
    cross join snapshot_info
    where source_county_income.income_year < extract('year' from snapshot_info.as_of_on)
        and coalesce(source_county_income.published_on, snapshot_info.as_of_on) <= snapshot_info.as_of_on

)

select
    published.county_code,
    published.income_year,
    published.income_fen,
    published.borrowed_from_code
from published
where published.from_latest = 1
order by published.county_code
