-- Micro-credit of the households by division: balance, what falls due, what is overdue.
--
-- grain:   division_code
-- reads:   division_tree, division_path, source_micro_credit, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     on  DATE  day of the count
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     loans  BIGINT  loans ever lent by the day  [笔]
--     open  BIGINT  not repaid  [笔]
--     balance_yuan  DOUBLE  balance of the open ones  [元]
--     due_soon  BIGINT  open, due within 90 days from the day  [笔]
--     overdue  BIGINT  overdue  [笔]
--     overdue_yuan  DOUBLE  balance of the overdue  [元]
--     overdue_rate  DOUBLE  overdue / open  [1]
--     too_large  BIGINT  over 50,000 yuan  [笔]
--     too_long  BIGINT  for longer than 36 months  [笔]
-- order:   is_total desc, division_code
-- source:  notice 二（三）; contract micro_credit

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

item as (

    select
        source_micro_credit.loan_id, source_micro_credit.household_id, household.village_code, household.head_name,
        source_micro_credit.bank_name, source_micro_credit.loan_yuan, source_micro_credit.balance_yuan,
        source_micro_credit.lent_on, source_micro_credit.repay_due_on, source_micro_credit.loan_status,
        coalesce(source_micro_credit.balance_yuan, source_micro_credit.loan_yuan) > 0
            and source_micro_credit.repaid_on is null and coalesce(source_micro_credit.loan_status, 'running') not in ('repaid', 'compensated') as is_open,
        coalesce(source_micro_credit.is_overdue, source_micro_credit.loan_status = 'overdue', false) as is_overdue
    from source_micro_credit
    join household on household.household_id = source_micro_credit.household_id
    where source_micro_credit.lent_on <= $on

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.loan_id) as loans,
    count(item.loan_id) filter (is_open) as open,
    cast(coalesce(sum(balance_yuan) filter (is_open), 0) as double) as balance_yuan,
    count(item.loan_id) filter (is_open and repay_due_on between $on and cast($on as date) + 90) as due_soon,
    count(item.loan_id) filter (is_overdue) as overdue,
    cast(coalesce(sum(balance_yuan) filter (is_overdue), 0) as double) as overdue_yuan,
    cast(overdue as double) / nullif(open, 0) as overdue_rate,
    count(item.loan_id) filter (loan_yuan > 50000) as too_large,
    count(item.loan_id) filter (repay_due_on > lent_on + interval 36 month) as too_long
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
