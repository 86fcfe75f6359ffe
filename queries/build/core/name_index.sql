-- What a name search looks in: digests of whole names, so that a reader without the right to names
-- can find a household by a name already known, and read none.
--
-- grain:   household_id, name_digest
-- reads:   source_member, household
-- columns:
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village
--     name_digest   VARCHAR  SHA-256 of the name of a member, hexadecimal
-- order:   name_digest, household_id

select distinct
    household.household_id,
    household.village_code,
    sha256(source_member.name) as name_digest
from source_member
join household
    on household.household_id = source_member.household_id
where source_member.name is not null
order by name_digest, household.household_id
