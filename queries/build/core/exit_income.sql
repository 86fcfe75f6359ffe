-- Incomes of a household as the rules compare them: exact whole numbers, so that somebody who stands
-- on a threshold is on the right side of it.
--
-- grain:   household_id
-- reads:   household, source_household, division_path, exit_county_income, monitoring_line, snapshot_info
-- columns:
--     household_id         VARCHAR  the household
--     village_code         VARCHAR  its village
--     county_code          VARCHAR  county or functional zone that manages it
--     county_fen           BIGINT   that county's rural income per head; null when it states none  [分]
--     net_fen              BIGINT   net income of the household  [分]
--     disposable_ratio_bp  BIGINT   disposable income per head in ten-thousandths of the county's, rounded down  [1/10000]
--     net_ratio_bp         BIGINT   net income per head, the same way  [1/10000]
--     lasting_ratio_bp     BIGINT   disposable income per head less one-off income, the same way  [1/10000]
--     net_line_bp          BIGINT   net income per head in ten-thousandths of the monitoring line, rounded up  [1/10000]
--     net_line_low_bp      BIGINT   the same, rounded down  [1/10000]
--     reference_line_bp    BIGINT   reference income per head, in the same measure, rounded down  [1/10000]
--     drop_bp              BIGINT   fall of net income per head against last year, rounded down; null when last
--                                   year's is not above nought  [1/10000]
-- order:   village_code, household_id
-- source:  notice, appendix 1, 1; domain.md §3.4 and §4.3

with

county as (

    select division_path.leaf_code as village_code, max(division_path.ancestor_code) as county_code
    from division_path
    where division_path.view = 'management'
        and division_path.level = 3
    group by division_path.leaf_code

),

line as (

    select
        monitoring_line.division_code,
        cast(max_by(monitoring_line.yuan, monitoring_line.line_year) * 100 as bigint) as line_fen
    from monitoring_line
    cross join snapshot_info
    where monitoring_line.line_year <= extract('year' from snapshot_info.as_of_on)
    group by monitoring_line.division_code

),

amount as (

    select
        household.household_id,
        household.village_code,
        county.county_code,
        exit_county_income.income_fen as county_fen,
        coalesce(own.line_fen, nation.line_fen) as line_fen,
        cast(source_household.net_income_yuan * 100 as bigint) as net_fen,
        cast(source_household.disposable_income_per_head_yuan * 100 as bigint) as disposable_fen,
        cast(source_household.net_income_per_head_yuan * 100 as bigint) as net_head_fen,
        cast(source_household.reference_income_per_head_yuan * 100 as bigint) as reference_fen,
        cast(source_household.previous_net_income_per_head_yuan * 100 as bigint) as previous_fen,
        cast(coalesce(source_household.one_off_income_yuan, 0) * 100 as bigint) as one_off_fen,
        nullif(household.people, 0) as people
    from household
    join source_household
        on source_household.household_id = household.household_id
    left join county
        on county.village_code = household.village_code
    left join exit_county_income
        on exit_county_income.county_code = county.county_code
    left join line as own
        on own.division_code = left(household.village_code, 2)
    left join line as nation
        on nation.division_code = ''

)

select
    amount.household_id,
    amount.village_code,
    amount.county_code,
    amount.county_fen,
    amount.net_fen,
    cast(floor(cast(amount.disposable_fen * 10000 as double) / nullif(amount.county_fen, 0)) as bigint) as disposable_ratio_bp,
    cast(floor(cast(amount.net_head_fen * 10000 as double) / nullif(amount.county_fen, 0)) as bigint) as net_ratio_bp,
    cast(floor(cast((amount.disposable_fen * amount.people - amount.one_off_fen) * 10000 as double)
        / nullif(amount.county_fen * amount.people, 0)) as bigint) as lasting_ratio_bp,
    cast(ceil(cast(amount.net_head_fen * 10000 as double) / nullif(amount.line_fen, 0)) as bigint) as net_line_bp,
    cast(floor(cast(amount.net_head_fen * 10000 as double) / nullif(amount.line_fen, 0)) as bigint) as net_line_low_bp,
    cast(floor(cast(amount.reference_fen * 10000 as double) / nullif(amount.line_fen, 0)) as bigint) as reference_line_bp,
    case when amount.previous_fen > 0
        then cast(floor(cast((amount.previous_fen - amount.net_head_fen) * 10000 as double)
            / nullif(amount.previous_fen, 0)) as bigint) end
        as drop_bp
from amount
order by amount.village_code, amount.household_id
