-- How a written cell becomes a value; null when it cannot. Each is tried first in the form most
-- files use, so that a clean file is read at the speed of a plain cast.

create or replace temp macro said(x) as
    case when x in ('', '-', '/', 'NULL', 'null', '\N') then null else x end;

create or replace temp macro has_edge(x) as
    starts_with(x, ' ') or ends_with(x, ' ')
    or starts_with(x, chr(9)) or ends_with(x, chr(9))
    or ends_with(x, chr(10)) or ends_with(x, chr(13))
    or starts_with(x, chr(12288)) or ends_with(x, chr(12288))
    or starts_with(x, chr(160)) or ends_with(x, chr(160))
    or starts_with(x, chr(8203)) or ends_with(x, chr(8203))
    or starts_with(x, chr(65279)) or starts_with(x, chr(10)) or starts_with(x, chr(13));

create or replace temp macro is_untidy(x) as
    regexp_matches(x, '^(-|/|NULL|null|\\N|)$|^[\s\x{3000}\x{A0}\x{FEFF}\x{200B}]|[\s\x{3000}\x{A0}\x{FEFF}\x{200B}]$');

create or replace temp macro stripped(x) as
    regexp_replace(x, '^[\s\x{3000}\x{A0}\x{FEFF}\x{200B}]+|[\s\x{3000}\x{A0}\x{FEFF}\x{200B}]+$', '', 'g');

create or replace temp macro cleaned(x) as
    case when is_untidy(x) then said(stripped(x)) else x end;

create or replace temp macro is_cut_short(x) as
    regexp_full_match(x, '[0-9](\.[0-9]+)?[Ee]\+[0-9]{2,}');

create or replace temp macro whole_text(x) as
    case when contains(x, 'E+') or contains(x, 'e+') then case when not is_cut_short(x) then x end else x end;

create or replace temp macro whole_cell(x) as
    case when is_untidy(x) then whole_text(cleaned(x)) else whole_text(x) end;

create or replace temp macro half_width(x) as
    translate(x, '０１２３４５６７８９，．－＋／：％', '0123456789,.-+/:%');

create or replace temp macro whole_number(x) as
    case
        when regexp_full_match(x, '[+-]?[0-9]{1,10}(\.0+)?') then try_cast(x as integer)
        when regexp_full_match(half_width(x), '[+-]?([0-9]{1,10}|[0-9]{1,3}(,[0-9]{3})+)(\.0+)?')
            then try_cast(replace(half_width(x), ',', '') as integer)
    end;

create or replace temp macro plain_number(x) as
    case
        when regexp_full_match(x, '[+-]?[0-9]+(\.[0-9]*)?') then x
        when regexp_full_match(half_width(x), '[+-]?([0-9]*|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?')
            then replace(half_width(x), ',', '')
    end;

create or replace temp macro amount(x) as try_cast(plain_number(x) as decimal(12, 2));

create or replace temp macro real_number(x) as try_cast(plain_number(x) as double);

create or replace temp macro as_share(x) as case when x > 1 then x / 100 else x end;

create or replace temp macro share(x) as
    case
        when half_width(x) like '%\%' escape '\' then real_number(rtrim(half_width(x), '% ')) / 100
        else as_share(real_number(x))
    end;

create or replace temp macro hyphened(x) as
    rtrim(translate(half_width(x), '/.年月', '----'), '日');

create or replace temp macro day_of(x) as
    case
        when regexp_full_match(x, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}') then try_cast(x as date)
        when regexp_full_match(x, '[0-9]{8}')
            then try_cast(x[1:4] || '-' || x[5:6] || '-' || x[7:8] as date)
        when regexp_full_match(hyphened(x), '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}')
            then try_cast(hyphened(x) as date)
    end;

create or replace temp macro date_part_of(x) as
    regexp_extract(x, '^([^ T]+)[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$', 1);

create or replace temp macro time_part_of(x) as
    regexp_extract(x, '[ T]([0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)', 1);

create or replace temp macro zone_part_of(x) as
    regexp_extract(x, '[0-9] ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$', 1);

-- The number a workbook keeps a day as, where its cell is not shown as one: 1927 to 2099.
create or replace temp macro serial_day(x) as
    case
        when regexp_full_match(x, '[1-7][0-9]{4}(\.[0-9]+)?') and x::double between 10000 and 73050
            then date '1899-12-30' + floor(x::double)::integer
    end;

create or replace temp macro date_cell(x) as
    coalesce(day_of(x), day_of(nullif(date_part_of(half_width(x)), '')), serial_day(x));

-- 2021.1 is what a number cell makes of 2021.10: nobody can tell it from January.
create or replace temp macro month_cell(x) as
    case
        when regexp_full_match(x, '[0-9]{4}\.1') then null
        when regexp_full_match(x, '[0-9]{4}-[0-9]{1,2}') then try_cast(x || '-01' as date)
        when regexp_full_match(x, '[0-9]{6}') then try_cast(x[1:4] || '-' || x[5:6] || '-01' as date)
        when regexp_full_match(rtrim(hyphened(x), '-'), '[0-9]{4}-[0-9]{1,2}')
            then try_cast(rtrim(hyphened(x), '-') || '-01' as date)
        else date_trunc('month', date_cell(x))::date
    end;

create or replace temp macro beijing(x) as (x at time zone 'Asia/Shanghai');

create or replace temp macro moment_of(x) as
    case
        when zone_part_of(x) <> '' then beijing(try_cast(
            day_of(date_part_of(x))::varchar || ' ' || time_part_of(x) || zone_part_of(x)
            as timestamptz
        ))
        else try_cast(day_of(date_part_of(x))::varchar || ' ' || time_part_of(x) as timestamp)
    end;

create or replace temp macro time_cell(x) as
    case
        when regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}')
            then try_cast(x as timestamp)
        when date_part_of(half_width(x)) <> '' then moment_of(half_width(x))
        else day_of(x)::timestamp
    end;

create or replace temp macro number_shown(x) as
    case
        when isnan(x) then null
        when abs(x) < 1e15 and x = trunc(x) then x::hugeint::varchar
        when abs(x) < 1e15 then x::varchar
        else printf('%.14E', x::double)
    end;

create or replace temp macro weighed(x) as
    list_sum(list_transform(
        range(1, 18),
        lambda nth: ([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])[nth] * x[nth]::integer
    ));

create or replace temp macro lengthened(x) as
    x[1:6] || '19' || x[7:15]
    || ('10X98765432')[weighed(x[1:6] || '19' || x[7:15])::integer % 11 + 1];
