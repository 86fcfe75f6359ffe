-- Every identity number stated, brought into one form, with its parts and whether it can stand as it
-- is. ISO 7064 MOD 11-2 shows every wrong digit and every swap of neighbours, so that a number
-- mistyped once cannot stand; a region nobody else bears or an impossible birth shows more of them.
--
-- grain:   id_number
-- reads:   active_member, area_code, snapshot_info, source_dept_match, source_member
-- columns:
--     id_number    VARCHAR  as the source states it, of members with letters in upper case
--     number       VARCHAR  half-width, 15 digits made 18, a disability certificate's first 18; null without one
--     region       VARCHAR  its first six characters
--     born         VARCHAR  the eight before the last four
--     tail         VARCHAR  the last four
--     is_checked   BOOLEAN  of the right form, with the right check digit
--     is_possible  BOOLEAN  18 characters, a region that is known or borne by twenty members, a possible birth
-- order:   id_number
-- source:  GB 11643-1999; quality.md §1 and §3

with

told as (

    select id_number, count(*) as bearers
    from active_member
    where id_number is not null
    group by id_number
    union all
    select upper(id_number) as id_number, 0 as bearers
    from source_member
    where id_number is not null
        and member_status <> 'active'
    union all
    select holder_id_number as id_number, 0 as bearers
    from source_dept_match
    where holder_id_number is not null

),

cleaned as (

    select
        id_number,
        max(bearers) as bearers,
        nullif(upper(regexp_replace(
            translate(id_number, '０１２３４５６７８９ｘＸ', '0123456789XX'), '[^0-9A-Za-z]', '', 'g'
        )), '') as stated
    from told
    group by id_number

),

lengthened as (

    select
        cleaned.*,
        case
            when regexp_matches(stated, '^[0-9]{15}$')
                then left(stated, 6) || '19' || substr(stated, 7, 9)
            when regexp_matches(stated, '^[0-9]{17}[0-9X]([0-9]{2}|[0-9]{4})?$') then left(stated, 17)
        end as body
    from cleaned

),

weighed as (

    select
        lengthened.*,
        7 * ascii(substr(body, 1, 1)) + 9 * ascii(substr(body, 2, 1)) + 10 * ascii(substr(body, 3, 1))
            + 5 * ascii(substr(body, 4, 1)) + 8 * ascii(substr(body, 5, 1)) + 4 * ascii(substr(body, 6, 1))
            + 2 * ascii(substr(body, 7, 1)) + 1 * ascii(substr(body, 8, 1)) + 6 * ascii(substr(body, 9, 1))
            + 3 * ascii(substr(body, 10, 1)) + 7 * ascii(substr(body, 11, 1)) + 9 * ascii(substr(body, 12, 1))
            + 10 * ascii(substr(body, 13, 1)) + 5 * ascii(substr(body, 14, 1)) + 8 * ascii(substr(body, 15, 1))
            + 4 * ascii(substr(body, 16, 1)) + 2 * ascii(substr(body, 17, 1)) - 48 * 100 as weight
    from lengthened

),

numbered as (

    select
        weighed.*,
        case
            when length(stated) = 15 and body is not null
                then body || substr('10X98765432', weight % 11 + 1, 1)
            when body is not null then left(stated, 18)
            else stated
        end as number,
        coalesce(length(stated) = 15
            or substr(stated, 18, 1) = substr('10X98765432', weight % 11 + 1, 1), false)
            and body is not null as is_checked
    from weighed

),

parted as (

    select
        numbered.*,
        left(number, 6) as region,
        case
            when length(number) = 18 then substr(number, 7, 8)
            when length(number) >= 12 then substr(number, length(number) - 11, 8)
        end as born,
        right(number, 4) as tail
    from numbered

),

common_region as (

    select region
    from parted
    where is_checked
    group by region
    having sum(bearers) >= 20
    union
    select area_code as region
    from area_code

)

select
    parted.id_number,
    parted.number,
    parted.region,
    parted.born,
    parted.tail,
    parted.is_checked,
    length(parted.number) = 18 and common_region.region is not null
        and coalesce(try_cast(
            left(parted.born, 4) || '-' || substr(parted.born, 5, 2) || '-' || right(parted.born, 2) as date
        ) between date '1900-01-01' and snapshot_info.as_of_on, false) as is_possible
from parted
cross join snapshot_info
left join common_region
    on common_region.region = parted.region
order by parted.id_number
