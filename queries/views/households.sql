-- Every household under a pseudonym, placed in its township: for those who see records, from the copy
-- without names, numbers, telephones, addresses, points and villages.
--
-- grain:   household_id
-- reads:   household
-- columns:
--     household_id              VARCHAR        pseudonym; of this snapshot only
--     township_code             VARCHAR        where it is
--     household_type            VARCHAR        code of list household_type
--     policy_status             VARCHAR        code of list policy_status
--     registered_year           INTEGER        year it was registered as poor
--     lifted_out_year           INTEGER        year it was lifted out of poverty
--     people                    BIGINT         active members  [人]
--     is_whole_no_labour        BOOLEAN        as the source states it; null when not told
--     needs_lasting_safety_net  BOOLEAN        as the source states it; null when not told
--     house_grade               VARCHAR        code of list house_grade
--     is_water_safe             BOOLEAN        as the source states it; null when not told
--     income_year               INTEGER        year of the income
--     net_income_per_head_yuan  DECIMAL(12,2)  as the source states it  [元]
-- order:   township_code, household_id

select
    household_id,
    left(village_code, 9) as township_code,
    household_type,
    policy_status,
    registered_year,
    lifted_out_year,
    people,
    is_whole_no_labour,
    needs_lasting_safety_net,
    house_grade,
    is_water_safe,
    income_year,
    net_income_per_head_yuan
from household
order by township_code, household_id
