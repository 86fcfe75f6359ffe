-- What departments know of children in households of their own, by tie: a hit outweighs what the tie
-- itself says, a row `none` refutes it. Coverage of a division says nothing of children elsewhere.
--
-- grain:   link_id
-- reads:   source_dept_match
-- columns:
--     link_id             VARCHAR  the tie
--     has_vehicle         BOOLEAN  a passenger car; null when suspected or not told
--     has_house           BOOLEAN  a house in town; null when suspected or not told
--     has_enterprise      BOOLEAN  an active company; null when suspected or not told
--     employees           BIGINT   most employees found  [人]
--     profit_fen          BIGINT   greatest yearly profit found  [分]
--     turnover_fen        BIGINT   greatest yearly turnover found  [分]
--     is_child_on_payroll BOOLEAN  the child; null when suspected or not told
--     child_kind          VARCHAR  code of list payroll_kind, of the child's hit
--     child_scale         VARCHAR  code of list soe_scale, of the child's hit
--     is_spouse_on_payroll BOOLEAN the child's spouse; null when suspected or not told
--     spouse_kind         VARCHAR  code of list payroll_kind, of the spouse's hit
--     spouse_scale        VARCHAR  code of list soe_scale, of the spouse's hit
--     has_vehicle_told    BOOLEAN  vehicles were looked for
--     has_house_told      BOOLEAN  houses were looked for
--     has_enterprise_told BOOLEAN  enterprises were looked for
--     is_child_told       BOOLEAN  the child's payroll was looked for
--     is_spouse_told      BOOLEAN  the spouse's payroll was looked for
-- order:   link_id

with

told as (

    select
        link_id,
        match_item,
        coalesce(holder_role, 'child') = 'child_spouse' as is_spouse,
        case
            when match_result = 'none' or verify_result in ('false', 'changed') then false
            when verify_result = 'true' then true
        end as is_found,
        employees, profit_yuan, turnover_yuan, payroll_kind, soe_scale
    from source_dept_match
    where link_id is not null
        and match_result in ('hit', 'none')

),

ruled as (

    select
        *,
        case
            when is_found is null then 1
            when is_found then 2
            else 0
        end as rank
    from told

)

select
    ruled.link_id,
    case max(rank) filter (match_item = 'vehicle') when 2 then true when 0 then false end as has_vehicle,
    case max(rank) filter (match_item = 'house') when 2 then true when 0 then false end as has_house,
    case max(rank) filter (match_item = 'enterprise') when 2 then true when 0 then false end as has_enterprise,
    cast(max(employees) filter (match_item = 'enterprise' and rank > 0) as bigint) as employees,
    cast(max(profit_yuan) filter (match_item = 'enterprise' and rank > 0) * 100 as bigint) as profit_fen,
    cast(max(turnover_yuan) filter (match_item = 'enterprise' and rank > 0) * 100 as bigint) as turnover_fen,
    case max(rank) filter (match_item = 'payroll' and not is_spouse)
        when 2 then true when 0 then false end as is_child_on_payroll,
    max(payroll_kind) filter (match_item = 'payroll' and not is_spouse and rank > 0) as child_kind,
    max(soe_scale) filter (match_item = 'payroll' and not is_spouse and rank > 0) as child_scale,
    case max(rank) filter (match_item = 'payroll' and is_spouse)
        when 2 then true when 0 then false end as is_spouse_on_payroll,
    max(payroll_kind) filter (match_item = 'payroll' and is_spouse and rank > 0) as spouse_kind,
    max(soe_scale) filter (match_item = 'payroll' and is_spouse and rank > 0) as spouse_scale,
    bool_or(match_item = 'vehicle') as has_vehicle_told,
    bool_or(match_item = 'house') as has_house_told,
    bool_or(match_item = 'enterprise') as has_enterprise_told,
    bool_or(match_item = 'payroll' and not is_spouse) as is_child_told,
    bool_or(match_item = 'payroll' and is_spouse) as is_spouse_told
from ruled
group by ruled.link_id
order by ruled.link_id
