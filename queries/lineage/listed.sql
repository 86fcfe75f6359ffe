-- The households under monitoring at the end of a month in a division, by today's divisions or by those
-- of that time: those behind a figure of the list of divisions.
--
-- grain:   household_id
-- reads:   division_path, division_then_path, division_spell, division_tree, division_then, household, spell
-- inputs:
--     division  VARCHAR  division code, ended or not
--     month     DATE     first day of the month
--     reading   VARCHAR  today or then
--     take      INTEGER  rows listed at most
-- columns:
--     household_id      VARCHAR  number of the household
--     head_name         VARCHAR  its head
--     then_code         VARCHAR  the village it stood in
--     then_name         VARCHAR  its name
--     today_code        VARCHAR  the village it stands in today
--     today_name        VARCHAR  its name
--     identified_month  DATE     month its monitoring began
--     people            BIGINT   people at identification  [人]
-- order:   then_code, household_id

with

standing as (

    select
        spell.household_id,
        spell.village_code as today_code,
        coalesce(division_spell.then_code, spell.village_code) as then_code,
        spell.identified_month,
        spell.people
    from spell
    left join division_spell
        on division_spell.case_id = spell.case_id
        and division_spell.from_month <= $month
        and division_spell.until_month > $month
    where spell.identified_month <= $month
        and coalesce(spell.closed_month, date '9999-12-01') > $month

),

inside as (

    select leaf_code
    from division_path
    where view = 'management'
        and ancestor_code = $division
    union
    select leaf_code
    from division_then_path
    where ancestor_code = $division

)

select
    standing.household_id,
    household.head_name,
    standing.then_code,
    coalesce(then_tree.short_name, gone.short_name) as then_name,
    standing.today_code,
    today_tree.short_name as today_name,
    standing.identified_month,
    standing.people
from standing
join inside
    on inside.leaf_code = case when $reading = 'then' then standing.then_code else standing.today_code end
join household
    on household.household_id = standing.household_id
left join division_tree as then_tree
    on then_tree.view = 'management'
    and then_tree.division_code = standing.then_code
left join division_then as gone
    on gone.division_code = standing.then_code
left join division_tree as today_tree
    on today_tree.view = 'management'
    and today_tree.division_code = standing.today_code
order by standing.then_code, standing.household_id
limit $take
