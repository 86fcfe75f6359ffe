-- Who of a household, its children elsewhere and their spouses may be on a public payroll or lead a
-- state enterprise: what criterion 6 is judged by.
--
-- grain:   holder_id
-- reads:   exit_match, source_dept_match, source_kin_link, household, exit_kin_match
-- columns:
--     holder_id      VARCHAR  the comparison, or the tie with `/child` or `/spouse`
--     household_id   VARCHAR  the household
--     village_code   VARCHAR  its village
--     holder_role    VARCHAR  member, child or child_spouse
--     is_proven      BOOLEAN  verified, and the tie proven; null when only suspected
--     is_on_payroll  BOOLEAN  is on a payroll of some kind
--     post           VARCHAR  payroll_kind; soe_middle only in large and medium enterprises, soe_small in small ones
-- order:   village_code, household_id, holder_id
-- source:  notice, appendix 1, 6

with

member as (

    select
        exit_match.match_id as holder_id,
        exit_match.household_id,
        exit_match.village_code,
        'member' as holder_role,
        exit_match.is_proven,
        not exit_match.is_ended as is_on_payroll,
        source_dept_match.payroll_kind,
        source_dept_match.soe_scale
    from exit_match
    join source_dept_match
        on source_dept_match.match_id = exit_match.match_id
    where exit_match.match_item = 'payroll'
        and exit_match.holder_role = 'member'

),

tie as (

    select
        source_kin_link.*,
        household.village_code,
        if(coalesce(found.is_child_told, false), found.is_child_on_payroll, source_kin_link.is_on_payroll)
            as is_child,
        if(coalesce(found.is_spouse_told, false), found.is_spouse_on_payroll, source_kin_link.is_spouse_on_payroll)
            as is_spouse,
        found.child_kind, found.child_scale, found.spouse_kind, found.spouse_scale
    from source_kin_link
    join household
        on household.household_id = source_kin_link.household_id
    left join exit_kin_match as found
        on found.link_id = source_kin_link.link_id

),

holder as (

    select holder_id, household_id, village_code, holder_role, is_proven, is_on_payroll, payroll_kind, soe_scale
    from member
    union all
    select link_id || '/child', household_id, village_code, 'child', case when is_relation_proven then true end,
        is_child, coalesce(child_kind, payroll_kind, 'untold'), coalesce(child_scale, soe_scale)
    from tie
    union all
    select link_id || '/spouse', household_id, village_code, 'child_spouse',
        case when is_relation_proven then true end, is_spouse,
        coalesce(spouse_kind, case when is_child is distinct from true then payroll_kind end, 'untold'),
        coalesce(spouse_scale, soe_scale)
    from tie
    where spouse_name is not null or spouse_id_number is not null

)

select
    holder.holder_id,
    holder.household_id,
    holder.village_code,
    holder.holder_role,
    holder.is_proven,
    holder.is_on_payroll,
    case
        when holder.payroll_kind <> 'soe_middle' then holder.payroll_kind
        when holder.soe_scale in ('large', 'medium') then 'soe_middle'
        when holder.soe_scale = 'small' then 'soe_small'
    end as post
from holder
order by holder.village_code, holder.household_id, holder.holder_id
