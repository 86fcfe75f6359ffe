-- The department's side of each finding that a comparison stands behind or bears on: whose data,
-- which day they describe, and the day of the event; the latest comparison when there are several.
--
-- grain:   finding_id
-- reads:   department_link, finding, source_dept_match
-- columns:
--     finding_id     VARCHAR  the finding
--     village_code   VARCHAR  its village, or its township when the village is unknown
--     match_id       VARCHAR  the comparison
--     match_item     VARCHAR  code of list match_item
--     department     VARCHAR  code of list department
--     department_on  DATE     day the department's data describe
--     happened_on    DATE     day of the event by the department; null when not told
--     tier           VARCHAR  by what the row was linked to the person; null when the source tells it
-- order:   finding_id

with

bearing as (

    select *
    from (values
        ('K07', 'death'), ('K07', 'registration_cancelled'), ('D12', 'death'),
        ('K08', 'vehicle'), ('K09', 'enterprise'), ('K10', 'payroll'), ('K11', 'house'),
        ('K12', 'subsistence_roll'), ('K13', 'subsistence_roll'), ('H18', 'subsistence_roll'),
        ('F09', 'subsistence_roll'), ('F10', 'subsistence_roll'),
        ('A12', 'disability_roll'), ('A13', 'disability_roll'), ('H29', 'medical_cost'),
        ('D07', 'medical_insurance'), ('G02', 'house_safety'), ('G09', 'house_safety')
    ) as pairs(check_id, match_item)

),

within_household as (

    select
        finding.finding_id,
        finding.village_code,
        source_dept_match.match_id,
        source_dept_match.match_item,
        source_dept_match.department,
        source_dept_match.as_of_on as department_on,
        coalesce(source_dept_match.event_on, source_dept_match.ended_on) as happened_on,
        cast(null as varchar) as tier
    from finding
    join bearing
        on bearing.check_id = finding.check_id
    join source_dept_match
        on source_dept_match.household_id = finding.household_id
        and source_dept_match.match_item = bearing.match_item
    left join department_link
        on department_link.match_id = source_dept_match.match_id
        and department_link.is_strong
    where department_link.match_id is null
        and (finding.person_id is null
            or source_dept_match.person_id is null
            or source_dept_match.person_id = finding.person_id)

),

linked as (

    select
        finding.finding_id,
        finding.village_code,
        source_dept_match.match_id,
        source_dept_match.match_item,
        source_dept_match.department,
        source_dept_match.as_of_on as department_on,
        coalesce(source_dept_match.event_on, source_dept_match.ended_on) as happened_on,
        department_link.tier
    from finding
    join bearing
        on bearing.check_id = finding.check_id
    join department_link
        on department_link.household_id = finding.household_id
        and department_link.is_strong
    join source_dept_match
        on source_dept_match.match_id = department_link.match_id
        and source_dept_match.match_item = bearing.match_item
    where finding.person_id is null
        or department_link.person_id = finding.person_id

),

whole_division as (

    select
        finding.finding_id,
        finding.village_code,
        source_dept_match.match_id,
        source_dept_match.match_item,
        source_dept_match.department,
        source_dept_match.as_of_on as department_on,
        cast(null as date) as happened_on,
        cast(null as varchar) as tier
    from finding
    join bearing
        on bearing.check_id = finding.check_id
    join source_dept_match
        on source_dept_match.match_item = bearing.match_item
        and source_dept_match.match_result = 'covered'
        and left(finding.village_code, length(source_dept_match.scope_code))
            = source_dept_match.scope_code

),

ranked as (

    select
        side.*,
        row_number() over (
            partition by side.finding_id
            order by side.is_whole, side.department_on desc, side.match_id
        ) as place
    from (
        select within_household.*, 0 as is_whole from within_household
        union all
        select linked.*, 0 as is_whole from linked
        union all
        select whole_division.*, 1 as is_whole from whole_division
    ) as side

)

select
    ranked.finding_id,
    ranked.village_code,
    ranked.match_id,
    ranked.match_item,
    ranked.department,
    ranked.department_on,
    ranked.happened_on,
    ranked.tier
from ranked
where ranked.place = 1
order by ranked.finding_id
