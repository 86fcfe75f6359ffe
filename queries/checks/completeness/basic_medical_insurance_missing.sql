-- Active members of whom neither basic medical insurance is recorded, unless a reason excuses them
-- or they are newly born. A newborn excused as such beyond the days allowed is at fault; here a
-- missing cell is the fault itself.
--
-- grain:     person_id
-- reads:     active_member, snapshot_info
-- inputs:
--     newborn_days  INTEGER  days a newborn may be uninsured
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_resident_medical
--     value         VARCHAR  as it stands
--     expected      VARCHAR  true, or has_employee_medical
-- order:     village_code, household_id, person_id
-- source:    D07; T5 2_01_008, 2_01_016
-- severity:  warning
-- dimension: completeness
-- title:     未参加基本医保
-- title_en:  Basic medical insurance missing
-- remedy:    核实参保情况：已参保的补录，未参保的动员参保，符合条件的登记未参保原因。
-- remedy_en: Verify: enter the insurance, win the person for it, or record the reason.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'has_resident_medical' as field,
    cast(active_member.has_resident_medical as varchar) as value,
    'true' as expected
from active_member
cross join snapshot_info
where not coalesce(active_member.has_resident_medical, false)
    and not coalesce(active_member.has_employee_medical, false)
    and coalesce(active_member.insurance_exemption, '03') = '03'
    and not coalesce(
        active_member.birth_on + cast($newborn_days as integer) >= snapshot_info.as_of_on,
        active_member.insurance_exemption is not null
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
