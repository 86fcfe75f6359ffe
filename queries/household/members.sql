-- The people of one household, those who have left included, in the order of the family.
--
-- grain:   person_id
-- reads:   source_member
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     person_id             VARCHAR        the person
--     name                  VARCHAR        name
--     sex                   VARCHAR        code of list sex
--     birth_on              DATE           birthday
--     id_number             VARCHAR        identity number
--     relation_to_head      VARCHAR        code of list relation_to_head
--     school_status         VARCHAR        code of list school_status
--     education_level       VARCHAR        code of list education_level
--     health_status         VARCHAR[]      codes of list health_status
--     disability_grade      VARCHAR        code of list disability_grade
--     labour_capacity       VARCHAR        code of list labour_capacity
--     work_months           INTEGER        months worked in the year  [月]
--     subsistence_type      VARCHAR        code of list subsistence_type
--     destitute_type        VARCHAR        code of list destitute_type
--     has_resident_medical  BOOLEAN        insured as a resident
--     has_employee_medical  BOOLEAN        insured as an employee
--     medical_self_pay_yuan  DECIMAL(12,2)  own medical cost of twelve months  [元]
--     member_status         VARCHAR        code of list member_status
-- order:   member_status, relation_to_head, person_id

select
    source_member.person_id,
    source_member.name,
    source_member.sex,
    source_member.birth_on,
    source_member.id_number,
    source_member.relation_to_head,
    source_member.school_status,
    source_member.education_level,
    source_member.health_status,
    source_member.disability_grade,
    source_member.labour_capacity,
    source_member.work_months,
    source_member.subsistence_type,
    source_member.destitute_type,
    source_member.has_resident_medical,
    source_member.has_employee_medical,
    source_member.medical_self_pay_yuan,
    coalesce(source_member.member_status, 'active') as member_status
from source_member
where source_member.household_id = $household_id
order by coalesce(source_member.member_status, 'active'), source_member.relation_to_head, source_member.person_id
