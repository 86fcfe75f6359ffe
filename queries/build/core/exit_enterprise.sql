-- Enterprises found on members: what criterion 5 is judged by. A co-operative is judged by hand, and
-- only for who leads it; a shell that declares nothing has no employees unless they are told.
--
-- grain:   match_id
-- reads:   exit_match, source_dept_match
-- columns:
--     match_id       VARCHAR  the comparison
--     household_id   VARCHAR  the household
--     village_code   VARCHAR  its village
--     is_proven      BOOLEAN  verified true; null while suspected
--     is_company     BOOLEAN  company, sole proprietorship or partnership; null when judged by hand
--     is_individual  BOOLEAN  individual business 个体工商户
--     is_active      BOOLEAN  neither abnormal nor cancelled nor revoked
--     share_bp       BIGINT   share held in ten-thousandths; whoever leads or owns it counts as whole  [1/10000]
--     employees      BIGINT   hired from outside the family  [人]
-- order:   village_code, household_id, match_id
-- source:  notice, appendix 1, 5

select
    exit_match.match_id,
    exit_match.household_id,
    exit_match.village_code,
    exit_match.is_proven,
    case
        when source_dept_match.enterprise_kind in ('company', 'sole', 'partnership') then true
        when source_dept_match.enterprise_kind = 'individual' then false
        when source_dept_match.enterprise_kind = 'cooperative'
            and source_dept_match.enterprise_role in ('coop_member', 'shareholder', 'partner') then false
    end as is_company,
    source_dept_match.enterprise_kind = 'individual' as is_individual,
    source_dept_match.enterprise_status = 'active' as is_active,
    case
        when source_dept_match.enterprise_role in ('legal_person', 'owner', 'partner') then 10000
        when source_dept_match.enterprise_role in ('manager', 'coop_member') then 0
        else cast(round(source_dept_match.share_rate * 10000) as bigint)
    end as share_bp,
    cast(coalesce(
        source_dept_match.employees,
        case when source_dept_match.is_zero_declared then 0 end
    ) as bigint) as employees
from exit_match
join source_dept_match
    on source_dept_match.match_id = exit_match.match_id
where exit_match.match_item = 'enterprise'
    and exit_match.holder_role = 'member'
order by exit_match.village_code, exit_match.household_id, exit_match.match_id
