-- The loans behind a figure of the micro-credit page.
--
-- grain:   loan_id
-- reads:   division_path, division_tree, source_micro_credit, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on  DATE  day of the count
--     figure  VARCHAR  loans, open, due_soon, overdue, too_large or too_long
-- columns:
--     loan_id  VARCHAR  the loan
--     household_id  VARCHAR  the household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     bank_name  VARCHAR  the bank
--     loan_yuan  DOUBLE  lent  [元]
--     balance_yuan  DOUBLE  balance  [元]
--     lent_on  DATE  lent
--     repay_due_on  DATE  due
--     loan_status  VARCHAR  code of list loan_status
-- order:   item.repay_due_on, item.loan_id

with

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
    item.loan_id,
    item.household_id,
    item.head_name,
    village.short_name as village_name,
    item.bank_name,
    cast(item.loan_yuan as double) as loan_yuan,
    cast(item.balance_yuan as double) as balance_yuan,
    item.lent_on,
    item.repay_due_on,
    item.loan_status
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code and village.level = 5
where case $figure
    when 'loans' then true
    when 'open' then item.is_open
    when 'due_soon' then item.is_open and item.repay_due_on between $on and cast($on as date) + 90
    when 'overdue' then item.is_overdue
    when 'too_large' then item.loan_yuan > 50000
    when 'too_long' then item.repay_due_on > item.lent_on + interval 36 month
end
order by item.repay_due_on, item.loan_id
