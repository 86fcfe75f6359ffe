-- Pairings of a household with whoever is responsible for it; every cadre bears one number, by which
-- they are counted though names and identity numbers are masked. Told apart by identity number, where
-- it is missing by unit, name and telephone.
--
-- grain:   responsible_id
-- reads:   source_responsible
-- columns:
--     responsible_id    VARCHAR  the pairing
--     household_id      VARCHAR  the household
--     cadre             BIGINT   a number of the person that means nothing else
--     responsible_name  VARCHAR  their name
--     organisation      VARCHAR  their unit
--     responsible_role  VARCHAR  code of list responsible_role
--     assigned_on       DATE     first day; null when not told
--     ended_on          DATE     the day it was over; null while it lasts
--     last_visited_on   DATE     latest visit to the household
-- order:   household_id, responsible_id

with

keyed as (

    select
        source_responsible.*,
        coalesce(
            nullif(upper(trim(source_responsible.responsible_id_number)), ''),
            coalesce(trim(source_responsible.organisation), '') || '~'
                || coalesce(trim(source_responsible.responsible_name), '') || '~'
                || coalesce(trim(source_responsible.phone), '')
        ) as person
    from source_responsible

),

first as (

    select person, min(responsible_id) as first_id
    from keyed
    group by person

),

numbered as (

    select person, row_number() over (order by first_id) as cadre
    from first

)

select
    keyed.responsible_id,
    keyed.household_id,
    cast(numbered.cadre as bigint) as cadre,
    keyed.responsible_name,
    keyed.organisation,
    keyed.responsible_role,
    keyed.assigned_on,
    keyed.ended_on,
    keyed.last_visited_on
from keyed
join numbered
    on numbered.person = keyed.person
order by keyed.household_id, keyed.responsible_id
