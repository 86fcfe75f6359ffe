-- Active members whose identity number has neither 18 nor, with a disability certificate, 20 or 22
-- characters. Passports, permits and other papers are not measured. For an old number of 15 digits
-- the import has proposed the number of 18.
--
-- grain:     person_id
-- reads:     active_member, import_finding
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_number
--     value         VARCHAR  the number as it stands
--     expected      VARCHAR  the number of 18 that an old one becomes; null otherwise
-- order:     village_code, household_id, person_id
-- source:    A01; T5 1_12_002, 1_01_002; T3
-- severity:  error
-- dimension: accuracy
-- title:     证件号码位数异常
-- title_en:  Identity number of odd length
-- remedy:    对照身份证或残疾人证原件补正号码；15位旧号升为18位。
-- remedy_en: Copy the number from the card or certificate; bring a number of 15 digits to 18.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'id_number' as field,
    active_member.id_number as value,
    proposal.proposed as expected
from active_member
left join import_finding as proposal
    on proposal.table_name = 'member'
    and proposal.column_name = 'id_number'
    and proposal.finding = 'id_number_old'
    and proposal.row_key = active_member.person_id
where active_member.is_citizen_number
    and length(active_member.id_number) not in (18, 20, 22)
order by active_member.village_code, active_member.household_id, active_member.person_id
