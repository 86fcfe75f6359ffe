-- What the checks found in a division and directly below it, a household counted once however many
-- checks it fails, and what was corrected of the suspected records sent down.
--
-- grain:   division_code
-- reads:   division_tree, division_path, household_count, finding, household, source_suspected
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     on        DATE     day of the count, for the suspected records
-- columns:
--     division_code      VARCHAR  the division
--     short_name         VARCHAR  its name in charts
--     is_total           BOOLEAN  the chosen division itself
--     checked            BIGINT   households checked  [户]
--     checked_people     BIGINT   their active members  [人]
--     findings           BIGINT   rows at fault  [条]
--     errors             BIGINT   of these, of severity error  [条]
--     households         BIGINT   households with a row at fault  [户]
--     rate               DOUBLE   households / checked  [1]
--     sent               BIGINT   suspected records sent down by the day  [条]
--     verified           BIGINT   of these, found to be true and kept, or a false alarm  [条]
--     corrected          BIGINT   of these, corrected  [条]
--     done_rate          DOUBLE   (verified + corrected) / sent  [1]
--     repeated           BIGINT   sent down for a household and check sent down before  [条]
--     repeated_rate      DOUBLE   repeated / sent  [1]
-- order:   is_total desc, division_code
-- source:  notice 四; domain.md §8.1 (b)

with

area as (

    select division_tree.division_code, division_tree.short_name, division_path.leaf_code
    from division_tree
    join division_path
        on division_path.view = $view
        and division_path.ancestor_code = division_tree.division_code
    where division_tree.view = $view
        and (division_tree.parent_code = $division or division_tree.division_code = $division)

),

checked as (

    select division_code, sum(households) as households, sum(people) as people
    from household_count
    where view = $view
        and division_code in (select division_code from area)
    group by division_code

),

found as (

    select
        area.division_code,
        count(*) as findings,
        count(*) filter (finding.severity = 'error') as errors,
        count(distinct finding.household_id) as households
    from area
    join finding
        on finding.village_code = area.leaf_code
    group by area.division_code

),

home as (

    select household_id, village_code
    from household
    where village_code in (select leaf_code from area)

),

issue as (

    select
        source_suspected.*,
        home.village_code as home_code,
        case when handled_on <= $on then issue_status end as status
    from source_suspected
    left join home
        on home.household_id = source_suspected.household_id
    where issued_on <= $on

),

strange as (

    select household_id
    from issue
    where home_code is null
        and village_code in (select leaf_code from area)
        and not exists (select 1 from household where household.household_id = issue.household_id)

),

placed as (

    select
        coalesce(home_code, village_code) as village_code,
        status as issue_status,
        row_number() over (
            partition by household_id, person_id, check_name order by issued_on, issue_id
        ) > 1 and household_id is not null as is_repeated
    from issue
    where home_code is not null
        or household_id is null
        or household_id in (select household_id from strange)

),

sent as (

    select
        area.division_code,
        count(*) as sent,
        count(*) filter (issue_status in ('true_kept', 'false_alarm')) as verified,
        count(*) filter (issue_status = 'corrected') as corrected,
        count(*) filter (is_repeated) as repeated
    from area
    join placed
        on placed.village_code = area.leaf_code
    group by area.division_code

)

select
    division_tree.division_code,
    division_tree.short_name,
    division_tree.division_code = $division as is_total,
    cast(coalesce(checked.households, 0) as bigint) as checked,
    cast(coalesce(checked.people, 0) as bigint) as checked_people,
    coalesce(found.findings, 0) as findings,
    coalesce(found.errors, 0) as errors,
    coalesce(found.households, 0) as households,
    cast(coalesce(found.households, 0) as double) / nullif(checked.households, 0) as rate,
    coalesce(sent.sent, 0) as sent,
    coalesce(sent.verified, 0) as verified,
    coalesce(sent.corrected, 0) as corrected,
    cast(sent.verified + sent.corrected as double) / nullif(sent.sent, 0) as done_rate,
    coalesce(sent.repeated, 0) as repeated,
    cast(sent.repeated as double) / nullif(sent.sent, 0) as repeated_rate
from division_tree
left join checked on checked.division_code = division_tree.division_code
left join found on found.division_code = division_tree.division_code
left join sent on sent.division_code = division_tree.division_code
where division_tree.view = $view
    and (division_tree.parent_code = $division or division_tree.division_code = $division)
order by is_total desc, division_tree.division_code
