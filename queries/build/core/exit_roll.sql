-- Who of a household stands on the rolls of civil affairs and of the disabled persons' federation, proven
-- or only suspected.
--
-- grain:   household_id
-- reads:   exit_match, source_dept_match
-- columns:
--     household_id        VARCHAR  the household
--     is_subsistence      BOOLEAN  somebody is proven to be on the subsistence roll now
--     may_be_subsistence  BOOLEAN  somebody is suspected to be
--     is_destitute        BOOLEAN  somebody is proven to be on the destitute roll now
--     may_be_destitute    BOOLEAN  somebody is suspected to be
--     is_severe           BOOLEAN  somebody is proven to be disabled of grade 1 or 2
--     may_be_severe       BOOLEAN  somebody is suspected to be
-- order:   household_id
-- source:  notice, appendix 1, E1 and E3

select
    exit_match.household_id,
    bool_or(match_item = 'subsistence_roll' and not is_ended and is_proven) as is_subsistence,
    bool_or(match_item = 'subsistence_roll' and not is_ended and is_proven is null) as may_be_subsistence,
    bool_or(match_item = 'destitute_roll' and not is_ended and is_proven) as is_destitute,
    bool_or(match_item = 'destitute_roll' and not is_ended and is_proven is null) as may_be_destitute,
    bool_or(match_item = 'disability_roll' and is_proven and grade in ('1', '2', '一级', '二级')) as is_severe,
    bool_or(match_item = 'disability_roll' and (is_proven is null or grade is null)) as may_be_severe
from exit_match
join (select match_id, grade from source_dept_match) as source using (match_id)
where holder_role = 'member'
    and match_item in ('subsistence_roll', 'destitute_roll', 'disability_roll')
group by exit_match.household_id
order by exit_match.household_id
